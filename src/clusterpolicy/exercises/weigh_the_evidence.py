"""Exercise of chapter 3: what evaluations of cluster policy found, and what is left when you ask how they were made."""

from __future__ import annotations

import json
from typing import Any

from clusterpolicy import vocabulary
from clusterpolicy.charts.exercise_chart import framed
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import Checkbox, Control, Option, Select
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.models.weigh_the_evidence import EFFECTS, run, spread
from clusterpolicy.text import _, language

GROUPS = ("rd_input", "networks", "innovation", "performance", "other")
# A dot's shape says the same as its colour.
SHAPES = {
    "positive": "triangle-up",
    "mixed": "diamond",
    "none": "circle",
    "negative": "triangle-down",
    "": "cross",
}


def data() -> dict[str, Any]:
    """Return one entry an outcome of a study, with the place of its design on the ladder."""
    outcomes = load("evaluation_outcomes").merge(
        load("evaluations")[["study_id", "study", "iso3", "design_seen"]], on="study_id"
    )
    countries = load("countries").set_index("iso3")[f"name_{language()}"]
    designs = list(vocabulary.design())
    rows = [
        {
            "key": f"{row.study_id}|{row.outcome_group}",
            "study_id": row.study_id,
            "study": row.study,
            "country": countries[row.iso3],
            "group": row.outcome_group,
            "design": designs.index(row.design),
            "design_seen": bool(row.design_seen),
            "programme": bool(row.cluster_programme),
            "effect": row.effect if isinstance(row.effect, str) else "",
            "outcome": _(row.outcome),
        }
        for row in outcomes.sort_values(["study_id", "outcome_group"]).itertuples()
    ]
    return {
        "outcomes": rows,
        "designs": designs,
        "design_words": list(vocabulary.design().values()),
        "groups": list(GROUPS),
        "group_words": vocabulary.outcome_group(),
        "effect_words": vocabulary.effect(),
        "words": {"design": _("design inferred")},
    }


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    groups = vocabulary.outcome_group()
    return (
        Select(
            name="rigour",
            label=_("Design at least"),
            options=tuple(Option(code, words) for code, words in vocabulary.design().items()),
            default="case study",
        ),
        Select(
            name="group",
            label=_("Outcome"),
            options=(Option("", _("all")), *(Option(code, groups[code]) for code in GROUPS)),
            default="",
        ),
        Checkbox(
            name="programmes",
            label=_("Cluster programmes only; zones, vouchers and grants are contrasts"),
            default=True,
        ),
        Checkbox(name="seen", label=_("Leave out studies whose design was inferred"), default=False),
    )


def short_words() -> tuple[list[str], list[str]]:
    """Return outcomes and designs in words that fit on an axis, in their order."""
    groups = [_("research"), _("networks"), _("innovation"), _("jobs, sales"), _("other")]
    designs = [
        _("case study"),
        _("survey"),
        _("regression"),
        _("diff-in-diff"),
        _("the same, matched"),
        _("cut-off"),
        _("lottery"),
    ]
    return groups, designs


