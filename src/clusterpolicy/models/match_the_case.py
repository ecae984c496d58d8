"""How near real regions come to the profile of the fictional case."""

from math import sqrt

from clusterpolicy.models.answers import check_choice, check_number, feedback
from clusterpolicy.models.own_regions import figure_of, ratio_of, share_of

SHOWN = 10
# A region is nearly as near as the nearest when its distance is at most a quarter larger.
NEARLY = 1.25

# What a criterion is made of, in columns of a file of own regions; manufacturing is a share of all value added.
RATIOS = {
    "students": ("students_he", "population_avg", 10000),
    "research_personnel": ("rd_personnel", "population_avg", 10),
    "small_firms": ("small_firms_census", "population_avg", 10000),
    "budget": ("budget_revenue", "population_avg", 1),
}
PLAIN = {"innovation": "innovation_activity", "websites": "org_website"}


def with_own(data, regions):
    """Return the data with a learner's own regions, whose criteria are computed from their figures."""
    found = data.copy()
    found["own"] = [
        {
            "key": region["key"],
            "name": region["name"],
            "values": {
                criterion["key"]: criterion_of(data, region, criterion["key"], criterion["year"])
                for criterion in data["criteria"]
            },
        }
        for region in regions
    ]
    return found


def criterion_of(data, region, key, year):
    """Return what a criterion is for an own region, in its unit; None where its file lacks a figure."""
    if key in RATIOS:
        above, below, times = RATIOS[key]
        return ratio_of(region, year, above, below, times)
    if key in PLAIN:
        return figure_of(region, year, PLAIN[key])
    if key == "manufacturing":
        return share_of(region, year, data["added"], data["made"])
    # No column of a file counts large firms, and nothing measures a will.
    return None


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
    others = ranking(data, usable, weights, region)
    found = [row for row in others if row["distance"] is not None]
    own = [own_row(item, others, usable, weights, region) for item in data["own"]]
    rows = near_to_far(others + own) if own else others
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
            "compared": len(found),
            "fewer": len([row for row in found if row["compared"] < len(usable)]),
            "own": own[0]["name"] if own else data["words"]["none"],
            "own_rank": own[0]["rank"] if own else None,
            "own_distance": own[0]["distance"] if own else None,
            "shown": len([row for row in rows if row["shown"]]),
        },
    }


def ranking(data, usable, weights, region):
    """Return every region with its distance and place; one that cannot be compared has neither and comes last."""
    rows = [compared_row(item, usable, weights, region) for item in data["regions"]]
    rows = near_to_far(rows)
    for index in range(len(rows)):
        row = rows[index]
        row["rank"] = index + 1 if row["distance"] is not None else None
        row["shown"] = row["distance"] is not None and (index < SHOWN or row["mine"])
    return rows


def compared_row(item, usable, weights, region):
    """Return a region with its distance and on how many criteria that rests."""
    distance, compared = distance_of(item, usable, weights)
    return {
        "key": item["key"],
        "name": item["name"],
        "distance": distance,
        "compared": compared,
        "answered": str(compared) + "/" + str(len(usable)),
        "fewer": compared < len(usable),
        "mine": item["key"] == region,
        "own": False,
    }


def near_to_far(rows):
    """Return rows by distance; who cannot be compared comes last."""
    return sorted(rows, key=lambda row: (row["distance"] is None, row["distance"] or 0, row["key"]))


def own_row(item, others, usable, weights, region):
    """Return an own region with the place that it would take among the others, who keep theirs."""
    row = compared_row(item, usable, weights, region)
    row["own"] = True
    nearer = [other for other in others if other["distance"] is not None and row["distance"] is not None]
    nearer = [other for other in nearer if other["distance"] < row["distance"]]
    row["rank"] = len(nearer) + 1 if row["distance"] is not None else None
    row["shown"] = row["distance"] is not None and row["mine"]
    return row


def distance_of(item, usable, weights):
    """Return the weighted root mean square of a region's differences, and on how many criteria it rests.

    A difference is counted in widths of the middle half of all regions. A criterion that the region lacks is left out
    of sum and weights alike.
    """
    parts = squares(item, usable, weights)
    if not parts:
        return None, 0
    return sqrt(mean_without(parts, None)), len(parts)


def squares(item, usable, weights):
    """Return (criterion, weighted square of the difference, weight) for each criterion that a region has."""
    found = []
    for criterion in usable:
        value = item["values"][criterion["key"]]
        if value is not None:
            weight, difference = weights[criterion["group"]], (value - criterion["case"]) / criterion["width"]
            found.append((criterion["key"], weight * (difference * difference), weight))
    return found


def mean_without(parts, left_out):
    """Return the weighted mean of the squares without one criterion; None where no other is there."""
    total, weights = 0, 0
    for key, square, weight in parts:
        if key != left_out:
            total += square
            weights += weight
    return total / weights if weights > 0 else None


def firsts(data, usable, weights):
    """Return which regions come first when one criterion after the other is left out."""
    # The squares stay as they are, and who has the smallest mean has the smallest root.
    parts = sorted([(item["key"], squares(item, usable, weights)) for item in data["regions"]])
    found = []
    for criterion in usable:
        nearest, least = None, None
        for key, those in parts:
            mean = mean_without(those, criterion["key"])
            if mean is not None and (least is None or mean < least):
                nearest, least = key, mean
        if nearest is not None and nearest not in found:
            found.append(nearest)
    return found


def profile_row(data, criterion, region):
    """Return a criterion with the value of the case and that of the region."""
    everybody = data["regions"] + data["own"]
    mine = [item["values"][criterion["key"]] for item in everybody if item["key"] == region]
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
        return check_choice(answer, "figures", "meaning", params)
    return check_firsts(answer, params)


def check_firsts(answer, params):
    """Check the number of regions that come first when one criterion is left out."""
    kinds = [("asked", params["asked"]), ("empty", params["asked"] - params["usable"]), ("one", 1)]
    return check_number(answer, params["firsts"], "firsts", kinds, params, near=(0.0, 0.0))
