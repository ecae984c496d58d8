"""What the groups of a workshop hand in: progress files taken in one by one, and set side by side for one exercise."""

from clusterpolicy.models.answers import feedback
from clusterpolicy.models.contract import check_answer
from clusterpolicy.models.progress import read

MAXIMUM_GROUPS = 40


def check(data, question, answer, values, earlier):
    """Take in the text of a file (``take``), or set the groups side by side (``compare``)."""
    if question == "take":
        return take(data, answer["text"], answer["groups"])
    return compare(data, answer["subject"], answer["groups"])


def take(data, text, groups):
    """Return a feedback; one that is right carries the ``group``: its answers to the questions of this edition.

    ``strange`` counts what the file holds and this edition has not. A file with the answers and the times of a group that is there
    already is that group's.
    """
    outcome = read(text)
    if not outcome["right"]:
        return outcome
    if len(groups) >= MAXIMUM_GROUPS:
        return feedback("groups-full", False, {"count": MAXIMUM_GROUPS})
    entries = outcome["entries"]
    answers, strange = known(data, entries)
    if strange and not answers:
        return feedback("groups-other-course", False)
    times = {}
    for name in entries:
        times[name] = entries[name]["at"]
    for group in groups:
        if times and group["times"] == times and group["answers"] == answers:
            return feedback("groups-twice", False, {"name": group["name"]})
    count = 0
    for name in answers:
        count += len(answers[name])
    made = feedback("groups-added" if count else "groups-added-empty", True, {"count": count}, count)
    made["group"] = {"edition": outcome["edition"], "answers": answers, "times": times}
    made["strange"] = strange
    return made


def known(data, entries):
    """Return the answers to questions of this edition by exercise, and how many exercises and answers it does not have."""
    answers, strange = {}, 0
    for name in entries:
        if name in data["others"]:
            continue
        if name not in data["subjects"]:
            strange += 1
            continue
        questions = {}
        for question in data["subjects"][name]:
            questions[question["id"]] = question
        found = {}
        for key in entries[name]["answers"]:
            kept = entries[name]["answers"][key]
            if key in questions and check_answer(questions[key], kept["answer"]):
                found[key] = {"answer": kept["answer"], "right": kept["right"]}
            else:
                strange += 1
        if found:
            answers[name] = found
    return answers, strange


def compare(data, subject, groups):
    """Return the groups' answers to one exercise or quiz, predictions first.

    ``cells`` has one entry a group and question, groups in the order of what they predicted, then of how much came out right;
    ``columns`` says of each question how many answered what.
    """
    asked = data["subjects"][subject]
    columns = [one for one in asked if one["stage"] == "predict"]
    columns = columns + [one for one in asked if one["stage"] != "predict"]
    lines = []
    for place in range(len(groups)):
        kept = groups[place]["answers"].get(subject, {})
        line = [_cell(column, kept.get(column["id"])) for column in columns]
        lines.append({"rank": _rank(line), "key": place, "cells": line})
    cells = []
    for line in sorted(lines, key=lambda one: (one["rank"], one["key"])):
        for cell in line["cells"]:
            cell["group"] = groups[line["key"]]["name"]
            cells.append(cell)
    return {"cells": cells, "columns": [_counted(column, cells) for column in columns]}


def _cell(column, kept):
    """Return the state of one answer: ``none``, ``predicted`` with the place of its option, ``right`` or ``wrong``."""
    cell = {"question": column["id"], "state": "none", "option": -1, "answer": None}
    if kept is None:
        return cell
    cell["answer"] = kept["answer"]
    if column["stage"] != "predict":
        cell["state"] = "right" if kept["right"] else "wrong"
    else:
        cell["state"] = "predicted"
        if kept["answer"] in column["options"]:
            cell["option"] = column["options"].index(kept["answer"])
    return cell


def _rank(line):
    """Return what groups are ordered by: same predictions together, none last; then the most right answers first."""
    first = line[0]
    predicted = first["option"] if first["option"] >= 0 else len(line) + 100
    return predicted, 0 - len([cell for cell in line if cell["state"] == "right"])


def _counted(column, cells):
    found = [cell for cell in cells if cell["question"] == column["id"]]
    counts = {}
    for state in ("right", "wrong", "predicted", "none"):
        counts[state] = len([cell for cell in found if cell["state"] == state])
    counts["question"] = column["id"]
    counts["options"] = [
        len([cell for cell in found if cell["option"] == place]) for place in range(len(column["options"]))
    ]
    return counts
