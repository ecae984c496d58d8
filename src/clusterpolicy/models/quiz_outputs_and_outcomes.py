"""Checks of the questions that close chapter 8."""

from clusterpolicy.models.answers import check_choice, check_match, check_order, feedback

LEVELS = {"school": "activity", "finished": "output", "more": "outcome", "register": "indicator"}
CHAIN = ["activity", "output", "outcome", "indicator"]
CHOICES = {"empty": "say", "count": "output"}


def check(data, question, answer, values, earlier):
    """Check one answer."""
    if question in CHOICES:
        outcome = check_choice(answer, CHOICES[question], question)
        outcome["params"] = dict(data)
        return outcome
    if question == "levels":
        return _check_levels(answer, dict(data))
    params = dict(data)
    params["turned"] = check_order(answer, CHAIN)
    if params["turned"] == 0:
        return feedback("chain-right", True, params)
    if answer[0] != "activity":
        return feedback("chain-start", False, params)
    return feedback("chain-end" if answer[3] != "indicator" else "chain-middle", False, params)


def _check_levels(answer, params):
    wrong, params["placed"] = check_match(answer, LEVELS)
    if not wrong:
        return feedback("levels-right", True, params)
    if "school" in wrong:
        return feedback("levels-activity", False, params)
    return feedback("levels-indicator" if "register" in wrong else "levels-output", False, params)
