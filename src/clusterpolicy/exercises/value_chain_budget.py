"""Exercise of chapter 9: a hundred points for seven links of a value chain."""

from __future__ import annotations

from typing import Any

from clusterpolicy.charts.exercise_chart import framed
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import Checkbox, Control, Option, Select, Slider
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.models.value_chain_budget import LINKS, POINTS, RETURN, even_regret
from clusterpolicy.text import _, language

# Whole points that add up to the budget: the odd ones go to the links that the deck stresses.
OPENING = {"education": 14, "research": 14, "transfer": 14, "creation": 14, "growth": 14}
STRESSED = 15


def data() -> dict[str, Any]:
    """Return the links in their order, with their strength before the policy and what a point adds."""
    links = load("case_links").sort_values("place")
    return {
        "links": [
            {
                "key": row["link"],
                "name": row[f"name_{language()}"],
                "baseline": row["baseline"],
                "return": row["return"],
            }
            for row in links.to_dict("records")
        ],
        "words": {
            "several": _("several alike"),
            "nobody": _("none: there are no points"),
            "nothing": _("none: one link stays at nought, and the result with it"),
        },
    }


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    names = load("case_links").sort_values("place").set_index("link")[f"name_{language()}"]
    allotted = [
        Slider(
            name=str(link),
            label=name,
            unit=_("points"),
            minimum=0,
            maximum=100,
            step=1,
            default=OPENING.get(str(link), STRESSED),
            digits=0,
        )
        for link, name in names.items()
    ]
    return (
        *allotted,
        Slider(
            name="points",
            label=_("Points that there are"),
            minimum=0,
            maximum=200,
            step=5,
            default=POINTS,
            digits=0,
            help=_("If you give out more than there are, all your shares are cut down evenly."),
        ),
        Select(
            name="substitution",
            label=_("Can links replace one another?"),
            options=(
                Option("0", _("No: the chain is as strong as its weakest link")),
                Option("0.5", _("Badly (elasticity of one half)")),
                Option("1", _("In part (elasticity of one)")),
                Option("2", _("Well (elasticity of two)")),
                Option("additive", _("Fully: links add up")),
            ),
            default="0.5",
        ),
        Slider(
            name="organisation_return",
            label=_("What a point adds to organisational support"),
            minimum=0,
            maximum=8,
            step=0.5,
            default=RETURN,
            digits=1,
        ),
        Checkbox(name="baseline", label=_("Start from what the region has already"), default=True),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return a bar for each link's points, and a mark where the best allotment has it."""
    palette = PALETTES[look]
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("name:N", axis=alt.Axis(title=None, labelLimit=150), sort=None),
        tooltip=[
            alt.Tooltip("name:N", title=_("Link")),
            alt.Tooltip("mine:Q", title=_("My points"), format=".1f"),
            alt.Tooltip("best:Q", title=_("Best allotment"), format=".1f"),
            alt.Tooltip("strength:Q", title=_("Strength"), format=".1f"),
        ],
    )
    title = _("Points")
    bars = base.mark_bar(height={"band": 0.6}, color=palette.series[0]).encode(
        x=alt.X("mine:Q", title=title, scale=alt.Scale(zero=True, nice=True))
    )
    best = base.mark_tick(thickness=4, size=26, opacity=1, color=palette.accent).encode(
        x=alt.X("best:Q", title=title)
    )
    return framed(alt.layer(bars, best), look, 270)


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "guess-more": _(
            "Kept: more. Now answer “Can links replace one another?” first with no, then with fully, and look at the line of organisational support."
        ),
        "guess-same": _(
            "Kept: the same. Now answer “Can links replace one another?” first with no, then with fully, and look at the line of organisational support."
        ),
        "guess-less": _(
            "Kept: fewer. Now answer “Can links replace one another?” first with no, then with fully, and look at the line of organisational support."
        ),
        "regret-right": _(
            "Right: {answer|~1} per cent of the best result. Where links add up, the same even split loses {additive_regret|%1}. No kind of chain makes an even split "
            "best."
        ),
        "regret-fraction": _("{answer|~3} is the share of one. In per cent it is a hundred times that."),
        "regret-kept": _("{answer|~3} per cent is what the even split reaches. Asked is what it loses."),
        "regret-additive": _(
            "{answer|~3} per cent is lost where links add up. Choose the chain that is as strong as its weakest link."
        ),
        "regret-unspent": _(
            "{answer|~3} per cent is lost with {whole|0} points for each link: that leaves {left|0} of the {points|0} unspent. Give each link one more; what is too "
            "much is cut down evenly."
        ),
        "regret-not-a-number": _("“{answer}” is not a number. Write digits."),
        "regret-other": _(
            "{answer|~3} is not it. Reset the exercise, give every link {more|0} points (what is too much is cut down evenly), choose the chain that is as strong as its "
            "weakest link, and read “Lost against the best”."
        ),
        "assumption-parameters": _(
            "Right. Little strength at the start and a return of {return|~1} a point put it first, and both were put in by hand. Lower the return, and "
            "with most settings another link comes first."
        ),
        "assumption-deck": _(
            "The deck says so; the model cannot confirm it. It gives back what was put in: a return of {return|~1} a point."
        ),
        "assumption-substitution": _(
            "Substitution changes how much it gets, {weakest_points|0} points with the weakest link against {additive_points|0} where links add up. It is "
            "first in both."
        ),
        "assumption-budget": _(
            "Double the points and look: it stays among the first. What comes first is settled by strength at the start and by the return of "
            "{return|~1} a point."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    regret = 100 * even_regret(data, "0")
    additive = 100 * even_regret(data, "additive")
    return {
        "guess": Samples(right=["less"], wrong={"more": ["more"], "same": ["same"], "less": ["less"]}),
        "regret": Samples(
            right=[regret, f"{regret:.1f} %", f"{regret:.1f}".replace(".", ",")],
            wrong={
                "fraction": [regret / 100],
                "kept": [100 - regret],
                "unspent": [100 * even_regret(data, "0", POINTS // len(LINKS))],
                "additive": [additive],
                "not a number": ["much"],
                "other": [50],
            },
        ),
        "assumption": Samples(
            right=["parameters"],
            wrong={"deck": ["deck"], "substitution": ["substitution"], "budget": ["budget"]},
        ),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, a regret, and on what the first place rests."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "Organisational support is weak at the start, and a point adds much to it. If the chain is only as strong as its weakest link, does the best "
                "allotment give it more points than where links add up?"
            ),
            options=(
                Option("more", _("More: it is the weakest link")),
                Option("same", _("The same")),
                Option("less", _("Fewer: a few points lift it, then the others need them")),
            ),
        ),
        Question(
            id="regret",
            kind="numeric",
            prompt=_(
                "Each link gets one seventh of the points, and the chain is as strong as its weakest link; all else is as at first. What per cent of the best result is lost?"
            ),
            unit="%",
        ),
        Question(
            id="assumption",
            kind="choice",
            prompt=_(
                "If there are few points, the best allotment gives them to organisational support first. On what does that rest?"
            ),
            options=(
                Option("deck", _("On the experience of clusters")),
                Option("substitution", _("On whether links can replace one another")),
                Option("parameters", _("On its strength at the start and on what a point adds to it")),
                Option("budget", _("On the size of the budget")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    return Exercise(
        id="value-chain-budget",
        title=_("A hundred points for seven links"),
        task=_(
            "Allot the points. The bars are yours, the lines show the best allotment. Then change how far links can replace one another, and watch the lines move. The "
            "result has no unit: compare it with the best one."
        ),
        model="value_chain_budget",
        data=data,
        teaching=True,
        controls=controls(),
        figures=(
            Figure(name="given", label=_("Points that you give out"), style="~", digits=1),
            Figure(
                name="used", label=_("Points that count, at most those that there are"), style="~", digits=1
            ),
            Figure(name="result", label=_("Result of the chain"), digits=2),
            Figure(name="most", label=_("Best result with these points"), digits=2),
            Figure(name="regret", label=_("Lost against the best"), style="%", digits=1),
            Figure(name="weakest", label=_("Weakest link after my points")),
            Figure(name="first", label=_("Best allotment: gets points first, if there are few")),
            Figure(name="largest", label=_("Best allotment: gets the most points")),
        ),
        chart=Chart(
            title=_("Points by link: bars mine, lines the best"),
            spec=spec,
            alt=_(
                "Seven bars of points from education to market access, with a line at the best allotment. {used|0} points count; {regret|%1} of the best "
                "result is lost. Most points in the best allotment: {largest}."
            ),
            source=_(
                "Strengths and returns are assumptions of the course, no study is behind them. Data to {year}."
            ).replace("{year}", "2012"),
            table=Table(
                caption=_("Links of the chain"),
                columns=(
                    Figure(name="name", label=_("Link")),
                    Figure(name="mine", label=_("My points"), digits=1),
                    Figure(name="best", label=_("Best allotment"), digits=1),
                    Figure(name="strength", label=_("Strength after my points"), digits=1),
                    Figure(name="best_strength", label=_("Strength in the best"), digits=1),
                ),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S13-1", "S13-2", "S13-3"),
    )
