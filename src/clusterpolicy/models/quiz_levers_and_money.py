"""Checks of the questions that close chapter 5."""

from clusterpolicy.models.answers import (
    check_choice,
    check_match,
    check_order,
    close,
    feedback,
    first_close,
    parse_number,
)

CHOICES = {"print": "range", "prices": "product"}
TESTS = {"fiscal": "taxes", "central": "shared", "initiatives": "bids", "financing": "deficits"}
STEPS = ["write", "code", "mark", "count"]


def check(data, question, answer, values, earlier):
    """Check one answer."""
    if question in CHOICES:
        outcome = check_choice(answer, CHOICES[question], question)
    elif question == "tests":
        outcome = check_tests(answer)
    elif question == "steps":
        outcome = check_steps(answer)
    else:
        outcome = check_share(data, answer)
    for name in data:
        outcome["params"].setdefault(name, data[name])
    return outcome


def check_tests(answer):
    """Check which count tests which claim."""
    wrong, _placed = check_match(answer, TESTS)
    if not wrong:
        return feedback("tests-right", True)
    if answer["fiscal"] == "deficits" or answer["financing"] == "taxes":
        return feedback("tests-money", False)
    if answer["central"] == "bids" or answer["initiatives"] == "shared":
        return feedback("tests-level", False)
    return feedback("tests-few", False)


def check_share(data, answer):
    """Check the money for one cluster and year."""
    right, value = data["sum"] / data["clusters"] / data["years"], parse_number(answer)
    params = {"right": right, "answer": value if value is not None else str(answer)[:60]}
    if value is None:
        return feedback("share-not-a-number", False, params)
    if close(value, right, 0.01):
        return feedback("share-right", True, params)
    kinds = [
        ("years", data["sum"] / data["clusters"]),
        ("clusters", data["sum"] / data["years"]),
        ("hosts", data["sum"] / data["hosts"] / data["years"]),
        ("unit", right / 1000),
        ("unit", right * 1000000),
        ("sum", data["sum"]),
    ]
    return feedback("share-" + (first_close(value, kinds, 0.01) or "other"), False, params)


def check_steps(answer):
    """Check the order in which a claim is tested."""
    turned = check_order(answer, STEPS)
    if turned == 0:
        return feedback("steps-right", True)
    if answer[0] == "count":
        return feedback("steps-count", False)
    if answer[0] != "write":
        return feedback("steps-write", False)
    return feedback("steps-mark", False)
