"""Measures of enterprise set against each other: where a country or region stands by each, and how far they agree."""

from clusterpolicy.models.answers import check_choice, close, feedback, first_close, parse_number
from clusterpolicy.models.regression import rank_correlation, ranks


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
        }
        for at in range(len(there))
    ]
    own = [row for row in rows if row["chosen"]]
    figures = {
        "name": data["names"][chosen],
        "first": data["measures"][first]["name"],
        "second": data["measures"][second]["name"],
        "first_rank": own[0]["x_rank"] if own else None,
        "second_rank": own[0]["y_rank"] if own else None,
        "agree": rank_correlation([row["x"] for row in rows], [row["y"] for row in rows]),
        "count": len(rows),
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
    value = parse_number(answer)
    params = {
        "agree": found["agree"],
        "high": found["first_rank"],
        "low": found["second_rank"],
        "count": found["count"],
    }
    params["answer"] = value if value is not None else str(answer)[:60]
    if value is None:
        return feedback("agree-not-a-number", False, params)
    if close(value, found["agree"], 0.05, 0.006):
        return feedback("agree-right", True, params)
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
    return feedback("agree-" + (first_close(value, usual, 0.03, 0.006) or "other"), False, params)
