"""Checks of the questions that close chapter 13."""

from clusterpolicy.models.answers import check_choice, check_match, close, feedback, first_close, parse_number

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
    value, jobs, money = parse_number(answer), data["jobs"], data["public"]
    right = 10 * jobs / money
    params = {"answer": value if value is not None else str(answer)[:60], "right": right}
    for name in data:
        params[name] = data[name]
    if value is None:
        return feedback("money-not-a-number", False, params)
    if close(value, right, 0.03):
        return feedback("money-right", True, params)
    usual = [
        ("one", right / 10),
        ("inverted", money / jobs),
        ("inverted", money / jobs / 10),
        ("jobs", jobs),
        ("percent", 100 * right),
    ]
    kind = first_close(value, usual, 0.03)
    return feedback("money-" + (kind or ("too-high" if value > right else "too-low")), False, params)
