"""Counting the clusters of Russia's regions by rules that the learner sets."""

from clusterpolicy.models.answers import check_choice, check_number, feedback
from clusterpolicy.models.own_regions import free_cells, parts_of
from clusterpolicy.models.specialisation import (
    absolute_stars,
    cells_beside,
    cells_of,
    places,
    places_beside,
    relative_stars,
)

# The two common rule sets that the question compares, on the same data.
COMPARED = {
    "measure": "gva",
    "year": "2010",
    "everywhere": True,
    "firms": 1,
    "threshold": 2,
    "size": 1,
    "focus": 1,
    "top": 10,
    "region": "",
}
ABSOLUTE = {"rule": "absolute", "stars": "3"}
RELATIVE = {"rule": "relative", "stars": "1"}


def run(data, measure, year, rule, threshold, size, focus, top, stars, everywhere, firms, region):
    """Return a row per tile, the counts, and the clusters of the chosen region."""
    table = data["tables"][measure]
    used = _nearest(table["years"], year)
    values = table["values"][used]
    limits = (rule, threshold, size / 100, focus / 100, top / 100)
    cells, least = cells_of(values), int(stars)
    given = _stars(cells, places(values) if rule == "relative" else None, limits)
    counted = _counted(table, cells, everywhere, firms)
    found = [number for number in counted if given[number] >= least]
    per_region = {}
    for number in found:
        code = table["regions"][cells[number][0]]
        per_region[code] = per_region.get(code, 0) + 1
    by_stars = [given[number] for number in counted]
    figures = {
        "clusters": len(found),
        "data_year": used,
        "regions": len(per_region),
        "cells": len(counted),
        "one_star": by_stars.count(1),
        "two_stars": by_stars.count(2),
        "three_stars": by_stars.count(3),
        "one_firm": None,
    }
    if table["firms"]:
        figures["one_firm"] = len(
            [number for number in found if table["one_firm"][cells[number][0]][cells[number][1]]]
        )
    rows = [_tile(tile, table, per_region, region) for tile in data["tiles"]]
    details = _details(table, cells, given, found, region)
    # A learner's own regions stand beside the country: no count and no total takes them in.
    for own in data["own"]:
        own_cells, own_given, own_found = _own_clusters(own, table, measure, used, limits, everywhere, least)
        rows.append(_own_tile(own, None if own_found is None else len(own_found), region))
        if own["iso"] == region and own_found:
            details = _listed(table, own_cells, own_given, own_found)
    figures["here"], figures["here_names"] = None, data["words"]["none"]
    for row in rows:
        if row["chosen"]:
            figures["here"] = row["clusters"]
            if row["inside"]:
                figures["here_names"] = data["words"]["inside"].replace("{oblast}", row["inside"])
    if details:
        figures["here_names"] = ", ".join([cell["industry"] for cell in details])
    return {"rows": rows, "figures": figures, "found": details}


def _stars(cells, ranked, limits):
    """Return the stars of each cell by the rule that is set."""
    rule, threshold, size, focus, top = limits
    if rule == "absolute":
        return absolute_stars(cells, threshold, size, focus)
    return relative_stars(cells, ranked, threshold, top)


def with_own(data, regions):
    """Return the data with a learner's own regions: a free tile each, and their figures by measure and year."""
    cells = free_cells(data["tiles"])
    own = []
    for number in range(len(regions)):
        region, (column, row) = regions[number], cells[number]
        figures = {}
        for measure in data["tables"]:
            figures[measure] = _own_figures(data["tables"][measure], region)
        own.append(
            {
                "iso": region["key"],
                "code": region["code"],
                "name": region["name"],
                "column": column,
                "row": row,
                "figures": figures,
            }
        )
    found = data.copy()
    found["own"] = own
    return found


def _own_figures(table, region):
    """Return a region's figures by year, in the order of the industries; only years of which all are given.

    An industry that the country does not show in a year (households before 2008) is not asked for, and counts as nothing.
    """
    found = {}
    if table["column"]:
        for year in table["years"]:
            shown = [max(column) > 0 for column in zip(*table["values"][year])]
            names = [table["column"] + industry["code"] for industry in table["industries"]]
            figures = parts_of(region, year, [names[n] for n in range(len(names)) if shown[n]])
            if figures:
                rest = figures[:]
                found[year] = [rest.pop(0) if there else 0 for there in shown]
    return found


