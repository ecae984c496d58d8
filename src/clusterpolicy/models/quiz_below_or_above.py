"""Checks of the questions that close chapter 6."""

from clusterpolicy.models.answers import (
    check_choice,
    check_match,
    check_order,
    close,
    feedback,
    first_close,
    parse_number,
)

STEPS = ["criteria", "pairs", "methods", "draws", "sentence"]
BLIND = {"organisations": "registered", "small": "cooperation", "rd": "institutes", "officials": "ownership"}
# The hand computation: weights three and one, at a fifth and at four fifths of the two scales.
WEIGHTS, PLACES = (3, 1), (0.2, 0.8)
SCORE = (WEIGHTS[0] * PLACES[0] + WEIGHTS[1] * PLACES[1]) / (WEIGHTS[0] + WEIGHTS[1])


def check(data, question, answer, values, earlier):
    """Check one answer."""
    if question == "winner":
        outcome = check_choice(answer, "decision", "winner")
    elif question == "blind":
        outcome = _check_blind(answer)
    elif question == "steps":
        outcome = _check_steps(answer)
    else:
        return _check_score(answer)
    outcome["params"] = data
    return outcome


def _check_blind(answer):
    wrong, placed = check_match(answer, BLIND)
    if not wrong:
        return feedback("blind-right", True)
    if "officials" in wrong:
        return feedback("blind-officials", False)
    return feedback("blind-few" if placed < 2 else "blind-firms", False)


def _check_steps(answer):
    turned = check_order(answer, STEPS)
    if turned == 0:
        return feedback("steps-right", True)
    if answer[0] == "sentence":
        return feedback("steps-sentence", False)
    if answer.index("criteria") > 0:
        return feedback("steps-criteria", False)
    return feedback("steps-middle", False)


def _check_score(answer):
    value = parse_number(answer)
    params = {"answer": value if value is not None else str(answer)[:60], "score": SCORE}
    if value is None:
        return feedback("score-not-a-number", False, params)
    if close(value, SCORE, 0.01):
        return feedback("score-right", True, params)
    total = WEIGHTS[0] + WEIGHTS[1]
    kinds = [
        ("plain", (PLACES[0] + PLACES[1]) / 2),
        ("undivided", SCORE * total),
        ("swapped", (WEIGHTS[1] * PLACES[0] + WEIGHTS[0] * PLACES[1]) / total),
        ("percent", SCORE * 100),
    ]
    kind = first_close(value, kinds, 0.01)
    if kind is None:
        kind = "too-high" if value > SCORE else "too-low"
    return feedback("score-" + kind, False, params)
