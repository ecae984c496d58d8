"""Five years of a cluster organisation's money: what comes in, what it costs, what is left, to the last kopeck.

All sums are whole kopecks (a hundredth of the unit of any currency), so nothing is lost to rounding:
cash_t = cash_{t-1} + in_t - cost_t holds exactly. Outside this module they are millions.
"""

from clusterpolicy.models.answers import check_choice, check_number, feedback
from clusterpolicy.models.arithmetic import add

YEARS = 5
SOURCES = ["federal", "region", "fees", "services", "private"]
PUBLIC = ["federal", "region"]
# What the organisation earns: it stays when support stops.
OWN = ["fees", "services"]
LINES = SOURCES + ["cost"]
KOPECKS = 100_000_000
THOUSANDTHS = 1000
MONTHS = 12
# Money of the first year, in place of each year's own.
REAL = "real"


def run(data, opening, share, arrears, prices, inflation, currency, **cells):
    """Return the plan year by year: money by source, cost and cash, and what the whole amounts to."""
    planned = kopecks_of(cells)
    plan = plan_of(planned, kopecks(opening), share, arrears)
    if prices == REAL:
        plan = in_first_money(plan, inflation)
    flows = flow_rows(data, plan)
    return {
        "rows": [bar(data, plan, source, year) for year in range(YEARS) for source in SOURCES],
        "flows": flows,
        "figures": figures_of(data, plan, currency),
    }


def name_of(line, year):
    """Return the name of the control that holds a line of the plan in a year, counted from nought."""
    return line + "_" + str(year + 1)


def kopecks(amount):
    """Return millions as whole kopecks."""
    return int(amount * KOPECKS + 0.5)


def kopecks_of(cells):
    """Return the lines of the plan in whole kopecks, year by year."""
    found = {}
    for line in LINES:
        found[line] = [kopecks(cells[name_of(line, year)]) for year in range(YEARS)]
    return found


def plan_of(planned, opening, share, arrears):
    """Return what comes in, what is spent and what is left, in whole kopecks.

    Federal money is paid as far as the region bears its share of the two together, and each twelfth of a year's money
    comes ``arrears`` months late. What is still to come after the last year is owed.
    """
    plan = {line: list(planned[line]) for line in LINES}
    granted = [granted_of(planned["federal"][year], planned["region"][year], share) for year in range(YEARS)]
    plan["federal"], plan["owed"] = late(granted, arrears)
    plan["refused"] = [planned["federal"][year] - granted[year] for year in range(YEARS)]
    plan["in"] = [add([plan[source][year] for source in SOURCES]) for year in range(YEARS)]
    plan["start"], plan["cash"] = [], []
    cash = opening
    for year in range(YEARS):
        plan["start"].append(cash)
        cash = cash + plan["in"][year] - plan["cost"][year]
        plan["cash"].append(cash)
    plan["opening"] = opening
    plan["worn"] = [0] * YEARS
    return plan


