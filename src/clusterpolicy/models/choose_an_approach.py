"""Bottom-up or top-down: regions scored on criteria that the learner weighs, and how far the advice depends on that."""

from clusterpolicy.models.answers import check_choice, check_number, feedback
from clusterpolicy.models.arithmetic import add
from clusterpolicy.models.chance import draw, place_stream
from clusterpolicy.models.decisions import (
    closeness,
    columns_of,
    drawn_weights,
    ideal_gaps,
    ranks_of,
    scaled_places,
    weighted_sums,
)

DRAWS = 500
# Cut-offs that are drawn: the share of regions that is advised to build from below.
LOWEST_CUT, HIGHEST_CUT = 0.3, 0.7
MIDDLE = 0.5
# Advice is firm when so many of the draws agree.
FIRM = 0.9
ROBUST = {"method": "sum", "cut": 50, "vary": False, "region": "RU-KLU"}

# Ranks under drawn weights, kept: they depend on the method and the values alone, and take longest.
MOST_KEPT = 4
_kept = {}


def run(data, organisations, small, rd, students, industry, officials, method, cut, vary, region):
    """Return both scores of each region, the advice that follows, and how often drawn weights give the same."""
    weights = [organisations, small, rd, students, industry, officials]
    scored = score(data, weights)
    if scored is None:
        return without_weights(data, region)
    regions, used, by_sum, by_topsis = scored
    ranks = {"sum": ranks_of(by_sum), "topsis": ranks_of(by_topsis)}
    allowed = len(regions) * cut / 100
    shares = from_below(data, regions, used, method, cut, vary)
    rows = []
    for place, number in enumerate(regions):
        below = ranks[method][place] <= allowed
        other = ranks["topsis" if method == "sum" else "sum"][place] <= allowed
        code = data["regions"][number]
        rows.append(
            {
                "key": code,
                "name": data["names"][number],
                "sum": by_sum[place],
                "topsis": by_topsis[place],
                "rank_sum": ranks["sum"][place],
                "rank_topsis": ranks["topsis"][place],
                "advice": data["words"]["below" if below else "above"],
                "holds": shares[place] if below else 1 - shares[place],
                "both": below == other,
                "label": data["names"][number] if code in data["named"] or code == region else "",
                "chosen": code == region,
            }
        )
    figures = headline(data, rows, region)
    figures["firm"] = len([share for share in shares if share >= FIRM or share <= 1 - FIRM])
    return {"rows": rows, "figures": figures, "facts": facts(data, region), "pairs": pairs(data, weights)}


def score(data, weights):
    """Return (places of the regions with every criterion in use, the criteria, weighted sums, closeness), or None."""
    used = [place for place, weight in enumerate(weights) if weight > 0]
    if not used:
        return None
    regions = complete_regions(data, used)
    values = [[data["values"][number][place] for place in used] for number in regions]
    total = add([weights[place] for place in used])
    shares = [weights[place] / total for place in used]
    costs = [data["criteria"][place]["cost"] for place in used]
    by_sum = weighted_sums(scaled_places(values, costs), shares)
    return regions, used, by_sum, closeness(ideal_gaps(values, costs), shares)


def complete_regions(data, used):
    """Return the places of the regions for which every criterion in use has a value."""
    return [
        number
        for number, values in enumerate(data["values"])
        if not [place for place in used if values[place] is None]
    ]


def from_below(data, regions, used, method, cut, vary):
    """Return for each region the share of the draws under which it is advised to build from below."""
    drawn, cuts = drawn_ranks(data, regions, used, method)
    limits = [len(regions) * share for share in cuts] if vary else [len(regions) * cut / 100] * DRAWS
    return [len([1 for rank, limit in zip(ranks, limits) if rank <= limit]) / DRAWS for ranks in drawn]


def drawn_ranks(data, regions, used, method):
    """Return the ranks of each region under the drawn weights, and the cut-offs drawn with them."""
    values = tuple([tuple([data["values"][number][place] for place in used]) for number in regions])
    key = (method, tuple(used), values)
    if key not in _kept:
        while len(_kept) >= MOST_KEPT:
            _kept.pop(list(_kept)[0])
        _kept[key] = draw_ranks(values, [data["criteria"][place]["cost"] for place in used], method)
    return _kept[key]


