"""What an exercise makes of a learner's own regions: which of them it can take, and how they stand among the others."""

from clusterpolicy.models.arithmetic import add
from clusterpolicy.models.contract import OWN
from clusterpolicy.models.own_columns import named
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


def figure_of(region, year, column):
    """Return one figure of a region as the file gives it, or None."""
    return region["years"].get(str(year), {}).get(column)


def ratio_of(region, year, above, below, times=1):
    """Return one figure divided by another of the same year, so many times; None where one is missing or the divisor is zero."""
    figures = figures_of(region, year, [above, below])
    return times * figures[0] / figures[1] if figures and figures[1] > 0 else None


def share_of(region, year, columns, part):
    """Return the share of one column in all of them, in per cent, as `parts_of` reads them; None where it has no figures."""
    parts = parts_of(region, year, columns)
    return 100 * parts[columns.index(part)] / add(parts) if parts else None


def offered(takes, rows):
    """Return (regions that an exercise can take, what the others lack and what is missed of these).

    ``takes`` lists what it can take: all ``columns``, of at least so many of the ``years``, and figures ``alongside`` of years of
    their own; figures that are ``parts`` of a whole need one above zero. One entry that fits is enough; one that does not is
    told of where it would be ``missed``. What is lacking is a message id with parameters.
    """
    found, lacking = [], []
    for region in own_regions(rows):
        gaps = [gaps_of(take, region) for take in takes]
        if [] not in gaps:
            lacking.append(_why_not(region, takes, gaps))
            continue
        found.append(region)
        missing = []
        for take, there in zip(takes, gaps):
            missing.extend([_gap_text(gap, take) for gap in there if take["missed"]])
        if missing:
            lacking.append(_lacks("own-lacks-some", region, {"missing": missing}))
    return found, lacking


def gaps_of(take, region):
    """Return what a region lacks of what an exercise takes, where it comes nearest: nothing where it fits.

    A gap has ``year``, ``columns``, and whether the file has nothing of that year (``empty``); without columns, its figures are
    all zero.
    """
    gaps = []
    for year in take["years"]:
        given = region["years"].get(str(year))
        missing = [column for column in take["columns"] if column not in (given or {})]
        fits = not missing and (not take["parts"] or parts_of(region, year, take["columns"]) is not None)
        # A year of which all is there lacks less than one with zeros alone.
        size = 0 if fits else 1 + len(missing)
        gaps.append((given is None, size, year, missing))
    nearest = sorted(gaps)[: take["least"]]
    found = [
        {"year": year, "columns": missing, "empty": empty} for empty, size, year, missing in nearest if size
    ]
    for column, year in take["alongside"]:
        if figure_of(region, year, column) is None:
            found.append({"year": year, "columns": [column], "empty": False})
    return found


def _why_not(region, takes, gaps):
    """Return what a region lacks that comes nearest to what an exercise takes."""
    nearest = None
    for take, there in zip(takes, gaps):
        size = (
            len([gap for gap in there if gap["empty"]]),
            add([len(gap["columns"]) for gap in there]),
        )
        if nearest is None or size < nearest[0]:
            nearest = (size, take, there)
    take, there = nearest[1:]
    years = [gap["year"] for gap in there if gap["empty"]]
    if len(years) == len(there):
        # Where one of several years is enough, all of them are named.
        if take["least"] == 1:
            years = [year for one in takes for year in one["years"]]
        return _lacks("own-lacks-year", region, {"years": _ends(years)})
    if len(there) > 1:
        return _lacks("own-lacks", region, {"missing": [_gap_text(gap, take) for gap in there]})
    year, columns = there[0]["year"], there[0]["columns"]
    message = "own-lacks-columns" if columns else "own-lacks-values"
    return _lacks(message, region, {"year": year, "columns": columns})


def _gap_text(gap, take):
    """Return a gap as columns and year, or years where any of several is enough."""
    any_year = take["least"] == 1 and gap["year"] in take["years"]
    return (
        named(gap["columns"] or take["columns"]) + " " + _ends(take["years"] if any_year else [gap["year"]])
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
