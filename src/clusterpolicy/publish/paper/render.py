"""Templates of what stands on paper alone."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from clusterpolicy.text import _, format_message


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_=_, fill=lambda template, **values: format_message(template, values))
    return environment


def render(template: str, **values: Any) -> str:
    """Return a filled template.

    Parameters
    ----------
    template : str
        Its file.
    **values
        What it shows.
    """
    return str(_environment().get_template(template).render(**values))


def element(template: str, **values: Any) -> Tag:
    """Return a filled template as the element that it is."""
    made = BeautifulSoup(render(template, **values), "html.parser").find(True)
    assert isinstance(made, Tag)
    return made
