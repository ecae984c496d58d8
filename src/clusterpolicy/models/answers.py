"""Reading and comparing the answers of learners."""

SPACES = (" ", "\t", "\u00a0", "\u202f", "\u2009")


def parse_number(text):
    """Return the number that a learner wrote, or None.

    A decimal comma, spaces between thousands, a real minus sign and a trailing per cent sign are understood.
    """
    if isinstance(text, (int, float)) and not isinstance(text, bool):
        return float(text)
    if not isinstance(text, str) or len(text) > 60:
        return None
    for space in SPACES:
        text = text.replace(space, "")
    text = text.replace("\u2212", "-").replace("%", "").replace("\u00d7", "")
    # 1,234.5 has thousands commas; 1,5 has a decimal comma.
    if "," in text:
        text = text.replace(",", "") if "." in text else text.replace(",", ".")
    body = text[1:] if text[:1] in ("-", "+") else text
    digits = body.replace(".", "", 1)
    if digits == "" or [mark for mark in digits if mark not in "0123456789"]:
        return None
    return float(text)


def close(value, target, relative=0.01, absolute=0.0):
    """Return whether a value is near enough to the target."""
    if value is None or target is None:
        return False
    return abs(value - target) <= max(absolute, relative * abs(target))


def first_close(value, targets, relative=0.01, absolute=0.0):
    """Return the name of the first (name, target) pair that a value is near to, or None."""
    for name, target in targets:
        if close(value, target, relative, absolute):
            return name
    return None


def feedback(message, right, params=None, n=None):
    """Return the outcome of a check: a message id with its parameters; right is None for a prediction."""
    return {"message": message, "right": right, "params": params or {}, "n": n}


def check_choice(answer, right, prefix, params=None):
    """Return the feedback of a choice question: each option has a message of its own, ``<prefix>-<option>``."""
    return feedback(prefix + "-" + str(answer), answer == right, params)


def check_number(answer, right, prefix, usual, params, near=(0.01, 0.0), like=None, sides=False):
    """Return the feedback of a numeric question; ``params`` get the answer.

    Messages are ``<prefix>-not-a-number``, ``<prefix>-right``, the name of the first of the ``usual`` wrong answers, (name, value)
    pairs, that the answer is near to, and for all others ``<prefix>-other``, or with ``sides`` ``-too-high`` and ``-too-low``.
    ``near`` is how near to the right answer is right, ``like`` how near to a usual one is that one: (relative, absolute).
    """
    value = parse_number(answer)
    params["answer"] = value if value is not None else str(answer)[:60]
    if value is None:
        return feedback(prefix + "-not-a-number", False, params)
    if close(value, right, *near):
        return feedback(prefix + "-right", True, params)
    kind = first_close(value, usual, *(like or near))
    if kind is None:
        kind = ("too-high" if value > right else "too-low") if sides else "other"
    return feedback(prefix + "-" + kind, False, params)


def check_match(answer, right):
    """Return (ids placed wrongly, in order of the right answer; number placed rightly)."""
    wrong = [key for key in sorted(right) if answer.get(key) != right[key]]
    return wrong, len(right) - len(wrong)


def check_order(answer, right):
    """Return the number of neighbouring pairs of the right order that the answer turns round."""
    place = {}
    for index in range(len(answer)):
        place[answer[index]] = index
    turned = 0
    for index in range(len(right) - 1):
        if place.get(right[index], -1) > place.get(right[index + 1], -1):
            turned += 1
    return turned
