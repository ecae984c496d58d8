"""Checks of the questions that close chapter 13."""

from clusterpolicy.models.answers import check_choice, check_match, check_number, feedback

CHOICES = {"say": "mechanism", "luck": "policy"}
WORDS = {"verification": "formula", "calibration": "set", "validation": "kept", "sensitivity": "moved"}
# The order of the question: what is wrong first is spoken of first.
ORDER = ("verification", "calibration", "validation", "sensitivity")


def check(data, question, answer, values, earlier):
    """Check one answer."""
    if question in CHOICES:
        outcome = check_choice(answer, CHOICES[question], question)
    elif question == "words":
        outcome = _check_words(answer)
    else:
        return _check_money(data, answer)
    outcome["params"] = data
    return outcome


def _check_words(answer):
    wrong, placed = check_match(answer, WORDS)
    if not wrong:
        return feedback("words-right", True)
    if placed == 0:
        return feedback("words-nothing", False)
    if answer["validation"] == "set" or answer["calibration"] == "kept":
        return feedback("words-swapped", False)
    return feedback("words-" + [name for name in ORDER if name in wrong][0], False)


def _check_money(data, answer):
    jobs, money = data["jobs"], data["public"]
    right = 10 * jobs / money
    params = dict(data)
    params["right"] = right
    usual = [
        ("one", right / 10),
        ("inverted", money / jobs),
        ("inverted", money / jobs / 10),
        ("jobs", jobs),
        ("percent", 100 * right),
    ]
    return check_number(answer, right, "money", usual, params, near=(0.03, 0.0), sides=True)
