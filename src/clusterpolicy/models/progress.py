"""A learner's progress: one schema for the page's storage, JupyterLab's file and their exports."""

import json

from clusterpolicy.models.answers import feedback
from clusterpolicy.models.contract import DIGITS, is_number, is_time
from clusterpolicy.models.my_region import NAME as MY_REGION
from clusterpolicy.models.own_data import wrong_place

FORMAT = "clusterpolicy-progress"
VERSION = 3
MAXIMUM_BYTES = 512 * 1024
MAXIMUM_ENTRIES = 500
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# The second version brought a learner's own regions: ``own`` holds what `own_data` keeps of a file, or null.
FIRST_PARTS = ["edition", "entries", "format", "version"]
PARTS = {1: FIRST_PARTS, 2: FIRST_PARTS + ["own"], 3: FIRST_PARTS + ["own"]}
# The third version lets a wrong answer say when it was given, and on how many days the question was missed since it was last right.
ANSWER_PARTS = ["answer", "right"]
MISSED_PARTS = ["answer", "at", "missed", "right"]
MISSED_SINCE = 3
MOST_MISSED = 999


def check(data, question, answer, values, earlier):
    """Check the text of a progress file; where it is right, what it holds comes back merged with what was there earlier."""
    outcome = read(answer)
    if outcome["right"]:
        outcome["entries"] = merged(earlier["entries"], outcome["entries"])
        outcome["own"] = newest(earlier["own"], outcome["own"])
    return outcome


def read(text):
    """Return a feedback; one that is right carries ``edition`` and ``entries`` of the file and the learner's ``own`` regions, or None."""
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
    if where is not None:
        return feedback("progress-bad-entry", False, {"where": where})
    own = content.get("own")
    message = "progress-imported-own" if own else "progress-imported"
    # The chosen region stands among the exercises and is none of them.
    count = len([name for name in content["entries"] if name != MY_REGION])
    outcome = feedback(message, True, {"count": count}, count)
    outcome["entries"], outcome["own"], outcome["edition"] = content["entries"], own, content["edition"]
    return outcome


def _wrong_place(content):
    """Return the path of the first thing that is not as it should be, or None."""
    parts = PARTS[int(content["version"])]
    for name in parts + sorted(content):
        if name not in content or name not in parts:
            return _shown(name)
    if not _is_text(content["edition"], 40):
        return "edition"
    entries = content["entries"]
    if not isinstance(entries, dict) or len(entries) > MAXIMUM_ENTRIES:
        return "entries"
    for name in sorted(entries):
        place = _wrong_entry(name, entries[name], content["version"])
        if place is not None:
            return _shown("entries." + place)
    own = content.get("own")
    return None if own is None else wrong_place(own)


def _wrong_entry(name, entry, version):
    if not is_name(name) or not isinstance(entry, dict) or sorted(entry) != ["answers", "at", "values"]:
        return name
    if not is_time(entry["at"]):
        return name + ".at"
    for part in ("values", "answers"):
        if not isinstance(entry[part], dict) or len(entry[part]) > 100:
            return name + "." + part
    for key in sorted(entry["values"]):
        if not is_name(key) or not _is_plain(entry["values"][key]):
            return name + ".values." + key
    for key in sorted(entry["answers"]):
        if not is_name(key) or not _is_kept(entry["answers"][key], version):
            return name + ".answers." + key
    return None


def _is_kept(kept, version):
    """Return whether a kept answer is as a file of this version can hold it."""
    if not isinstance(kept, dict) or sorted(kept) not in (ANSWER_PARTS, MISSED_PARTS):
        return False
    if "missed" in kept and (version < MISSED_SINCE or kept["right"] is not False or not _is_missed(kept)):
        return False
    return (kept["right"] is None or isinstance(kept["right"], bool)) and _is_answer(kept["answer"])


def _is_missed(kept):
    days = kept["missed"]
    return is_time(kept["at"]) and is_number(days) and 1 <= days <= MOST_MISSED and days == int(days)


def is_name(text):
    """Return whether a text can be the name of an exercise, a control or a question."""
    if not isinstance(text, str) or not 0 < len(text) <= 60 or text[0] not in LETTERS:
        return False
    return not [mark for mark in text if mark not in LETTERS + DIGITS + "-_"]


def _is_text(value, longest):
    """Return whether a value is a text that any file can hold: half a character of two parts cannot be written."""
    if not isinstance(value, str) or len(value) > longest:
        return False
    return not [mark for mark in value if 0xD800 <= ord(mark) <= 0xDFFF]


def _shown(place):
    """Return the path of a place as a message can quote it."""
    return "".join([mark if _is_text(mark, 1) else "?" for mark in place[:80]])


def _is_plain(value):
    if isinstance(value, list):
        return len(value) <= 200 and not [item for item in value if not _is_text(item, 200)]
    return isinstance(value, bool) or is_number(value) or _is_text(value, 4000)


def _is_answer(value):
    if isinstance(value, dict):
        return len(value) <= 100 and not [
            key for key in value if not is_name(key) or not _is_plain(value[key])
        ]
    return _is_plain(value)


def newest(kept, added):
    """Return the own regions that were read in last, of two that may be missing."""
    if kept is None or (added is not None and kept["at"] <= added["at"]):
        return added
    return kept


def merged(kept, added):
    """Return the entries of both, of an exercise that stands in both the one written last."""
    entries = {}
    for name in kept:
        entries[name] = kept[name]
    for name in added:
        if name not in entries or entries[name]["at"] <= added[name]["at"]:
            entries[name] = added[name]
    return entries
