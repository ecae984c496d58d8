"""Exercise of chapter 4: did diversified regions fall less in 2009? A regression whose sample the learner chooses."""

from __future__ import annotations

from typing import Any

from clusterpolicy.charts.exercise_chart import framed
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load, region_names
from clusterpolicy.exercises.framework.controls import Checkbox, Control, Option, Select
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.regions import region_select
from clusterpolicy.indicators import entropy, herfindahl
from clusterpolicy.indicators.tables import OKRUGS, region_industry_table
from clusterpolicy.models.diversified_and_resilient import RARE, quartet
from clusterpolicy.text import _

BEFORE, CRISIS = 2007, 2009


def data() -> dict[str, Any]:
    """Return for each region how diversified it was in 2007 and how its volumes changed in 2009; okrugs are marked."""
    added = region_industry_table("gva", BEFORE, okrugs=True)
    shares = added.div(added.sum(axis="columns"), axis="index")
    table = {
        "herfindahl": 1 - herfindahl(added),
        "entropy": entropy(added),
        "manufacturing": shares["D"],
        "mining": shares["C"],
        "grp": _change("grp_index"),
        "industry": _change("ipi_okved1"),
    }
    names = region_names()
    regions = [
        {"key": code, "name": names[code], "inside": code in OKRUGS}
        | {name: round(float(values[code]), 6) for name, values in table.items()}
        for code in added.index
    ]
    return {"regions": regions, "words": {"counts": _("counted"), "out": _("left out")}}


