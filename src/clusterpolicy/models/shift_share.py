"""Shift-share of a region's change between two years, in volumes and at current prices.

``clusterpolicy.indicators.industry_growth`` computes the same on DataFrames; a test holds the two equal for every region and span.
"""

from clusterpolicy.models.answers import check_choice, check_number, feedback, parse_number
from clusterpolicy.models.arithmetic import add
from clusterpolicy.models.own_regions import figure_of, figures_of
from clusterpolicy.models.volumes import ratio

PARTS = ["country", "mix", "rest", "allocation"]
# The question's case: an oil region in the years in which the oil price came back.
CASE = {
    "scope": "product",
    "region": "RU-TYU",
    "start": "2009",
    "end": "2011",
    "method": "classic",
    "show": "both",
}
LONG_CASE = {"start": "2005", "end": "2011"}


def with_own(data, regions):
    """Return the data with a learner's own regions, which no total of the country takes in."""
    found = data.copy()
    found["names"], found["tables"] = data["names"].copy(), {}
    for region in regions:
        found["names"][region["key"]] = region["name"]
    for scope in data["tables"]:
        found["tables"][scope] = own_table(data, data["tables"][scope], regions)
    return found


def own_table(data, table, regions):
    """Return a table with the values and indices of own regions; a year of which a section is missing is not there."""
    found = table.copy()
    found["values"] = {year: table["values"][year].copy() for year in data["years"]}
    found["published"] = table["published"].copy()
    if table["indices"] is not None:
        found["indices"] = [series.copy() for series in table["indices"]]
    for region in regions:
        key = region["key"]
        for year in data["years"]:
            figures = figures_of(
                region, year, [name for name in table["columns"] if name not in table["late"]]
            )
            late = [figure_of(region, year, name) for name in table["late"]]
            values = None if figures is None else [max(0, value) for value in figures]
            # The section that the country begins to show later comes last, and is compared where it is there.
            found["values"][year][key] = (values and add(values) > 0 and values + late) or None
        found["published"][key] = [figure_of(region, year, table["index"]) for year in data["index_years"]]
        for series, name in zip(found["indices"] or [], table["section_indices"]):
            series[key] = [figure_of(region, year, name) for year in data["index_years"]]
    return found


def run(data, scope, region, start, end, method, show):
    """Return the parts as steps that add up to the change, and what they come from."""
    table = data["tables"][scope]
    there = [at for at in range(len(data["years"])) if table["values"][data["years"][at]][region]]
    if len(there) < 2:
        return silent(data, region)
    first, last = span_of(data, there, start, end)
    nation = nation_of(data, table, first, last)
    cells = cells_of(data, table, nation, region, first, last)
    nominal = split(data, table, nation, cells, region, first, last, "nominal", method)
    real = split(data, table, nation, cells, region, first, last, "real", method)
    shown = [found for found in (real, nominal) if show in ("both", found["basis"])]
    figures = {
        "name": data["names"][region],
        "span": data["words"]["span"].replace("{first}", first).replace("{last}", last),
        "compared": data["words"]["of"]
        .replace("{part}", str(len(nominal["sections"])))
        .replace("{all}", str(len(table["sections"]))),
        "real_change": real["change"],
        "real_sum": added(real["parts"]),
        "real_rest": real["parts"].get("rest"),
        "nominal_change": nominal["change"],
        "nominal_sum": added(nominal["parts"]),
        "nominal_rest": nominal["parts"].get("rest"),
        "published": change_of(data, table["published"], region, first, last),
    }
    figures["wrong"], figures["count"] = other_signs(data, table, nation, first, last)
    rows = []
    for found in shown:
        rows.extend(steps(data, found))
    return {"rows": rows, "figures": figures, "sections": sections_of(data, table, real, nominal)}


FIGURES = (
    "real_change",
    "real_sum",
    "real_rest",
    "nominal_change",
    "nominal_sum",
    "nominal_rest",
    "published",
)


def silent(data, region):
    """Return what there is for an own region without figures of two years: its name."""
    figures = {name: None for name in FIGURES + ("wrong", "count")}
    figures["name"] = data["names"][region]
    figures["span"] = figures["compared"] = data["words"]["nothing"]
    return {"rows": [], "figures": figures, "sections": []}


