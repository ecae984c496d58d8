"""Checks of the questions that close chapter 7."""

from math import sqrt

from clusterpolicy.models.answers import check_choice, check_match, close, feedback, first_close, parse_number

CRITERIA = {"industrial": "manufacturing", "education": "students", "companies": "firms", "will": "nothing"}
CHOICES = {"composite": "parts", "missing": "said"}


def check(data, question, answer, values, earlier):
    """Check one answer."""
    params = dict(data)
    if question in CHOICES:
        outcome = check_choice(answer, CHOICES[question], question)
        outcome["params"] = params
        return outcome
    if question == "criteria":
        wrong, placed = check_match(answer, CRITERIA)
        params["placed"] = placed
        if not wrong:
            return feedback("criteria-right", True, params)
        kind = "will" if "will" in wrong else "industrial" if "industrial" in wrong else "swapped"
        return feedback("criteria-" + kind, False, params)
    return _check_distance(answer, params)


def _check_distance(answer, params):
    value, one, other = parse_number(answer), params["one"], params["other"]
    params["answer"] = value if value is not None else str(answer)[:60]
    if value is None:
        return feedback("distance-not-a-number", False, params)
    squares = one**2 + other**2
    if close(value, sqrt(squares / 2), 0.01):
        return feedback("distance-right", True, params)
    kinds = [
        ("mean", (one + other) / 2),
        ("sum", one + other),
        ("no-mean", sqrt(squares)),
        ("no-root", squares / 2),
    ]
    return feedback("distance-" + (first_close(value, kinds, 0.01) or "other"), False, params)
