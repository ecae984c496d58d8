"""The exercise of the policy simulator: two policies side by side, in one run or in many."""

from clusterpolicy.models.answers import check_choice, feedback
from clusterpolicy.models.arithmetic import add
from clusterpolicy.models.own_regions import figure_of, ratio_of
from clusterpolicy.models.saved_lines import read_lines
from clusterpolicy.models.simulator import (
    COLUMNS,
    COULD_REACH_FIVE,
    FIRM_TIES,
    FIRMS,
    INNOVATIONS,
    OUTSIDE_TIES,
    REACHED_FIVE,
    STOCKS,
    UNIVERSITY_TIES,
    WORK,
    run_model,
    size_of_result,
)
from clusterpolicy.models.simulator_economy import (
    COFINANCED,
    COURSES,
    GRANTS,
    INVESTED,
    MEETINGS,
    OWN_RD,
    SALES_INSIDE,
    SALES_OUTSIDE,
    SALES_PUBLIC,
    SERVICES,
)
from clusterpolicy.models.simulator_parameters import DEFAULTS, LEVERS, RULES, place
from clusterpolicy.models.simulator_state import OUTSIDE, UNIVERSITIES

FIRM_COUNT = 60
YEARS = 10
# Runs of a policy in the long work, and how many of them make a part.
RUNS = 100
RUNS_A_PART = 5
LEVER_NAMES = [row[0] for row in LEVERS]
# Levers that a control shows in per cent.
IN_PER_CENT = ("approach", "cofinancing")
MONEY = ("rd_grants", "networking", "sme_services", "training", "public_purchasing")
OUTCOMES = ("jobs", "innovations", "sales", "survival", "density", "cross_ties", "private")
# Outcomes of which a year has a total; of the others it has what stands at its end.
TOTALS = ("innovations", "sales", "private")
EXAMPLES = {"bottom_up": 0, "top_down": 100}
PLACES = ("first", "second", "third")
# What the last runs gave, so that a policy that did not change is not run again.
KEPT = 24
_LAST = {"keys": [], "runs": {}}


def with_own(data, regions):
    """Return the data with start values from the figures of a learner's own regions."""
    found = data.copy()
    found["regions"], found["names"] = data["regions"].copy(), data["names"].copy()
    for region in regions:
        found["regions"][region["key"]] = own_start(data["country"], data["year"], region)
        found["names"][region["key"]] = region["name"]
    return found


def own_start(country, year, region):
    """Return the parameters that an own region sets, as ``clusterpolicy.simulator.start_values`` computes them.

    What its file does not hold stays at the value of Russia; a value beyond the model's range stands at its end.
    """
    wanted = {
        "sales_per_job": ratio_of(region, year, "small_firm_turnover", "small_firm_employees", 0.25),
        "rd_firms": compared(figure_of(region, year, "innovation_activity"), country["active"]),
        "science": compared(ratio_of(region, year, "rd_personnel", "employment_avg"), country["science"]),
        "skills": compared(
            ratio_of(region, year, "students_he", "population_avg", 10000), country["students"]
        ),
    }
    found = {}
    for name, default, least, most, _unit, _basis, _source in RULES:
        value = wanted.get(name)
        if value is None:
            continue
        if name == "rd_firms":
            value = default * value
        elif name == "science":
            value = 0.8 + 0.4 * value / (value + 1)
        elif name == "skills":
            value = 2 * default * value / (value + 1)
        found[name] = min(max(value, least), most)
    return found


def compared(value, whole):
    """Return a figure against that of the country, or None."""
    return None if value is None else value / whole


def lever_values(values):
    """Return the levers as the controls have them, in order."""
    return [values[name] for name in LEVER_NAMES]


def example(approach):
    """Return the levers of an example: the defaults, with another approach."""
    levers = [row[1] * 100 if row[0] in IN_PER_CENT else row[1] for row in LEVERS]
    levers[LEVER_NAMES.index("approach")] = approach
    return levers


def nothing():
    """Return the levers of no policy."""
    levers = example(50)
    return [0 if LEVER_NAMES[number] in MONEY else levers[number] for number in range(len(levers))]


def start_of(data, region):
    """Return the start values of a region as pairs in the order of their names; none for the country."""
    start = data["regions"].get(region) or {}
    return [[name, start[name]] for name in sorted(start)]


def parameters_of(levers, start):
    """Return the parameters of the model: levers, start values, and defaults."""
    values = list(DEFAULTS)
    for number in range(len(LEVER_NAMES)):
        percent = LEVER_NAMES[number] in IN_PER_CENT
        values[number] = levers[number] / 100 if percent else levers[number]
    for name, value in start:
        values[place(name)] = value
    return values


