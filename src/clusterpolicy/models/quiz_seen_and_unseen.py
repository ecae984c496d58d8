"""Checks of the questions that close chapter 15."""

from clusterpolicy.models.answers import check_choice, check_match, check_number, feedback

CHOICES = {"silence": "consistent", "design": "bids"}
WORDS = {
    "support": "alike",
    "caliper": "limit",
    "placebo": "lot",
    "power": "size",
}


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
        return feedback("words-" + wrong[0], False, params)
    return _check_difference(answer, params)


def _check_difference(answer, params):
    hosts = params["hosts_after"] - params["hosts_before"]
    others = params["others_after"] - params["others_before"]
    kinds = [
        ("hosts", hosts),
        ("after", params["hosts_after"] - params["others_after"]),
        ("others", others),
        ("turned", others - hosts),
    ]
    return check_number(answer, hosts - others, "by-hand", kinds, params)