def _own_clusters(own, table, measure, year, limits, everywhere, least):
    """Return the cells of an own region, their stars and the numbers of its clusters; no clusters where it has no figures."""
    figures = own["figures"][measure].get(year)
    if figures is None:
        return [], [], None
    values = table["values"][year]
    cells = cells_beside(values, figures)
    given = _stars(cells, places_beside(values, figures) if limits[0] == "relative" else None, limits)
    counted = [
        number
        for number in range(len(cells))
        if everywhere or not table["industries"][cells[number][1]]["everywhere"]
    ]
    return cells, given, [number for number in counted if given[number] >= least]


def _nearest(years, year):
    """Return the year itself, or the first or last one that the measure has."""
    if year in years:
        return year
    return years[0] if year < years[0] else years[-1]


def _counted(table, cells, everywhere, firms):
    """Return the numbers of the cells that are looked at.

    Sections that every region has may be left out, and so may cells with few firms.
    """
    skipped = []
    if not everywhere:
        industries = table["industries"]
        skipped = [column for column in range(len(industries)) if industries[column]["everywhere"]]
    behind = table["firms"]
    return [
        number
        for number in range(len(cells))
        if cells[number][1] not in skipped
        and (not behind or behind[cells[number][0]][cells[number][1]] >= firms)
    ]


def _tile(tile, table, per_region, region):
    inside = tile["parent"] != "" and tile["iso"] not in table["regions"]
    # Where large firms are counted, a region without any has no row: it holds no cluster.
    clusters = None if inside else per_region.get(tile["iso"], 0)
    return _row(tile, clusters, tile["parent"] if inside else "", region, False)


def _own_tile(own, clusters, region):
    return _row(own, clusters, "", region, True)


def _row(tile, clusters, inside, region, own):
    return {
        "key": tile["iso"],
        "code": tile["code"],
        "name": tile["name"],
        "column": tile["column"],
        "row": tile["row"],
        "clusters": clusters,
        "inside": inside,
        "chosen": tile["iso"] == region,
        "own": own,
    }


def _details(table, cells, given, found, region):
    """Return the clusters of the chosen region, the most specialised first."""
    if region not in table["regions"]:
        return []
    chosen = table["regions"].index(region)
    return _listed(table, cells, given, [number for number in found if cells[number][0] == chosen])


def _listed(table, cells, given, found):
    """Return a row for each of some clusters, the most specialised first."""
    details = []
    for number in found:
        row, column, quotient, of_industry, of_region = cells[number]
        details.append(
            {
                "key": table["industries"][column]["code"],
                "industry": table["industries"][column]["name"],
                "stars": given[number],
                "quotient": quotient,
                "of_industry": of_industry,
                "of_region": of_region,
                "firms": table["firms"][row][column] if table["firms"] else None,
            }
        )
    return sorted(details, key=lambda cell: (-cell["quotient"], cell["key"]))


def count(data, **changes):
    """Return the number of clusters under the compared rule sets, with changes."""
    values = {}
    for name in COMPARED:
        values[name] = COMPARED[name]
    for name in changes:
        values[name] = changes[name]
    return run(data, **values)["figures"]["clusters"]


def check(data, question, answer, values, earlier):
    """Check the prediction, the factor between two rule sets, or the reading of the fine grain."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    if question == "factor":
        return _check_factor(data, answer)
    settings = {"measure": "revenue", "year": "2013"}
    found = run(data, **_setting(settings))["figures"]
    params = {"clusters": found["clusters"], "one_firm": found["one_firm"]}
    outcome = check_choice(answer, "concentration", "reading", params)
    outcome["n"] = found["clusters"]
    return outcome


def _setting(changes):
    """Return the setting of the fine-grain question: specialised cells of at least one star by quotient alone."""
    setting = {}
    for name in COMPARED:
        setting[name] = COMPARED[name]
    setting["rule"] = "absolute"
    setting["stars"] = "3"
    setting["size"] = 0
    setting["focus"] = 0
    for name in changes:
        setting[name] = changes[name]
    return setting


def _check_factor(data, answer):
    few = count(data, **ABSOLUTE)
    many = count(data, **RELATIVE)
    params = {"few": few, "many": many, "factor": many / few}
    usual = [
        ("inverted", few / many),
        ("difference", many - few),
        ("difference", few - many),
        ("one-count", few),
        ("one-count", many),
        ("percent", 100 * many / few),
        ("percent", 100 * (many / few - 1)),
        ("growth", many / few - 1),
        ("same", 1),
    ]
    return check_number(
        answer, many / few, "factor", usual, params, near=(0.05, 0.0), like=(0.02, 0.0), sides=True
    )
