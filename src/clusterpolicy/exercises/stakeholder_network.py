"""Exercise of chapter 10: the network of the case's organisations, with and without its hub."""

from __future__ import annotations

from typing import Any

from clusterpolicy import vocabulary
from clusterpolicy.charts.exercise_chart import framed
from clusterpolicy.charts.look import PALETTES, LookName, Palette
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load, worded
from clusterpolicy.exercises.framework.controls import Checkbox, Control, MultiSelect, Option, Select
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.models.stakeholder_network import BROKER, LEVERS, NOBODY, TYPES, asked
from clusterpolicy.text import _, alphabetical, language

SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-right")


def data() -> dict[str, Any]:
    """Return the organisations with their places in the drawing, and their ties."""
    code = language()
    return {
        "organisations": [
            {
                "key": row["organisation_id"],
                "name": row[f"name_{code}"],
                "short": row[f"short_{code}"],
                "type": row["type"],
                "lever": row["lever"],
                "x": row["x"],
                "y": row["y"],
            }
            for row in load("case_organisations").to_dict("records")
        ],
        "ties": [
            {"a": row["organisation_a"], "b": row["organisation_b"], "lever": row["lever"]}
            for row in load("case_ties").to_dict("records")
        ],
        "words": vocabulary.organisation_type() | vocabulary.network_lever() | _words(),
    }