def span_of(data, there, start, end):
    """Return the two years, the later one after the earlier, of those for which the region has figures."""
    years = data["years"]
    first = [at for at in there[:-1] if at >= years.index(start)][:1] or [there[-2]]
    wanted = max(first[0] + 1, years.index(end))
    last = [at for at in there if at >= wanted][:1] or [there[-1]]
    return years[first[0]], years[last[0]]


def nation_of(data, table, first, last):
    """Return the country's weights at the start and its growth by section in both forms."""
    sums = section_sums(table, first, last)
    total = add([sums[at][0] for at in sorted(sums)])
    nation = {"sections": sorted(sums), "weights": {}, "nominal": {}, "real": {}}
    for at in nation["sections"]:
        before, after = sums[at]
        nation["weights"][at] = before / total
        nation["nominal"][at] = after / before - 1
        if table["indices"] is not None:
            nation["real"][at] = chain(data, table["indices"][at], "RU", first, last) - 1
    return nation


def split(data, table, nation, cells, region, first, last, basis, method):
    """Return the parts of a region's change, from its cells, in per cent of where it started."""
    if basis == "real" and table["indices"] is None:
        return whole(data, table, region, first, last)
    growth, weights = nation[basis], nation["weights"]
    total = add([before for _at, before, _real, _nominal in cells])
    if total <= 0:
        return {
            "basis": basis,
            "parts": {},
            "change": None,
            "sections": [],
            "growth": {},
            "own": {},
            "together": False,
        }
    overall = add([weights[at] * growth[at] for at in nation["sections"]])
    mix, own, changes, moved = [], {}, [], []
    for at, before, in_volume, at_prices in cells:
        after = in_volume if basis == "real" else at_prices
        change = after - before - before * growth[at]
        # Esteban-Marquillas: the lead in growth at the weight that the industry has in the country.
        homothetic = method == "esteban-marquillas" and before > 0
        mix.append(before * (growth[at] - overall))
        moved.append(change * (total * weights[at] / before if homothetic else 1))
        changes.append(change)
        own[at] = (before, after)
    parts = {"country": overall * total, "mix": add(mix), "rest": add(moved)}
    parts["allocation"] = add([changes[place] - moved[place] for place in range(len(cells))])
    return {
        "basis": basis,
        "parts": percent(parts, total, method),
        "change": 100 * (add([own[cell[0]][1] for cell in cells]) / total - 1),
        "sections": [cell[0] for cell in cells],
        "growth": growth,
        "own": own,
        "together": False,
    }


def added(parts):
    """Return the sum of the parts, in their order; None where one is missing."""
    there = [parts[name] for name in PARTS if name in parts]
    return add(there) if there and None not in there else None


def percent(parts, total, method):
    """Return the parts in per cent; the classic form has no allocation."""
    found = {}
    for name in PARTS:
        if name != "allocation" or method == "esteban-marquillas":
            found[name] = 100 * parts[name] / total
    return found


def whole(data, table, region, first, last):
    """Return the real change where no section has a volume index: the country's, and all that differs from it."""
    change = change_of(data, table["published"], region, first, last)
    country = change_of(data, table["published"], "RU", first, last)
    return {
        "basis": "real",
        "parts": {} if change is None else {"country": country, "rest": change - country},
        "change": change,
        "sections": [],
        "growth": {},
        "own": {},
        "together": True,
    }


def change_of(data, series, region, first, last):
    """Return a change of volume in per cent, or None where an index is missing."""
    found = chain(data, series, region, first, last)
    return None if found is None else 100 * (found - 1)


def chain(data, series, region, first, last):
    """Return the ratio of volumes between two years, or None where an index is missing."""
    return ratio(data["index_years"], series[region], int(first), int(last))


def cells_of(data, table, nation, region, first, last):
    """Return the sections that can be compared in both forms: (place, value at the start, at the end in its prices, at current ones)."""
    start, end = table["values"][first][region], table["values"][last][region]
    found = []
    for at in nation["sections"]:
        if start[at] is None or end[at] is None:
            continue
        moved = None if table["indices"] is None else chain(data, table["indices"][at], region, first, last)
        if table["indices"] is None or moved is not None:
            found.append((at, start[at], None if moved is None else start[at] * moved, end[at]))
    return found


