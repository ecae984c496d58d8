"""Counting the clusters of Russia's regions by rules that the learner sets."""

from clusterpolicy.models.answers import check_choice, close, feedback, first_close, parse_number
from clusterpolicy.models.specialisation import absolute_stars, quotients, relative_stars, totals

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
    cells = _cells(table, values, rule, threshold, size, focus, top)
    counted = [cell for cell in cells if _counts(table, cell, everywhere, firms)]
    found = [cell for cell in counted if cell["stars"] >= int(stars)]
    per_region = {}
    for cell in found:
        per_region[cell["row"]] = per_region.get(cell["row"], 0) + 1
    figures = {
        "clusters": len(found),
        "data_year": used,
        "regions": len(per_region),
        "cells": len(counted),
        "one_star": len([cell for cell in counted if cell["stars"] == 1]),
        "two_stars": len([cell for cell in counted if cell["stars"] == 2]),
        "three_stars": len([cell for cell in counted if cell["stars"] == 3]),
        "one_firm": len([cell for cell in found if cell["one_firm"]]) if table["firms"] else None,
    }
    rows = [_tile(tile, table, per_region, region) for tile in data["tiles"]]
    return {"rows": rows, "figures": figures, "found": _details(table, values, found, region)}


def _nearest(years, year):
    """Return the year itself, or the first or last one that the measure has."""
    if year in years:
        return year
    return years[0] if year < years[0] else years[-1]


def _cells(table, values, rule, threshold, size, focus, top):
    """Return the cells that hold something, with their stars."""
    if rule == "absolute":
        stars = absolute_stars(values, threshold, size / 100, focus / 100)
    else:
        stars = relative_stars(values, threshold, top / 100)
    cells = []
    for row in range(len(values)):
        for column in range(len(values[row])):
            if values[row][column] > 0:
                given = stars[row][column]
                firms = table["firms"][row][column] if table["firms"] else None
                cells.append(
                    {
                        "row": row,
                        "column": column,
                        "stars": len([star for star in given if star]),
                        "firms": firms,
                        "one_firm": bool(table["firms"]) and table["one_firm"][row][column] == 1,
                    }
                )
    return cells


def _counts(table, cell, everywhere, firms):
    """Return whether a cell is looked at: sections that every region has may be left out, and so may few firms."""
    if not everywhere and table["industries"][cell["column"]]["everywhere"]:
        return False
    return cell["firms"] is None or cell["firms"] >= firms


def _tile(tile, table, per_region, region):
    row = table["regions"].index(tile["iso"]) if tile["iso"] in table["regions"] else None
    parent = tile["parent"] if row is None else ""
    return {
        "key": tile["iso"],
        "code": tile["code"],
        "name": tile["name"],
        "column": tile["column"],
        "row": tile["row"],
        "clusters": None if row is None else per_region.get(row, 0),
        "inside": parent,
        "chosen": tile["iso"] == region,
    }


def _details(table, values, found, region):
    """Return the clusters of the chosen region, the most specialised first."""
    if region not in table["regions"]:
        return []
    row = table["regions"].index(region)
    quotient = quotients(values)[row]
    rows, columns, _ = totals(values)
    details = [
        {
            "key": table["industries"][cell["column"]]["code"],
            "industry": table["industries"][cell["column"]]["name"],
            "stars": cell["stars"],
            "quotient": quotient[cell["column"]],
            "of_industry": values[row][cell["column"]] / columns[cell["column"]],
            "of_region": values[row][cell["column"]] / rows[row],
            "firms": cell["firms"],
        }
        for cell in found
        if cell["row"] == row
    ]
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
