"""Exercise of chapter 8: from activities to outcomes, and which of them an indicator could show."""

from __future__ import annotations

from typing import Any

from clusterpolicy.charts.exercise_chart import framed
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load, region_names
from clusterpolicy.exercises.framework.controls import Control, MultiSelect, Option
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table, Takes
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.regions import region_select
from clusterpolicy.models.logic_model import ASKED, SMALL_FIRMS, coverage
from clusterpolicy.models.own_columns import FIGURES, FIRST_YEAR, LAST_YEAR
from clusterpolicy.text import _, language

OPENING = ("founders-school", "joint-projects", "website", "working-group")


def objectives() -> dict[str, str]:
    """Return the five objectives of the deck in words that fit on an axis."""
    return {
        "S12-1": _("framework"),
        "S12-2": _("technology"),
        "S12-3": _("services to firms"),
        "S12-4": _("existing companies"),
        "S12-5": _("visibility"),
    }


def data() -> dict[str, Any]:
    """Return activities, objectives, and the latest value of each indicator by region."""
    logic, code = load("case_logic"), language()
    claims = load("claims").set_index("claim_id")["claim"]
    described = load("indicators").set_index("indicator")
    series = {}
    for name in logic["indicator"].dropna().unique():
        rows = load("panel", indicator=name).dropna(subset=["value"]).sort_values("year")
        last = rows.drop_duplicates("iso_code", keep="last")
        series[name] = {
            "name": described.at[name, f"title_{code}"],
            "unit": _(described.at[name, "unit"]),
            "latest": {
                row.iso_code: [int(row.year), float(row.value)]
                for row in last.itertuples()
                if row.iso_code.startswith("RU-")
            },
        }
    return {
        "activities": [
            {
                "key": row["activity"],
                "objective": row["objective"],
                "name": row[f"activity_{code}"],
                "output": row[f"output_{code}"],
                "outcome": row[f"outcome_{code}"],
                "indicator": row["indicator"] if isinstance(row["indicator"], str) else "",
            }
            for row in logic.to_dict("records")
        ],
        "objectives": [
            {"key": key, "name": words, "words": _(claims[key])} for key, words in objectives().items()
        ],
        "series": series,
        "names": region_names(),
        "words": {"nothing": _("none in the datasets"), "none": _("no region")},
    }


