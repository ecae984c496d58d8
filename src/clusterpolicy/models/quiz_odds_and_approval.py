"""Checks of the questions that close chapter 11."""

from clusterpolicy.models.answers import check_choice, check_match, check_number, feedback
from clusterpolicy.models.committee_signal import good_if_approved
from clusterpolicy.models.sme_funnel import lifted

CHOICES = {"odds": "two-thirds", "praise": "others"}
TERMS = {
    "base": "all-good",
    "sensitivity": "good-approved",
    "specificity": "other-rejected",
    "threshold": "stake",
}


def check(data, question, answer, values, earlier):
    """Check one answer."""
    params = figures(data)
    if question in CHOICES:
        return check_choice(answer, CHOICES[question], question, params)
    if question == "terms":
        wrong, placed = check_match(answer, TERMS)
        params["placed"] = placed
        if not wrong:
            return feedback("terms-right", True, params)
        if "sensitivity" in wrong and "specificity" in wrong:
            return feedback("terms-turned", False, params)
        return feedback("terms-" + ("threshold" if "threshold" in wrong else "part"), False, params)
    return check_bayes(data, answer, params)


def figures(data):
    """Return the figures of the numeric question and of the odds."""
    good, projects = data["good"], data["projects"]
    approved = data["good_approved"] + data["other_approved"]
    return {
        "good": good,
        "others": projects - good,
        "good_approved": data["good_approved"],
        "other_approved": data["other_approved"],
        "approved": approved,
        "half": 0.5,
        "doubled": lifted(0.5, 2),
    }


def check_bayes(data, answer, params):
    """Check which per cent of the approved projects are good, from natural frequencies."""
    good, others = params["good"], params["others"]
    share = data["good_approved"] / good
    passed = data["other_approved"] / others
    right = 100 * good_if_approved(good / data["projects"], share, 1 - passed)
    kinds = [
        ("fraction", right / 100),
        ("sensitivity", 100 * share),
        ("rest", 100 - right),
        ("all", 100 * params["good_approved"] / data["projects"]),
        ("base", 100 * good / data["projects"]),
    ]
    return check_number(answer, right, "bayes", kinds, params)
