"""Counting the clusters of Russia's regions by rules that the learner sets."""

from clusterpolicy.models.answers import check_choice, close, feedback, first_close, parse_number
from clusterpolicy.models.specialisation import absolute_stars, cells_of, relative_stars

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
    if rule == "absolute":
        given = absolute_stars(values, threshold, size / 100, focus / 100)
    else:
        given = relative_stars(values, threshold, top / 100)
    cells, least = cells_of(values), int(stars)
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
    return {"rows": rows, "figures": figures, "found": _details(table, cells, given, found, region)}


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
    return {
        "key": tile["iso"],
        "code": tile["code"],
        "name": tile["name"],
        "column": tile["column"],
        "row": tile["row"],
        "clusters": None if inside else per_region.get(tile["iso"], 0),
        "inside": tile["parent"] if inside else "",
        "chosen": tile["iso"] == region,
    }


def _details(table, cells, given, found, region):
    """Return the clusters of the chosen region, the most specialised first."""
    if region not in table["regions"]:
        return []
    chosen = table["regions"].index(region)
    details = []
    for number in found:
        row, column, quotient, of_industry, of_region = cells[number]
        if row == chosen:
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
    outcome = check_choice(answer, "concentration", "reading")
    outcome["params"] = {"clusters": found["clusters"], "one_firm": found["one_firm"]}
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
    value = parse_number(answer)
    params = {
        "few": few,
        "many": many,
        "factor": many / few,
        "answer": value if value is not None else str(answer)[:60],
    }
    if value is None:
        return feedback("factor-not-a-number", False, params)
    if close(value, many / few, 0.05):
        return feedback("factor-right", True, params)
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
    kind = first_close(value, usual, 0.02)
    if kind:
        return feedback("factor-" + kind, False, params)
    return feedback("factor-too-high" if value > many / few else "factor-too-low", False, params)
