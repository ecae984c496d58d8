"""What an exercise makes of a learner's own regions: which of them it can take, and how they stand among the others."""

from clusterpolicy.models.arithmetic import add
from clusterpolicy.models.contract import OWN
from clusterpolicy.models.own_data import wrong_place

LETTERS = 3


def own_regions(rows):
    """Return the regions of a file in its order: key, name, letters for a tile, and figures by year."""
    regions, places = [], {}
    for row in rows:
        if row["name"] not in places:
            places[row["name"]] = len(regions)
            regions.append({"key": OWN + row["name"], "name": row["name"], "years": {}})
        regions[places[row["name"]]]["years"][str(row["year"])] = row["values"]
    codes = []
    for region in regions:
        region["code"] = _letters(region["name"], codes)
        codes.append(region["code"])
    return regions


def _letters(name, taken):
    """Return the first letters of a name; where others begin alike, a number tells them apart."""
    letters = name.replace(" ", "")[:LETTERS]
    number = 1
    code = letters
    while code in taken:
        number += 1
        code = letters[: LETTERS - len(str(number))] + str(number)
    return code


def figures_of(region, year, columns):
    """Return a region's figures of one year as the file gives them; None where one is missing."""
    given = region["years"].get(str(year), {})
    if [column for column in columns if column not in given]:
        return None
    return [given[column] for column in columns]


def parts_of(region, year, columns):
    """Return figures that make a whole, those below zero as zero; None where one is missing or none is above zero."""
    figures = figures_of(region, year, columns)
    if figures is None:
        return None
    parts = [max(0, figure) for figure in figures]
    return parts if add(parts) > 0 else None


def offered(takes, rows):
    """Return (regions that an exercise can take, why it cannot take the others).

    ``takes`` lists what it can take: all ``columns``, of any of the ``years`` or of every one; figures that are ``parts`` of a
    whole need one above zero. One entry that fits is enough. Why not is a message id with parameters.
    """
    found, lacking = [], []
    for region in own_regions(rows):
        if [take for take in takes if _fits(take, region)]:
            found.append(region)
        else:
            lacking.append(_why_not(region, takes))
    return found, lacking


def _fits(take, region):
    there = [year for year in take["years"] if _is_there(take, region, year)]
    return len(there) == len(take["years"]) if take["every"] else there != []


def _is_there(take, region, year):
    read = parts_of if take["parts"] else figures_of
    return read(region, year, take["columns"]) is not None


def _why_not(region, takes):
    """Return what a region lacks that comes nearest to what an exercise takes."""
    nearest = None
    for take in takes:
        for year in take["years"]:
            given = region["years"].get(str(year))
            missing = [column for column in take["columns"] if column not in (given or {})]
            # Where every year has to be there, a year that is not there is what is lacking, and one that is there is not.
            if given is None if not take["every"] else _is_there(take, region, year):
                continue
            if nearest is None or len(missing) < len(nearest[1]):
                nearest = (year, missing, given is None)
    if nearest is None:
        years = [year for take in takes for year in take["years"]]
        return _lacks("own-lacks-year", region, {"years": _ends(years)})
    year, missing, empty = nearest
    if empty:
        return _lacks("own-lacks-year", region, {"years": str(year)})
    return _lacks(
        "own-lacks-columns" if missing else "own-lacks-values", region, {"year": year, "columns": missing}
    )


def _lacks(message, region, params):
    params["region"] = region["name"]
    return {"message": message, "params": params}


def _ends(years):
    """Return the first and the last year, or the one there is."""
    return "\u2013".join([str(year) for year in sorted(set([min(years), max(years)]))])


def take_in(subject, module, own):
    """Put a learner's own regions into an exercise: its data and the options of every control that lists regions.

    ``own`` is what a host keeps of a file. What it offers comes back: ``options``, what the other regions are ``lacking``, and
    the place that is ``wrong`` where somebody else wrote into the keeping; then the exercise stays as it was made.
    """
    wrong = wrong_place(own)
    if wrong:
        return {"options": [], "lacking": [], "wrong": wrong}
    regions, lacking = offered(subject["takes"], own["rows"])
    options = [{"value": region["key"], "label": region["name"]} for region in regions]
    for control in subject["controls"]:
        if control.get("regions"):
            control["options"] = control["options"] + options
    if regions:
        subject["data"] = module.with_own(subject["data"], regions)
    return {"options": options, "lacking": lacking, "wrong": None}


def free_cells(tiles):
    """Return the cells of a tile map's grid on which no region lies, from the last row and its last column on."""
    taken = [(tile["column"], tile["row"]) for tile in tiles]
    width = 1 + max([column for column, row in taken])
    height = 1 + max([row for column, row in taken])
    return [
        (column, row)
        for row in reversed(range(height))
        for column in reversed(range(width))
        if (column, row) not in taken
    ]
