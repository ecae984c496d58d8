"""Checks of the questions that close chapter 7."""

from math import sqrt

from clusterpolicy.models.answers import check_choice, check_match, check_number, feedback

CRITERIA = {"industrial": "manufacturing", "education": "students", "companies": "firms", "will": "nothing"}
CHOICES = {"composite": "parts", "missing": "said"}


def check(data, question, answer, values, earlier):
    """Check one answer."""
    params = dict(data)
    if question in CHOICES:
        return check_choice(answer, CHOICES[question], question, params)
    if question == "criteria":
        wrong, placed = check_match(answer, CRITERIA)
        params["placed"] = placed
        if not wrong:
            return feedback("criteria-right", True, params)
        kind = "will" if "will" in wrong else "industrial" if "industrial" in wrong else "swapped"
        return feedback("criteria-" + kind, False, params)
    return _check_distance(answer, params)


def _check_distance(answer, params):
    one, other = params["one"], params["other"]
    squares = one**2 + other**2
    kinds = [
        ("mean", (one + other) / 2),
        ("sum", one + other),
        ("no-mean", sqrt(squares)),
        ("no-root", squares / 2),
    ]
    return check_number(answer, sqrt(squares / 2), "distance", kinds, params)
