"""How close a cluster programme comes to the deck's three ways to govern one."""

from clusterpolicy.models.answers import check_choice, check_match, feedback
from clusterpolicy.models.arithmetic import add

MODELS = ["business", "mixed", "proactive"]
CRITERIA = ["strategy", "public_share", "profit", "management", "staff", "scope"]
# Answers with an order lie between 0 and 1; the others agree or do not.
ORDERS = {
    "strategy": ["firms", "region", "state"],
    "management": ["firms", "joint", "state"],
    "staff": ["none", "shared", "permanent"],
}
OWN = "own"


def run(data, case, verified, strategy, public_share, profit, management, staff, scope):
    """Return the closeness to each model, the answers behind it, and how many programmes the deck places alike."""
    own = [strategy, public_share, profit, management, staff, scope]
    if case == OWN:
        answers = {}
        for index in range(len(CRITERIA)):
            if own[index] != "":
                answers[CRITERIA[index]] = [own[index], "own"]
    else:
        answers = known(data, case, verified)
    rows = [model_row(data, model, answers) for model in MODELS]
    near = nearest(rows)
    for row in rows:
        row["nearest"] = row["key"] == near
    placed, alike = compared(data, verified)
    best = [row["closeness"] for row in rows if row["key"] == near]
    return {
        "rows": rows,
        "answers": [answer_row(data, criterion, answers) for criterion in CRITERIA],
        "figures": {
            "nearest": data["names"].get(near, data["words"]["tie"]),
            "closeness": best[0] if best else None,
            "closeness_shown": best[0] if best else 0,
            "known": len(answers),
            "doubtful": len([1 for answer in answers.values() if is_doubtful(answer[1])]),
            "alike": alike,
            "placed": placed,
        },
    }


def known(data, case, verified):
    """Return the documented answers of a programme; only the sourced ones if asked so."""
    answers = {}
    for criterion in CRITERIA:
        answer = data["cases"][case]["answers"].get(criterion)
        if answer and not (verified and is_doubtful(answer[1])):
            answers[criterion] = answer
    return answers


def is_doubtful(verification):
    """Return whether an answer was inferred or recalled."""
    return verification not in ("sourced", "own")


def model_row(data, model, answers):
    """Return a model's closeness: the mean agreement over the questions that both answer."""
    wanted = data["models"][model]
    shared = [criterion for criterion in CRITERIA if criterion in wanted and criterion in answers]
    parts = [agreement(criterion, answers[criterion][0], wanted[criterion]) for criterion in shared]
    doubtful = len([1 for criterion in shared if is_doubtful(answers[criterion][1])])
    return {
        "key": model,
        "name": data["names"][model],
        "closeness": add(parts) / len(parts) if parts else None,
        "shared": len(shared),
        "asked": len(wanted),
        "answered": str(len(shared)) + "/" + str(len(wanted)),
        "doubtful": doubtful,
        "mark": data["words"]["doubtful"] if doubtful else "",
    }


def agreement(criterion, one, other):
    """Return how far two answers to a question agree, between 0 and 1."""
    if criterion == "public_share":
        return 1 - abs(float(one) - float(other)) / 100
    if criterion in ORDERS:
        order = ORDERS[criterion]
        return 1 - abs(order.index(one) - order.index(other)) / (len(order) - 1)
    return 1 if one == other else 0


def nearest(rows):
    """Return the model that comes nearest, or an empty text where several do or none can be compared."""
    found = [row for row in rows if row["closeness"] is not None]
    if not found:
        return ""
    best = max([row["closeness"] for row in found])
    first = [row["key"] for row in found if row["closeness"] >= best - 1e-9]
    return first[0] if len(first) == 1 else ""


def model_of(data, case, verified):
    """Return the model that a programme comes nearest to."""
    answers = known(data, case, verified)
    return nearest([model_row(data, model, answers) for model in MODELS])


def compared(data, verified):
    """Return of how many programmes the deck places the country, and how many of these come out alike."""
    placed = [case for case in sorted(data["cases"]) if data["cases"][case]["deck"]]
    alike = [case for case in placed if model_of(data, case, verified) == data["cases"][case]["deck"]]
    return len(placed), len(alike)


def answer_row(data, criterion, answers):
    """Return one question with the case's answer and those of the models, in words."""
    answer = answers.get(criterion)
    row = {
        "question": data["questions"][criterion],
        "case": words_of(data, criterion, answer[0]) if answer else data["words"]["unknown"],
        "verification": data["verification"][answer[1]] if answer else "",
    }
    for model in MODELS:
        wanted = data["models"][model].get(criterion)
        row[model] = data["words"]["silent"] if wanted is None else words_of(data, criterion, wanted)
    return row


def words_of(data, criterion, code):
    """Return an answer in words; a share stays a number."""
    if criterion == "public_share":
        return str(int(float(code) + 0.5)) + " %"
    return data["codes"][criterion][code]


def check(data, question, answer, values, earlier):
    """Check a prediction, the placing of six programmes, or which question cannot tell two models apart."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    if question == "useless":
        outcome = check_choice(answer, "management", "useless")
        outcome["params"] = {"known": len(known(data, data["asked"][0], False))}
        return outcome
    right = {}
    for case in data["asked"]:
        right[case] = model_of(data, case, False)
    wrong, placed = check_match(answer, right)
    params = {"placed": placed, "asked": len(right)}
    if not wrong:
        params["alike"] = len([1 for case in right if data["cases"][case]["deck"] == right[case]])
        return feedback("classify-right", True, params)
    if not [1 for case in right if answer[case] != data["cases"][case]["deck"]]:
        return feedback("classify-deck", False, params)
    # The first one in the order of the list is explained; the others wait for the next try.
    first = [case for case in data["asked"] if case in wrong][0]
    row = model_row(data, right[first], known(data, first, False))
    params["programme"] = data["cases"][first]["name"]
    params["model"] = data["names"][right[first]]
    params["closeness"] = row["closeness"]
    return feedback(data["explained"].get(first, "classify-other"), False, params)