def spec(look: LookName) -> dict[str, Any]:
    """Return a dot for each outcome, across by what was looked at, up by how; what does not count is faded."""
    palette = PALETTES[look]
    groups, designs = short_words()
    effects = vocabulary.effect()
    colours = [palette.series[0], palette.series[3], palette.muted, palette.series[1], palette.muted]
    across, up = (json.dumps(words, ensure_ascii=False) for words in (groups, designs))

    def axis(words: str, count: int, limit: int, **options: Any) -> alt.Axis:
        return alt.Axis(
            title=None,
            values=list(range(count)),
            labelExpr=f"{words}[datum.value]",
            labelLimit=limit,
            labelOverlap=False,
            grid=True,
            ticks=False,
            domain=False,
            **options,
        )

    order = [effects[code] for code in (*EFFECTS, "")]
    chart = (
        alt.Chart(alt.NamedData("rows"))
        .mark_point(filled=True, size=70, strokeWidth=2)
        .encode(
            x=alt.X(
                "x:Q",
                scale=alt.Scale(domain=[-0.5, len(GROUPS) - 0.5]),
                axis=axis(across, len(GROUPS), 110, orient="top", labelAngle=-35, labelAlign="left"),
            ),
            y=alt.Y(
                "y:Q", scale=alt.Scale(domain=[-0.5, len(designs) - 0.5]), axis=axis(up, len(designs), 150)
            ),
            color=alt.Color(
                "found:N",
                title=_("Found"),
                scale=alt.Scale(domain=order, range=colours),
                legend=alt.Legend(orient="bottom", columns=3),
            ),
            shape=alt.Shape(
                "found:N",
                title=_("Found"),
                scale=alt.Scale(domain=order, range=[SHAPES[code] for code in (*EFFECTS, "")]),
            ),
            opacity=alt.condition("datum.counts", alt.value(1), alt.value(0.12)),
            tooltip=[
                alt.Tooltip("study:N", title=_("Study")),
                alt.Tooltip("country:N", title=_("Country")),
                alt.Tooltip("outcome:N", title=_("Outcome")),
                alt.Tooltip("found:N", title=_("Found")),
                alt.Tooltip("design:N", title=_("Design")),
                alt.Tooltip("mark:N", title=_("Mark")),
            ],
        )
    )
    return framed(chart, look, 320)


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    filters = " " + _(
        "Set the design to difference-in-differences and leave the other filters as they are at first."
    )
    return {
        "guess-input": _("Kept: what firms spend on research. Now ask for a design, step by step."),
        "guess-late": _("Kept: jobs, sales and productivity. Now ask for a design, step by step."),
        "guess-both": _("Kept: both alike. Now ask for a design, step by step."),
        "guess-nothing": _("Kept: neither. Now ask for a design, step by step."),
        "share-right": _(
            "Right: of {input_seen|0} outcomes that were seen, {input_positive|0} rise. What is put in is where cluster programmes leave "
            "their clearest trace."
        ),
        "share-fraction": _("{answer|~3} is the share of one. In per cent it is a hundred times that."),
        "share-count": _("{answer|~3} is how many rise. Set them against the {input_seen|0} that were seen."),
        "share-open": _("{answer|~3} per cent comes out with one filter left open.") + filters,
        "share-late": _(
            "{answer|~3} per cent is the figure for jobs, sales and productivity. Asked is research spending."
        ),
        "share-rest": _("{answer|~3} per cent do not rise. Asked is how many do."),
        "share-not-a-number": _("“{answer}” is not a number. Write digits."),
        "share-other": _("{answer|~3} is not it. Of those that count, leave out what was not seen.")
        + filters,
        "survives-input": _(
            "Right: research spending rises in {input_positive|0} of {input_seen|0} outcomes, chiefly in small firms. On jobs, sales and "
            "productivity the studies split, {late_positive|0} of {late_seen|0}: that is no ground for a promise."
        ),
        "survives-late": _(
            "On jobs, sales and productivity {late_positive|0} of {late_seen|0} outcomes rise. Half is what a coin gives."
        ),
        "survives-nothing": _(
            "Something is left: research spending rises in {input_positive|0} of {input_seen|0} outcomes under a strict design."
        ),
        "survives-everywhere": _(
            "The studies come from few countries, and each from one programme. {input_seen|0} outcomes say what happened there."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    positive, seen = spread(data, "rd_input", "DiD")
    late_positive, late_seen = spread(data, "performance", "DiD")
    loose = run(data, data["designs"][0], "rd_input", True, False)["figures"]
    share = 100 * positive / seen
    return {
        "guess": Samples(right=["input"], wrong={"late": ["late"], "both": ["both"], "nothing": ["nothing"]}),
        "share": Samples(
            right=[share, f"{share:.0f} %", f"{share:.1f}".replace(".", ",")],
            wrong={
                "fraction": [share / 100],
                "count": [positive],
                "a filter left open": [100 * loose["positive"] / (loose["standing"] - loose["not_seen"])],
                "another outcome": [100 * late_positive / late_seen],
                "the rest": [100 - share],
                "not a number": ["most"],
                "another figure": [97],
            },
        ),
        "survives": Samples(
            right=["input"],
            wrong={"late": ["late"], "nothing": ["nothing"], "everywhere": ["everywhere"]},
        ),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, a share, and the conclusion that is left."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "Evaluations compare firms in cluster programmes with similar firms outside. What do they find to rise most often?"
            ),
            options=(
                Option("input", _("What firms spend on research")),
                Option("late", _("Jobs, sales and productivity")),
                Option("both", _("Both alike")),
                Option("nothing", _("Neither")),
            ),
        ),
        Question(
            id="share",
            kind="numeric",
            prompt=_(
                "Cluster programmes only, difference-in-differences or better, research spending: what per cent of the outcomes that were "
                "seen rise?"
            ),
            unit="%",
        ),
        Question(
            id="survives",
            kind="choice",
            prompt=_("Which conclusion survives a strict design?"),
            options=(
                Option("late", _("Cluster programmes raise jobs, sales and productivity")),
                Option("input", _("Research spending mostly rises; what comes later is open")),
                Option("nothing", _("Nothing: every effect disappears")),
                Option("everywhere", _("What was found holds for every country")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    effects = vocabulary.effect()
    return Exercise(
        id="weigh-the-evidence",
        title=_("Weigh the evidence"),
        task=_(
            "Each sign is one outcome of one study. Ask for a stricter design, step by step, and watch what is left. A cross was looked at, "
            "but what was found could not be seen: it never counts."
        ),
        model="weigh_the_evidence",
        data=data,
        controls=controls(),
        figures=(
            Figure(name="standing", label=_("Outcomes that count")),
            Figure(name="studies", label=_("Studies")),
            *(Figure(name=effect, label=effects[effect].capitalize()) for effect in EFFECTS),
            Figure(name="not_seen", label=_("Not seen")),
        ),
        chart=Chart(
            title=_("Outcomes of evaluations by what was looked at and how"),
            spec=spec,
            alt=_(
                "Signs on a grid of outcomes and designs. {standing|0} count, {faded|0} are faded. Of those that count, {positive|0} rise, "
                "{mixed|0} are mixed, {none|0} show no effect, {negative|0} fall, {not_seen|0} were not seen."
            ),
            source=_(
                "Published evaluations as read for this course; what was inferred is marked. Data to {year}."
            ).replace("{year}", str(int(load("evaluations")["year"].max()))),
            table=Table(
                caption=_("All outcomes, those that count and those that do not"),
                columns=(
                    Figure(name="study", label=_("Study")),
                    Figure(name="group", label=_("Kind of outcome")),
                    Figure(name="found", label=_("Found")),
                    Figure(name="design", label=_("Design")),
                    Figure(name="mark", label=_("Mark")),
                ),
            ),
        ),
        details=(
            Table(
                caption=_("Outcomes that count"),
                source="listed",
                empty=_("No outcome is left."),
                columns=(
                    Figure(name="study", label=_("Study")),
                    Figure(name="country", label=_("Country")),
                    Figure(name="outcome", label=_("Outcome")),
                    Figure(name="found", label=_("Found")),
                    Figure(name="design", label=_("Design")),
                    Figure(name="mark", label=_("Mark")),
                ),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S05-3", "S17-1"),
    )
