"""Which objectives a choice of activities covers, and which outcomes an indicator could show."""

from clusterpolicy.models.answers import check_choice, check_match, check_number, feedback
from clusterpolicy.models.own_regions import figure_of, ratio_of

# The pairs that the matching question asks for.
ASKED = ["joint-projects", "founders-school", "public-orders", "fairs"]


# The one indicator that a file holds in two columns; the others stand in it as they are.
SMALL_FIRMS = ("small_firms_census", "population_avg", 10000)


def with_own(data, regions):
    """Return the data with the latest value of each indicator in a learner's own regions."""
    found = data.copy()
    found["names"], found["series"] = data["names"].copy(), {}
    for name in data["series"]:
        series = data["series"][name].copy()
        series["latest"] = series["latest"].copy()
        for region in regions:
            latest = latest_of(region, name)
            if latest:
                series["latest"][region["key"]] = latest
        found["series"][name] = series
    for region in regions:
        found["names"][region["key"]] = region["name"]
    return found


def latest_of(region, name):
    """Return (year, value) of an indicator in the last year for which a file has it, or None."""
    for year in reversed(sorted([int(year) for year in region["years"]])):
        value = (
            ratio_of(region, year, *SMALL_FIRMS)
            if name == "small_firms_per_10k_census"
            else figure_of(region, year, name)
        )
        if value is not None:
            return [year, value]
    return None


def run(data, activities, region):
    """Return the coverage of the five objectives, and for each activity the latest value of its indicator."""
    chosen = [item for item in data["activities"] if item["key"] in activities]
    rows = []
    for objective in data["objectives"]:
        mine = [item for item in chosen if item["objective"] == objective["key"]]
        measurable = [item for item in mine if item["indicator"] != ""]
        rows.append(
            {
                "key": objective["key"],
                "name": objective["name"],
                "words": objective["words"],
                "activities": len(mine),
                "measurable": len(measurable),
            }
        )
    found = [chain_row(data, item, region) for item in chosen]
    return {
        "rows": rows,
        "chains": found,
        "figures": {
            "region": data["names"].get(region, data["words"]["none"]),
            "activities": len(chosen),
            "covered": len([row for row in rows if row["activities"] > 0]),
            "seen": len([row for row in rows if row["measurable"] > 0]),
            "measurable": len([item for item in chosen if item["indicator"] != ""]),
            "known": len([row for row in found if row["value"] is not None]),
        },
    }


def chain_row(data, item, region):
    """Return an activity with its output, outcome and indicator, and the region's latest value of that."""
    series = data["series"].get(item["indicator"])
    latest = series["latest"].get(region) if series else None
    return {
        "activity": item["name"],
        "output": item["output"],
        "outcome": item["outcome"],
        "indicator": series["name"] if series else data["words"]["nothing"],
        "value": latest[1] if latest else None,
        "unit": series["unit"] if series else "",
        "year": str(latest[0]) if latest else "",
    }


def coverage(data):
    """Return the figures with all activities chosen."""
    return run(data, [item["key"] for item in data["activities"]], "")["figures"]


def check(data, question, answer, values, earlier):
    """Check a prediction, pairs of activity and outcome, a share, or what a moving indicator shows."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    figures = coverage(data)
    params = {name: figures[name] for name in ("activities", "measurable", "covered", "seen")}
    if question == "cause":
        return check_choice(answer, "open", "cause", params)
    if question == "outcomes":
        return check_outcomes(answer, params)
    return check_share(answer, params)


def check_outcomes(answer, params):
    """Check which outcome belongs to which activity."""
    wrong, params["placed"] = check_match(answer, {key: key for key in ASKED})
    if not wrong:
        return feedback("outcomes-right", True, params)
    if "founders-school" in wrong:
        return feedback("outcomes-founders", False, params)
    return feedback("outcomes-fairs" if "fairs" in wrong else "outcomes-research", False, params)


def check_share(answer, params):
    """Check how many per cent of the activities have an indicator."""
    right = 100 * params["measurable"] / params["activities"]
    kinds = [
        ("fraction", right / 100),
        ("count", params["measurable"]),
        ("rest", 100 - right),
        ("objectives", 100 * params["seen"] / params["covered"]),
    ]
    return check_number(answer, right, "share", kinds, params)
