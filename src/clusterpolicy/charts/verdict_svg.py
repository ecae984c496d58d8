"""All claims of the deck on one picture: a square each, a line a slide, a sign and a colour for what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

# Side of a square with the gap behind it, and the room for the words of a line.
STEP, SIDE, WORDS = 26, 22, 84


@dataclass(frozen=True)
class Square:
    """A claim: where it leads, what it says when pointed at, its kind and the sign of its kind."""

    address: str
    title: str
    kind: str
    sign: str


def verdict_svg(lines: Mapping[str, Sequence[Square]], alt: str) -> str:
    """Return the squares of each slide in a line of its own.

    Parameters
    ----------
    lines : mapping of str to sequence of Square
        The squares by the words that stand before their line.
    alt : str
        What a reader would see.
    """
    width = WORDS + STEP * max(len(squares) for squares in lines.values())
    height = STEP * len(lines)
    drawn = [
        part
        for place, (words, squares) in enumerate(lines.items())
        for part in _line(words, squares, place * STEP)
    ]
    return (
        f'<svg class="verdict-picture" role="group" aria-label="{escape(alt)}" viewBox="0 0 {width} {height}" '
        f'xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(drawn) + "\n</svg>"
    )


def _line(words: str, squares: Sequence[Square], top: int) -> list[str]:
    parts = [f'<text class="verdict-line" x="0" y="{top + 16}">{escape(words)}</text>']
    for place, square in enumerate(squares):
        left = WORDS + place * STEP
        parts.append(
            f'<a href="{escape(square.address)}" aria-label="{escape(square.title)}"><title>{escape(square.title)}</title>'
            f'<rect class="square-{square.kind}" x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" rx="3"/>'
            f'<text class="sign-{square.kind}" x="{left + SIDE / 2:g}" y="{top + 16}" aria-hidden="true">{square.sign}</text></a>'
        )
    return parts
