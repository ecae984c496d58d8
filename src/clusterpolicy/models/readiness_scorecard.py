"""Six guidelines graded by a learner: their mean, their weakest link, and the next step there."""

from clusterpolicy.models.answers import check_choice, check_match, check_number, feedback
from clusterpolicy.models.arithmetic import add
from clusterpolicy.models.own_regions import figure_of, figures_of, parts_of, ratio_of
from clusterpolicy.models.specialisation import absolute_stars, cells_against

HIGHEST = 4
# The grades that the numeric question asks for, and what bears on which guideline.
ASKED = [3, 3, 3, 3, 3, 1]
BEARING = {"relevance": "stars", "tools": "kinds", "commitment": "nothing", "financing": "budget"}


# The usual thresholds of stars: a quotient of two, one per cent of industry and region.
STARS = (2, 0.01, 0.01)


def with_own(data, regions):
    """Return the data with the facts of a learner's own regions; medians are of the others."""
    found = data.copy()
    found["names"], found["facts"] = data["names"].copy(), []
    for fact in data["facts"]:
        extended = fact.copy()
        extended["values"] = fact["values"].copy()
        for region in regions:
            value = fact_of(data, region, fact["key"])
            if value is not None:
                extended["values"][region["key"]] = value
        found["facts"].append(extended)
    for region in regions:
        found["names"][region["key"]] = region["name"]
    return found


def fact_of(data, region, key):
    """Return a fact of an own region, or None; no file says which instruments it holds."""
    year = data["year"]
    if key == "innovation":
        return figure_of(region, year, "innovation_activity")
    if key == "research":
        return ratio_of(region, year, "rd_personnel", "employment_avg", 10)
    if key == "budget":
        return ratio_of(region, year, "budget_revenue", "population_avg")
    if key == "balance":
        money = figures_of(region, year, ["budget_revenue", "budget_expenditure"])
        return 100 * (money[0] - money[1]) / money[0] if money and money[0] > 0 else None
    if key == "stars":
        parts = parts_of(region, data["table_year"], data["added"])
        if parts:
            return absolute_stars(cells_against(data["totals"], add(data["totals"]), parts), *STARS).count(3)
    return None


def run(data, region, **grades):
    """Return the grades with mean and weakest, the next steps at the weakest, and the facts of a region.

    A guideline without a grade counts in no figure.
    """
    given = [
        None if grades[one["control"]] == "" else int(grades[one["control"]]) for one in data["guidelines"]
    ]
    known = [grade for grade in given if grade is not None]
    mean = add(known) / len(known) if known else None
    weakest = min(known) if known else None
    rows = []
    for one, grade in zip(data["guidelines"], given):
        rows.append(
            {
                "key": one["key"],
                "name": one["name"],
                "words": one["words"],
                "grade": grade,
                "descriptor": data["words"]["ungraded"] if grade is None else one["descriptors"][grade],
                "weakest": grade is not None and grade == weakest,
                "mean": mean,
                # Where the chart draws what is not there, out of sight.
                "place": grade or 0,
                "centre": mean or 0.0,
            }
        )
    low = [row for row in rows if row["weakest"]]
    return {
        "rows": rows,
        "steps": [step for row in low for step in steps_for(data, row)],
        "facts": [fact_row(fact, region) for fact in data["facts"]],
        "figures": {
            "region": data["names"].get(region, data["words"]["none"]),
            "graded": len(known),
            "points": add(known),
            "mean": mean,
            "weakest": weakest,
            "gap": None if mean is None else mean - weakest,
            "names": "; ".join([row["name"] for row in low]) if low else data["words"]["ungraded"],
        },
    }


def steps_for(data, row):
    """Return the next steps for a guideline at its grade."""
    return [
        {
            "guideline": row["name"],
            "action": step["action"],
            "reference": step["reference"],
            "verification": step["verification"],
        }
        for step in data["steps"]
        if step["guideline"] == row["key"] and step["from"] <= row["grade"] <= step["to"]
    ]


def fact_row(fact, region):
    """Return a fact that bears on a guideline, for a region and for the middle one of all regions."""
    return {
        "guideline": fact["guideline"],
        "fact": fact["fact"],
        "value": fact["values"].get(region),
        "median": fact["median"],
        "unit": fact["unit"],
        "year": fact["year"],
    }


def check(data, question, answer, values, earlier):
    """Check a prediction, the gap of six grades, what bears on what, or where one step more is worth most."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    if question == "lift":
        return check_choice(answer, "weakest", "lift", {"mean": 1 / len(ASKED)})
    if question == "bearing":
        wrong, placed = check_match(answer, BEARING)
        params = {"placed": placed}
        if not wrong:
            return feedback("bearing-right", True, params)
        if "commitment" in wrong:
            return feedback("bearing-will", False, params)
        return feedback("bearing-money" if "financing" in wrong else "bearing-figures", False, params)
    mean = add(ASKED) / len(ASKED)
    params = {"mean": mean, "weakest": min(ASKED)}
    kinds = [
        ("mean", mean),
        ("range", max(ASKED) - min(ASKED)),
        ("weakest", min(ASKED)),
        ("sum", add(ASKED)),
    ]
    return check_number(answer, mean - min(ASKED), "gap", kinds, params)
