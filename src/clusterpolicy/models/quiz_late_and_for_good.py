"""Checks of the questions that close chapter 12."""

from clusterpolicy.models.answers import check_choice, check_match, check_number, feedback

CHOICES = {"lasting": "fifth", "prices": "support"}
WORDS = {"leverage": "beside", "support": "covers", "arrears": "late"}


def check(data, question, answer, values, earlier):
    """Check one answer."""
    params = dict(data)
    if question in CHOICES:
        return check_choice(answer, CHOICES[question], question, params)
    if question == "words":
        wrong, placed = check_match(answer, WORDS)
        params["placed"] = placed
        if not wrong:
            return feedback("words-right", True, params)
        if placed == 0:
            return feedback("words-none", False, params)
        return feedback("words-" + ("late" if "arrears" in wrong else "ratio"), False, params)
    return _check_cash(answer, params)


def _check_cash(answer, params):
    federal, other, cost = params["federal"], params["other"], params["cost"]
    right = federal * (12 - params["months"]) / 12 + other - cost
    params["arrives"] = federal * (12 - params["months"]) / 12
    kinds = [
        ("sign", -right),
        ("on-time", federal + other - cost),
        ("none-comes", other - cost),
        ("no-cost", params["arrives"] + other),
    ]
    return check_number(answer, right, "cash", kinds, params, near=(0.0, 0.01))