def one_run(levers, start, number):
    """Return what a policy gives in one run: for each outcome its years, and the public money of each year."""
    key = str([levers, start, number])
    if key in _LAST["runs"]:
        return _LAST["runs"][key]
    out = [0.0] * size_of_result(FIRM_COUNT, 4 * YEARS)
    run_model(parameters_of(levers, start), FIRM_COUNT, 4 * YEARS, number, out)
    result = [year_of(out, year) for year in range(YEARS)]
    _LAST["keys"].append(key)
    _LAST["runs"][key] = result
    if len(_LAST["keys"]) > KEPT:
        del _LAST["runs"][_LAST["keys"].pop(0)]
    return result


def year_of(out, year):
    """Return the outcomes of one year in the order of OUTCOMES, then its public money."""
    flows = [0.0] * (COLUMNS - len(STOCKS))
    innovations = 0
    for quarter in range(4 * year, 4 * year + 4):
        row = quarter * COLUMNS
        innovations += out[row + INNOVATIONS]
        for flow in range(len(flows)):
            flows[flow] += out[row + len(STOCKS) + flow]
    end = (4 * year + 3) * COLUMNS
    firms, could = out[end + FIRMS], out[end + COULD_REACH_FIVE]
    beyond = out[end + UNIVERSITY_TIES] + out[end + OUTSIDE_TIES]
    ties = beyond + out[end + FIRM_TIES]
    possible = firms * ((firms - 1) / 2 + UNIVERSITIES + OUTSIDE)
    return [
        out[end + WORK],
        innovations,
        flows[SALES_INSIDE] + flows[SALES_OUTSIDE] + flows[SALES_PUBLIC],
        out[end + REACHED_FIVE] / could if could > 0 else None,
        ties / possible if possible > 0 else None,
        beyond / ties if ties > 0 else None,
        flows[COFINANCED] + flows[INVESTED] + flows[OWN_RD],
        flows[GRANTS] + flows[MEETINGS] + flows[SERVICES] + flows[COURSES] + flows[SALES_PUBLIC],
    ]


def policies_of(data, values):
    """Return the policies that a setting speaks of, the kept ones among them, and the faults of the kept lines.

    The first is the learner's, the second the one it is compared with, the third none.
    """
    kept, faults = read_lines(values["saved"], data["levers"])
    names = data["words"]
    ours = {"key": "ours", "name": names["ours"], "levers": lever_values(values)}
    none = {"key": "none", "name": names["none"], "levers": nothing()}
    other = none
    if values["against"] in EXAMPLES:
        levers = example(EXAMPLES[values["against"]])
        other = {"key": "other", "name": names[values["against"]], "levers": levers}
    elif values["against"] in PLACES and PLACES.index(values["against"]) < len(kept):
        chosen = kept[PLACES.index(values["against"])]
        other = {"key": "other", "name": chosen["name"], "levers": lever_values(chosen["values"])}
    saved = [
        {"key": "saved-" + one["key"], "name": one["name"], "levers": lever_values(one["values"])}
        for one in kept[: len(PLACES)]
    ]
    return ours, other, none, saved, faults


def run(
    data,
    outcome,
    approach,
    rd_grants,
    networking,
    sme_services,
    training,
    public_purchasing,
    cofinancing,
    support_years,
    against,
    region,
    luck,
    saved,
):
    """Return both policies in the one run that ``luck`` names."""
    values = {
        "outcome": outcome,
        "approach": approach,
        "rd_grants": rd_grants,
        "networking": networking,
        "sme_services": sme_services,
        "training": training,
        "public_purchasing": public_purchasing,
        "cofinancing": cofinancing,
        "support_years": support_years,
        "against": against,
        "region": region,
        "luck": luck,
        "saved": saved,
    }
    number, start = int(luck), start_of(data, region)
    return result_of(data, values, lambda policy: [one_run(policy["levers"], start, number)], 1)


def plan(data, **values):
    """Return the parts of many runs: some runs of one policy each. Policies that are alike are run once."""
    ours, other, none, saved, _faults = policies_of(data, values)
    parts = []
    for levers in _different([policy["levers"] for policy in [ours, other, none] + saved]):
        for first in range(0, RUNS, RUNS_A_PART):
            parts.append({"levers": levers, "start": start_of(data, values["region"]), "first": first})
    return parts


def _different(entries):
    """Return each entry once, in the order of its first place."""
    found = []
    for entry in entries:
        if entry not in found:
            found.append(entry)
    return found


def run_part(data, part):
    """Return what a policy gives in some runs."""
    out = [0.0] * size_of_result(FIRM_COUNT, 4 * YEARS)
    values = parameters_of(part["levers"], part["start"])
    found = []
    for number in range(part["first"], part["first"] + RUNS_A_PART):
        run_model(values, FIRM_COUNT, 4 * YEARS, number, out)
        found.append([year_of(out, year) for year in range(YEARS)])
    return found


def gather(data, outcomes, **values):
    """Return both policies over all runs, outcomes in the order of the plan."""
    ours, other, none, saved, _faults = policies_of(data, values)
    every = _different([policy["levers"] for policy in [ours, other, none] + saved])
    size = RUNS // RUNS_A_PART

    def runs_of(policy):
        first = every.index(policy["levers"]) * size
        return [run for part in outcomes[first : first + size] for run in part]

    return result_of(data, values, runs_of, RUNS)


