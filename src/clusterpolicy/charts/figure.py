"""Chapter figures: matplotlib drawings that carry their title, source and description wherever they go."""

from __future__ import annotations

import hashlib
import io
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as MatplotlibFigure
from matplotlib.ticker import MaxNLocator, ScalarFormatter

from clusterpolicy.charts.breaks import Break, axis_of_years, mark_breaks, series_breaks, years_drawn
from clusterpolicy.charts.look import LIGHT, chart_colours
from clusterpolicy.errors import CourseError
from clusterpolicy.teaching import marked
from clusterpolicy.text import PLACE, _, fill, format_number

# Letters of an axis label in one line; inches around a picture.
LABEL_LETTERS, MARGIN = 56, 0.05
SVG = "{http://www.w3.org/2000/svg}"
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": LIGHT.muted,
    "axes.labelcolor": LIGHT.ink,
    "text.color": LIGHT.ink,
    "xtick.color": LIGHT.ink,
    "ytick.color": LIGHT.ink,
    "axes.grid": False,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
}


def new_figure(width: float = 5.6, height: float = 3.0, **options: Any) -> tuple[MatplotlibFigure, Any]:
    """Return a figure and its axes in the course's look, outside pyplot's list of open figures.

    Parameters
    ----------
    width, height : float
        Inches.
    **options
        As for `matplotlib.figure.Figure.subplots`.
    """
    with mpl.rc_context(STYLE):
        figure = MatplotlibFigure(figsize=(width, height), layout="constrained")
        return figure, figure.subplots(**options)


@dataclass(frozen=True)
class CourseFigure:
    """A drawing with its words. A notebook shows the picture; text and screen readers get the description."""

    svg: str
    title: str
    alt: str
    source: str
    breaks: tuple[str, ...] = ()

    @property
    def marks(self) -> int:
        """How many bars, points and lines are drawn: what shows data is cut to the axes, what frames it is not."""
        cut = [
            element for element in ElementTree.fromstring(self.svg).iter() if "clip-path" in element.attrib
        ]
        return sum(max(1, len(element.findall(f"{SVG}use"))) for element in cut)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        # Stored outputs are compared as text: a mark that appears or is lost is seen there.
        lines = (self.title, self.alt, *self.breaks, self.source, f"marks: {self.marks}")
        return {
            "text/plain": "\n".join(lines),
            "text/html": (
                f'<figure class="course-figure"><figcaption>{escape(self.title)}</figcaption>'
                f'{self.svg}{break_notes(self.breaks)}<p class="source">{escape(self.source)}</p></figure>'
            ),
        }


def break_notes(notes: Iterable[str]) -> str:
    """Return the sentences that explain the marks of a chart as HTML; nothing where there are none."""
    return "".join(f'<p class="break-note">{escape(note)}</p>' for note in notes)


def describe(
    figure: MatplotlibFigure,
    *,
    title: str,
    alt: str,
    source: str,
    teaching: bool = False,
    series: Sequence[tuple[str, str]] | None = None,
    places: Iterable[str] | None = None,
    **values: object,
) -> CourseFigure:
    """Give a drawing its title, description and source; and where it runs over years, the breaks of its series.

    Labels of axes go through gettext here.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The drawing.
    title : str
        What it finds. Like `alt` and `source` it is written in English and goes through gettext here.
    alt : str
        One or two sentences that say what a reader would see; a template with at least one computed value.
    source : str
        Publisher, table and last year.
    teaching : bool
        Whether it draws the fictional region: then the source line begins with the mark of teaching data.
    series : sequence of (str, str), optional
        Dataset and indicator of what is drawn against years; empty where that is no series of a dataset. An axis of years asks
        for it.
    places : iterable of str, optional
        Codes of the territories, or countries, that are drawn: breaks of others are left out.
    **values
        The computed values of title and alt.

    Raises
    ------
    CourseError
        The description holds no computed value, repeats the title, or there is no source; or an axis counts years, and nobody
        says of which series.
    """
    where = f"figure “{title}”"
    if not PLACE.search(alt):
        raise CourseError(
            "the alt text holds no computed value", where, "Write a place such as {top|2} and pass top=…."
        )
    said = {name: _(value) if isinstance(value, str) else value for name, value in values.items()}
    written, words = fill(title, **said), fill(alt, **said)
    if words.strip() == written.strip():
        raise CourseError("the alt text repeats the title", where, "Say what a reader would see.")
    if not source.strip():
        raise CourseError("there is no source", where, "Name publisher, table and last year.")
    line = marked(_(source)) if teaching else _(source)
    _word_axes(figure)
    notes = tuple(one.note for one in _marked_breaks(figure, series, places, where))
    return CourseFigure(svg(figure, words), written, words, line, notes)


