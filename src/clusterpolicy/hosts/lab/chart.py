"""The chart of an exercise in JupyterLab: the page's own bundle and view code in a small widget."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.hosts.page.assets import BROWSER, format_locale_of_language, vega_bundle


@lru_cache
def _module() -> str:
    here = Path(__file__).parent
    parts = (BROWSER / "chart.js", here / "chart_widget.js")
    return "\n".join([vega_bundle(), *(part.read_text(encoding="utf-8") for part in parts)])


class ChartWidget(anywidget.AnyWidget):
    """A Vega-Lite chart that follows `rows`; `picked` is the key of the mark that was clicked last."""

    _esm = _module()
    specs = traitlets.Dict().tag(sync=True)
    rows: traitlets.List[Any] = traitlets.List().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    format_locale = traitlets.Dict().tag(sync=True)
    picked = traitlets.Unicode("").tag(sync=True)

    def __init__(self, exercise: Exercise) -> None:
        specs = {look: exercise.chart.spec(look) for look in ("light", "dark")}
        super().__init__(specs=specs, format_locale=format_locale_of_language())
