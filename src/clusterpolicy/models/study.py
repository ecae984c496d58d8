"""The self-study path: how far a learner is, what comes next, and which missed questions come back today."""

# A question that was missed on so many days comes back so many days later; after the last of these, always that many.
DAYS_LATER = (1, 3, 7)


def check(data, question, answer, values, earlier):
    """Return where the learner stands.

    ``data`` has the ``evenings`` of the plan (``minutes``, and ``steps`` with ``kind``, ``name``), and the ``subjects`` with their
    questions. ``answer`` has the learner's ``entries``, the time ``now``, and how many minutes the learner's clock is ``ahead``
    of that. Steps of kind ``answer`` are done when all questions are answered, of kind ``write`` when something was written.
    """
    entries = answer["entries"]
    evenings = [_evening(data, evening, entries) for evening in data["evenings"]]
    missing, left = [], 0
    for place in range(len(evenings)):
        left += evenings[place]["left"]
        for name, questions in evenings[place]["open"]:
            missing.append({"evening": place, "name": name, "questions": questions})
    due, later = repeats(data["subjects"], entries, answer["now"], answer["ahead"])
    return {
        "evenings": [
            {"answered": one["answered"], "count": one["count"], "left": one["left"], "done": not one["open"]}
            for one in evenings
        ],
        "done": len([one for one in evenings if not one["open"]]),
        "left": left,
        "missing": missing,
        "due": due,
        "later": later,
        "subjects": _subjects(data, entries),
    }


def _evening(data, evening, entries):
    """Return what is answered of an evening, what is ``open`` by name, and the minutes that are left."""
    answered, count, left = 0, 0, []
    for step in evening["steps"]:
        if step["kind"] == "write":
            found = [] if entries.get(step["name"], {}).get("values") else [step["name"]]
            total = 1
        else:
            kept = entries.get(step["name"], {}).get("answers", {})
            found = [one["id"] for one in data["subjects"][step["name"]] if one["id"] not in kept]
            total = len(data["subjects"][step["name"]])
        count += total
        answered += total - len(found)
        if found:
            left.append((step["name"], found if step["kind"] == "answer" else []))
    # Rounded up: a single open question still takes a minute.
    minutes = (evening["minutes"] * (count - answered) + count - 1) // count
    return {"answered": answered, "count": count, "open": left, "left": minutes}


def _subjects(data, entries):
    """Return for each exercise and quiz of the path how many questions were asked, answered and answered rightly."""
    found = []
    for evening in data["evenings"]:
        for step in evening["steps"]:
            if step["kind"] != "answer":
                continue
            asked = data["subjects"][step["name"]]
            kept = entries.get(step["name"], {}).get("answers", {})
            given = [kept[one["id"]] for one in asked if one["id"] in kept]
            judged = len([one for one in asked if one["stage"] != "predict"])
            right = len([one for one in given if one["right"] is True])
            found.append(
                {
                    "name": step["name"],
                    "count": len(asked),
                    "answered": len(given),
                    "judged": judged,
                    "right": right,
                }
            )
    return found


def repeats(subjects, entries, now, ahead):
    """Return the missed questions that are due by the learner's calendar, longest due first, and those that come back later."""
    due, later = [], []
    today = local_day(now, ahead)
    for name in sorted(subjects):
        for question in subjects[name]:
            entry = entries.get(name, {"answers": {}})
            kept = entry["answers"].get(question["id"])
            if kept is None or kept["right"] is not False:
                continue
            # What an earlier edition kept does not say when it was given: the exercise was last used then.
            missed = kept.get("missed", 1)
            wait = DAYS_LATER[min(missed, len(DAYS_LATER)) - 1]
            days = local_day(kept.get("at", entry["at"]), ahead) + wait - today
            line = {
                "key": name + "/" + question["id"],
                "subject": name,
                "question": question["id"],
                "days": days,
            }
            (due if days <= 0 else later).append(line)
    return _by_day(due), _by_day(later)


def _by_day(lines):
    return sorted(lines, key=lambda line: (line["days"], line["key"]))


def local_day(time, ahead):
    """Return the number of the day on which a time as browsers write it falls, on a clock that is so many minutes ahead of it."""
    year, month, day = int(time[:4]), int(time[5:7]), int(time[8:10])
    # Years are counted from March: the day that only some years have is the last of its year.
    if month < 3:
        year, month = year - 1, month + 12
    days = 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day
    return days + (60 * int(time[11:13]) + int(time[14:16]) + ahead) // (24 * 60)
