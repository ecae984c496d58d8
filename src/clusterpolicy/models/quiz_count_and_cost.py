"""Checks of the questions that close chapter 3."""

from clusterpolicy.models.answers import check_choice, check_match, check_order, feedback

CHOICES = {"units": "things", "unseen": "leave"}
LADDER = ["case", "survey", "panel", "did", "random"]
GROUPS = {"spending": "input", "partners": "networks", "patents": "innovation", "jobs": "performance"}


def check(data, question, answer, values, earlier):
    """Check one answer."""
    if question in CHOICES:
        outcome = check_choice(answer, CHOICES[question], question)
    elif question == "groups":
        outcome = _check_groups(answer)
    else:
        outcome = _check_ladder(answer)
    outcome["params"] = data
    return outcome


def _check_groups(answer):
    wrong, placed = check_match(answer, GROUPS)
    if not wrong:
        return feedback("groups-right", True)
    if answer["spending"] == "performance" or answer["jobs"] == "input":
        return feedback("groups-ends", False)
    return feedback("groups-few" if placed < 2 else "groups-middle", False)


def _check_ladder(answer):
    turned = check_order(answer, LADDER)
    if turned == 0:
        return feedback("ladder-right", True)
    if turned == len(LADDER) - 1:
        return feedback("ladder-reversed", False)
    if answer[-1] != "random":
        return feedback("ladder-random", False)
    if answer.index("did") < answer.index("panel"):
        return feedback("ladder-did", False)
    return feedback("ladder-weak", False)