def result_of(data, values, runs_of, count):
    """Return rows, figures, and the tables of outcomes, policies and faults.

    ``runs_of`` gives the runs of a policy: for each run its years, for each year its outcomes.
    """
    ours, other, none, saved, faults = policies_of(data, values)
    column = OUTCOMES.index(values["outcome"])
    rows = []
    for who, policy in (("ours", ours), ("other", other)):
        for year in range(YEARS):
            found = sorted([run[year][column] for run in runs_of(policy) if run[year][column] is not None])
            rows.append(_row(who, policy["name"], year + 1, found, count))
    without = runs_of(none)
    table = [_compared(data, name, runs_of(ours), runs_of(other)) for name in OUTCOMES]
    shown = table[column]
    spent = _public(runs_of(ours))
    figures = {
        "runs": count,
        "region": data["names"].get(values["region"], data["words"]["country"]),
        "ours": shown["ours"],
        "other": shown["other"],
        "difference": shown["difference"],
        "public": spent,
        "per_million": _per_million(values["outcome"], runs_of(ours), without, spent),
        "outcome": data["outcomes"][values["outcome"]],
        "other_name": other["name"],
        "jobs_ours": table[0]["ours"],
        "jobs_other": table[0]["other"],
    }
    board = [_on_board(policy, runs_of(policy), without) for policy in [ours] + saved]
    words = data["problems"]
    unread = [
        {
            "key": fault["key"],
            "line": fault["line"],
            "why": words[fault["problem"]].replace("{word}", fault["word"]),
        }
        for fault in faults
    ]
    return {"rows": rows, "figures": figures, "outcomes": table, "board": board, "unread": unread}


def _row(who, name, year, found, count):
    """Return a mark of the chart: the middle run, and the bounds between which eight runs in ten lie."""
    return {
        "key": who + "-" + str(year),
        "who": who,
        "policy": name,
        "year": year,
        "value": quantile(found, 0.5),
        "low": quantile(found, 0.1) if count > 1 else None,
        "high": quantile(found, 0.9) if count > 1 else None,
    }


def quantile(found, share):
    """Return a quantile of sorted numbers, between two of them in proportion; of nothing, None."""
    if not found:
        return None
    where = share * (len(found) - 1)
    below = int(where)
    above = below + 1 if below + 1 < len(found) else below
    return found[below] + (where - below) * (found[above] - found[below])


def summed(name, years):
    """Return an outcome of a whole run: a total, or what stands in the last year."""
    column = OUTCOMES.index(name)
    if name in TOTALS:
        return add([year[column] for year in years])
    return years[YEARS - 1][column]


def mean(found):
    """Return the mean of the numbers that are there; of nothing, None."""
    there = [number for number in found if number is not None]
    return add(there) / len(there) if there else None


def _mean_of(name, runs):
    return mean([summed(name, years) for years in runs])


def _gap(name, runs, others):
    """Return the mean difference of an outcome, run by run; a run in which either is missing is left out."""
    gaps = []
    for one, other in zip(runs, others):
        here, there = summed(name, one), summed(name, other)
        if here is not None and there is not None:
            gaps.append(here - there)
    return mean(gaps)


def _public(runs):
    """Return the public money of a run, the mean of the runs."""
    return mean([add([year[len(OUTCOMES)] for year in years]) for years in runs])


def _per_million(name, runs, without, spent):
    """Return the difference from no policy for each million roubles of public money."""
    gap = _gap(name, runs, without)
    return gap / spent if gap is not None and spent > 0 else None


def _compared(data, name, runs, others):
    return {
        "key": name,
        "name": data["outcomes"][name],
        "ours": _mean_of(name, runs),
        "other": _mean_of(name, others),
        "difference": _gap(name, runs, others),
    }


def _on_board(policy, runs, without):
    """Return a policy's line of the board: what it brings beyond no policy, on several outcomes."""
    line = {"key": policy["key"], "name": policy["name"], "public": _public(runs)}
    for name in ("innovations", "jobs", "sales", "survival", "private"):
        line[name] = _gap(name, runs, without)
    return line


RIGHT = {"trade": "depends", "leverage": "not-because"}


def check(data, question, answer, values, earlier):
    """Check a prediction or a reading; feedback quotes what the course's own long runs gave."""
    if question == "guess":
        outcome = feedback("guess-" + answer, None)
    elif question == "one-run":
        outcome = _check_one_run(answer)
    else:
        outcome = check_choice(answer, RIGHT[question], question)
    outcome["params"] = data["stored"]
    return outcome


def _check_one_run(answer):
    if answer == ["run", "many", "differ", "say"]:
        return feedback("one-run-right", True)
    if answer.index("say") < 3:
        return feedback("one-run-early", False)
    if answer.index("differ") < answer.index("many"):
        return feedback("one-run-bands", False)
    return feedback("one-run-first", False)
