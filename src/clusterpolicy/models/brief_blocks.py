"""The grammar of a brief: blocks of plain data whose texts are message ids with parameters; hosts have the words.

A text is a str that is shown as it is, or ``{"m": id, "p": parameters, "n": count or None}``. A parameter can be a text of the
second kind too. A section is ``{"key", "title", "blocks"}``.
"""

WIDTH = 640
BAR, ROW, LABEL, FIGURE = 16, 26, 210, 64


def say(message, params=None, n=None) -> dict:
    """Return a text of a message id."""
    return {"m": message, "p": params or {}, "n": n}


def number(value, form="d1") -> dict:
    """Return a figure as a text: ``d0`` to ``d2`` decimals, ``g1`` at most one, ``p0`` and ``p1`` shares in per cent."""
    return say(form, {"x": value})


def section(key, title, blocks) -> dict:
    """Return a section."""
    return {"key": key, "title": title, "blocks": blocks}


def heading(text) -> dict:
    """Return a heading inside a section."""
    return {"kind": "heading", "text": text}


def paragraph(text) -> dict:
    """Return a paragraph."""
    return {"kind": "paragraph", "text": text}


def note(text, role) -> dict:
    """Return a remark on what a part rests on: ``setting``, ``teaching`` or ``caution``."""
    return {"kind": "note", "text": text, "role": role}


def missing(text) -> dict:
    """Return what names something that is not there."""
    return {"kind": "missing", "text": text}


def items(texts, ordered=False) -> dict:
    """Return a list."""
    return {"kind": "items", "ordered": ordered, "items": texts}


def table(caption, columns, rows, source="") -> dict:
    """Return a table; a column is (label, whether it holds numbers), the first cell of a row heads it."""
    return {
        "kind": "table",
        "caption": caption,
        "columns": [label for label, _numbers in columns],
        "numbers": [numbers for _label, numbers in columns],
        "rows": rows,
        "source": source,
    }


def advice(key, text, rule, value) -> dict:
    """Return a piece of advice with the rule and the value that triggered it."""
    return {"kind": "advice", "key": key, "text": text, "rule": rule, "value": value}


def own(key, label, text) -> dict:
    """Return a marked place with the learner's own text, which may be empty."""
    return {"kind": "own", "key": key, "label": label, "text": text}


def picture(svg, height, alt, caption, source, width=WIDTH) -> dict:
    """Return a drawing: texts that fill the shapes of the hosts, or the drawing itself as a str."""
    return {
        "kind": "picture",
        "svg": svg,
        "width": width,
        "height": height,
        "alt": alt,
        "caption": caption,
        "source": source,
    }


def bars(rows, most, alt, caption, source) -> dict:
    """Return a drawing of horizontal bars.

    A row is (label, value, text of the value, second value or None, colour); a value that is None has no bar, a second one is a line
    across the bar. ``most`` is the value at the right end.
    """
    shapes, room = [], WIDTH - LABEL - FIGURE
    for place in range(len(rows)):
        label, value, shown, beside, colour = rows[place]
        y = 6 + place * ROW
        shapes.append(say("svg-label", {"x": LABEL - 8, "y": y + 13, "text": label}))
        long = 0 if value is None or most <= 0 else across(value, most, room)
        if long > 0:
            shapes.append(say("svg-bar", {"x": LABEL, "y": y, "width": long, "colour": colour}))
        end = LABEL + long
        if beside is not None and most > 0:
            at = LABEL + across(beside, most, room)
            shapes.append(say("svg-mark", {"x": at, "top": y - 3, "bottom": y + BAR + 3}))
            end = max(end, at)
        shapes.append(say("svg-figure", {"x": end + 7, "y": y + 13, "text": shown}))
    height = 12 + ROW * len(rows)
    shapes.append(say("svg-axis", {"x": LABEL, "bottom": height - 4}))
    return picture(shapes, height, alt, caption, source)


def across(value, most, room):
    """Return how far a value reaches, in whole units of the drawing."""
    return int(max(0, value) / most * room + 0.5)
