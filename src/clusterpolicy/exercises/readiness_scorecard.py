"""Exercise of chapter 14: six guidelines graded by the learner, the weakest of them, and a next step."""

from __future__ import annotations

from typing import Any

from clusterpolicy import vocabulary
from clusterpolicy.charts.exercise_chart import framed
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import Control, Option, Select
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.regions import region_select
from clusterpolicy.indicators.guidelines import LAST_TABLE, LAST_YEAR, facts
from clusterpolicy.models.readiness_scorecard import ASKED, BEARING, HIGHEST
from clusterpolicy.references import authors_and_year
from clusterpolicy.text import _, language

CONTROLS = {
    "S17-1": "relevance",
    "S17-2": "tools",
    "S17-3": "commitment",
    "S17-4": "motivation",
    "S17-5": "immaterial",
    "S17-6": "financing",
}


def guidelines() -> dict[str, str]:
    """Return the six guidelines of the deck in words that fit on an axis."""
    return {
        "S17-1": _("relevance"),
        "S17-2": _("tools known"),
        "S17-3": _("commitment"),
        "S17-4": _("motivated firms"),
        "S17-5": _("immaterial factors"),
        "S17-6": _("financing"),
    }


def described_facts() -> tuple[tuple[str, str, str, str, str], ...]:
    """Return guideline, column of `facts` (empty: no series), words, unit and year of what bears on each guideline."""
    nothing = _("No series. Ask: who is responsible, with what money, until when?")
    unmoved = _("No series. Ask firms: what did you give, and what did you get?")
    year, table_year = str(LAST_YEAR), str(LAST_TABLE)
    return (
        ("S17-1", "stars", _("Industries with three stars"), _("sections"), table_year),
        ("S17-2", "kinds", _("Kinds of instrument held in April"), _("kinds"), "2012"),
        ("S17-2", "checked", _("of them seen in a source"), _("kinds"), "2012"),
        ("S17-3", "", nothing, "", ""),
        ("S17-4", "", unmoved, "", ""),
        ("S17-5", "innovation", _("Organisations that innovate"), _("per cent"), year),
        ("S17-5", "research", _("R&D personnel"), _("per 10,000 employed"), year),
        ("S17-6", "budget", _("Revenue of the regional budget"), _("thousand roubles a head"), year),
        ("S17-6", "balance", _("Surplus of that budget (minus: deficit)"), _("per cent of revenue"), year),
    )


def data() -> dict[str, Any]:
    """Return guidelines with their descriptors, next steps with references, and facts by region."""
    code, names = language(), guidelines()
    grades = load("guideline_grades").sort_values(["guideline", "grade"])
    claims = load("claims").set_index("claim_id")["claim"]
    table, marks = facts(), vocabulary.verification()
    return {
        "guidelines": [
            {
                "key": key,
                "control": CONTROLS[key],
                "name": names[key],
                "words": _(claims[key]),
                "descriptors": grades.loc[grades["guideline"] == key, f"descriptor_{code}"].tolist(),
            }
            for key in names
        ],
        "steps": [
            {
                "guideline": row["guideline"],
                "from": int(row["from_grade"]),
                "to": int(row["to_grade"]),
                "action": row[f"action_{code}"],
                "reference": authors_and_year(row["reference"]),
                "verification": marks[row["verification"]],
            }
            for row in load("guideline_actions").to_dict("records")
        ],
        "facts": [
            {
                "guideline": names[key],
                "fact": words,
                "unit": unit,
                "year": year,
                "median": float(table[column].median()) if column else None,
                "values": {region: round(value, 4) for region, value in table[column].dropna().items()}
                if column
                else {},
            }
            for key, column, words, unit, year in described_facts()
        ],
        "words": {"ungraded": _("not graded")},
    }


def controls() -> tuple[Control, ...]:
    """Return what a learner can move: a grade for each guideline, none to begin with."""
    grades, names = load("guideline_grades"), guidelines()
    found: list[Control] = []
    for key, name in names.items():
        mine = grades[grades["guideline"] == key].sort_values("grade")
        options = [Option("", _("not graded"))]
        options += [
            Option(str(row["grade"]), f"{row['grade']} · {row[f'descriptor_{language()}']}")
            for row in mine.to_dict("records")
        ]
        label = name[:1].upper() + name[1:]
        found.append(Select(name=CONTROLS[key], label=label, options=tuple(options), default=""))
    found.append(region_select("region", _("Facts for"), default="RU-LIP", none=_("no region")))
    return tuple(found)


