"""Templates of what stands on paper alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag

from clusterpolicy.hosts.page.templating import environment

TEMPLATES = environment(Path(__file__).parent / "templates")


def render(template: str, **values: Any) -> str:
    """Return a filled template.

    Parameters
    ----------
    template : str
        Its file.
    **values
        What it shows.
    """
    return str(TEMPLATES.get_template(template).render(**values))


def element(template: str, **values: Any) -> Tag:
    """Return a filled template as the element that it is."""
    made = BeautifulSoup(render(template, **values), "html.parser").find(True)
    assert isinstance(made, Tag)
    return made
