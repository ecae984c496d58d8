"""A budget over the links of a value chain: the result of an allotment, and the best allotment found exactly.

Link i has the strength u_i = b_i + k_i m_i for m_i points, and the capability c_i = sqrt(u_i). The chain's result is the
mean R = (sum of w_i c_i^rho)^(1/rho) with weights that add up to one and rho = 1 - 1/sigma, sigma the elasticity of substitution.
"""

from math import exp, log, sqrt

from clusterpolicy.models.answers import check_choice, check_number, feedback
from clusterpolicy.models.arithmetic import add

LINKS = ["education", "research", "transfer", "creation", "growth", "organisation", "market"]
# Nought has no elasticity's rho: there the chain is as strong as its weakest link.
WEAKEST = "0"
RHO = {"0.5": -1.0, "1": 0.0, "2": 0.5, "additive": 1.0}
GEOMETRIC = 1e-6
HALVINGS = 200
# The setting that the questions speak of.
POINTS, RETURN = 100, 4
EVEN = POINTS / len(LINKS)


def run(
    data,
    education,
    research,
    transfer,
    creation,
    growth,
    organisation,
    market,
    points,
    substitution,
    organisation_return,
    baseline,
):
    """Return the allotment beside the best one, link by link, and what is lost against it."""
    given = [education, research, transfer, creation, growth, organisation, market]
    start, returns, weights = chain(data, organisation_return, baseline)
    rho = rho_of(substitution)
    used = within(given, points)
    best = best_allotment(start, returns, weights, points, rho)
    mine_strength, best_strength = strengths(start, returns, used), strengths(start, returns, best)
    mine, most = result(mine_strength, weights, rho), result(best_strength, weights, rho)
    # Without points nobody gets any; with them, a link that stays at nought can leave every allotment alike.
    helped, idle = points > 0 and most > 0, "nothing" if points > 0 else "nobody"
    rows = []
    for index in range(len(LINKS)):
        rows.append(
            {
                "key": LINKS[index],
                "name": data["links"][index]["name"],
                "place": index + 1,
                "mine": used[index],
                "best": best[index] if most > 0 else None,
                "strength": mine_strength[index],
                "best_strength": best_strength[index],
            }
        )
    return {
        "rows": rows,
        "figures": {
            "given": add(given),
            "used": add(used),
            "result": mine,
            "most": most,
            "regret": regret_of(mine, most),
            "first": first_link(data, start, returns, weights, rho) if helped else data["words"][idle],
            "largest": named(data, best) if helped else data["words"][idle],
            "weakest": named(data, [-strength for strength in mine_strength]),
        },
    }


def chain(data, organisation_return, baseline):
    """Return strength at the start, return of a point, and weight of each link."""
    start, returns = [], []
    for link in data["links"]:
        start.append(link["baseline"] if baseline else 0)
        returns.append(organisation_return if link["key"] == "organisation" else link["return"])
    return start, returns, [1 / len(LINKS)] * len(LINKS)


def rho_of(substitution):
    """Return rho for a setting of substitution; None for the weakest link."""
    return None if substitution == WEAKEST else RHO[substitution]


def within(given, points):
    """Return the points that count: who gives out more than there are is cut down evenly."""
    total = add(given)
    if total <= points:
        return list(given)
    return [share * points / total for share in given]


def strengths(start, returns, allotted):
    """Return what each link is worth after the points."""
    return [start[index] + returns[index] * allotted[index] for index in range(len(start))]


def result(strength, weights, rho):
    """Return the chain's result; a link of nought ends the chain where links cannot replace one another."""
    capability = [sqrt(value) for value in strength]
    if rho is None:
        return min(capability)
    if rho <= GEOMETRIC and min(capability) == 0:
        return 0.0
    pairs = [(weights[index], capability[index]) for index in range(len(weights))]
    if abs(rho) < GEOMETRIC:
        return exp(add([weight * log(value) for weight, value in pairs]))
    total = add([weight * value**rho for weight, value in pairs])
    return total ** (1 / rho)


def best_allotment(start, returns, weights, points, rho):
    """Return the allotment with the highest result.

    In the optimum the strengths of all links that get points stand in fixed proportions, (w_i k_i)^(1 / (1 - rho/2)), and
    are all alike for the weakest link. What they are multiplied by is the multiplier of the budget, raised to a power; it is
    found by halving an interval, because spending rises with it.
    """
    proportions = []
    for index in range(len(start)):
        power = 0 if rho is None else 1 / (1 - rho / 2)
        worth = weights[index] * returns[index]
        proportions.append(worth**power if worth > 0 else 0)

    def spent(level):
        found = []
        for index in range(len(start)):
            lacking = level * proportions[index] - start[index]
            found.append(lacking / returns[index] if lacking > 0 and returns[index] > 0 else 0)
        return found

    if points <= 0 or max(proportions) == 0:
        return [0] * len(start)
    low, high = 0, 1
    while add(spent(high)) < points:
        high = 2 * high
    for _halving in range(HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if add(spent(middle)) < points:
            low = middle
        else:
            high = middle
    return spent(high)


def regret_of(mine, most):
    """Return which share of the best result is lost; nothing where there is nothing to win."""
    return max(0, 1 - mine / most) if most > 0 else 0


def first_link(data, start, returns, weights, rho):
    """Return the link that gets the first points of a small budget."""
    return named(data, best_allotment(start, returns, weights, 1e-3, rho))


def named(data, values):
    """Return the name of the link with the largest value; the words for none where several have it."""
    most = max(values)
    found = [index for index in range(len(values)) if values[index] >= most - 1e-9]
    return data["links"][found[0]]["name"] if len(found) == 1 else data["words"]["several"]


def even_regret(data, substitution, each=EVEN):
    """Return what is lost if each link gets the same: an even share, where nothing else is said."""
    start, returns, weights = chain(data, RETURN, True)
    rho = rho_of(substitution)
    even = [each] * len(LINKS)
    best = best_allotment(start, returns, weights, POINTS, rho)
    mine = result(strengths(start, returns, even), weights, rho)
    return regret_of(mine, result(strengths(start, returns, best), weights, rho))


def organisation_points(data, substitution):
    """Return the points of organisational support in the best allotment."""
    start, returns, weights = chain(data, RETURN, True)
    return best_allotment(start, returns, weights, POINTS, rho_of(substitution))[LINKS.index("organisation")]


def check(data, question, answer, values, earlier):
    """Check a prediction, the regret of an even split, or on what the first place of organisational support rests."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    # Whole points for each link leave some of them over.
    whole = POINTS // len(LINKS)
    params = {
        "weakest_points": organisation_points(data, WEAKEST),
        "additive_points": organisation_points(data, "additive"),
        "weakest_regret": even_regret(data, WEAKEST),
        "additive_regret": even_regret(data, "additive"),
        "return": RETURN,
        "points": POINTS,
        "whole": whole,
        "more": whole + 1,
        "left": POINTS - whole * len(LINKS),
        "unspent_regret": even_regret(data, WEAKEST, whole),
    }
    if question == "assumption":
        return check_choice(answer, "parameters", "assumption", params)
    return check_regret(answer, params)


def check_regret(answer, params):
    """Check how many per cent an even split loses where the chain is as strong as its weakest link."""
    right = 100 * params["weakest_regret"]
    kinds = [
        ("fraction", right / 100),
        ("kept", 100 - right),
        ("additive", 100 * params["additive_regret"]),
        ("unspent", 100 * params["unspent_regret"]),
    ]
    return check_number(answer, right, "regret", kinds, params, near=(0.02, 0.0))