def spec(look: LookName) -> dict[str, Any]:
    """Return a bar and a point for each grade, the weakest in another colour, and a line at the mean."""
    palette = PALETTES[look]
    seen, unseen = alt.value(1), alt.value(0)
    base = alt.Chart(alt.NamedData("rows"))
    place = alt.Y("name:N", axis=alt.Axis(title=None, labelLimit=150), sort=None)
    scale = alt.Scale(domain=[0, HIGHEST])
    axis = alt.Axis(title=_("Grade"), values=list(range(HIGHEST + 1)), format="d")
    graded = base.encode(
        y=place,
        x=alt.X("place:Q", axis=axis, scale=scale),
        color=alt.condition("datum.weakest", alt.value(palette.series[1]), alt.value(palette.series[0])),
        opacity=alt.condition("datum.grade === null", unseen, seen),
        tooltip=[
            alt.Tooltip("words:N", title=_("Guideline")),
            alt.Tooltip("grade:Q", title=_("Grade")),
            alt.Tooltip("descriptor:N", title=_("Means")),
        ],
    )
    ungraded = base.mark_text(align="left", dx=4, color=palette.muted, fontSize=13).encode(
        y=place,
        x=alt.datum(0, scale=scale),
        text="descriptor:N",
        opacity=alt.condition("datum.grade === null", seen, unseen),
    )
    mean = base.mark_rule(color=palette.ink, strokeDash=[5, 4], strokeWidth=1.5).encode(
        x=alt.X("centre:Q", scale=scale),
        opacity=alt.condition("datum.mean === null", unseen, seen),
        tooltip=[alt.Tooltip("mean:Q", title=_("Mean"), format=".2f")],
    )
    bars, points = graded.mark_bar(height={"band": 0.3}), graded.mark_circle(size=180)
    return framed(alt.layer(ungraded, bars, points, mean), look, 230)


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "guess-mean": _("Kept: the mean. Now set the grades and see what the mean hides."),
        "guess-weakest": _("Kept: the weakest. Now set the grades and see what follows from each view."),
        "guess-sum": _("Kept: how many have the highest grade. Now set the grades."),
        "gap-right": _(
            "Right: the mean is {mean|2}, the weakest {weakest|0}. Five threes do not bring the money that the one says is missing."
        ),
        "gap-mean": _("{answer|~3} is the mean. Take the weakest grade off it."),
        "gap-range": _("{answer|~3} is the best grade less the weakest. Asked is the mean less the weakest."),
        "gap-weakest": _("{answer|~3} is the weakest grade itself. How far above it is the mean?"),
        "gap-sum": _("{answer|~3} is the sum. Divide by six, then take the weakest off."),
        "gap-not-a-number": _("“{answer}” is not a number. Write digits."),
        "gap-other": _("{answer|~3} is not it. Set the six grades and read the figures."),
        "bearing-right": _("Right. For will there is no series, and none was put in its place."),
        "bearing-will": _(
            "{placed|0} of your pairs are right. No figure here measures will: a rich budget or a park may stand where nobody is responsible."
        ),
        "bearing-money": _(
            "{placed|0} of your pairs are right. What an instrument costs others says little about what the region itself could pay."
        ),
        "bearing-figures": _(
            "{placed|0} of your pairs are right. Stars say what is concentrated, instruments what was tried, a budget what could be paid."
        ),
        "lift-weakest": _(
            "Right. The mean rises by {mean|2} either way; what stops the others is lifted only where the chain is weakest."
        ),
        "lift-best": _(
            "The mean rises by {mean|2} here, and by just as much at the other end. What is missing is still missing."
        ),
        "lift-same": _(
            "For the mean it is the same, {mean|2} either way. Ask what the region can do afterwards that it could not do before."
        ),
        "lift-none": _(
            "A step changes the mean by {mean|2}, and the weakest by a whole grade, if it is taken there."
        ),
    }