def _words() -> dict[str, str]:
    return {
        "nobody": _("nobody"),
        "several": _("several alike"),
        "start": _("at the start"),
        "with": _("with the levers"),
        "without": _("the same without: {name}"),
        "empty": _("empty: nobody takes part"),
        "single": _("one organisation: no pair to measure"),
        "untied": _("everybody stands alone: no tie"),
        "pieces": _("in pieces"),
        "whole": _("in one piece"),
    }


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    types, names = vocabulary.organisation_type(), load("case_organisations").set_index("organisation_id")
    named = worded(names, "name")
    return (
        Checkbox(name="cluster_organisation", label=_("A cluster organisation"), default=False),
        Checkbox(name="large_firms", label=_("Large firms push: they buy from small ones"), default=False),
        Checkbox(name="public_purchasing", label=_("Public purchasing of maps and data"), default=False),
        Checkbox(name="other_clusters", label=_("Research with clusters of other regions"), default=False),
        Select(
            name="without",
            label=_("Take out"),
            options=(
                Option(NOBODY, _("nobody")),
                Option(BROKER, _("whoever brokers most")),
                *(
                    Option(str(key), name)
                    for key, name in sorted(named.items(), key=lambda one: alphabetical(one[1]))
                ),
            ),
            default=NOBODY,
            help=_(
                "Or click on an organisation in the drawing. One that does not take part cannot be taken out."
            ),
        ),
        MultiSelect(
            name="types",
            label=_("Who takes part"),
            options=tuple(Option(kind, types[kind]) for kind in TYPES),
            default=tuple(TYPES),
        ),
        Checkbox(name="existing", label=_("Ties that are there already"), default=True),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return the network: a mark for each organisation, larger for brokers, and a line for each tie."""
    palette = PALETTES[look]
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.45, 4.45], nice=False, zero=False)),
        y=alt.Y(
            "y:Q", axis=None, scale=alt.Scale(domain=[-0.35, 6.85], nice=False, zero=False, reverse=True)
        ),
    )
    # Lines run behind names: an edge in the colour of the paper keeps the letters free.
    edge = base.mark_text(dy=17, fontSize=11, stroke=palette.paper, strokeWidth=3).encode(text="short:N")
    names = base.mark_text(dy=17, fontSize=11, color=palette.ink).encode(text="short:N")
    return framed(alt.layer(_lines(base, palette), edge, _marks(base, palette), names), look, 520)


def _lines(base: alt.Chart, palette: Palette) -> Any:
    """Return the ties: those that a lever adds in another colour, those of who was taken out dashed and pale."""
    return (
        base.transform_flatten(["ties"])
        .transform_calculate(
            x_end="datum.ties.x", y_end="datum.ties.y", added="datum.ties.added", gone="datum.ties.out"
        )
        .mark_rule()
        .encode(
            x2="x_end:Q",
            y2="y_end:Q",
            color=alt.condition("datum.added", alt.value(palette.accent), alt.value(palette.muted)),
            strokeWidth=alt.condition("datum.added", alt.value(1.8), alt.value(1.1)),
            strokeDash=alt.condition("datum.gone", alt.value([2, 4]), alt.value([1, 0])),
            opacity=alt.condition("datum.gone", alt.value(0.4), alt.value(0.85)),
        )
    )


def _marks(base: alt.Chart, palette: Palette) -> Any:
    """Return the organisations: colour and shape by type, size by brokerage, hollow if taken out."""
    kinds = list(vocabulary.organisation_type().values())
    colours = [*palette.series, palette.ink, palette.muted]
    scale, shapes = alt.Scale(domain=kinds, range=colours), alt.Scale(domain=kinds, range=list(SHAPES))
    legend = alt.Legend(
        title=None, orient="bottom", columns=2, symbolSize=110, labelFontSize=12, rowPadding=3
    )
    return base.mark_point(filled=True, opacity=1, cursor="pointer", strokeWidth=1.5).encode(
        shape=alt.Shape("type:N", scale=shapes, legend=legend),
        color=alt.Color("type:N", scale=scale, legend=legend),
        stroke=alt.Stroke("type:N", scale=scale, legend=legend),
        size=alt.Size("brokered:Q", scale=alt.Scale(domain=[0, 0.6], range=[90, 620]), legend=None),
        fillOpacity=alt.condition("datum.out", alt.value(0), alt.value(1)),
        tooltip=[
            alt.Tooltip("name:N", title=_("Organisation")),
            alt.Tooltip("type:N", title=_("Type")),
            alt.Tooltip("degree:Q", title=_("Ties")),
            alt.Tooltip("brokered:Q", title=_("Paths through it"), format=".0%"),
        ],
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "guess-all": _("Kept: most of it. Now tick “A cluster organisation”, and choose it in “Take out”."),
        "guess-half": _("Kept: about half. Now tick “A cluster organisation”, and choose it in “Take out”."),
        "guess-none": _("Kept: nothing. Now tick “A cluster organisation”, and choose it in “Take out”."),
        "chance-right": _(
            "Right. At the start {cross|%0} of the ties join two types. It sounds like much, and is far below the {chance|%0} that chance would give: these "
            "organisations keep to their own kind."
        ),
        "chance-fraction": _("{answer|~3} is the share of one. In per cent it is a hundred times that."),
        "chance-observed": _("{answer|~3} per cent is what there is. Asked is what chance would give."),
        "chance-three-quarters": _(
            "Nearly. Three types in four are other types, but no organisation has a tie with itself: of its own type one fewer is left."
        ),
        "chance-same": _("{answer|~3} per cent of the pairs are of one type. Asked are the others."),
        "chance-not-a-number": _("“{answer}” is not a number. Write digits."),
        "chance-other": _(
            "{answer|~3} is not it. Take one organisation: of the {others|0} others, how many are of another type?"
        ),
        "purchasing-without": _(
            "Right. Take out the broker: at the start {before|%0} of the pairs still find a path, with the purchases {after|%0}. The purchases are "
            "ways around the ministry."
        ),
        "purchasing-reach": _(
            "No. Whoever sells maps and data was joined to the others already; nobody new comes in. Look at the pairs without the broker: {before|%0} "
            "before, {after|%0} after."
        ),
        "purchasing-chance": _(
            "It comes nearer to chance and stays below. Look at the pairs without the broker: {before|%0} before, {after|%0} after."
        ),
        "purchasing-broker": _(
            "The same ministry stays the broker. What changes is what happens without it: {before|%0} of the pairs before, {after|%0} after."
        ),
        "report-again": _(
            "Right. Here efficiency rises from {start|2} to {hub|2} and falls back to {gone|2} without the hub. A hub improves the measures by its "
            "own ties; ties between the others are what can last."
        ),
        "report-works": _(
            "Any hub with ties would have done it: {start|2} to {hub|2}, and {gone|2} when it is gone. That the measure rose says that somebody has ties."
        ),
        "report-more": _(
            "More of the same figure: {hub|2} would rise further, and would still be {gone|2} without the hub."
        ),
        "report-density": _(
            "Density rises with every tie as well. No measure with the hub in it can tell; leave it out and see {gone|2} again."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    found = asked(data, [])
    chance, cross = 100 * found["chance"], 100 * found["cross"]
    return {
        "guess": Samples(right=["none"], wrong={"all": ["all"], "half": ["half"], "none": ["none"]}),
        "chance": Samples(
            right=[chance, f"{chance:.1f} %", f"{chance:.1f}".replace(".", ",")],
            wrong={
                "fraction": [chance / 100],
                "observed": [cross],
                "three quarters": [75],
                "same": [100 - chance],
                "not a number": ["most"],
                "other": [5],
            },
        ),
        "purchasing": Samples(
            right=["without"], wrong={"reach": ["reach"], "chance": ["chance"], "broker": ["broker"]}
        ),
        "report": Samples(
            right=["again"], wrong={"works": ["works"], "more": ["more"], "density": ["density"]}
        ),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, a share by chance, a lever, and what a better measure shows."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "A cluster organisation makes ties with {count} others, and every measure of the network rises. Then its office closes. How much of the gain "
                "is left?"
            ).replace("{count}", str(len(load("case_ties", lever=LEVERS[0])))),
            options=(
                Option("all", _("Most of it: people know each other now")),
                Option("half", _("About half")),
                Option("none", _("In this network, nothing")),
            ),
        ),
        Question(
            id="chance",
            kind="numeric",
            prompt=_(
                "Four types with six organisations each, no lever. If ties were made by chance, what per cent of them would join two types?"
            ),
            unit="%",
        ),
        Question(
            id="purchasing",
            kind="choice",
            prompt=_(
                "Tick public purchasing alone, and compare it with no lever in the table “Each lever alone”. What does it change most?"
            ),
            options=(
                Option("reach", _("Organisations that nobody could reach come in")),
                Option("chance", _("Ties between types become more frequent than by chance")),
                Option("broker", _("Somebody else becomes the broker")),
                Option("without", _("The network hangs less on its broker")),
            ),
        ),
        Question(
            id="report",
            kind="choice",
            prompt=_(
                "A report says: since the cluster organisation began, the network is more efficient. What do you ask for?"
            ),
            options=(
                Option("works", _("Nothing: the figure shows that it works")),
                Option("more", _("The same figure a year later")),
                Option("density", _("Density in place of efficiency")),
                Option("again", _("The same figure, computed again without the cluster organisation")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    return Exercise(
        id="stakeholder-network",
        title=_("The network of the case"),
        task=_(
            "Tick one lever at a time, then take an organisation out. Marks are organisations: the larger a mark, the more shortest paths run through it. Coloured lines "
            "are ties that a lever adds; dashed lines are those that go with whoever was taken out."
        ),
        model="stakeholder_network",
        data=data,
        teaching=True,
        controls=controls(),
        figures=_figures(),
        chart=Chart(
            title=_("Who works with whom"),
            spec=spec,
            click="without",
            alt=_(
                "A drawing of {organisations|0} organisations with {ties|0} ties, grouped by type. Pieces: {components|0}; organisations without a tie: {alone|0}. "
                "Most shortest paths run through: {broker}. Taken out: {out}."
            ),
            source=_("Which ties a lever makes is an assumption. Data to {year}.").replace("{year}", "2012"),
            table=Table(
                caption=_("Organisations"),
                empty=_("Nobody takes part."),
                columns=(
                    Figure(name="name", label=_("Organisation")),
                    Figure(name="type", label=_("Type")),
                    Figure(name="degree", label=_("Ties")),
                    Figure(name="brokered", label=_("Shortest paths through it"), style="%", digits=1),
                ),
            ),
        ),
        details=(
            Table(
                caption=_("With and without the hub"),
                source="compared",
                columns=(Figure(name="label", label=_("Network")), *_measures()),
            ),
            Table(
                caption=_("Each lever alone, with and without its broker"),
                source="levers",
                columns=(
                    Figure(name="label", label=_("Network")),
                    *_measures(),
                    Figure(name="broker", label=_("Broker")),
                    Figure(
                        name="left_reachable", label=_("Pairs with a path, without the broker"), style="%"
                    ),
                    Figure(name="left_efficiency", label=_("Efficiency, without the broker"), digits=3),
                ),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S14-1", "S14-2", "S14-3", "S14-4", "S14-5"),
    )


def _measures() -> tuple[Figure, ...]:
    return (
        Figure(name="ties", label=_("Ties")),
        Figure(name="density", label=_("Density"), digits=3),
        Figure(name="efficiency", label=_("Global efficiency"), digits=3),
        Figure(name="reachable", label=_("Pairs with a path"), style="%"),
        Figure(name="components", label=_("Pieces that the network falls into")),
        Figure(name="cross", label=_("Ties between types"), style="%"),
        Figure(name="chance", label=_("By chance, ties between types"), style="%"),
    )


def _figures() -> tuple[Figure, ...]:
    return (
        Figure(name="state", label=_("The network is")),
        Figure(name="organisations", label=_("Organisations")),
        *_measures(),
        Figure(name="alone", label=_("Organisations without a tie")),
        Figure(name="broker", label=_("Broker")),
        Figure(name="brokered", label=_("Shortest paths through the broker"), style="%"),
        Figure(name="out", label=_("Taken out")),
    )