def section_sums(table, first, last):
    """Return the country's totals of both years by section: of all regions that have figures in both.

    A section that the country lacks in one of them is left out: one section begins later.
    """
    start, end = table["values"][first], table["values"][last]
    codes = [code for code in table["counted"] if start[code] and end[code]]
    found = {}
    for at in range(len(table["sections"])):
        before, after = add([start[code][at] for code in codes]), add([end[code][at] for code in codes])
        if before > 0 and after > 0:
            found[at] = (before, after)
    return found


def other_signs(data, table, nation, first, last):
    """Return in how many regions the rest has one sign at current prices and another in volumes, and of how many."""
    other, count = 0, 0
    for code in table["counted"]:
        if table["values"][first][code] and table["values"][last][code]:
            count += 1
            cells = cells_of(data, table, nation, code, first, last)
            pair = [
                split(data, table, nation, cells, code, first, last, basis, "classic")["parts"]["rest"]
                for basis in ("real", "nominal")
            ]
            other += pair[0] * pair[1] < 0
    return other, count


def steps(data, found):
    """Return the parts as bars, each from where the one before ends, and the change from nought."""
    rows, reached = [], 0
    words = data["words"]
    for name in PARTS + ["change"]:
        if name == "change" and found["change"] is None:
            continue
        if name == "change":
            low, high, value = 0, found["change"], found["change"]
        elif name in found["parts"]:
            value = found["parts"][name]
            low, high = reached, reached + value
            reached = high
        else:
            continue
        rows.append(
            {
                "key": found["basis"] + "|" + name,
                "part": words[name],
                "basis": words[found["basis"]],
                "start": low,
                "end": high,
                "value": value,
                "edge": max(low, high),
                "note": words["together"] if found["together"] and name == "rest" else "",
            }
        )
    return rows


def sections_of(data, table, real, nominal):
    """Return the sections that are compared, with their weight and their growth in country and region."""
    total = add([nominal["own"][at][0] for at in nominal["sections"]])
    rows = []
    for at in nominal["sections"]:
        entry = {"key": table["sections"][at]["code"], "name": table["sections"][at]["name"]}
        entry["share"] = nominal["own"][at][0] / total
        for found in (real, nominal):
            before, after = found["own"][at][:2] if at in found["own"] else (0, 0)
            entry[found["basis"] + "_own"] = after / before - 1 if before > 0 else None
            entry[found["basis"] + "_country"] = found["growth"].get(at)
        rows.append(entry)
    return rows


def case(data):
    """Return the figures that the questions are about."""
    table = data["tables"]["product"]
    first, last, region = CASE["start"], CASE["end"], CASE["region"]
    nation = nation_of(data, table, first, last)
    cells = cells_of(data, table, nation, region, first, last)
    nominal = split(data, table, nation, cells, region, first, last, "nominal", "classic")
    real = split(data, table, nation, cells, region, first, last, "real", "classic")
    first, last = LONG_CASE["start"], LONG_CASE["end"]
    wrong, count = other_signs(data, table, nation_of(data, table, first, last), first, last)
    return {
        "mix": nominal["parts"]["mix"],
        "country": nominal["parts"]["country"],
        "rest": nominal["parts"]["rest"],
        "nominal": nominal["change"],
        "real": real["change"],
        "lag": real["parts"]["rest"],
        "wrong": wrong,
        "count": count,
    }


def check(data, question, answer, values, earlier):
    """Check a prediction, the mix of an oil region, or what it is made of."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    params = case(data)
    if question == "made":
        return check_choice(answer, "prices", "made", params)
    usual = [
        ("rest", params["rest"]),
        ("country", params["country"]),
        ("change", params["nominal"]),
        ("real", params["real"]),
        ("real", params["lag"]),
        ("sign", -params["mix"]),
        ("fraction", params["mix"] / 100),
    ]
    # A tenth of a point is a rounded answer, but too much between small fractions.
    value = parse_number(answer)
    within = 0.001 if value is not None and abs(value) <= 0.5 else 0.06
    return check_number(answer, params["mix"], "mix", usual, params, near=(0.01, 0.06), like=(0.01, within))
