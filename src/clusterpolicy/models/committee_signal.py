"""A committee's approval as evidence for an investor: Bayes' rule, with natural frequencies drawn as icons.

Of all projects the share b is good (base rate). A committee approves the share s of the good ones (sensitivity) and rejects the
share c of the others (specificity). Then P(good | approved) = b s / (b s + (1 - b)(1 - c)). Who loses I with a bad project and
gains V with a good one, says yes from the chance t = I / (I + V) on. The investor is taken to know the base rate and nothing else.
"""

from clusterpolicy.models.answers import check_choice, check_number, feedback
from clusterpolicy.models.arithmetic import add

ICONS, COLUMNS, LINES = 1000, 40, 25
GROUPS = ["good-approved", "other-approved", "good-rejected", "other-rejected"]
# Two chances nearer than this are the same: a yes begins at the threshold, whatever the last binary place says.
SAME = 1e-9
LADDER = [50, 80, 90, 95, 99]


def run(data, base, sensitivity, specificity, loss, gain):
    """Return an icon for each of a thousand projects, what approval says, and what the investor does."""
    words = data["words"]
    b, s, c = base / 100, sensitivity / 100, specificity / 100
    limit = threshold(loss, gain)
    parts = frequencies(b, s, c)
    return {
        "rows": icons(parts, words),
        "groups": [
            {"key": GROUPS[index], "name": words[GROUPS[index]], "count": ICONS * parts[index]}
            for index in range(len(GROUPS))
        ],
        "ladder": [rung(b, s, step, limit, words) for step in LADDER],
        "figures": {
            "good": ICONS * b,
            "approved": ICONS * (parts[0] + parts[1]),
            "good_approved": ICONS * parts[0],
            "among": or_words(good_if_approved(b, s, c), words["nobody"]),
            "rejected": or_words(good_if_rejected(b, s, c), words["everybody"]),
            "odds": odds_in_words(s, c, words),
            "threshold": or_words(limit, words["no-stake"]),
            "needed": needed_in_words(b, s, limit, words),
            "decision": words[decision(b, s, c, limit)],
        },
    }


def frequencies(b, s, c):
    """Return the shares of good ones approved, others approved, good ones rejected, others rejected."""
    return [b * s, (1 - b) * (1 - c), b * (1 - s), (1 - b) * c]


def good_if_approved(b, s, c):
    """Return the share of good ones among the approved; None where nobody is approved."""
    parts = frequencies(b, s, c)
    approved = parts[0] + parts[1]
    return parts[0] / approved if approved > 0 else None


def good_if_rejected(b, s, c):
    """Return the share of good ones among the rejected; None where nobody is rejected."""
    parts = frequencies(b, s, c)
    rejected = parts[2] + parts[3]
    return parts[2] / rejected if rejected > 0 else None


def threshold(loss, gain):
    """Return the chance from which on a yes pays, I / (I + V); None where there is nothing to lose and nothing to gain."""
    return loss / (loss + gain) if loss + gain > 0 else None


def specificity_needed(b, s, t):
    """Return the specificity at which approval lifts a project to the threshold, 1 - b s (1 - t) / (t (1 - b)).

    None where the investor says yes without it (b >= t), and where no good project is ever approved (b s = 0).
    """
    if reaches(b, t) or b * s == 0:
        return None
    return 1 - b * s * (1 - t) / (t * (1 - b))


def reaches(chance, limit):
    """Return whether a chance is at the threshold or above it."""
    return chance >= limit - SAME


def decision(b, s, c, limit):
    """Return what the committee changes for an investor, as the id of its words."""
    approved, rejected = good_if_approved(b, s, c), good_if_rejected(b, s, c)
    if limit is None:
        return "no-decision"
    if approved is None:
        return "nobody-decides"
    if rejected is None:
        return "everybody-decides"
    before, yes, no = reaches(b, limit), reaches(approved, limit), reaches(rejected, limit)
    if yes == no:
        return "always-yes" if before else "still-no"
    if no:
        return "upside-down"
    return "rejection-stops" if before else "approval-turns"


def or_words(chance, instead):
    """Return a chance, or words where there is none."""
    return instead if chance is None else chance


def odds_in_words(s, c, words):
    """Return by what approval multiplies the odds, s / (1 - c); words where that is no number."""
    if c == 1:
        return words["nobody"] if s == 0 else words["certain"]
    return s / (1 - c)


def needed_in_words(b, s, limit, words):
    """Return the specificity that is needed; words where none is needed or none is enough."""
    if limit is None:
        return words["no-stake"]
    if reaches(b, limit):
        return words["not-needed"]
    return or_words(specificity_needed(b, s, limit), words["never"])


def rung(b, s, step, limit, words):
    """Return one line of the table over specificities."""
    approved = good_if_approved(b, s, step / 100)
    return {
        "key": step,
        "specificity": step / 100,
        "among": or_words(approved, words["nobody"]),
        "decision": words[decision(b, s, step / 100, limit)],
    }


def icons(parts, words):
    """Return a thousand icons in groups, column by column; whole numbers that add up, by the largest remainders."""
    exact = [ICONS * part for part in parts]
    # A share that misses a whole number by a binary place is that number.
    counts = [int(value + 1e-6) for value in exact]
    order = [(counts[index] - exact[index], index) for index in range(len(exact))]
    order.sort()
    for place in range(ICONS - add(counts)):
        counts[order[place][1]] += 1
    rows = []
    for index in range(len(GROUPS)):
        for _icon in range(counts[index]):
            place = len(rows)
            rows.append(
                {
                    "key": place,
                    "column": place // LINES,
                    "line": place % LINES,
                    "group": words[GROUPS[index]],
                }
            )
    return rows


def check(data, question, answer, values, earlier):
    """Check a prediction, the specificity that is needed, a low threshold, or what an investor knows already."""
    facts = data["facts"]
    b, s, c = facts["base"], facts["sensitivity"], facts["specificity"]
    limit = threshold(facts["loss"], facts["gain"])
    parts = frequencies(b, s, c)
    params = {
        "good": ICONS * b,
        "approved": ICONS * (parts[0] + parts[1]),
        "good_approved": ICONS * parts[0],
        "others": ICONS * parts[1],
        "among": good_if_approved(b, s, c),
        "rejected": good_if_rejected(b, s, c),
        "base": b,
        "specificity": c,
        "threshold": limit,
        "low_threshold": threshold(data["low_loss"], facts["gain"]),
    }
    if question == "guess":
        return feedback("guess-" + answer, None, params)
    if question == "needed":
        return check_needed(answer, b, s, c, limit, params)
    right = {"low": "rejection", "knows": "nothing"}
    return check_choice(answer, right[question], question, params)


def check_needed(answer, b, s, c, limit, params):
    """Check which specificity, in per cent, lifts an approved project to the threshold."""
    needed = specificity_needed(b, s, limit)
    params["needed"] = needed
    kinds = [
        ("fraction", needed),
        ("errors", 100 * (1 - needed)),
        ("among", 100 * params["among"]),
        ("threshold", 100 * limit),
        ("now", 100 * c),
    ]
    return check_number(answer, 100 * needed, "needed", kinds, params, near=(0.0, 0.12), like=(0.005, 0.0))
