"""Templates of what goes to learning platforms."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from clusterpolicy.text import _


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_=_)
    return environment


def render(template: str, filters: dict[str, Callable[..., object]] | None = None, **values: Any) -> str:
    """Return a filled template.

    Parameters
    ----------
    template : str
        Its file.
    filters : dict of str to callable
        What it writes values with.
    **values
        What it shows.
    """
    environment = _environment().overlay()
    environment.filters = {**environment.filters, **(filters or {})}
    return str(environment.get_template(template).render(**values))
