"""Ideas on their way through a funnel: idea, firm, business plan, meeting with an investor, finance.

From each stage a share p gets on to the next. An action of support multiplies the odds p / (1 - p) of one step by its odds
ratio r, so that p becomes p r / (1 - p + p r). A committee acts otherwise: where approval lifts a project to the investor's threshold,
every approved project that meets an investor is financed; where it does not, nothing changes.
"""

from clusterpolicy.models.answers import check_choice, check_number, feedback
from clusterpolicy.models.arithmetic import add
from clusterpolicy.models.committee_signal import decision, frequencies, threshold

ACTIONS = [
    "business_creation",
    "search_for_finance",
    "committee",
    "website",
    "networking",
    "large_members",
]
COMMITTEE = "committee"
# The setting of which the questions speak.
IDEAS, STRENGTH = 100, 100
ASKED = "search_for_finance"


def run(
    data,
    business_creation,
    search_for_finance,
    committee,
    website,
    networking,
    large_members,
    ideas,
    budget,
    strength,
    specificity,
):
    """Return how many get to each stage, as in April 2012 and with the support chosen, and what each action adds."""
    words = data["words"]
    switches = [business_creation, search_for_finance, committee, website, networking, large_members]
    chosen = [ACTIONS[index] for index in range(len(ACTIONS)) if switches[index]]
    world = {"data": data, "strength": strength / 100, "specificity": specificity / 100}
    cost = cost_of(data, chosen)
    reach = min(1, budget / cost) if cost > 0 else 1
    steps = partly(steps_with(world, chosen), steps_with(world, []), reach)
    before = counts(ideas, first_steps(data))
    after = counts(ideas, steps)
    best = best_set(world, budget)
    return {
        "rows": stages(data, steps, after, before),
        "actions": [line(world, ideas, name, chosen, best) for name in ACTIONS],
        "figures": {
            "cost": cost,
            "reach": reach if chosen else words["none-chosen"],
            "before": before[-1],
            "financed": after[-1],
            "each": min(budget, cost) / after[-1] if after[-1] > 0 else words["none-financed"],
            "narrowest": data["stages"][1 + steps.index(min(steps))]["name"]
            if ideas > 0
            else words["no-ideas"],
            "approval": words["takes" if approval_counts(world) else "fails"],
            "best_financed": counts(ideas, steps_with(world, best))[-1],
        },
    }


def lifted(chance, ratio):
    """Return a chance whose odds are multiplied by a ratio above nought; chances of nought and one stay what they are."""
    return chance * ratio / (1 - chance + chance * ratio)


def first_steps(data):
    """Return the share that gets on from each stage, with the support that runs in April 2012."""
    found = [stage["count"] for stage in data["stages"]]
    return [found[index + 1] / found[index] for index in range(len(found) - 1)]


def ratio_of(world, name):
    """Return the odds ratio of an action, if so much of its assumed effect comes true."""
    return 1 + (world["data"]["actions"][name]["ratio"] - 1) * world["strength"]


def steps_with(world, chosen):
    """Return the share that gets on from each stage if the chosen actions reach everybody, and no other action runs."""
    data = world["data"]
    steps = first_steps(data)
    for name in ACTIONS:
        if name == COMMITTEE:
            continue
        step, runs = data["actions"][name]["step"], data["actions"][name]["runs"]
        # What runs already is in the counts: without it the odds are lower.
        if runs and name not in chosen:
            steps[step] = lifted(steps[step], 1 / ratio_of(world, name))
        if name in chosen and not runs:
            steps[step] = lifted(steps[step], ratio_of(world, name))
    if COMMITTEE in chosen and approval_counts(world):
        approved = approved_share(world)
        steps[-1] = approved + (1 - approved) * steps[-1]
    return steps


def approval_counts(world):
    """Return whether approval lifts a project to the investor's threshold."""
    facts = world["data"]["facts"]
    limit = threshold(facts["loss"], facts["gain"])
    found = decision(facts["base"], facts["sensitivity"], world["specificity"], limit)
    return found == "approval-turns"


def approved_share(world):
    """Return which share of the business plans the committee approves."""
    facts = world["data"]["facts"]
    parts = frequencies(facts["base"], facts["sensitivity"], world["specificity"])
    return parts[0] + parts[1]


def partly(there, without, reach):
    """Return the steps if the actions reach only this share of the firms."""
    return [reach * there[index] + (1 - reach) * without[index] for index in range(len(there))]


