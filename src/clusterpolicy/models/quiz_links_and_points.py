"""Checks of the questions that close chapter 9."""

from math import sqrt

from clusterpolicy.models.answers import check_choice, check_match, check_number, feedback

CHOICES = {"first": "input", "even": "gradient"}
KINDS = {"weakest": "minimum", "part": "geometric", "additive": "sum"}


def check(data, question, answer, values, earlier):
    """Check one answer."""
    params = dict(data)
    if question in CHOICES:
        return check_choice(answer, CHOICES[question], question, params)
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
    before, points, gain = params["before"], params["points"], params["gain"]
    strength = before + points * gain
    kinds = [
        ("strength", strength),
        ("added", sqrt(before) + sqrt(points * gain)),
        ("no-return", sqrt(before + points)),
        ("difference", sqrt(strength) - sqrt(before)),
    ]
    return check_number(answer, sqrt(strength), "capability", kinds, params)