def samples(_data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    mean, least = sum(ASKED) / len(ASKED), min(ASKED)
    gap = mean - least
    return {
        "guess": Samples(right=["weakest"], wrong={"mean": ["mean"], "weakest": ["weakest"], "sum": ["sum"]}),
        "gap": Samples(
            right=[gap, f"{gap:.2f}", f"{gap:.2f}".replace(".", ",")],
            wrong={
                "mean": [mean],
                "range": [max(ASKED) - least],
                "weakest": [least],
                "sum": [sum(ASKED)],
                "not a number": ["much"],
                "other": [0.2],
            },
        ),
        "bearing": Samples(
            right=[BEARING],
            wrong={
                "will": [BEARING | {"commitment": "budget", "financing": "nothing"}],
                "figures": [BEARING | {"relevance": "kinds", "tools": "stars"}],
                "money": [BEARING | {"financing": "kinds", "tools": "budget"}],
            },
        ),
        "lift": Samples(right=["weakest"], wrong={"best": ["best"], "same": ["same"], "none": ["none"]}),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, a gap, pairs, and where to take the next step."""
    names = guidelines()
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_("Five guidelines stand at four, one at zero. What tells you most about the next year?"),
            options=(
                Option("mean", _("The mean: it is above three")),
                Option("weakest", _("The weakest: it is zero")),
                Option("sum", _("How many stand at four")),
            ),
        ),
        Question(
            id="gap",
            kind="numeric",
            prompt=_(
                "Give five guidelines a three and financing a one. How far is the mean above the weakest?"
            ),
        ),
        Question(
            id="bearing",
            kind="match",
            prompt=_("Which of these bears on which guideline?"),
            options=tuple(Option(name, names[key]) for key, name in CONTROLS.items() if name in BEARING),
            targets=(
                Option("kinds", _("Kinds of instrument held")),
                Option("nothing", _("No series; somebody has to be asked")),
                Option("stars", _("Industries with three stars")),
                Option("budget", _("Budget revenue a head")),
            ),
        ),
        Question(
            id="lift",
            kind="choice",
            prompt=_("Only one step can be paid for. Where do you take it?"),
            options=(
                Option("weakest", _("At the weakest guideline: from one to two")),
                Option("best", _("At the best one: from three to four, because success attracts")),
                Option("same", _("It is the same: the mean rises by as much")),
                Option("none", _("Nowhere: one step changes nothing")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    return Exercise(
        id="readiness-scorecard",
        title=_("A scorecard for the six guidelines"),
        task=_(
            "Grade each guideline for your region as you know it. Nothing is filled in for you. The tables beneath hold the facts that bear on it, and "
            "the next step at the weakest guideline."
        ),
        model="readiness_scorecard",
        data=data,
        controls=controls(),
        figures=(
            Figure(name="graded", label=_("Guidelines graded, of six")),
            Figure(name="mean", label=_("Mean grade"), digits=2),
            Figure(name="weakest", label=_("Weakest grade")),
            Figure(name="gap", label=_("Mean above the weakest"), digits=2),
            Figure(name="names", label=_("Weakest guideline")),
        ),
        chart=Chart(
            title=_("Grades of the six guidelines"),
            spec=spec,
            alt=_(
                "Bars for six guidelines: {graded|0} have a grade, {points|0} points together. Weakest: {names}."
            ),
            source=_(
                "Grades: the learner's own. Facts: Rosstat, “Regions of Russia”; instruments: the course's list. Data to {year}."
            ).replace("{year}", "2012"),
            table=Table(
                caption=_("Grades and what they mean"),
                columns=(
                    Figure(name="words", label=_("Guideline")),
                    Figure(name="grade", label=_("Grade")),
                    Figure(name="descriptor", label=_("Means")),
                ),
            ),
        ),
        details=(
            Table(
                caption=_("Next steps at the weakest guideline"),
                source="steps",
                empty=_("Nothing is graded yet."),
                columns=(
                    Figure(name="guideline", label=_("Guideline")),
                    Figure(name="action", label=_("Next step")),
                    Figure(name="reference", label=_("Discussed in")),
                    Figure(name="verification", label=_("Reference")),
                ),
            ),
            Table(
                caption=_("Facts that bear on the guidelines"),
                source="facts",
                columns=(
                    Figure(name="guideline", label=_("Guideline")),
                    Figure(name="fact", label=_("Fact")),
                    Figure(name="value", label=_("Region"), style="~", digits=1),
                    Figure(name="median", label=_("Middle region"), style="~", digits=1),
                    Figure(name="unit", label=_("Unit")),
                    Figure(name="year", label=_("Year")),
                ),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=tuple(CONTROLS),
    )
