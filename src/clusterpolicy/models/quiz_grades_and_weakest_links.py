"""Checks of the questions that close chapter 14."""

from clusterpolicy.models.answers import check_choice, check_order, feedback

LADDER = ["nothing", "one", "several", "sources", "end"]
CHOICES = {"proxy": "no", "apart": "talk", "budgets": "how"}


def check(data, question, answer, values, earlier):
    """Check one answer."""
    if question in CHOICES:
        return check_choice(answer, CHOICES[question], question, dict(data))
    params = {"turned": check_order(answer, LADDER)}
    if params["turned"] == 0:
        return feedback("ladder-right", True, params)
    if answer[0] != "nothing":
        return feedback("ladder-start", False, params)
    return feedback("ladder-end" if answer[-1] != "end" else "ladder-middle", False, params)
