"""Templates of what goes to learning platforms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from clusterpolicy.hosts.page.templating import environment

TEMPLATES = environment(Path(__file__).parent / "templates")


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
    made = TEMPLATES.overlay()
    made.filters = {**made.filters, **(filters or {})}
    return str(made.get_template(template).render(**values))
