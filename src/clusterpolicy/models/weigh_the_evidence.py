"""Evaluations of cluster policy: what is left when you ask for a design."""

from clusterpolicy.models.answers import check_choice, check_number, feedback

EFFECTS = ["positive", "mixed", "none", "negative"]
# Where a dot stands beside the others of its cell: three in a row.
ACROSS, STEP = 3, 0.24


def run(data, rigour, group, programmes, seen):
    """Return every outcome with its place on the chart, which of them count, and how the effects are spread."""
    least = data["designs"].index(rigour)
    rows, taken = [], {}
    for outcome in data["outcomes"]:
        counts = (
            outcome["design"] >= least
            and (outcome["programme"] or not programmes)
            and (outcome["design_seen"] or not seen)
            and (group == "" or outcome["group"] == group)
        )
        cell = (outcome["group"], outcome["design"])
        place = taken.get(cell, 0)
        taken[cell] = place + 1
        rows.append(row_of(data, outcome, counts, place))
    standing = [row for row in rows if row["counts"]]
    found = [row for row in standing if row["effect"] != ""]
    figures = {"standing": len(standing), "studies": len({row["study_id"] for row in standing})}
    for effect in EFFECTS:
        figures[effect] = len([row for row in found if row["effect"] == effect])
    figures["not_seen"] = len(standing) - len(found)
    figures["faded"] = len(rows) - len(standing)
    return {"rows": rows, "listed": [listed(row) for row in standing], "figures": figures}


def row_of(data, outcome, counts, place):
    """Return an outcome as a dot: across by its group, up by its design."""
    return {
        "key": outcome["key"],
        "study_id": outcome["study_id"],
        "study": outcome["study"],
        "country": outcome["country"],
        "group": data["group_words"][outcome["group"]],
        "design": data["design_words"][outcome["design"]],
        "effect": outcome["effect"],
        "found": data["effect_words"][outcome["effect"]],
        "outcome": outcome["outcome"],
        "counts": counts,
        "x": data["groups"].index(outcome["group"]) + (place % ACROSS - 1) * STEP,
        "y": outcome["design"] + (place // ACROSS) * STEP - STEP,
        "mark": "" if outcome["design_seen"] else data["words"]["design"],
    }


def listed(row):
    """Return what the table of the outcomes left standing shows."""
    names = ["key", "study", "country", "group", "outcome", "design", "found", "mark"]
    return {name: row[name] for name in names}


def spread(data, group, rigour):
    """Return (positive, all seen) outcomes of a group in evaluations of cluster programmes of at least a design."""
    figures = run(data, rigour, group, True, False)["figures"]
    return figures["positive"], figures["standing"] - figures["not_seen"]


def check(data, question, answer, values, earlier):
    """Check a prediction, a count under given filters, or which conclusion is left."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    input_positive, input_seen = spread(data, "rd_input", "DiD")
    late_positive, late_seen = spread(data, "performance", "DiD")
    params = {
        "input_positive": input_positive,
        "input_seen": input_seen,
        "late_positive": late_positive,
        "late_seen": late_seen,
    }
    if question == "survives":
        return check_choice(answer, "input", "survives", params)
    return check_share(data, answer, params)


def check_share(data, answer, params):
    """Check how many per cent of the outcomes in research spending rise, of those seen under a strict design."""
    right = 100 * params["input_positive"] / params["input_seen"]
    loose = run(data, data["designs"][0], "rd_input", True, False)["figures"]
    contrasts = run(data, "DiD", "rd_input", False, False)["figures"]
    kinds = [
        ("fraction", right / 100),
        ("count", params["input_positive"]),
        ("open", 100 * loose["positive"] / (loose["standing"] - loose["not_seen"])),
        ("open", 100 * contrasts["positive"] / (contrasts["standing"] - contrasts["not_seen"])),
        ("late", 100 * params["late_positive"] / params["late_seen"]),
        ("rest", 100 - right),
    ]
    return check_number(answer, right, "share", kinds, params)