def takes() -> tuple[Takes, ...]:
    """Return what a region of the learner's own needs for each indicator, of any year: the latest is shown."""
    names = load("case_logic")["indicator"].dropna().unique()
    years = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
    columns = [(str(name),) if name in FIGURES else SMALL_FIRMS[:2] for name in names]
    return tuple(Takes(one, years, missed=True) for one in columns)


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    names = load("case_logic").set_index("activity")[f"activity_{language()}"]
    return (
        MultiSelect(
            name="activities",
            label=_("Activities"),
            options=tuple(Option(str(key), name) for key, name in names.items()),
            default=OPENING,
        ),
        region_select("region", _("My region"), default="RU-LIP", none=_("no region")),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return a bar for each objective: activities in outline, those with an indicator filled."""
    palette = PALETTES[look]
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("name:N", axis=alt.Axis(title=None, labelLimit=150), sort=None),
        tooltip=[
            alt.Tooltip("words:N", title=_("Objective")),
            alt.Tooltip("activities:Q", title=_("Activities")),
            alt.Tooltip("measurable:Q", title=_("With an indicator")),
        ],
    )
    axis = alt.Axis(title=_("Activities"), values=[0, 1, 2], format="d")
    scale = alt.Scale(domain=[0, 2])
    every = base.mark_bar(
        height={"band": 0.6},
        fillOpacity=0.15,
        stroke=palette.series[0],
        strokeWidth=2,
        color=palette.series[0],
    ).encode(x=alt.X("activities:Q", axis=axis, scale=scale))
    seen = base.mark_bar(height={"band": 0.6}, color=palette.series[0]).encode(
        x=alt.X("measurable:Q", axis=axis, scale=scale)
    )
    return framed(alt.layer(every, seen), look, 190)


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "guess-all": _("Kept: all of them. Now choose every activity."),
        "guess-most": _("Kept: about two in three. Now choose every activity."),
        "guess-few": _("Kept: hardly any. Now choose every activity."),
        "outcomes-right": _(
            "Right. Between an activity and its outcome stand other people: firms that buy, banks that lend. That is why an outcome is hoped for."
        ),
        "outcomes-founders": _(
            "{placed|0} of your pairs are right. A school for founders works through the people who leave it: what do they do next?"
        ),
        "outcomes-fairs": _("{placed|0} of your pairs are right. Who walks past a stand at a fair abroad?"),
        "outcomes-research": _(
            "{placed|0} of your pairs are right. Research comes before the product, an order after it."
        ),
        "share-right": _(
            "Right: {measurable|0} of {activities|0}. The framework of S12-1 is among those that no series shows."
        ),
        "share-fraction": _("{answer|~3} is the share of one. In per cent it is a hundred times that."),
        "share-count": _("{answer|~3} is how many have one. Divide by the {activities|0} activities."),
        "share-rest": _("{answer|~3} per cent have none. Asked is how many have one."),
        "share-objectives": _(
            "{answer|~3} per cent of the objectives have an indicator, {seen|0} of {covered|0}. Asked is the share of activities."
        ),
        "share-not-a-number": _("“{answer}” is not a number. Write digits."),
        "share-other": _(
            "{answer|~3} is not it. Choose all activities; divide “Activities with an indicator” by “Activities chosen”, and multiply by a hundred."
        ),
        "cause-open": _(
            "Right. The indicator is for the whole region, and everything that happens there moves it. A comparison with others would be needed."
        ),
        "cause-works": _(
            "The value rose; why is open. It may have risen everywhere. {measurable|0} of {activities|0} activities have an indicator, none has a proof."
        ),
        "cause-fails": _("It rose. That does not speak against the activity, and not for it either."),
        "cause-indicator": _(
            "Another of the {measurable|0} indicators would move for many reasons too. What is missing is a comparison."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    figures = coverage(data)
    share = 100 * figures["measurable"] / figures["activities"]
    right = {key: key for key in ASKED}
    return {
        "guess": Samples(right=["most"], wrong={"all": ["all"], "most": ["most"], "few": ["few"]}),
        "outcomes": Samples(
            right=[right],
            wrong={
                "founders": [right | {"founders-school": "fairs", "fairs": "founders-school"}],
                "fairs": [right | {"fairs": "public-orders", "public-orders": "fairs"}],
                "research": [right | {"joint-projects": "public-orders", "public-orders": "joint-projects"}],
            },
        ),
        "share": Samples(
            right=[share, f"{share:.0f} %", f"{share:.1f}".replace(".", ",")],
            wrong={
                "fraction": [share / 100],
                "count": [figures["measurable"]],
                "rest": [100 - share],
                "objectives": [100 * figures["seen"] / figures["covered"]],
                "not a number": ["most"],
                "other": [5],
            },
        ),
        "cause": Samples(
            right=["open"], wrong={"works": ["works"], "fails": ["fails"], "indicator": ["indicator"]}
        ),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, pairs, a share, and what an indicator shows."""
    logic = load("case_logic").set_index("activity")
    code = language()
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "A series is one figure for each region, year by year. For how many of the activities is there a series that could show the outcome?"
            ),
            options=(
                Option("all", _("For all of them")),
                Option("most", _("For about two in three")),
                Option("few", _("For hardly any")),
            ),
        ),
        Question(
            id="outcomes",
            kind="match",
            prompt=_("Which outcome is hoped for from which activity?"),
            options=tuple(Option(key, logic.at[key, f"activity_{code}"]) for key in ASKED),
            targets=tuple(Option(key, logic.at[key, f"outcome_{code}"]) for key in reversed(ASKED)),
        ),
        Question(
            id="share",
            kind="numeric",
            prompt=_("Choose all activities. What per cent of them have an indicator in the datasets?"),
            unit="%",
        ),
        Question(
            id="cause",
            kind="choice",
            prompt=_(
                "Your region begins joint research, and its research spending rises. What do you report?"
            ),
            options=(
                Option("works", _("The activity works")),
                Option("fails", _("The activity does not work")),
                Option("open", _("The outcome moved; whether the activity moved it is open")),
                Option("indicator", _("Another indicator would have proved it")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    return Exercise(
        id="logic-model",
        title=_("From activities to indicators"),
        task=_(
            "Choose activities. The outline of a bar counts the activities for an objective; the filled part counts those whose outcome some series could show. "
            "The table below names the series, with its latest real value for your region."
        ),
        model="logic_model",
        data=data,
        teaching=True,
        controls=controls(),
        figures=(
            Figure(name="region", label=_("Latest values are for")),
            Figure(name="activities", label=_("Activities chosen")),
            Figure(name="covered", label=_("Objectives covered, of five")),
            Figure(name="measurable", label=_("Activities with an indicator")),
            Figure(name="seen", label=_("Objectives with at least one indicator")),
            Figure(name="known", label=_("Indicators with a value for my region")),
        ),
        chart=Chart(
            title=_("Objectives covered, and what could be seen of them"),
            spec=spec,
            alt=_(
                "Bars for five objectives: {activities|0} activities cover {covered|0} of them; {measurable|0} activities have an indicator, for {seen|0} "
                "objectives."
            ),
            source=_(
                "Activities: made up. Values of regions: Rosstat, “Regions of Russia”. Data to {year}."
            ).replace("{year}", "2022"),
            table=Table(
                caption=_("Coverage of the objectives"),
                columns=(
                    Figure(name="words", label=_("Objective")),
                    Figure(name="activities", label=_("Activities")),
                    Figure(name="measurable", label=_("With an indicator")),
                ),
            ),
        ),
        details=(
            Table(
                caption=_("From activity to indicator"),
                source="chains",
                of_region="value",
                empty=_("No activity is chosen."),
                columns=(
                    Figure(name="activity", label=_("Activity")),
                    Figure(name="output", label=_("Output")),
                    Figure(name="outcome", label=_("Outcome")),
                    Figure(name="indicator", label=_("Indicator")),
                    Figure(name="value", label=_("My region, latest"), style="~", digits=1),
                    Figure(name="unit", label=_("Unit")),
                    Figure(name="year", label=_("Year")),
                ),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S12-1", "S12-2", "S12-3", "S12-4", "S12-5"),
        takes=takes(),
        of_region=_(
            "Of {activities|0} activities that you chose, {measurable|0} have an indicator; for {known|0} of them there is a figure here."
        ),
    )
