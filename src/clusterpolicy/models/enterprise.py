"""Measures of enterprise set against each other: where a country or region stands by each, and how far they agree."""

from clusterpolicy.models.answers import check_choice, check_number, feedback
from clusterpolicy.models.own_regions import ratio_of
from clusterpolicy.models.regression import rank_correlation, ranks

# What a measure of regions is made of, in columns of a file of own regions.
RATIOS = {
    "organisations": ("organisations", "population_avg", 1),
    "small_firms": ("small_firms_census", "population_avg", 10000),
    "proprietors": ("sole_proprietors", "population_avg", 1000),
}


def with_own(data, regions):
    """Return the data with a learner's own regions, which change nobody's place."""
    found = data.copy()
    found["names"] = data["names"].copy()
    found["own"] = []
    for region in regions:
        found["names"][region["key"]] = region["name"]
        entry = {"key": region["key"], "name": region["name"]}
        for measure in RATIOS:
            above, below, times = RATIOS[measure]
            entry[measure] = ratio_of(region, data["years"][measure], above, below, times)
        found["own"].append(entry)
    return found


def run(data, scope, first_country, second_country, first_region, second_region, region):
    """Return each place by two measures, its ranks, and how far the two orders agree."""
    regional = scope == "regions"
    first, second = (first_region, second_region) if regional else (first_country, second_country)
    chosen = region if regional else "RUS"
    group = data["regions" if regional else "countries"]
    there = [
        place
        for place in group
        if place["counted"] and place[first] is not None and place[second] is not None
    ]
    orders = [ranks([place[name] for place in there]) for name in (first, second)]
    rows = [
        {
            "key": there[at]["key"],
            "name": there[at]["name"],
            "x": there[at][first],
            "y": there[at][second],
            "x_rank": orders[0][at],
            "y_rank": orders[1][at],
            "chosen": there[at]["key"] == chosen,
            "label": there[at]["name"] if there[at]["key"] == chosen else "",
            "own": False,
        }
        for at in range(len(there))
    ]
    others = rows[:]
    for place in data["own"] if regional else []:
        if place[first] is not None and place[second] is not None:
            rows.append(own_row(place, others, first, second, chosen))
    own = [row for row in rows if row["chosen"]]
    figures = {
        "name": data["names"][chosen],
        "first": data["measures"][first]["name"],
        "second": data["measures"][second]["name"],
        "first_rank": own[0]["x_rank"] if own else None,
        "second_rank": own[0]["y_rank"] if own else None,
        "agree": rank_correlation([row["x"] for row in others], [row["y"] for row in others]),
        "count": len(others),
    }
    shown = [first] if first == second else [first, second]
    misses = [
        {
            "key": name,
            "measure": data["measures"][name]["name"],
            "counts": data["measures"][name]["counts"],
            "misses": data["measures"][name]["misses"],
        }
        for name in shown
    ]
    return {
        "rows": sorted(rows, key=lambda row: (row["x_rank"], row["key"])),
        "figures": figures,
        "misses": misses,
    }


def own_row(place, others, first, second, chosen):
    """Return an own region with the places that it would take among the others."""
    return {
        "key": place["key"],
        "name": place["name"],
        "x": place[first],
        "y": place[second],
        "x_rank": 1 + len([row for row in others if row["x"] > place[first]]),
        "y_rank": 1 + len([row for row in others if row["y"] > place[second]]),
        "chosen": place["key"] == chosen,
        "label": place["name"] if place["key"] == chosen else "",
        "own": True,
    }


def moscow(data):
    """Return where Moscow stands by organisations and by sole proprietors, and how far the two orders agree."""
    return run(data, "regions", "intentions", "new_firms", "organisations", "proprietors", "RU-MOW")[
        "figures"
    ]


def russia(data, measure):
    """Return Russia's place by a measure and of how many."""
    found = run(data, "countries", measure, measure, "organisations", "proprietors", "RU-MOW")["figures"]
    return found["first_rank"], found["count"]


def check(data, question, answer, values, earlier):
    """Check a prediction, a rank correlation, or which measure is one of culture."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    found = moscow(data)
    if question == "culture":
        outcome = check_choice(answer, "nothing", "culture")
        intentions, countries = russia(data, "intentions")
        new_firms, counted = russia(data, "new_firms")
        outcome["params"] = {
            "intentions": intentions,
            "countries": countries,
            "new_firms": new_firms,
            "counted": counted,
            "agree": found["agree"],
            "moscow": found["second_rank"],
            "regions": found["count"],
        }
        return outcome
    params = {
        "agree": found["agree"],
        "high": found["first_rank"],
        "low": found["second_rank"],
        "count": found["count"],
    }
    small = run(data, "regions", "intentions", "new_firms", "organisations", "small_firms", "RU-MOW")[
        "figures"
    ]
    usual = [
        ("sign", -found["agree"]),
        ("percent", 100 * found["agree"]),
        ("other-pair", small["agree"]),
        ("rank", found["first_rank"]),
        ("rank", found["second_rank"]),
    ]
    return check_number(
        answer, found["agree"], "agree", usual, params, near=(0.05, 0.006), like=(0.03, 0.006)
    )
