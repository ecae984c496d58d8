"""Altair, loaded when a chart is first described: that takes longer than all the rest of most notebooks."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt
else:

    class _Later:
        """Stands for a package until something of it is asked for."""

        def __getattr__(self, name: str) -> Any:
            return getattr(import_module("altair"), name)

    alt = _Later()

__all__ = ["alt"]