def _word_axes(figure: MatplotlibFigure) -> None:
    """Put what stands at the axes into the language in force: their labels, and numbers that have no words of their own."""
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_label_text(textwrap.fill(_(axis.get_label_text()), LABEL_LETTERS))
            if type(axis.get_major_formatter()) is ScalarFormatter and not axis_of_years(axes):
                axis.set_major_formatter(lambda number, _place: format_number(number))


def _marked_breaks(
    figure: MatplotlibFigure,
    series: Sequence[tuple[str, str]] | None,
    places: Iterable[str] | None,
    where: str,
) -> list[Break]:
    """Draw the breaks of the series on every axis of years, and return them."""
    timed = [axes for axes in figure.axes if axis_of_years(axes)]
    if timed and series is None:
        raise CourseError(
            "an axis counts years, and nothing says of which series",
            where,
            'Pass series=[("panel", "grp")], or series=[] where it is no series of a dataset: the breaks are drawn from it.',
        )
    years = [year for axes in timed for year in years_drawn(axes)]
    found = series_breaks(series, years, places) if series and years else []
    for axes in timed:
        mark_breaks(axes, found)
    return found


def svg(figure: MatplotlibFigure, alt: str) -> str:
    """Return a drawing as inline SVG: its ids are its own, its colours follow the page, its text stays text."""
    mark = hashlib.sha256(alt.encode()).hexdigest()[:8]
    with mpl.rc_context(STYLE | {"svg.hashsalt": mark, "svg.id": f"figure-{mark}"}):
        buffer = io.StringIO()
        # Nothing is cut off: words that are longer in a language make the picture wider.
        figure.savefig(
            buffer,
            format="svg",
            bbox_inches="tight",
            pad_inches=MARGIN,
            metadata={"Date": None, "Creator": None},
        )
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r'\bid="(?!figure-)', f'id="{mark}-', text)
    text = re.sub(r'(xlink:href="#|url\(#)(?!figure-)', rf"\g<1>{mark}-", text)
    for colour, name in names_of_colours().items():
        text = text.replace(colour, f"var({name}, {colour})")
    opening = f'<svg role="img" aria-label="{escape(alt)}" '
    return re.sub(r"\n\s*", "\n", text.replace("<svg ", opening, 1)).strip()


def names_of_colours() -> dict[str, str]:
    """Return the variable of each light colour; of two names for one colour, the first."""
    return {colour: name for name, colour in reversed(chart_colours("light").items())}


def horizontal_bars(
    axes: Axes,
    values: Mapping[str, float],
    *,
    label: str,
    digits: int = 0,
    reference: float | None = None,
    errors: Sequence[float] | None = None,
) -> None:
    """Draw bars from zero with the values on them.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Where to draw.
    values : mapping of str to float
        One bar each, the first on top. The names go through gettext.
    label : str
        What the bars measure, with its unit.
    digits : int
        Decimals of the values on the bars.
    reference : float, optional
        Where a dashed line stands for comparison.
    errors : sequence of float, optional
        How far each value may be off, up or down: a thin line over the bar.
    """
    names = [_(name) for name in values][::-1]
    spread = None if errors is None else list(errors)[::-1]
    bars = axes.barh(
        names, list(values.values())[::-1], color=LIGHT.series[0], height=0.7, xerr=spread, ecolor=LIGHT.muted
    )
    written = [format_number(number, "", digits) for number in values.values()][::-1]
    axes.bar_label(bars, written, padding=4, color=LIGHT.ink, fontsize=10)
    if reference is not None:
        axes.axvline(reference, linestyle="--", linewidth=1, color=LIGHT.accent)
    axes.xaxis.set_major_formatter(lambda number, _place: format_number(number))
    axes.set_xlabel(label)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.margins(x=0.12)


def stacked_bars(axes: Axes, values: pd.DataFrame, *, label: str) -> None:
    """Draw a bar from zero for each row, one part for each column, with the numbers on the parts.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Where to draw.
    values : DataFrame
        Rows are bars, the first on top; columns are parts, at most as many as the palette has colours and one more, which is
        drawn as what is missing. Names of both go through gettext.
    label : str
        What the bars measure, with its unit.
    """
    turned = values.iloc[::-1]
    names = [_(str(name)) for name in turned.index]
    left = np.zeros(len(turned))
    for column, colour in zip(turned, (*LIGHT.series, LIGHT.grid), strict=False):
        parts = turned[column].to_numpy(dtype=float)
        bars = axes.barh(names, parts, left=left, color=colour, height=0.7, label=_(str(column)))
        ink = LIGHT.ink if colour == LIGHT.grid else LIGHT.paper
        written = [format_number(number, "", 0) if number else "" for number in parts]
        axes.bar_label(bars, written, label_type="center", color=ink, fontsize=10)
        left += parts
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(label)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.legend(
        loc="lower center",
        bbox_to_anchor=(0.4, 1.0),
        ncols=len(values.columns),
        frameon=False,
        fontsize=10,
        labelcolor=LIGHT.ink,
    )
