"""Budgets and research spending of a region, and the federal money for the pilot clusters on the same scale."""

from clusterpolicy.models.answers import check_choice, check_number, feedback
from clusterpolicy.models.arithmetic import add
from clusterpolicy.models.own_regions import figure_of

# Where the values of a region and year stand.
BUDGET, RESEARCH, PRODUCT, PEOPLE = 0, 1, 2, 3
MEAN = "mean"
HOURS = 365 * 24
MILLION = 1000000


def with_own(data, regions):
    """Return the data with a learner's own regions; sums and means are of the others."""
    found = data.copy()
    found["series"], found["names"] = data["series"].copy(), data["names"].copy()
    for region in regions:
        found["names"][region["key"]] = region["name"]
        found["series"][region["key"]] = {
            year: [figure_of(region, year, column) for column in data["columns"]] for year in data["years"]
        }
    return found


def run(data, region, year, measure, zoom):
    """Return a bar each for budget, research spending and pilot money, all on one scale, and what they come to."""
    years = data["paid"] if year == MEAN else [year]
    here = sums(data, [region] if region else data["hosts"], years)
    hosts = sums(data, data["hosts"], years)
    paid = add([data["pilots"].get(one, 0) for one in years])
    budget = on(measure, here[BUDGET], here)
    limit = None if budget is None else budget / float(zoom)
    rows = [
        bar(data, "budget", budget, limit),
        bar(data, "research", on(measure, here[RESEARCH], here), limit),
        bar(data, "pilots", on(measure, paid, hosts), limit),
    ]
    rows[-1]["planned"] = len([one for one in years if one in data["planned"]]) > 0
    own = data["shares"].get(region, {}).get(year)
    if own is not None:
        rows.append(bar(data, "own", on(measure, own, here), limit))
    for row in rows:
        row["unit"] = data["units"][measure]
        row["mark"] = data["words"]["planned"] if row["planned"] else ""
    return {
        "rows": rows,
        "figures": {
            "place": data["names"].get(region, data["words"]["together"]),
            "budget": on("inhabitant", here[BUDGET], here),
            "research": on("inhabitant", here[RESEARCH], here),
            "pilots": on("inhabitant", paid, hosts),
            "of_research": paid / hosts[RESEARCH],
            "of_product": paid / hosts[PRODUCT],
            "limit": limit,
            "unit": data["units"][measure],
            "cut": len([1 for row in rows if row["cut"]]),
        },
    }


def sums(data, places, years):
    """Return budget, research spending, product and people of some regions and years together; missing stays missing."""
    found = []
    for place in range(PEOPLE + 1):
        values = [data["series"][region][year][place] for region in places for year in years]
        found.append(None if None in values else add(values))
    return found


def on(measure, money, base):
    """Return money (million roubles) in roubles per inhabitant, or in per cent of the product."""
    times, divisor = (1000, base[PEOPLE]) if measure == "inhabitant" else (100, base[PRODUCT])
    return times * money / divisor if money is not None and divisor else None


def bar(data, key, value, limit):
    """Return a bar; where it is longer than the scale it is cut there."""
    cut = value is not None and limit is not None and value > limit * (1 + 1e-9)
    return {
        "key": key,
        "name": data["bars"][key],
        "value": value,
        "shown": limit if cut else value,
        "cut": cut,
        "planned": False,
        "what": data["whats"][key],
    }


def whole_sum(data):
    """Return the money of all years together, in million roubles."""
    return add([data["pilots"][year] for year in data["paid"]])


def lasting(data, place, regions, years):
    """Return for how many hours the whole sum would pay a yearly spending of some regions."""
    return HOURS * whole_sum(data) * len(years) / sums(data, regions, years)[place]


def check(data, question, answer, values, earlier):
    """Check a prediction, how long the money would last, or what it could carry."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    per_cluster = whole_sum(data) / len(data["paid"]) / data["clusters"]
    params = {
        "per_cluster": per_cluster,
        "staff": data["staff"],
        "staff_cost": data["staff"] * data["wage"] * 12 / MILLION,
        "of_research": whole_sum(data) / sums(data, data["hosts"], data["paid"])[RESEARCH],
        "hours": lasting(data, BUDGET, data["hosts"], data["paid"]),
    }
    if question == "carry":
        return check_choice(answer, "organisation", "carry", params)
    return check_hours(data, answer, params)


def check_hours(data, answer, params):
    """Check for how many hours the whole sum would pay the budgets of the regions that host a pilot cluster."""
    right = params["hours"]
    params["year_hours"] = HOURS
    params["first_year"] = data["years"][0]
    years = len(data["paid"])
    kinds = [
        ("year", right / years),
        ("days", right / 24),
        ("minutes", right * 60),
        ("share", right / HOURS),
        ("share", 100 * right / HOURS),
        ("share", right / HOURS / years),
        ("share", 100 * right / HOURS / years),
        ("head", 1000 * whole_sum(data) / sums(data, data["hosts"], data["paid"])[PEOPLE]),
        ("research", lasting(data, RESEARCH, data["hosts"], data["paid"])),
        ("country", lasting(data, BUDGET, data["eighty"], data["paid"])),
        ("prices", lasting(data, BUDGET, data["hosts"], data["years"][:1])),
    ]
    # Whoever divides rounded figures may still be right.
    return check_number(answer, right, "hours", kinds, params, near=(0.06, 0.0), like=(0.04, 0.0), sides=True)
