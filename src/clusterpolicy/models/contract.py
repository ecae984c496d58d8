"""What every model is called through: values are checked here, once for all hosts."""

MAXIMUM_TEXT = 4000
# In front of the name of a learner's own region: no region of the course has such a code, and a link that names one says
# which it means.
OWN = "own:"
DIGITS = "0123456789"
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_number(value):
    """Return whether a value is a finite number (a bool is not, nor is what JSON cannot carry)."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return value == value and abs(value) < 1e300


def is_time(text):
    """Return whether a text is a time as browsers write it: 2026-01-31T12:00:00.000Z."""
    if not isinstance(text, str) or len(text) != 24:
        return False
    for mark, like in zip(text, "0000-00-00T00:00:00.000Z"):
        if (mark not in DIGITS) if like == "0" else (mark != like):
            return False
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    if not 1 <= month <= 12 or not 1 <= day <= DAYS[month - 1]:
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if month == 2 and day == 29 and not leap:
        return False
    return int(text[11:13]) < 24 and int(text[14:16]) < 60 and int(text[17:19]) < 60


def problem(message, control, value, **more):
    """Return a refusal: a message id of the framework with what and where."""
    # What is neither a text nor a number is not quoted: the interpreters write it differently.
    quoted = str(value)[:60] if isinstance(value, (bool, str, int, float)) else ""
    params = {"control": control["label"], "value": quoted}
    params.update(more)
    return {"message": message, "params": params, "control": control["name"]}


def check_value(control, value):
    """Return None when the control allows the value, else the problem."""
    kind = control["kind"]
    if kind == "number":
        if not is_number(value):
            return problem(
                "control-not-a-number", control, value, minimum=control["minimum"], maximum=control["maximum"]
            )
        if value < control["minimum"] or value > control["maximum"]:
            return problem(
                "control-out-of-range", control, value, minimum=control["minimum"], maximum=control["maximum"]
            )
    elif kind == "choice":
        if value not in [option["value"] for option in control["options"]]:
            if control.get("regions") and isinstance(value, str) and value.startswith(OWN):
                return problem("control-own-region", control, value[len(OWN) :])
            return problem("control-not-an-option", control, value)
    elif kind == "choices":
        allowed = [option["value"] for option in control["options"]]
        if not isinstance(value, list):
            return problem("control-not-an-option", control, value)
        strange = [item for item in value if item not in allowed]
        if strange:
            return problem("control-not-an-option", control, strange[0])
    elif kind == "checkbox":
        if not isinstance(value, bool):
            return problem("control-not-an-option", control, value)
    elif not isinstance(value, str) or len(value) > MAXIMUM_TEXT:
        return problem("control-too-long", control, value, maximum=MAXIMUM_TEXT)
    return None


def check_values(controls, values):
    """Return the first problem of a whole setting, or None.

    A setting has exactly one value for each control: neither an unknown name nor a missing one passes.
    """
    for control in controls:
        if control["name"] not in values:
            return problem("control-missing", control, None)
        found = check_value(control, values[control["name"]])
        if found:
            return found
    names = [control["name"] for control in controls]
    for name in sorted(values):
        if name not in names:
            return problem("control-unknown", {"name": name, "label": str(name)[:60]}, None)
    return None


def is_relevant(control, values):
    """Return whether a control matters under the values of the others."""
    for name, wanted in (control.get("when") or {}).items():
        if values.get(name) not in wanted:
            return False
    return True


def check_answer(question, answer):
    """Return whether an answer has the form that its question asks for; whether it is right is the model's matter."""
    kind = question["kind"]
    if kind == "choice":
        return answer in question["options"]
    if kind == "numeric":
        return is_number(answer) or (isinstance(answer, str) and len(answer) <= MAXIMUM_TEXT)
    if kind == "order":
        return isinstance(answer, list) and sorted(map(str, answer)) == sorted(question["options"])
    if not isinstance(answer, dict) or sorted(answer) != sorted(question["options"]):
        return False
    return not [key for key in answer if answer[key] not in question["targets"]]
