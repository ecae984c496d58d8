"""Settings that a learner keeps as lines of text: ``name: lever=1 other=2.5``."""

from clusterpolicy.models.answers import SPACES, parse_number

LONGEST_NAME = 40


def read_lines(text, controls):
    """Return the settings that can be read, and what is wrong with the other lines.

    Parameters: the text, and the number controls by name, each with minimum, maximum and default. A setting is
    ``{"key", "name", "values"}``, a fault ``{"key", "line", "problem", "word"}``; keys count the lines from one.
    A control that a line leaves out has its default.
    """
    settings, faults = [], []
    lines = text.split("\n")
    for number in range(len(lines)):
        line = _trimmed(lines[number])
        if line == "":
            continue
        values, problem, word = _read(line, controls)
        if problem:
            faults.append({"key": str(number + 1), "line": line[:60], "problem": problem, "word": word[:40]})
        else:
            name = _trimmed(line[: line.find(":")])[:LONGEST_NAME]
            settings.append({"key": str(number + 1), "name": name, "values": values})
    return settings, faults


def _trimmed(line):
    """Return a line with plain spaces alone, and none at its ends: the interpreters strip other spaces differently."""
    for space in SPACES:
        line = line.replace(space, " ")
    return line.replace("\r", " ").strip(" ")


def _read(line, controls):
    """Return (values, problem, the word that it is about) of one line."""
    colon = line.find(":")
    if colon < 1:
        return None, "no-name", line
    values = {}
    for name in controls:
        values[name] = controls[name]["default"]
    rest = line[colon + 1 :].replace(",", " ").replace(";", " ")
    for word in [part for part in rest.split(" ") if part != ""]:
        place = word.find("=")
        name = word[:place] if place > 0 else word
        if name not in controls:
            return None, "unknown-lever", name
        value = parse_number(word[place + 1 :]) if place > 0 else None
        if value is None:
            return None, "not-a-number", word
        if value < controls[name]["minimum"] or value > controls[name]["maximum"]:
            return None, "out-of-range", word
        values[name] = value
    return values, "", ""
