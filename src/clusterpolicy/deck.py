"""The deck's claims, by id."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from clusterpolicy.datasets import load
from clusterpolicy.errors import UnknownNameError
from clusterpolicy.text import _


@dataclass(frozen=True)
class Claims:
    """Claims with their ids: a list on pages, lines as text."""

    texts: dict[str, str]

    def __repr__(self) -> str:
        return "\n".join(f"{name}  {text}" for name, text in self.texts.items())

    def _repr_html_(self) -> str:
        lines = (
            f'<div><dt id="claim-{name}">{name}</dt><dd>{escape(text)}</dd></div>'
            for name, text in self.texts.items()
        )
        return f'<dl class="claims">{"".join(lines)}</dl>'


def claims(*names: str) -> Claims:
    """Return claims of the April-2012 deck, paraphrased.

    Parameters
    ----------
    *names : str
        Ids such as ``"S02-1"``.

    Raises
    ------
    UnknownNameError
        There is no claim with that id.
    """
    table = load("claims").set_index("claim_id")["claim"]
    for name in names:
        if name not in table.index:
            raise UnknownNameError("claim", name, table.index)
    return Claims({name: _(table[name]) for name in names})
