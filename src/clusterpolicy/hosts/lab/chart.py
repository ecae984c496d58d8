"""The chart of an exercise in JupyterLab: the page's own bundle and view code in a small widget."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import anywidget
import traitlets
import vl_convert

from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.hosts.page.assets import BROWSER, VEGA_LITE, format_locale_of_language


@lru_cache
def _module() -> str:
    here = Path(__file__).parent
    parts = (BROWSER / "chart.js", here / "chart_widget.js")
    bundle = vl_convert.javascript_bundle(vl_version=VEGA_LITE)
    return "\n".join([bundle, *(part.read_text(encoding="utf-8") for part in parts)])


class ChartWidget(anywidget.AnyWidget):  # type: ignore[misc]
    """A Vega-Lite chart that follows `rows`; `picked` is the key of the mark that was clicked last."""

    _esm = _module()
    specs = traitlets.Dict().tag(sync=True)
    rows = traitlets.List().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    format_locale = traitlets.Dict().tag(sync=True)
    picked = traitlets.Unicode("").tag(sync=True)

    def __init__(self, exercise: Exercise) -> None:
        specs = {look: exercise.chart.spec(look) for look in ("light", "dark")}
        super().__init__(specs=specs, format_locale=format_locale_of_language())
