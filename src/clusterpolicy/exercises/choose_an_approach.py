"""Exercise of chapter 6: bottom-up or top-down, and how far the advice depends on the weights."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pandas as pd

from clusterpolicy.charts.exercise_chart import framed
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import region_names
from clusterpolicy.exercises.framework.controls import Checkbox, Control, Option, Select, Slider
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.regions import region_select
from clusterpolicy.indicators.approach import COSTS, YEAR, approach_criteria
from clusterpolicy.models.choose_an_approach import firmness
from clusterpolicy.text import _

# The worked examples of the chapter.
NAMED = ("RU-SPE", "RU-KLU")


def data() -> dict[str, Any]:
    """Return the criteria of each region, their words, and how closely they go together."""
    table = approach_criteria()
    names, units = criterion_names(), criterion_units()
    together = rank_correlations(table)
    closest = max(together, key=lambda pair: abs(pair["value"]))
    return {
        "regions": list(table.index),
        "names": [region_names()[code] for code in table.index],
        "named": list(NAMED),
        "criteria": [
            {"key": key, "name": names[key], "unit": units[key], "cost": key in COSTS}
            for key in table.columns
        ],
        "values": [
            [None if pd.isna(value) else round(float(value), 4) for value in row] for row in table.to_numpy()
        ],
        "pairs": together,
        "closest": closest["value"],
        "words": {
            "below": _("bottom-up"),
            "above": _("top-down"),
            "unranked": _("not ranked: a criterion is missing"),
            "nobody": _("no region"),
            "weightless": _("none: no criterion has a weight"),
        },
    }


def rank_correlations(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return Spearman's rank correlation of each pair of criteria, over the regions that have both."""
    matrix = table.corr("spearman")
    places = {key: place for place, key in enumerate(table.columns)}
    return [
        {
            "key": f"{first}-{second}",
            "places": [places[first], places[second]],
            "value": round(float(matrix.at[first, second]), 4),
        }
        for first, second in combinations(table.columns, 2)
    ]


def criterion_names() -> dict[str, str]:
    """Return the words of each criterion."""
    return {
        "organisations": _("Organisations"),
        "small": _("Small firms"),
        "rd": _("Research and development"),
        "students": _("Students"),
        "industry": _("Manufacturing"),
        "officials": _("Officials (fewer is better)"),
    }


