"""Checks of the questions that close chapter 2."""

from clusterpolicy.models.answers import check_choice, check_match, check_number, feedback

MODELS = {"business": "firms", "mixed": "regions", "proactive": "state"}
STEPS = ["questions", "documents", "marks", "closeness"]
CHOICES = {"alike": "nothing", "silent": "missing"}


def check(data, question, answer, values, earlier):
    """Check one answer."""
    params = dict(data)
    if question in CHOICES:
        outcome = check_choice(answer, CHOICES[question], question)
    elif question == "models":
        outcome = _check_models(answer)
    elif question == "documented":
        outcome = _check_documented(data, answer, params)
    else:
        outcome = _check_steps(answer)
    outcome["params"] = params
    return outcome


def _check_models(answer):
    wrong, placed = check_match(answer, MODELS)
    if not wrong:
        return feedback("models-right", True)
    if "proactive" not in wrong:
        return feedback("models-swapped", False)
    return feedback("models-state" if placed else "models-nothing", False)


def _check_documented(data, answer, params):
    share = 100 * data["known"] / data["possible"]
    sourced = 100 * data["sourced"] / data["possible"]
    kinds = [("sourced", sourced), ("share", share / 100), ("count", data["known"]), ("gaps", 100 - share)]
    return check_number(answer, share, "documented", kinds, params, near=(0.02, 0.0))


def _check_steps(answer):
    if answer == STEPS:
        return feedback("steps-right", True)
    if answer[0] != "questions":
        return feedback("steps-questions", False)
    if answer[3] != "closeness":
        return feedback("steps-closeness", False)
    return feedback("steps-marks", False)
