"""How near real regions come to the profile of the fictional case."""

from math import sqrt

from clusterpolicy.models.answers import check_choice, close, feedback, first_close, parse_number
from clusterpolicy.models.arithmetic import add

SHOWN = 10
# A region is nearly as near as the nearest when its distance is at most a quarter larger.
NEARLY = 1.25


def run(data, criteria, industry, education, companies, environment, region):
    """Return all regions from the nearest to the farthest, the profile beside one of them, and how firm the first place is."""
    weights = {
        "industry": industry,
        "education": education,
        "companies": companies,
        "environment": environment,
        "will": 1,
    }
    asked = [criterion for criterion in data["criteria"] if criterion["key"] in criteria]
    usable = [item for item in asked if item["case"] is not None and weights[item["group"]] > 0]
    rows = ranking(data, usable, weights, region)
    found = [row for row in rows if row["distance"] is not None]
    own = [row for row in rows if row["key"] == region]
    return {
        "rows": rows,
        "profile": [profile_row(data, item, region) for item in asked],
        "figures": {
            "asked": len(asked),
            "usable": len(usable),
            "nearest": found[0]["name"] if found else data["words"]["nothing"],
            "nearest_distance": found[0]["distance"] if found else None,
            "nearly": len([row for row in found if row["distance"] <= NEARLY * found[0]["distance"]]),
            "firsts": len(firsts(data, usable, weights)),
            "fewer": len([row for row in found if row["compared"] < len(usable)]),
            "own": own[0]["name"] if own else data["words"]["none"],
            "own_rank": own[0]["rank"] if own else None,
            "own_distance": own[0]["distance"] if own else None,
            "shown": len([row for row in found if row["shown"]]),
        },
    }


def ranking(data, usable, weights, region):
    """Return every region with its distance and place; one that cannot be compared has neither and comes last."""
    rows = []
    for item in data["regions"]:
        distance, compared = distance_of(item, usable, weights)
        rows.append(
            {
                "key": item["key"],
                "name": item["name"],
                "distance": distance,
                "compared": compared,
                "answered": str(compared) + "/" + str(len(usable)),
                "fewer": compared < len(usable),
                "mine": item["key"] == region,
            }
        )
    rows = sorted(rows, key=lambda row: (row["distance"] is None, row["distance"] or 0, row["key"]))
    for index in range(len(rows)):
        row = rows[index]
        row["rank"] = index + 1 if row["distance"] is not None else None
        row["shown"] = row["distance"] is not None and (index < SHOWN or row["mine"])
    return rows


def distance_of(item, usable, weights):
    """Return the weighted root mean square of a region's differences, and on how many criteria it rests.

    A difference is counted in widths of the middle half of all regions. A criterion that the region lacks is left out
    of sum and weights alike.
    """
    parts, total = [], []
    for criterion in usable:
        value = item["values"][criterion["key"]]
        if value is not None:
            weight = weights[criterion["group"]]
            parts.append(weight * ((value - criterion["case"]) / criterion["width"]) ** 2)
            total.append(weight)
    if not parts:
        return None, 0
    return sqrt(add(parts) / add(total)), len(parts)


def firsts(data, usable, weights):
    """Return which regions come first when one criterion after the other is left out."""
    found = []
    for left_out in usable:
        rest = [item for item in usable if item["key"] != left_out["key"]]
        if rest:
            first = ranking(data, rest, weights, "")[0]
            if first["distance"] is not None and first["key"] not in found:
                found.append(first["key"])
    return found


def profile_row(data, criterion, region):
    """Return a criterion with the value of the case and that of the region."""
    mine = [item["values"][criterion["key"]] for item in data["regions"] if item["key"] == region]
    value = mine[0] if mine else None
    difference = None
    if value is not None and criterion["case"] is not None:
        difference = (value - criterion["case"]) / criterion["width"]
    return {
        "criterion": criterion["name"],
        "unit": criterion["unit"],
        "case": criterion["case"],
        "region": value,
        "difference": difference,
    }


def even(data):
    """Return the figures with all criteria and even weights."""
    keys = [criterion["key"] for criterion in data["criteria"]]
    return run(data, keys, 1, 1, 1, 1, "")["figures"]


def check(data, question, answer, values, earlier):
    """Check a prediction, how many regions take the first place in turn, or what a first place lets one say."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    figures = even(data)
    params = {name: figures[name] for name in ("firsts", "nearly", "asked", "usable", "nearest")}
    if question == "meaning":
        outcome = check_choice(answer, "figures", "meaning")
        outcome["params"] = params
        return outcome
    return check_firsts(answer, params)


def check_firsts(answer, params):
    """Check the number of regions that come first when one criterion is left out."""
    value = parse_number(answer)
    params["answer"] = value if value is not None else str(answer)[:60]
    if value is None:
        return feedback("firsts-not-a-number", False, params)
    if close(value, params["firsts"], 0):
        return feedback("firsts-right", True, params)
    kinds = [("asked", params["asked"]), ("empty", params["asked"] - params["usable"]), ("one", 1)]
    return feedback("firsts-" + (first_close(value, kinds, 0) or "other"), False, params)
