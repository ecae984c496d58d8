"""Exercise of chapter 7: which real regions have figures near those of the fictional case, and how firm that is."""

from __future__ import annotations

from typing import Any

import pandas as pd

from clusterpolicy.charts.exercise_chart import framed, hollow
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load, region_names
from clusterpolicy.exercises.framework.controls import Control, MultiSelect, Option, Slider
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table, Takes
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.regions import region_select
from clusterpolicy.indicators.case import criteria_of_regions, middle_half
from clusterpolicy.indicators.tables import region_industry_table
from clusterpolicy.models.match_the_case import PLAIN, RATIOS, even
from clusterpolicy.models.own_columns import VALUE_ADDED
from clusterpolicy.text import _, language

GROUPS = {
    "S11-1": "industry",
    "S11-2": "education",
    "S11-3": "companies",
    "S11-4": "environment",
    "S11-5": "will",
}
MANUFACTURING = "D"


def data() -> dict[str, Any]:
    """Return the criteria with the profile of the case, and the regions' figures on them."""
    table = criteria_of_regions()
    width = middle_half(table)
    names = region_names()
    criteria = [
        {
            "key": row["criterion"],
            "name": row[f"name_{language()}"],
            "unit": _(row["unit"]) if isinstance(row["unit"], str) else "",
            "group": GROUPS[row["claim_id"]],
            "case": None if pd.isna(row["value"]) else float(row["value"]),
            "width": float(width.get(row["criterion"], 1)),
            "year": None if pd.isna(row["year"]) else int(row["year"]),
        }
        for row in profile().to_dict("records")
    ]
    values = table.reindex(columns=[criterion["key"] for criterion in criteria]).round(3)
    regions = [
        {
            "key": code,
            "name": names[str(code)],
            "values": {key: None if pd.isna(value) else float(value) for key, value in row.items()},
        }
        for code, row in values.iterrows()
    ]
    return {
        "criteria": criteria,
        "regions": regions,
        "own": [],
        "added": list(added_columns()),
        "made": VALUE_ADDED + MANUFACTURING,
        "words": {"nothing": _("no comparison"), "none": _("no region")},
    }


def added_columns() -> tuple[str, ...]:
    """Return the columns of value added by section that the country shows in the year of the criterion."""
    year = int(profile().set_index("criterion").at["manufacturing", "year"])
    added = region_industry_table("gva", year)
    return tuple(VALUE_ADDED + str(section) for section in added.columns if added[section].max() > 0)


def takes() -> tuple[Takes, ...]:
    """Return what a region of the learner's own needs for each criterion: one is enough, the others are missed."""
    years = profile().dropna(subset=["year"]).set_index("criterion")["year"].astype(int)
    single = {key: (column,) for key, column in PLAIN.items()} | {
        key: (above, below) for key, (above, below, _times) in RATIOS.items()
    }
    return (
        Takes(added_columns(), (int(years["manufacturing"]),), parts=True, missed=True),
        *(Takes(columns, (int(years[key]),), missed=True) for key, columns in single.items()),
    )


