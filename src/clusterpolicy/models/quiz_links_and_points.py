"""Checks of the questions that close chapter 9."""

from math import sqrt

from clusterpolicy.models.answers import check_choice, check_match, close, feedback, first_close, parse_number

CHOICES = {"first": "input", "even": "gradient"}
KINDS = {"weakest": "minimum", "part": "geometric", "additive": "sum"}


def check(data, question, answer, values, earlier):
    """Check one answer."""
    params = dict(data)
    if question in CHOICES:
        outcome = check_choice(answer, CHOICES[question], question)
        outcome["params"] = params
        return outcome
    if question == "kinds":
        wrong, placed = check_match(answer, KINDS)
        params["placed"] = placed
        if not wrong:
            return feedback("kinds-right", True, params)
        if placed == 0:
            return feedback("kinds-none", False, params)
        return feedback("kinds-" + ("turned" if "part" not in wrong else "part"), False, params)
    return _check_gain(answer, params)


def _check_gain(answer, params):
    value = parse_number(answer)
    before, points, gain = params["before"], params["points"], params["gain"]
    params["answer"] = value if value is not None else str(answer)[:60]
    if value is None:
        return feedback("capability-not-a-number", False, params)
    strength = before + points * gain
    if close(value, sqrt(strength), 0.01):
        return feedback("capability-right", True, params)
    kinds = [
        ("strength", strength),
        ("added", sqrt(before) + sqrt(points * gain)),
        ("no-return", sqrt(before + points)),
        ("difference", sqrt(strength) - sqrt(before)),
    ]
    return feedback("capability-" + (first_close(value, kinds, 0.01) or "other"), False, params)
