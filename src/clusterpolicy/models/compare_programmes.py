"""Budgets of cluster programmes on a scale that the learner chooses."""

from clusterpolicy.models.answers import check_choice, check_number, feedback

# The question's pair, both as a share of the product of their countries.
LARGE, SMALL = "fra-poles-2", "rus-pilot"


def run(data, programmes, measure, checked):
    """Return the chosen programmes by their budget on the chosen scale, the largest first, those without one last."""
    rows = []
    for programme in data["programmes"]:
        if programme["key"] in programmes and not (checked and programme["doubtful"]):
            rows.append(row_of(data, programme, measure))
    rows = sorted(rows, key=lambda row: (row["value"] is None, -(row["value"] or 0), row["key"]))
    found = [row for row in rows if row["value"] is not None]
    currencies = sorted({row["currency"] for row in found})
    return {
        "rows": rows,
        "figures": {
            "count": len(found),
            "missing": len(rows) - len(found),
            "currencies": 1 if measure == "gdp" and found else len(currencies),
            "largest": found[0]["name"] if found else data["words"]["nothing"],
            "share": smallest_share(found),
        },
    }


def row_of(data, programme, measure):
    """Return a programme on a scale, with its unit and marks in words."""
    unit = data["units"][measure]
    if measure != "gdp":
        unit = unit.replace("{currency}", programme["currency"])
    marks = [data["words"][mark] for mark in programme["marks"]]
    return {
        "key": programme["key"],
        "name": programme["name"],
        "value": programme[measure],
        "unit": unit,
        "currency": data["words"]["one-scale"] if measure == "gdp" else programme["currency"],
        "years": programme["years"],
        "clusters": programme["clusters"],
        "what": programme["what"],
        "doubtful": programme["doubtful"],
        "mark": ", ".join(marks),
    }


def smallest_share(found):
    """Return the smallest budget as a share of the largest; 0 where there is nothing to compare."""
    return found[-1]["value"] / found[0]["value"] if len(found) > 1 else 0


def check(data, question, answer, values, earlier):
    """Check a prediction, the factor between two programmes, or what makes one bar unlike the others."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    by_key = {}
    for programme in data["programmes"]:
        by_key[programme["key"]] = programme
    if question == "unlike":
        return check_choice(answer, "counts", "unlike", {"clusters": by_key["kor-all-schemes"]["clusters"]})
    return check_factor(by_key, answer)


def check_factor(by_key, answer):
    """Check by what factor the one programme exceeds the other, both set against the product of their country."""
    large, small = by_key[LARGE], by_key[SMALL]
    factor = large["gdp"] / small["gdp"]
    params = {"large": large["gdp"], "small": small["gdp"], "factor": factor}
    kinds = [
        ("inverted", 1 / factor),
        ("currencies", large["total"] / small["total"]),
        ("currencies", large["year"] / small["year"]),
        ("cluster", large["cluster_year"] / small["cluster_year"]),
        ("difference", large["gdp"] - small["gdp"]),
        ("one", large["gdp"]),
        ("one", small["gdp"]),
        ("percent", 100 * factor),
    ]
    return check_number(answer, factor, "factor", kinds, params, near=(0.03, 0.0), sides=True)
