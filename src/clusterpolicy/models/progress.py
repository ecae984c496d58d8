"""A learner's progress: one schema for the page's storage, JupyterLab's file and their exports."""

import json

from clusterpolicy.models.answers import feedback
from clusterpolicy.models.contract import is_number

FORMAT = "clusterpolicy-progress"
VERSION = 1
MAXIMUM_BYTES = 512 * 1024
MAXIMUM_ENTRIES = 500
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def check(data, question, answer, values, earlier):
    """Check the text of a progress file; where it is right, its entries come back merged with the earlier ones."""
    outcome = read(answer)
    if outcome["right"]:
        outcome["entries"] = merged(earlier, outcome["entries"])
    return outcome


def read(text):
    """Return a feedback; one that is right carries the file's ``entries``."""
    # A character takes at most four bytes: a longer text is too large whatever is in it.
    if len(text) > MAXIMUM_BYTES:
        return feedback("progress-too-large", False, {"maximum": MAXIMUM_BYTES // 1024})
    try:
        content = json.loads(text)
    except (ValueError, RuntimeError, MemoryError):
        return feedback("progress-not-json", False)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        return feedback("progress-not-ours", False)
    version = content.get("version")
    if not is_number(version) or version < 1 or version != int(version):
        return feedback("progress-bad-entry", False, {"where": "version"})
    if version > VERSION:
        return feedback("progress-newer", False, {"version": version, "known": VERSION})
    where = _wrong_place(content)
    if where:
        return feedback("progress-bad-entry", False, {"where": where})
    outcome = feedback("progress-imported", True, {"count": len(content["entries"])}, len(content["entries"]))
    outcome["entries"] = content["entries"]
    return outcome


def _wrong_place(content):
    """Return the path of the first thing that is not as it should be, or an empty text."""
    if sorted(content) != ["edition", "entries", "format", "version"]:
        return "top level"
    if not isinstance(content["edition"], str) or len(content["edition"]) > 40:
        return "edition"
    entries = content["entries"]
    if not isinstance(entries, dict) or len(entries) > MAXIMUM_ENTRIES:
        return "entries"
    for name in sorted(entries):
        place = _wrong_entry(name, entries[name])
        if place:
            return ("entries." + place)[:80]
    return ""


def _wrong_entry(name, entry):
    if not is_name(name) or not isinstance(entry, dict) or sorted(entry) != ["answers", "at", "values"]:
        return name
    if not isinstance(entry["at"], str) or len(entry["at"]) != 24 or entry["at"][-1] != "Z":
        return name + ".at"
    for part in ("values", "answers"):
        if not isinstance(entry[part], dict) or len(entry[part]) > 100:
            return name + "." + part
    for key in sorted(entry["values"]):
        if not is_name(key) or not _is_plain(entry["values"][key]):
            return name + ".values." + key
    for key in sorted(entry["answers"]):
        answer = entry["answers"][key]
        if not is_name(key) or not isinstance(answer, dict) or sorted(answer) != ["answer", "right"]:
            return name + ".answers." + key
        if answer["right"] not in (True, False, None) or not _is_answer(answer["answer"]):
            return name + ".answers." + key
    return ""


def is_name(text):
    """Return whether a text can be the name of an exercise, a control or a question."""
    if not isinstance(text, str) or not 0 < len(text) <= 60 or text[0] not in LETTERS:
        return False
    return not [mark for mark in text if mark not in LETTERS + "0123456789-_"]


def _is_plain(value):
    if isinstance(value, list):
        return len(value) <= 200 and not [
            item for item in value if not isinstance(item, str) or len(item) > 200
        ]
    return isinstance(value, bool) or is_number(value) or (isinstance(value, str) and len(value) <= 4000)


def _is_answer(value):
    if isinstance(value, dict):
        return len(value) <= 100 and not [
            key for key in value if not is_name(key) or not _is_plain(value[key])
        ]
    return _is_plain(value)


def merged(kept, added):
    """Return the entries of both, of an exercise that stands in both the one written last."""
    entries = {}
    for name in kept:
        entries[name] = kept[name]
    for name in added:
        if name not in entries or entries[name]["at"] <= added[name]["at"]:
            entries[name] = added[name]
    return entries
