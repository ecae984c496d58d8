"""Checks of the questions that close chapter 4."""

from clusterpolicy.models.answers import check_choice, check_match, close, feedback, first_close, parse_number

CHOICES = {"roubles": "prices", "slope": "confounded"}
MISSES = {"intentions": "doing", "register": "active", "employed": "want"}


def check(data, question, answer, values, earlier):
    """Check one answer."""
    if question in CHOICES:
        outcome = check_choice(answer, CHOICES[question], question)
        outcome["params"] = data
        return outcome
    if question == "misses":
        return check_misses(data, answer)
    return check_chain(data, answer)


def check_misses(data, answer):
    """Check what each measure of enterprise misses."""
    wrong, placed = check_match(answer, MISSES)
    name = "right"
    if wrong:
        name = "few" if placed == 0 else "register" if "register" in wrong else "swapped"
    return feedback("misses-" + name, not wrong, data)


def check_chain(data, answer):
    """Check the change over two years, chained from two indices."""
    first, second, value = data["first"], data["second"], parse_number(answer)
    right = first * second / 100 - 100
    params = {"first": first, "second": second, "right": right}
    params["answer"] = value if value is not None else str(answer)[:60]
    if value is None:
        return feedback("chain-not-a-number", False, params)
    if close(value, right, 0.01, 0.06):
        return feedback("chain-right", True, params)
    kinds = [
        ("added", first + second - 200),
        ("level", right + 100),
        ("sign", -right),
        ("one-year", first - 100),
        ("one-year", second - 100),
    ]
    return feedback("chain-" + (first_close(value, kinds, 0.002, 0.06) or "other"), False, params)
