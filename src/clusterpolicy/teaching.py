"""The mark of what was made up for teaching: the fictional region of chapters 7 to 12 and its organisations."""

from __future__ import annotations

from clusterpolicy.text import _


def teaching_mark() -> str:
    """Return what stands wherever the fictional region appears: on charts, tables, exercises and the case file."""
    return _("Teaching data: the case region and its organisations are fictional.")


def marked(text: str) -> str:
    """Return a source line with the mark in front, once."""
    mark = teaching_mark()
    return text if text.startswith(mark) else f"{mark} {text}"