def _change(indicator: str) -> Any:
    return load("panel", indicator=indicator, year=CRISIS).set_index("iso_code")["value"] - 100


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    return (
        Select(
            name="outcome",
            label=_("Change of {year} in the volume of").replace("{year}", str(CRISIS)),
            options=(Option("grp", _("gross regional product")), Option("industry", _("industry"))),
            default="grp",
        ),
        Select(
            name="index",
            label=_("Explained by"),
            options=(
                Option("herfindahl", _("diversification: one minus the Herfindahl index")),
                Option("entropy", _("diversification: entropy")),
                Option("manufacturing", _("the share of manufacturing")),
            ),
            default="herfindahl",
        ),
        Checkbox(
            name="held",
            label=_("Hold the share of manufacturing constant"),
            default=False,
            when={"index": ("herfindahl", "entropy")},
        ),
        Checkbox(
            name="mining",
            label=_("Leave out regions where mining makes a quarter of value added or more"),
            default=False,
        ),
        Checkbox(name="moscow", label=_("Leave out Moscow"), default=False),
        Checkbox(
            name="twice",
            label=_("Count the three okrugs a second time, beside the oblasts that hold them (a mistake)"),
            default=False,
        ),
        region_select("region", _("Name this region"), default="RU-CU", none=_("no region")),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return a scatter with the line of the regression; what is left out is faded."""
    palette = PALETTES[look]
    groups = [_("counted"), _("left out")]
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X(
            "x:Q",
            title=_("What explains, in {year}").replace("{year}", str(BEFORE)),
            scale=alt.Scale(zero=False),
            axis=alt.Axis(tickCount=5),
        )
    )
    change = _("Change of volume in {year}, %").replace("{year}", str(CRISIS))
    points = base.mark_point(filled=True, size=55).encode(
        y=alt.Y("y:Q", title=change),
        color=alt.Color(
            "group:N",
            title=None,
            scale=alt.Scale(domain=groups, range=[palette.series[0], palette.muted]),
            legend=alt.Legend(orient="bottom"),
        ),
        shape=alt.Shape("group:N", title=None, scale=alt.Scale(domain=groups, range=["circle", "cross"])),
        opacity=alt.condition("datum.counts", alt.value(0.8), alt.value(0.4)),
        tooltip=[
            alt.Tooltip("name:N", title=_("Region")),
            alt.Tooltip("change:Q", title=change, format=".1f"),
            alt.Tooltip("index:Q", title=_("What explains"), format=".3f"),
            alt.Tooltip("manufacturing:Q", title=_("Manufacturing"), format=".1%"),
            alt.Tooltip("mining:Q", title=_("Mining"), format=".1%"),
        ],
    )
    line = base.mark_line(color=palette.series[1], strokeWidth=2.5).encode(y="line:Q")
    # A name on the right of the chart runs to the left.
    named = base.mark_text(
        dy=-12,
        fontSize=13,
        fontWeight=600,
        color=palette.ink,
        align=alt.ExprRef("scale('x', datum.x) > width / 2 ? 'right' : 'left'"),
    ).encode(y="y:Q", text="label:N")
    ring = base.mark_point(filled=False, strokeWidth=2.5, color=palette.accent).encode(
        y="y:Q", size=alt.condition("datum.chosen", alt.value(150), alt.value(0))
    )
    chart = alt.layer(points, line, ring, named)
    return framed(chart, look, 340)


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    said = " " + _("Slope {slope|1}, robust error {error|1}, p {p|2}, {n|0} regions.")
    every = " " + _(
        "Two outcomes, two indices of diversification, with and without mining regions; nothing held constant, Moscow in, no okrug twice."
    )
    return {
        "guess-less": _("Kept: they fell less. Now move the sample."),
        "guess-same": _("Kept: about as much. Now move the sample."),
        "guess-more": _("Kept: they fell more. Now move the sample."),
        "survives-yes": _(
            "Right: in this sample it does, and a slope so large would come by chance less often than one time in twenty. Now hold the share of "
            "manufacturing constant."
        )
        + said,
        "survives-yes-not-unclear": _(
            "Here it does: the slope is positive, and chance alone would rarely give one as large."
        )
        + said,
        "survives-yes-not-reverse": _("The slope is positive here: more diversified regions fell less.")
        + said,
        "survives-unclear": _(
            "Right: no sign of it in this sample. A slope of that size comes by chance alone too often. That is no proof of the opposite."
        )
        + said,
        "survives-unclear-not-yes": _(
            "The slope has to be read with its error: one as large comes by chance alone too often here."
        )
        + said,
        "survives-unclear-not-reverse": _(
            "The opposite would need a slope below nought that chance rarely gives: it is not there."
        )
        + said,
        "survives-reverse": _(
            "Right: in this sample more diversified regions fell more, and chance alone would rarely give that."
        )
        + said,
        "survives-reverse-not": _(
            "The slope is below nought, and further than chance usually goes: more diversified regions fell more in this sample."
        )
        + said,
        "survives-cause": _(
            "A line through {n|0} regions is no cause. Who is diversified differs in much else: with the share of manufacturing the index goes "
            "together at {together|2}. A cause would need regions that are alike in the rest."
        ),
        "survives-no-index": _(
            "You look at the share of manufacturing. Choose an index of diversification: the claim speaks of that."
        )
        + said,
        "eight-right": _(
            "Right: in {rare|0} of {all|0}, with the product as outcome and without mining regions. In {up|0} the slope points the way of the claim. "
            "With the share of manufacturing held constant, {held|0} are left."
        ),
        "eight-positive": _(
            "In {answer|0} the slope is positive. Asked is in how many chance is an unlikely reason too: p below one in twenty."
        )
        + every,
        "eight-mild": _("{answer|0} pass at one in ten. Asked is one in twenty.") + every,
        "eight-all": _("Not all of the {all|0}: read p each time.") + every,
        "eight-none": _(
            "Nothing is left once the share of manufacturing is held constant. Without that, some stand."
        )
        + every,
        "eight-other": _("{answer|~3} is not it.") + every,
        "eight-not-a-number": _("“{answer}” is not a number. Write digits."),
        "why-share": _(
            "Right: outside mining regions index and share go together at {together|2}. The share alone has a slope of {share|1}. With it held "
            "constant, diversification goes from {free|1} to {held|1}."
        ),
        "why-many": _(
            "That is what the claim supposes. But with the share of manufacturing held constant, the slope goes from {free|1} to {held|1}."
        ),
        "why-oil": _(
            "Mining regions are left out here. The slope of {free|1} comes from the others; with the share of manufacturing held constant it is {held|1}."
        ),
        "why-small": _(
            "Size is not in the figures at all. The share of manufacturing is: alone it has a slope of {share|1}."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    found = quartet(data, held=False)
    up = [fit for fit in found if fit["slope"] > 0]
    rare = len([fit for fit in up if fit["p"] < RARE])
    return {
        "guess": Samples(right=["less"], wrong={"less": ["less"], "same": ["same"], "more": ["more"]}),
        "survives": Samples(
            right=["unclear"], wrong={"yes": ["yes"], "reverse": ["reverse"], "cause": ["cause"]}
        ),
        "eight": Samples(
            right=[rare, str(rare)],
            wrong={
                "positive": [len(up)],
                "milder": [len([fit for fit in up if fit["p"] < 2 * RARE])],
                "all": [len(found)],
                "none": [0],
                "not a number": ["some"],
                "another": [5],
            },
        ),
        "why": Samples(right=["share"], wrong={"many": ["many"], "oil": ["oil"], "small": ["small"]}),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, a verdict on the learner's sample, a count of eight, and a reason."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "The more diversified a region was before the crisis, the … was its fall in {year}. What do you expect over all regions?"
            ).replace("{year}", str(CRISIS)),
            options=(
                Option("less", _("smaller")),
                Option("same", _("neither smaller nor larger")),
                Option("more", _("larger")),
            ),
        ),
        Question(
            id="survives",
            kind="choice",
            prompt=_("Does the claim, diversified regions fell less, survive in the sample that you see?"),
            options=(
                Option("reverse", _("The opposite: a slope below nought that chance rarely gives")),
                Option("yes", _("Yes: a positive slope that chance rarely gives")),
                Option("unclear", _("No sign of it: chance gives such a slope too often")),
                Option("cause", _("Yes, and diversification is the cause")),
            ),
            follow=("outcome", "index", "held", "mining", "moscow", "twice"),
        ),
        Question(
            id="eight",
            kind="numeric",
            prompt=_(
                "Nothing held constant: two outcomes, two indices of diversification, with and without mining regions make eight regressions. In how "
                "many is the slope positive and p below one in twenty?"
            ),
        ),
        Question(
            id="why",
            kind="choice",
            prompt=_(
                "Gross regional product, without mining regions: the slope is positive. What becomes of it, and why?"
            ),
            options=(
                Option("many", _("It stays: many branches spread the risk")),
                Option("share", _("It fades: diversified regions mostly had less manufacturing")),
                Option("oil", _("It comes from the oil regions")),
                Option("small", _("It comes from small regions")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    share = Figure(name="manufacturing", label=_("Manufacturing"), style="%", digits=1)
    change = _("Change of volume in {year}").replace("{year}", str(CRISIS))
    return Exercise(
        id="diversified-and-resilient",
        title=_("Diversified and resilient?"),
        task=_(
            "Each sign is a region. The line is the regression of the fall on what you choose. Change outcome, index and sample, and watch the slope."
        ),
        model="diversified_and_resilient",
        data=data,
        controls=controls(),
        figures=(
            Figure(name="slope", label=_("Slope, points for one standard deviation"), digits=1),
            Figure(name="error", label=_("Its robust standard error"), digits=1),
            Figure(name="p", label=_("p: how often chance alone"), digits=2),
            Figure(name="r_squared", label=_("R²: share of the differences explained"), digits=2),
            Figure(name="n", label=_("Regions counted")),
            Figure(
                name="control", label=_("Slope of the manufacturing share, alone or held constant"), digits=1
            ),
            Figure(
                name="together", label=_("Correlation of diversification and manufacturing share"), digits=2
            ),
        ),
        chart=Chart(
            title=_("Change of {year} by what is to explain it, one sign a region").replace(
                "{year}", str(CRISIS)
            ),
            spec=spec,
            alt=_(
                "Scatter of {n|0} regions with a line: {slope|1} points for one standard deviation more, R squared {r_squared|2}."
            ),
            source=_(
                "Rosstat: value added by section, volume indices of product and of industry. With the share held constant, axes show what it leaves. "
                "Data to {year}."
            ).replace("{year}", str(CRISIS)),
            table=Table(
                caption=_("Regions by what explains"),
                columns=(
                    Figure(name="name", label=_("Region")),
                    Figure(name="index", label=_("What explains"), digits=3),
                    Figure(name="change", label=change, digits=1, unit="%"),
                    share,
                    Figure(name="mining", label=_("Mining"), style="%", digits=1),
                    Figure(name="group", label=_("Sample")),
                ),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S06-3",),
    )