def profile() -> Any:
    """Return the profile in the order of the deck's claims."""
    return load("case_profile").sort_values(["claim_id", "criterion"])


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    names = profile().set_index("criterion")[f"name_{language()}"]

    def weight(name: str, label: str) -> Slider:
        return Slider(name=name, label=label, minimum=0, maximum=5, step=0.5, default=1, digits=1)

    return (
        MultiSelect(
            name="criteria",
            label=_("Criteria"),
            options=tuple(Option(str(key), name) for key, name in names.items()),
            default=tuple(map(str, names.index)),
            help=_("Two of the criteria have no figure anywhere."),
        ),
        weight("industry", _("Weight of each criterion on industry")),
        weight("education", _("Weight of each criterion on education")),
        weight("companies", _("Weight of each criterion on companies")),
        weight("environment", _("Weight of each criterion on the environment")),
        region_select(
            "region",
            _("My region"),
            default="RU-LIP",
            none=_("no region"),
            codes=criteria_of_regions().index.tolist(),
        ),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return a bar for each of the nearest regions and for the learner's; hollow where fewer criteria were compared."""
    palette = PALETTES[look]
    base = (
        alt.Chart(alt.NamedData("rows"))
        .transform_filter("datum.shown")
        .encode(
            y=alt.Y("name:N", axis=alt.Axis(title=None, labelLimit=150), sort=None),
            x=alt.X("distance:Q", title=_("Distance from the profile"), scale=alt.Scale(zero=True)),
            tooltip=[
                alt.Tooltip("name:N", title=_("Region")),
                alt.Tooltip("rank:Q", title=_("Place")),
                alt.Tooltip("distance:Q", title=_("Distance"), format=".2f"),
                alt.Tooltip("answered:N", title=_("Criteria compared")),
            ],
        )
    )
    colour = alt.condition("datum.mine", alt.value(palette.accent), alt.value(palette.series[0]))
    bars = base.mark_bar(height={"band": 0.65}, strokeWidth=2).encode(
        color=colour,
        stroke=colour,
        **hollow("datum.fewer"),
    )
    labels = base.mark_text(align="left", dx=6, color=palette.ink, fontSize=12).encode(text="answered:N")
    return framed(alt.layer(bars, labels), look, 330, right=34)


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "guess-never": _("Kept: it stays first. Now leave out one criterion after the other."),
        "guess-once": _("Kept: one other region at most. Now leave out one criterion after the other."),
        "guess-several": _("Kept: several regions take turns. Now leave out one criterion after the other."),
        "firsts-right": _(
            "Right: {firsts|0} regions take the first place in turn. The order of the first few is a matter of which criterion you count; that "
            "they are industrial regions with universities is not."
        ),
        "firsts-asked": _("{answer|~3} is how many criteria are asked; {usable|0} of them have a figure."),
        "firsts-empty": _(
            "{answer|~3} is how many criteria have no figure. Leaving out one of those changes nothing; leave out one of the other {usable|0}."
        ),
        "firsts-one": _(
            "One would mean that {nearest} comes first whatever you leave out. Try each criterion in turn."
        ),
        "firsts-not-a-number": _("“{answer}” is not a number. Write digits."),
        "firsts-other": _(
            "{answer|~3} is not it. Choose all criteria and the same weight for each group, and read “Regions that come first when one criterion is left out”."
        ),
        "meaning-figures": _(
            "Right. That is all a distance says: on {usable|0} of {asked|0} criteria its figures are near those of an invented industrial region. Who "
            "the deck's region is stays open, and whether it wants a cluster too."
        ),
        "meaning-same": _(
            "No. The profile is put together from quartiles: nobody's own. {nearly|0} regions, with {nearest}, are within a quarter of the shortest distance."
        ),
        "meaning-works": _(
            "Likeness in {usable|0} figures is no evidence that a policy works. That takes a comparison before and after."
        ),
        "meaning-will": _(
            "Will is one of the criteria without any figure: of {asked|0} asked, {usable|0} could be compared."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    figures = even(data)
    return {
        "guess": Samples(
            right=["several"], wrong={"never": ["never"], "once": ["once"], "several": ["several"]}
        ),
        "firsts": Samples(
            right=[figures["firsts"], str(figures["firsts"])],
            wrong={
                "asked": [figures["asked"]],
                "without a figure": [figures["asked"] - figures["usable"]],
                "one": [1],
                "not a number": ["some"],
                "other": [77],
            },
        ),
        "meaning": Samples(right=["figures"], wrong={"same": ["same"], "works": ["works"], "will": ["will"]}),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, a count, and what a first place means."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "All criteria count the same, and one region comes first. Now leave out one criterion at a time. Does the same region stay first?"
            ),
            options=(
                Option("never", _("Yes, always")),
                Option("once", _("Mostly: one other region at most")),
                Option("several", _("No: several regions take turns")),
            ),
        ),
        Question(
            id="firsts",
            kind="numeric",
            prompt=_(
                "All criteria, the same weight for each. One criterion is left out, then put back and the next one left out. How many different regions come first?"
            ),
        ),
        Question(
            id="meaning",
            kind="choice",
            prompt=_("A region comes first. What may you say of it?"),
            options=(
                Option("same", _("It is the region that the deck has in mind")),
                Option("figures", _("Its figures are near those of a composite industrial region")),
                Option("works", _("What worked in the deck's case will work there")),
                Option("will", _("Its government and its firms want a cluster")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    return Exercise(
        id="match-the-case",
        title=_("Match the case"),
        task=_(
            "Choose criteria and weights, and find your own region. The bars show the ten regions nearest to the profile of the case: the shorter the bar, "
            "the more alike the figures. At its end stands how many of the criteria that count could be compared."
        ),
        model="match_the_case",
        data=data,
        teaching=True,
        controls=controls(),
        figures=(
            Figure(name="asked", label=_("Criteria asked")),
            Figure(name="usable", label=_("Of these, counted: with a figure, and a weight above nought")),
            Figure(name="nearest", label=_("Nearest region")),
            Figure(name="nearest_distance", label=_("Its distance"), digits=2),
            Figure(name="nearly", label=_("Regions at most a quarter farther, with the nearest")),
            Figure(
                name="firsts", label=_("Regions that come first when one criterion is left out, each in turn")
            ),
            Figure(name="fewer", label=_("Regions that lack a figure, compared on fewer criteria")),
            Figure(name="own_rank", label=_("Place of my region")),
            Figure(name="own_distance", label=_("Distance of my region"), digits=2),
        ),
        chart=Chart(
            title=_("Regions whose figures are near the profile of the case"),
            spec=spec,
            alt=_(
                "Bars of {shown|0} regions by distance from the profile. The nearest is {nearest}; with it {nearly|0} are at most a quarter farther. {usable|0} of "
                "{asked|0} criteria could be compared. My region: {own}."
            ),
            source=_(
                "Profile of the case: made up. Regions: Rosstat, “Regions of Russia”, and open accounts of firms; hollow bars rest on fewer criteria. "
                "Data to {year}."
            ).replace("{year}", "2013"),
            table=Table(
                caption=_("All regions, from near to far"),
                columns=(
                    Figure(name="name", label=_("Region")),
                    Figure(name="rank", label=_("Place")),
                    Figure(name="distance", label=_("Distance"), digits=2),
                    Figure(name="answered", label=_("Criteria compared")),
                ),
            ),
        ),
        details=(
            Table(
                caption=_("The profile and my region"),
                source="profile",
                of_region="region",
                empty=_("No criterion is chosen."),
                columns=(
                    Figure(name="criterion", label=_("Criterion")),
                    Figure(name="unit", label=_("Unit")),
                    Figure(name="case", label=_("The case"), style="~", digits=1),
                    Figure(name="region", label=_("My region"), style="~", digits=1),
                    Figure(
                        name="difference",
                        label=_("Difference, in widths of the middle half of all regions"),
                        digits=2,
                    ),
                ),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S11-1", "S11-2", "S11-3", "S11-4", "S11-5"),
        of_region=_(
            "Place {own_rank|0} by nearness to the profile of the case, of {compared|0} regions; its distance is {own_distance|2}, that of the "
            "nearest {nearest_distance|2}."
        ),
        takes=takes(),
    )
