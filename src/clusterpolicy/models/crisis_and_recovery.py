"""The fall of 2009 in volumes: how deep, when lowest, and when a region or a country was back."""

from clusterpolicy.models.answers import check_choice, check_number, feedback
from clusterpolicy.models.own_regions import figure_of
from clusterpolicy.models.volumes import levels

CRISIS, LATER = 2009, 2011


def with_own(data, regions):
    """Return the data with a learner's own regions, each with its volume indices; nobody is counted in."""
    found = data.copy()
    found["names"] = data["names"].copy()
    found["own"] = {}
    for region in regions:
        found["names"][region["key"]] = region["name"]
        found["own"][region["key"]] = {
            measure: [figure_of(region, year, measure) for year in data["years"]]
            for measure in data["groups"]
            if measure != "countries"
        }
    return found


def run(data, scope, measure, base, region, country):
    """Return the level of each place in each year against the base year, and how it fell and came back."""
    group = data["groups"]["countries" if scope == "countries" else measure]
    chosen, whole = (country, "RUS") if scope == "countries" else (region, "RU")
    start = int(base)
    found, rows = {}, []
    for code in sorted(group["series"]):
        found[code] = levels(data["years"], group["series"][code], start)
    if chosen not in found:
        found[chosen] = levels(data["years"], data["own"][chosen][measure], start)
    # The last line is drawn on top.
    others = [code for code in group["counted"] if code not in (chosen, whole)]
    for code in others + [whole] * (whole != chosen) + [chosen]:
        rows.extend(lines(data, code, found[code], chosen, whole))
    rows.extend(break_lines(group["breaks"]))
    counted = [course_of(data, code, found[code], start) for code in group["counted"]]
    places = sorted(counted, key=lambda place: (place["change"], place["key"]))
    own, all_of_it = (
        course_of(data, chosen, found[chosen], start),
        course_of(data, whole, found[whole], start),
    )
    figures = {
        "name": own["name"],
        "change": own["change"],
        "deeper": deeper(counted, own),
        "trough_year": own["trough_year"],
        "trough": own["trough"],
        "recovery": own["recovery"],
        "russia": all_of_it["change"],
        "back": len([place for place in counted if place["later"] >= 0]),
        "count": len(counted),
        "breaks": len(group["breaks"]),
    }
    return {"rows": rows, "places": places, "breaks": group["breaks"], "figures": figures}


def deeper(counted, own):
    """Return the place of a region by the depth of its fall, the deepest first; None where that is not known."""
    if own["change"] is None:
        return None
    others = [place["change"] for place in counted if place["key"] != own["key"]]
    return len([change for change in others if change < own["change"]]) + 1


def lines(data, code, found, chosen, whole):
    """Return the points of one line."""
    kind = "chosen" if code == chosen else "whole" if code == whole else "other"
    return [
        {
            "key": code + "|" + str(year),
            "place": code,
            "name": data["names"][code],
            "kind": data["words"][kind],
            "bold": kind != "other",
            "year": year,
            "level": 100 * level,
            "mark": "",
        }
        for year, level in zip(data["years"], found)
        if level is not None
    ]


def break_lines(breaks):
    """Return where a series breaks, as rows of the chart beside its points."""
    return [
        {
            "key": "break|" + entry["mark"],
            "place": "",
            "name": entry["change"],
            "kind": "break",
            "bold": False,
            "year": entry["place"],
            "level": None,
            "mark": entry["mark"],
        }
        for entry in breaks
    ]


def course_of(data, code, found, start):
    """Return how far a place fell, when it was lowest before it was back, and when it was back.

    What stood in 2009 where it stood in the base year, or higher, did not fall.
    """
    years, words = data["years"], data["words"]
    crisis, later = years.index(CRISIS), years.index(LATER)
    place = {
        "key": code,
        "name": data["names"][code],
        "change": change_at(found, crisis),
        "later": change_at(found, later),
        "trough_year": words["no-fall"],
        "trough": None,
        "recovery": words["no-fall"],
    }
    if found[crisis] is None:
        place["trough_year"] = place["recovery"] = words["unknown"]
    elif found[crisis] < 1:
        # An own region may have no figures of later years.
        known = [at for at in range(crisis, len(years)) if found[at] is not None]
        back = [at for at in known if found[at] >= 1]
        lowest = lowest_of(found, years.index(start) + 1, back[0] if back else known[-1] + 1)
        place["trough_year"] = str(years[lowest])
        place["trough"] = 100 * (found[lowest] - 1)
        place["recovery"] = (
            str(years[back[0]]) if back else words["never"].replace("{year}", str(years[known[-1]]))
        )
    return place


def change_at(found, at):
    """Return the level of a year as a change since the base year, in per cent, or None."""
    return None if found[at] is None else 100 * (found[at] - 1)


def lowest_of(found, start, end):
    """Return the first place of the lowest level between two places."""
    lowest = start
    for place in range(start, end):
        if found[place] < found[lowest]:
            lowest = place
    return lowest


def first_question(data):
    """Return the figures of the setting that the questions ask for."""
    return run(data, "regions", "grp_index", "2008", "RU-MOW", "RUS")["figures"]


def check(data, question, answer, values, earlier):
    """Check a prediction, how many regions were not back, or what the depth of a fall shows."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    if question == "depth":
        countries = run(data, "countries", "grp_index", "2008", "RU-MOW", "FIN")["figures"]
        outcome = check_choice(answer, "exposed", "depth")
        outcome["params"] = {
            "finland": countries["change"],
            "russia": countries["russia"],
            "back": first_question(data)["back"],
            "count": first_question(data)["count"],
        }
        return outcome
    return check_missing(first_question(data), answer)


def check_missing(figures, answer):
    """Check how many of the regions had not come back by 2011."""
    back, count = figures["back"], figures["count"]
    params = {"back": back, "count": count, "moscow": figures["trough"]}
    usual = [
        ("back", back),
        ("percent", 100 * (count - back) / count),
        ("fraction", (count - back) / count),
        ("all", count),
    ]
    return check_number(answer, count - back, "missing", usual, params, near=(0.001, 0.0))
