"""Checks of the questions that close chapter 1."""

from clusterpolicy.models.answers import check_choice, feedback

STARS = {"specialisation": "quotient", "size": "of-industry", "focus": "of-region"}
CHOICES = {"size": "compare", "compare": "definition"}


def check(data, question, answer, values, earlier):
    """Check one answer."""
    if question in CHOICES:
        outcome = check_choice(answer, CHOICES[question], question)
    elif question == "stars":
        outcome = _check_stars(answer)
    else:
        outcome = _check_steps(answer)
    outcome["params"] = data
    return outcome


def _check_stars(answer):
    if answer == STARS:
        return feedback("stars-right", True)
    if answer["specialisation"] != "quotient":
        return feedback("stars-quotient", False)
    if answer["size"] == "of-region" and answer["focus"] == "of-industry":
        return feedback("stars-swapped", False)
    return feedback("stars-shares", False)


def _check_steps(answer):
    if answer == ["define", "count", "firms", "talk"]:
        return feedback("steps-right", True)
    if answer[0] != "define":
        return feedback("steps-definition", False)
    if answer.index("talk") < 3:
        return feedback("steps-talk", False)
    return feedback("steps-firms", False)