def granted_of(asked, given, share):
    """Return the federal money that a region's own money opens, where it has to bear a share (per cent) of both together."""
    part = int(share * THOUSANDTHS + 0.5)
    if part == 0:
        return asked
    return min(asked, given * (100 * THOUSANDTHS - part) // part)


def late(granted, arrears):
    """Return the money of each year that comes in it, and what is owed after the last; a twelfth is a month's."""
    months = int(arrears * THOUSANDTHS + 0.5)
    arriving, behind = [], 0
    for amount in granted:
        later = amount * months // (MONTHS * THOUSANDTHS)
        arriving.append(behind + amount - later)
        behind = later
    return arriving, behind


def in_first_money(plan, inflation):
    """Return the plan in money of the first year; what rising prices take from the cash that is carried over stands in ``worn``."""
    levels = [1.0]
    for _year in range(YEARS):
        levels.append(levels[-1] * (1 + inflation / 100))

    def worth(amount, year):
        size = int(abs(amount) / levels[year] + 0.5)
        return size if amount >= 0 else -size

    found = {"opening": plan["opening"], "owed": worth(plan["owed"], YEARS)}
    for line in LINES + ["refused"]:
        found[line] = [worth(plan[line][year], year) for year in range(YEARS)]
    found["in"] = [add([found[source][year] for source in SOURCES]) for year in range(YEARS)]
    found["start"] = [worth(plan["start"][year], year) for year in range(YEARS)]
    found["cash"] = [found["start"][year] + found["in"][year] - found["cost"][year] for year in range(YEARS)]
    before = [plan["opening"]] + found["cash"]
    found["worn"] = [before[year] - found["start"][year] for year in range(YEARS)]
    return found


def self_support(plan):
    """Return the first year, counted from nought, from which fees and services cover the cost for good; None where there is none."""
    found = None
    for year in range(YEARS - 1, -1, -1):
        if add([plan[source][year] for source in OWN]) < plan["cost"][year]:
            break
        found = year
    return found


def support_words(data, plan):
    """Return the year of self-support, or why there is none; whoever ends with no cost at all supports nothing."""
    if plan["cost"][YEARS - 1] == 0:
        return data["words"]["no_cost" if add(plan["cost"]) == 0 else "closed"]
    year = self_support(plan)
    return data["words"]["never"] if year is None else data["years"][year]


def leverage_of(plan):
    """Return money that is not public per unit that is; None without public money."""
    public = add([add(plan[source]) for source in PUBLIC])
    other = add([add(plan[source]) for source in SOURCES if source not in PUBLIC])
    return other / public if public else None


def largest_source(plan):
    """Return the source that brings most, and its share in all that comes in; None where nothing does."""
    total = add(plan["in"])
    if total == 0:
        return None, None
    sums = [add(plan[source]) for source in SOURCES]
    place = sums.index(max(sums))
    return SOURCES[place], sums[place] / total


def short_years(plan):
    """Return the years, counted from nought, that end with less than nothing."""
    return [year for year in range(YEARS) if plan["cash"][year] < 0]


def millions(amount):
    """Return kopecks as millions."""
    return amount / KOPECKS


def figures_of(data, plan, currency):
    """Return the headline figures; where one is not defined, words say why."""
    short = short_years(plan)
    words = data["words"]
    source, largest = largest_source(plan)
    last = YEARS - 1
    leverage = leverage_of(plan)
    own = add([plan[name][last] for name in OWN])
    return {
        "money": data["currencies"][currency],
        "income": millions(add(plan["in"])),
        "cost": millions(add(plan["cost"])),
        "cash": millions(plan["cash"][last]),
        "short": ", ".join([data["years"][year] for year in short]) if short else words["no_year"],
        "gap": millions(-min(plan["cash"] + [0])),
        "support": support_words(data, plan),
        "own_cover": own / plan["cost"][last] if plan["cost"][last] else words["no_cost_last"],
        "leverage": words["no_public"] if leverage is None else leverage,
        "largest": words["nothing"] if source is None else data["sources"][source],
        "largest_share": words["nothing"] if source is None else largest,
        "refused": millions(add(plan["refused"])),
        "owed": millions(plan["owed"]),
        "state": words["short" if short else "covered"],
    }


def bar(data, plan, source, year):
    """Return one piece of a year's bar, with the year's cost and cash beside it."""
    return {
        "key": source + "-" + data["years"][year],
        "source": data["sources"][source],
        "place": SOURCES.index(source),
        "year": data["years"][year],
        "amount": millions(plan[source][year]),
        "cost": millions(plan["cost"][year]),
        "cash": millions(plan["cash"][year]),
        "short": plan["cash"][year] < 0,
    }


def flow_rows(data, plan):
    """Return the cash account: one row a year, which adds up to the kopeck."""
    before = [plan["opening"]] + plan["cash"]
    rows = []
    for year in range(YEARS):
        row = {
            "year": data["years"][year],
            "before": millions(before[year]),
            "worn": millions(plan["worn"][year]),
            "in": millions(plan["in"][year]),
            "cost": millions(plan["cost"][year]),
            "cash": millions(plan["cash"][year]),
            "note": data["words"]["bridge" if plan["cash"][year] < 0 else "none"],
        }
        rows.append(row)
    return rows


def case_plan(data):
    """Return the plan of the case, in kopecks, under the setting that the questions speak of."""
    return plan_of(kopecks_of(data["case"]), 0, data["share"], 0)


def check(data, question, answer, values, earlier):
    """Check a prediction, a sum, or what a figure means."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    plan = case_plan(data)
    last = YEARS - 1
    params = {
        "leverage": leverage_of(plan),
        "last": data["years"][last],
        "first": data["years"][0],
        "own": millions(add([plan[name][last] for name in OWN])),
        "cost": millions(plan["cost"][last]),
        "share": data["share"],
    }
    if question == "meaning":
        return check_choice(answer, "ratio", "meaning", params)
    return check_region(data, answer, params)


def check_region(data, answer, params):
    """Check how much cash is left at the end if the region gives half of what it planned, and federal money follows."""
    planned = kopecks_of(data["case"])
    full = case_plan(data)
    halved = {line: list(planned[line]) for line in LINES}
    halved["region"] = [amount // 2 for amount in planned["region"]]
    right = plan_of(halved, 0, data["share"], 0)
    alone = plan_of(halved, 0, 0, 0)
    end = YEARS - 1
    params["right"] = millions(right["cash"][end])
    params["full"] = millions(full["cash"][end])
    params["region_less"] = millions(add(full["region"]) - add(right["region"]))
    params["federal_less"] = millions(add(full["federal"]) - add(right["federal"]))
    kinds = [
        ("alone", millions(alone["cash"][end])),
        ("unchanged", params["full"]),
        ("sign", -params["right"]),
        ("lost", params["region_less"] + params["federal_less"]),
        ("lost", -params["region_less"] - params["federal_less"]),
    ]
    return check_number(answer, params["right"], "half", kinds, params, near=(0.0, 0.005))