def draw_ranks(values, costs, method):
    """Rank the alternatives under each of the drawn weights."""
    prepared = scaled_places(values, costs) if method == "sum" else ideal_gaps(values, costs)
    state, chance, cuts = [0, 0, 0], [0.0], []
    place_stream(state, 1, 0, 1)
    drawn = []
    for _number in range(DRAWS):
        weights = drawn_weights(state, len(costs))
        draw(state, chance, 0, 1)
        cuts.append(LOWEST_CUT + (HIGHEST_CUT - LOWEST_CUT) * chance[0])
        scores = weighted_sums(prepared, weights) if method == "sum" else closeness(prepared, weights)
        drawn.append(ranks_of(scores))
    return columns_of(drawn), cuts


def headline(data, rows, region):
    """Return the figures of the chosen region, and how many regions the two methods advise differently."""
    figures = {
        "region": data["names"][data["regions"].index(region)],
        "advice": data["words"]["unranked"],
        "rank_sum": None,
        "rank_topsis": None,
        "holds": None,
        "ranked": len(rows),
        "differ": len([row for row in rows if not row["both"]]),
        "first": data["words"]["nobody"],
    }
    for row in rows:
        if row["key"] == region:
            for name in ("advice", "rank_sum", "rank_topsis", "holds"):
                figures[name] = row[name]
        if row["rank_sum"] == 1:
            figures["first"] = row["name"]
    return figures


def without_weights(data, region):
    """Return what there is when no criterion has a weight: no ranking."""
    figures = headline(data, [], region)
    figures["firm"] = None
    figures["advice"] = data["words"]["weightless"]
    return {"rows": [], "figures": figures, "facts": facts(data, region), "pairs": []}


def facts(data, region):
    """Return the raw value of each criterion for the chosen region and for the two worked examples."""
    rows = []
    for place, criterion in enumerate(data["criteria"]):
        row = {"key": criterion["key"], "criterion": criterion["name"], "unit": criterion["unit"]}
        row["region"] = value_of(data, region, place)
        for number, code in enumerate(data["named"]):
            row["example_" + str(number)] = value_of(data, code, place)
        known = sorted([values[place] for values in data["values"] if values[place] is not None])
        row["middle"] = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2
        rows.append(row)
    return rows


def value_of(data, region, place):
    """Return the value of a region on a criterion, or None."""
    if region not in data["regions"]:
        return None
    return data["values"][data["regions"].index(region)][place]


def pairs(data, weights):
    """Return the rank correlation of each pair of criteria in use, the closest pair first."""
    found = []
    for pair in data["pairs"]:
        first, second = pair["places"]
        if weights[first] > 0 and weights[second] > 0:
            names = [data["criteria"][place]["name"] for place in (first, second)]
            found.append(
                {"key": pair["key"], "first": names[0], "second": names[1], "correlation": pair["value"]}
            )
    return sorted(found, key=lambda row: (-abs(row["correlation"]), row["key"]))


def firmness(data):
    """Return (regions whose advice holds in nine draws of ten, regions ranked) when the weights alone are drawn."""
    result = run(data, 1, 1, 1, 1, 1, 1, **ROBUST)
    return result["figures"]["firm"], result["figures"]["ranked"]


def check(data, question, answer, values, earlier):
    """Check a prediction, the share of firm advice, why it is firm, or what can be signed."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    firm, ranked = firmness(data)
    params = {"firm": firm, "ranked": ranked, "share": firm / ranked, "pair": data["closest"]}
    if question == "why":
        return check_choice(answer, "together", "why", params)
    if question == "sign":
        return check_choice(answer, "conditions", "sign", params)
    return check_share(answer, params)


def check_share(answer, params):
    """Check the share of regions with firm advice, in per cent."""
    right = 100 * params["share"]
    kinds = [
        ("count", params["firm"]),
        ("rest", 100 - right),
        ("fraction", right / 100),
        ("rest-count", params["ranked"] - params["firm"]),
    ]
    return check_number(answer, right, "share", kinds, params, near=(0.009, 0.0), sides=True)