def criterion_units() -> dict[str, str]:
    """Return the unit of each criterion."""
    return {
        "organisations": _("per thousand inhabitants"),
        "small": _("per ten thousand inhabitants"),
        "rd": _("% of regional product"),
        "students": _("per ten thousand inhabitants"),
        "industry": _("% of value added"),
        "officials": _("per thousand inhabitants"),
    }


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    weights = [
        Slider(name=key, label=name, minimum=0, maximum=10, step=1, default=5, digits=0)
        for key, name in criterion_names().items()
    ]
    methods = (Option("sum", _("Weighted sum")), Option("topsis", _("TOPSIS: nearness to the ideal")))
    return (
        region_select("region", _("Region"), default=NAMED[1], codes=list(approach_criteria().index)),
        *weights,
        Select(name="method", label=_("The advice follows"), options=methods, default="sum"),
        Slider(
            name="cut",
            label=_("Bottom-up for the first"),
            unit="%",
            minimum=10,
            maximum=90,
            step=5,
            default=50,
            digits=0,
            help=_("Share of the ranked regions."),
        ),
        Checkbox(name="vary", label=_("In the draws, vary the cut-off too"), default=True),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return a dot a region, across by the weighted sum, up by TOPSIS, with the examples and the chosen region named."""
    palette = PALETTES[look]
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("sum:Q", title=_("Weighted sum"), scale=alt.Scale(zero=False, nice=True), axis=_axis()),
        y=alt.Y("topsis:Q", title=_("TOPSIS"), scale=alt.Scale(zero=False, nice=True), axis=_axis()),
    )
    dots = base.mark_point(filled=True, size=64, opacity=0.85).encode(
        color=alt.Color(
            "advice:N",
            title=_("Advice"),
            scale=alt.Scale(
                domain=[_("bottom-up"), _("top-down")], range=[palette.series[0], palette.series[1]]
            ),
            legend=alt.Legend(orient="top"),
        ),
        shape=alt.Shape(
            "both:N",
            scale=alt.Scale(domain=[True, False], range=["circle", "diamond"]),
            legend=None,
        ),
        stroke=alt.condition("datum.chosen", alt.value(palette.ink), alt.value(palette.paper)),
        strokeWidth=alt.condition("datum.chosen", alt.value(2.5), alt.value(0.5)),
        tooltip=[
            alt.Tooltip("name:N", title=_("Region")),
            alt.Tooltip("advice:N", title=_("Advice")),
            alt.Tooltip("rank_sum:Q", title=_("Rank, weighted sum")),
            alt.Tooltip("rank_topsis:Q", title=_("Rank, TOPSIS")),
            alt.Tooltip("holds:Q", title=_("Advice holds in"), format=".0%"),
        ],
    )
    labels = base.mark_text(align="right", dx=-9, dy=-6, fontSize=12, color=palette.ink).encode(
        text="label:N"
    )
    return framed(alt.layer(dots, labels), look, 320)


def _axis() -> alt.Axis:
    return alt.Axis(format=".1f", tickCount=5)


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    found = " " + _(
        "With the weights alone drawn, {firm|0} of {ranked|0} regions get the same advice in at least nine of ten draws."
    )
    return {
        "guess-unlike": _("Kept: unlike advice. Now choose each of the two and read the advice."),
        "guess-alike": _("Kept: the same advice. Now choose each of the two and read the advice."),
        "guess-weights": _("Kept: it depends on the weights. Now move them and watch the two names."),
        "share-right": _(
            "Right: {firm|0} of {ranked|0} regions, {share|%0}. Tick the box again: with the cut-off drawn too, fewer are firm."
        ),
        "share-count": _("{answer|~3} is the number of regions. Divide it by the regions ranked.") + found,
        "share-rest": _("{answer|~3} per cent are the others, whose advice depends on the weights.") + found,
        "share-rest-count": _("{answer|~3} is the number of the others.") + found,
        "share-fraction": _(
            "{answer|~3} is the share as a fraction. Asked is per cent: a hundred times as much."
        ),
        "share-not-a-number": _("“{answer}” is not a number. Write digits, for example one half as 50."),
        "share-too-high": _(
            "{answer|~3} is too high. Take out the tick, then divide “Advice firm” by “Regions ranked”."
        ),
        "share-too-low": _(
            "{answer|~3} is too low. Take out the tick, then divide “Advice firm” by “Regions ranked”."
        ),
        "why-together": _(
            "Right: the closest pair of criteria has a rank correlation of {pair|2}. A region that is high on one is mostly high on the other, "
            "so weights have little left to decide. That is no proof that the advice is good."
        ),
        "why-precise": _(
            "Precise figures would not help: weights could still turn the order round. Look at the table of pairs; the closest has {pair|2}."
        ),
        "why-method": _(
            "Change the method: much stays firm under both. The reason lies in the criteria: the closest pair has a rank correlation of {pair|2}."
        ),
        "why-alike": _(
            "If the regions were alike, small changes of the weights would turn the order round. {firm|0} of {ranked|0} do not move; look at the pairs."
        ),
        "sign-conditions": _(
            "Right: the sentence says what the score rests on and what it leaves open. Who took the lead is in none of the six criteria."
        ),
        "sign-proof": _("No criterion holds success. A high rank cannot show that something works."),
        "sign-state": _(
            "A low rank says that there are few firms, students or researchers. That the State should lead is a judgement that the score does not contain."
        ),
        "sign-copy": _(
            "Two regions with like scores came to their clusters by unlike ways. The score cannot tell the ways apart."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    firm, ranked = firmness(data)
    share = 100 * firm / ranked
    return {
        "guess": Samples(
            right=["alike"], wrong={"unlike": ["unlike"], "alike": ["alike"], "weights": ["weights"]}
        ),
        "share": Samples(
            right=[share, f"{share:.1f}", f"{share:.1f}".replace(".", ",") + " %"],
            wrong={
                "count": [firm],
                "the others": [100 - share],
                "number of the others": [ranked - firm],
                "fraction": [share / 100],
                "not a number": ["most"],
                "too high": [99],
                "too low": [5],
            },
        ),
        "why": Samples(
            right=["together"], wrong={"precise": ["precise"], "method": ["method"], "alike": ["alike"]}
        ),
        "sign": Samples(
            right=["conditions"], wrong={"proof": ["proof"], "state": ["state"], "copy": ["copy"]}
        ),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, the share of firm advice, its reason, and the sentence that can be signed."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "The deck takes Saint Petersburg for bottom-up. In Kaluga a corporation of the region built the parks to which the car makers came. Do six "
                "criteria give the two unlike advice?"
            ),
            options=(
                Option("unlike", _("Yes: unlike advice")),
                Option("alike", _("No: the same advice")),
                Option("weights", _("It depends on the weights")),
            ),
        ),
        Question(
            id="share",
            kind="numeric",
            unit="%",
            prompt=_(
                "All criteria with some weight, weighted sum, cut-off in the middle, only the weights drawn. For what share of the ranked regions "
                "does the advice hold in at least nine of ten draws?"
            ),
        ),
        Question(
            id="why",
            kind="choice",
            prompt=_("Why do the weights matter so little for so many regions?"),
            options=(
                Option("precise", _("The statistics are precise")),
                Option("method", _("The weighted sum is the right method")),
                Option("together", _("The criteria go together: several of them say the same")),
                Option("alike", _("The regions are much alike")),
            ),
        ),
        Question(
            id="sign",
            kind="choice",
            prompt=_("Which sentence may an official sign?"),
            options=(
                Option("proof", _("Bottom-up works in regions with a high score")),
                Option("state", _("Below the cut-off, the State has to lead")),
                Option(
                    "conditions",
                    _(
                        "On these six criteria our region ranks high under most weights; who should lead, they do not say"
                    ),
                ),
                Option("copy", _("Kaluga should do what Saint Petersburg did: their scores are close")),
            ),
        ),
    )


def details() -> tuple[Table, ...]:
    """Return the raw values of the chosen region beside the examples, and the pairs of criteria."""
    names = region_names()
    examples = tuple(
        Figure(name=f"example_{number}", label=names[code], digits=1) for number, code in enumerate(NAMED)
    )
    return (
        Table(
            caption=_("What the criteria are for the chosen region, in their own units"),
            source="facts",
            columns=(
                Figure(name="criterion", label=_("Criterion")),
                Figure(name="region", label=_("Chosen region"), digits=1),
                *examples,
                Figure(name="middle", label=_("Middle of all regions"), digits=1),
                Figure(name="unit", label=_("Unit")),
            ),
        ),
        Table(
            caption=_("How closely the criteria go together"),
            source="pairs",
            empty=_("Fewer than two criteria have a weight."),
            columns=(
                Figure(name="first", label=_("Criterion")),
                Figure(name="second", label=_("Criterion beside it")),
                Figure(name="correlation", label=_("Rank correlation"), digits=2),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    return Exercise(
        id="choose-an-approach",
        title=_("Choose an approach"),
        task=_(
            "Weigh six criteria. The regions with the highest scores are advised to build from below, the others to begin with an impulse from "
            "above. Find out how far the advice depends on you."
        ),
        model="choose_an_approach",
        data=data,
        controls=controls(),
        figures=(
            Figure(name="region", label=_("Region")),
            Figure(name="advice", label=_("Advice")),
            Figure(name="rank_sum", label=_("Rank, weighted sum")),
            Figure(name="rank_topsis", label=_("Rank, TOPSIS")),
            Figure(name="holds", label=_("Draws in which it holds"), style="%"),
            Figure(name="ranked", label=_("Regions ranked")),
            Figure(name="firm", label=_("Advice firm: nine of ten draws or more")),
            Figure(name="differ", label=_("Regions that the methods advise unlike")),
        ),
        chart=Chart(
            title=_("Two scores of each region"),
            spec=spec,
            alt=_(
                "Scatter of {ranked|0} regions by weighted sum and TOPSIS. First by weighted sum: {first}. Advice for {region}: {advice}. The "
                "methods advise {differ|0} regions unlike."
            ),
            source=_(
                "Rosstat, “Regions of Russia” and EMISS. A score is an aid to conversation: nothing links it to success. Diamonds: the methods "
                "disagree. Data to {year}."
            ).replace("{year}", str(YEAR)),
            table=Table(
                caption=_("Scores and advice by region"),
                columns=(
                    Figure(name="name", label=_("Region")),
                    Figure(name="sum", label=_("Weighted sum"), digits=3),
                    Figure(name="rank_sum", label=_("Rank")),
                    Figure(name="topsis", label=_("TOPSIS"), digits=3),
                    Figure(name="rank_topsis", label=_("Rank, TOPSIS")),
                    Figure(name="advice", label=_("Advice")),
                    Figure(name="holds", label=_("Holds in"), style="%"),
                ),
                empty=_("No criterion has a weight, so there is no ranking."),
            ),
            click="region",
        ),
        details=details(),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S09-1", "S09-2", "S10-2"),
    )
