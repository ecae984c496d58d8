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
from clusterpolicy.models.own_regions import ratio_of, share_of

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


# What a criterion is made of, in columns of a file of own regions; manufacturing is a share of all value added.
RATIOS = {
    "organisations": ("organisations", "population_avg", 1),
    "small": ("small_firms_census", "population_avg", 10000),
    "rd": ("rd_expenditure", "grp", 100),
    "students": ("students_he", "population_avg", 10000),
    "officials": ("officials_total", "population_avg", 1),
}


def with_own(data, regions):
    """Return the data with a learner's own regions, ranked beside the others, who keep their ranks."""
    found = data.copy()
    found["own"] = [
        {
            "key": region["key"],
            "name": region["name"],
            "values": [criterion_of(data, region, criterion["key"]) for criterion in data["criteria"]],
        }
        for region in regions
    ]
    return found


def criterion_of(data, region, key):
    """Return what a criterion is for an own region, in its unit; None where its file lacks a figure."""
    if key in RATIOS:
        above, below, times = RATIOS[key]
        return ratio_of(region, data["year"], above, below, times)
    return share_of(region, data["year"], data["added"], data["made"])


def run(data, organisations, small, rd, students, industry, officials, method, cut, vary, region):
    """Return both scores of each region, the advice that follows, and how often drawn weights give the same."""
    weights = [organisations, small, rd, students, industry, officials]
    scored = score(data, weights)
    if scored is None:
        return without_weights(data, region)
    regions, own, used, by_sum, by_topsis = scored
    ranks = {"sum": ranks_of(by_sum, len(own)), "topsis": ranks_of(by_topsis, len(own))}
    allowed = len(regions) * cut / 100
    shares = from_below(data, regions, own, used, method, cut, vary)
    rows = []
    for place, known in enumerate(regions + own):
        below = ranks[method][place] <= allowed
        other = ranks["topsis" if method == "sum" else "sum"][place] <= allowed
        code = known["key"]
        rows.append(
            {
                "key": code,
                "name": known["name"],
                "sum": by_sum[place],
                "topsis": by_topsis[place],
                "rank_sum": ranks["sum"][place],
                "rank_topsis": ranks["topsis"][place],
                "advice": data["words"]["below" if below else "above"],
                "holds": shares[place] if below else 1 - shares[place],
                "both": below == other,
                "label": known["name"] if code in data["named"] or code == region else "",
                "chosen": code == region,
                "own": place >= len(regions),
            }
        )
    figures = headline(data, rows, region)
    others = shares[: len(regions)]
    figures["firm"] = len([share for share in others if share >= FIRM or share <= 1 - FIRM])
    return {"rows": rows, "figures": figures, "facts": facts(data, region), "pairs": pairs(data, weights)}


def score(data, weights):
    """Return (regions with every criterion in use, own regions with them, the criteria, weighted sums, closeness), or None."""
    used = [place for place, weight in enumerate(weights) if weight > 0]
    if not used:
        return None
    regions, own = complete(regions_of(data), used), complete(data["own"], used)
    values, beside = in_use(regions, used), in_use(own, used)
    total = add([weights[place] for place in used])
    shares = [weights[place] / total for place in used]
    costs = [data["criteria"][place]["cost"] for place in used]
    by_sum = weighted_sums(scaled_places(values, costs, beside), shares)
    return regions, own, used, by_sum, closeness(ideal_gaps(values, costs, beside), shares)


def regions_of(data):
    """Return key, name and values of each region of the course."""
    return [
        {"key": key, "name": name, "values": values}
        for key, name, values in zip(data["regions"], data["names"], data["values"])
    ]


def complete(regions, used):
    """Return the regions for which every criterion in use has a value."""
    return [region for region in regions if not [place for place in used if region["values"][place] is None]]


def in_use(regions, used):
    """Return the values of regions on the criteria in use."""
    return [[region["values"][place] for place in used] for region in regions]


def from_below(data, regions, own, used, method, cut, vary):
    """Return for each region the share of the draws under which it is advised to build from below."""
    drawn, cuts = drawn_ranks(data, regions, own, used, method)
    limits = [len(regions) * share for share in cuts] if vary else [len(regions) * cut / 100] * DRAWS
    return [len([1 for rank, limit in zip(ranks, limits) if rank <= limit]) / DRAWS for ranks in drawn]


def drawn_ranks(data, regions, own, used, method):
    """Return the ranks of each region under the drawn weights, and the cut-offs drawn with them."""
    values, beside = [tuple([tuple(row) for row in in_use(group, used)]) for group in (regions, own)]
    key = (method, tuple(used), values, beside)
    if key not in _kept:
        while len(_kept) >= MOST_KEPT:
            _kept.pop(list(_kept)[0])
        _kept[key] = draw_ranks(values, beside, [data["criteria"][place]["cost"] for place in used], method)
    return _kept[key]


def draw_ranks(values, beside, costs, method):
    """Rank the alternatives under each of the drawn weights."""
    prepared = (scaled_places if method == "sum" else ideal_gaps)(values, costs, beside)
    state, chance, cuts = [0, 0, 0], [0.0], []
    place_stream(state, 1, 0, 1)
    drawn = []
    for _number in range(DRAWS):
        weights = drawn_weights(state, len(costs))
        draw(state, chance, 0, 1)
        cuts.append(LOWEST_CUT + (HIGHEST_CUT - LOWEST_CUT) * chance[0])
        scores = weighted_sums(prepared, weights) if method == "sum" else closeness(prepared, weights)
        drawn.append(ranks_of(scores, len(beside)))
    return columns_of(drawn), cuts


def headline(data, rows, region):
    """Return the figures of the chosen region, and how many regions the two methods advise differently."""
    others = [row for row in rows if not row["own"]]
    figures = {
        "region": [known["name"] for known in regions_of(data) + data["own"] if known["key"] == region][0],
        "advice": data["words"]["unranked"],
        "rank_sum": None,
        "rank_topsis": None,
        "holds": None,
        "ranked": len(others),
        "differ": len([row for row in others if not row["both"]]),
        "first": data["words"]["nobody"],
    }
    for row in rows:
        if row["key"] == region:
            for name in ("advice", "rank_sum", "rank_topsis", "holds"):
                figures[name] = row[name]
    for row in others:
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
    for known in regions_of(data) + data["own"]:
        if known["key"] == region:
            return known["values"][place]
    return None


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