def counts(ideas, steps):
    """Return how many get to each stage."""
    found = [ideas]
    for step in steps:
        found.append(found[-1] * step)
    return found


def cost_of(data, chosen):
    """Return what the actions cost a year."""
    return add([data["actions"][name]["cost"] for name in chosen])


def stages(data, steps, after, before):
    """Return one row a stage."""
    rows = []
    for index in range(len(after)):
        rows.append(
            {
                "key": data["stages"][index]["key"],
                "name": data["stages"][index]["name"],
                "short": data["stages"][index]["short"],
                "count": after[index],
                "before": before[index],
                "share": steps[index - 1] if index else data["words"]["start"],
            }
        )
    return rows


def line(world, ideas, name, chosen, best):
    """Return one action: its cost and stage, what it adds alone and beside the others chosen, and whether it is among the best."""
    action, words = world["data"]["actions"][name], world["data"]["words"]
    others = [other for other in chosen if other != name]
    return {
        "key": name,
        "name": action["short"],
        "stage": world["data"]["stages"][action["step"] + 1]["short"],
        "cost": action["cost"],
        "ratio": words["evidence"] if name == COMMITTEE else ratio_of(world, name),
        "alone": added(world, ideas, name, []),
        "beside": added(world, ideas, name, others),
        "best": words["yes" if name in best else "no"],
    }


def added(world, ideas, name, others):
    """Return how many more are financed with an action than without it, both in full."""
    return (
        counts(ideas, steps_with(world, others + [name]))[-1] - counts(ideas, steps_with(world, others))[-1]
    )


def best_set(world, budget):
    """Return the actions that the budget pays in full and that bring most finance; of equal sets the cheapest."""
    best, most, price = [], counts(1, steps_with(world, []))[-1], 0
    for number in range(1, 2 ** len(ACTIONS)):
        tried = [ACTIONS[index] for index in range(len(ACTIONS)) if number // 2**index % 2]
        cost = cost_of(world["data"], tried)
        if cost > budget + 1e-9:
            continue
        reached = counts(1, steps_with(world, tried))[-1]
        if reached > most + 1e-12 or (reached > most - 1e-12 and cost < price - 1e-9):
            best, most, price = tried, reached, cost
    return best


def check(data, question, answer, values, earlier):
    """Check a prediction, a step whose odds are multiplied, why effects multiply, or why approval changes nothing."""
    world = {"data": data, "strength": 1, "specificity": data["facts"]["specificity"]}
    params = asked(world)
    if question == "guess":
        return feedback("guess-" + answer, None, params)
    if question == "odds":
        return check_odds(data, answer, params)
    right = {"together": "product", "approval": "threshold"}
    return check_choice(answer, right[question], question, params)


def asked(world):
    """Return the figures that feedback quotes."""
    data = world["data"]
    running = [name for name in ACTIONS if data["actions"][name]["runs"]]
    new = [name for name in ACTIONS if name not in running and name != COMMITTEE]
    start = counts(IDEAS, steps_with(world, running))[-1]
    gains = [added(world, IDEAS, name, running) for name in new]
    return {
        "start": start,
        "all": counts(IDEAS, steps_with(world, running + new))[-1],
        "sum": start + add(gains),
        "new": len(new),
        "best_gain": max(gains),
        "committee_cost": data["actions"][COMMITTEE]["cost"],
        "among": data["facts"]["among"],
        "threshold": threshold(data["facts"]["loss"], data["facts"]["gain"]),
    }


def check_odds(data, answer, params):
    """Check how many of the plans meet an investor once their odds are multiplied."""
    action = data["actions"][ASKED]
    plans, met = data["stages"][action["step"]]["count"], data["stages"][action["step"] + 1]["count"]
    ratio = action["ratio"]
    share = lifted(met / plans, ratio)
    params.update(
        {
            "plans": plans,
            "met": met,
            "not_met": plans - met,
            "ratio": ratio,
            "for": met * ratio,
            "right": plans * share,
        }
    )
    kinds = [
        ("chance", met * ratio),
        ("share", share),
        ("share", 100 * share),
        ("odds", met * ratio / (plans - met)),
        ("gain", plans * share - met),
        ("added", met + ratio),
    ]
    return check_number(answer, plans * share, "odds", kinds, params, near=(0.0, 0.05), like=(0.005, 0.0005))
