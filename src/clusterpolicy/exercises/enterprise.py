"""Exercise of chapter 4: measures of enterprise for countries and regions, which disagree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from clusterpolicy.charts.exercise_chart import framed
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load, region_names
from clusterpolicy.exercises.framework.controls import Control, Option, Select
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table, Takes
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.regions import region_select
from clusterpolicy.indicators.enterprise import (
    CENSUS_YEAR,
    COUNTRY_MEASURES,
    REGION_MEASURES,
    of_countries,
    of_regions,
)
from clusterpolicy.indicators.tables import OKRUGS
from clusterpolicy.models.enterprise import RATIOS, moscow, run
from clusterpolicy.text import _, language

YEAR = 2012


def measures() -> dict[str, dict[str, str]]:
    """Return each measure's name, what it counts and what it misses."""
    return {
        "intentions": {
            "name": _("intentions to start a business"),
            "counts": _(
                "Adults who say that they intend to start a business within three years, mean of the survey years {first} to {last}"
            )
            .replace("{first}", "2008")
            .replace("{last}", "2012"),
            "misses": _(
                "Whether they do it. What people say depends on mood and on how the question is understood"
            ),
        },
        "new_firms": {
            "name": _("new firms per thousand adults"),
            "counts": _("Newly registered limited-liability companies, {year}").replace("{year}", "2010"),
            "misses": _(
                "Whether they trade: inactive firms count, sole proprietors do not. Transcribed by hand, without a second check"
            ),
        },
        "self_employed": {
            "name": _("self-employment"),
            "counts": _("Self-employed people as a share of all employed, {year}").replace("{year}", "2010"),
            "misses": _("Whether by choice or for want of a job: it is highest where people are poor"),
        },
        "organisations": {
            "name": _("organisations per thousand inhabitants"),
            "counts": _("Organisations on the register, {year}").replace("{year}", str(YEAR)),
            "misses": _(
                "Whether they are active, and where they work: head offices sit in Moscow; schools and offices count too"
            ),
        },
        "small_firms": {
            "name": _("small firms per ten thousand inhabitants"),
            "counts": _("Small enterprises, full census of {year}").replace("{year}", "2010"),
            "misses": _("Sole proprietors, and what is not registered"),
        },
        "proprietors": {
            "name": _("sole proprietors per thousand inhabitants"),
            "counts": _("Active sole proprietors, sample survey of {year}").replace("{year}", str(YEAR)),
            "misses": _("Companies: in Moscow people found those. A sample has an error"),
        },
    }


def data() -> dict[str, Any]:
    """Return countries and regions by their measures, and what each measure counts and misses."""
    countries, regions = of_countries(), of_regions(YEAR)
    listed = load("countries").set_index("iso3")[f"name_{language()}"]
    names = region_names()
    return {
        "countries": _plain(countries, listed.to_dict()),
        "regions": _plain(regions, names),
        "own": [],
        "years": measure_years(),
        "names": names | {"RUS": listed["RUS"]},
        "measures": measures(),
    }


def measure_years() -> dict[str, int]:
    """Return the year of each measure of regions."""
    return {measure: CENSUS_YEAR if measure == "small_firms" else YEAR for measure in REGION_MEASURES}


def takes() -> tuple[Takes, ...]:
    """Return what a region of the learner's own needs for each measure: one is enough, the others are missed."""
    years = measure_years()
    return tuple(
        Takes((above, below), (years[measure],), missed=True)
        for measure, (above, below, _times) in RATIOS.items()
    )


def _plain(table: Any, names: dict[str, str]) -> list[dict[str, Any]]:
    rows = table.round(5).astype(object).where(table.notna(), None)
    return [
        {"key": code, "name": names[code], "counted": code not in OKRUGS} | rows.loc[code].to_dict()
        for code in rows.index
    ]


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    words = measures()

    def choice(name: str, label: str, codes: tuple[str, ...], default: str, scope: str) -> Select:
        options = tuple(Option(code, words[code]["name"]) for code in codes)
        return Select(name=name, label=label, options=options, default=default, when={"scope": (scope,)})

    return (
        Select(
            name="scope",
            label=_("Compare"),
            options=(Option("countries", _("countries")), Option("regions", _("Russia's regions"))),
            default="countries",
        ),
        choice(
            "first_country", _("Across: measure of countries"), COUNTRY_MEASURES, "intentions", "countries"
        ),
        choice("second_country", _("Up: measure of countries"), COUNTRY_MEASURES, "new_firms", "countries"),
        choice("first_region", _("Across: measure of regions"), REGION_MEASURES, "organisations", "regions"),
        choice("second_region", _("Up: measure of regions"), REGION_MEASURES, "proprietors", "regions"),
        replace(
            region_select("region", _("Name this region"), default="RU-MOW"), when={"scope": ("regions",)}
        ),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return a scatter of the two measures; Russia, or the learner's region, is named."""
    palette = PALETTES[look]
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("x:Q", title=_("First measure"), axis=alt.Axis(tickCount=5)),
        y=alt.Y("y:Q", title=_("Second measure"), axis=alt.Axis(tickCount=5)),
    )
    points = base.mark_point(filled=True).encode(
        size=alt.condition("datum.chosen", alt.value(130), alt.value(50)),
        color=alt.condition("datum.chosen", alt.value(palette.series[1]), alt.value(palette.series[0])),
        opacity=alt.condition("datum.chosen", alt.value(1), alt.value(0.7)),
        tooltip=[
            alt.Tooltip("name:N", title=_("Where")),
            alt.Tooltip("x:Q", title=_("First measure"), format=".3~r"),
            alt.Tooltip("y:Q", title=_("Second measure"), format=".3~r"),
        ],
    )
    # A name on the right of the chart runs to the left.
    named = base.mark_text(
        dy=-13,
        fontSize=13,
        fontWeight=600,
        color=palette.ink,
        align=alt.ExprRef("scale('x', datum.x) > width / 2 ? 'right' : 'left'"),
    ).encode(text="label:N")
    chart = alt.layer(points, named)
    return framed(chart, look, 330)


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    where = " " + _("Compare regions, organisations across and sole proprietors up.")
    return {
        "guess-first": _("Kept: among the first ten. Now compare the regions."),
        "guess-middle": _("Kept: in the middle. Now compare the regions."),
        "guess-last": _("Kept: last. Now compare the regions."),
        "agree-right": _(
            "Right: {agree|2}. Moscow is number {high|0} of {count|0} by organisations and number {low|0} by sole proprietors. Two measures of one thing would not do that."
        ),
        "agree-sign": _(
            "The sign is turned round: where there are more of the one, there are rather fewer of the other."
        )
        + where,
        "agree-percent": _(
            "{answer|~3} is a hundred times as much: a correlation lies between minus one and one."
        ),
        "agree-other-pair": _("{answer|~3} is that of organisations with small firms.") + where,
        "agree-rank": _(
            "{answer|~3} is a place of Moscow. Asked is how far the two orders of {count|0} regions agree."
        )
        + where,
        "agree-other": _("{answer|~3} is not it.") + where,
        "agree-not-a-number": _("“{answer}” is not a number. Write digits, for example one half as 0.5."),
        "culture-nothing": _(
            "Right. By intentions Russia is number {intentions|0} of {countries|0}, by new firms number {new_firms|0} of {counted|0}. Intentions come nearest to attitude, "
            "but what people say is not culture, and registers count paper."
        ),
        "culture-intentions": _(
            "It is an answer in a survey, on one plan. Russia is number {intentions|0} of {countries|0} by it, and number {new_firms|0} of {counted|0} by new firms."
        ),
        "culture-register": _(
            "A register counts legal persons. Moscow leads it, and stands at number {moscow|0} of {regions|0} by sole proprietors."
        ),
        "culture-all": _(
            "Measures of one thing agree. Across regions, two of these have a rank correlation of {agree|2}."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    found = moscow(data)
    agree = found["agree"]
    small = run(data, "regions", "intentions", "new_firms", "organisations", "small_firms", "RU-MOW")[
        "figures"
    ]
    return {
        "guess": Samples(right=["last"], wrong={"first": ["first"], "middle": ["middle"], "last": ["last"]}),
        "agree": Samples(
            right=[agree, f"{agree:.2f}", f"{agree:.2f}".replace(".", ",")],
            wrong={
                "sign": [-agree],
                "percent": [100 * agree],
                "other pair": [small["agree"]],
                "rank": [found["first_rank"], found["second_rank"]],
                "another": [0.5],
                "not a number": ["weak"],
            },
        ),
        "culture": Samples(
            right=["nothing"],
            wrong={"intentions": ["intentions"], "register": ["register"], "all": ["all"]},
        ),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, a rank correlation, and what measures culture."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "Moscow has more organisations for each inhabitant than any other region. Where does it stand by sole proprietors?"
            ),
            options=(
                Option("first", _("Among the first ten")),
                Option("middle", _("In the middle")),
                Option("last", _("Last")),
            ),
        ),
        Question(
            id="agree",
            kind="numeric",
            prompt=_(
                "Regions, organisations and sole proprietors: what is the rank correlation of the two orders?"
            ),
        ),
        Question(
            id="culture",
            kind="choice",
            prompt=_("Which of these measures is one of entrepreneurial culture?"),
            options=(
                Option("intentions", _("Intentions: what people want")),
                Option("register", _("Organisations and new firms: what people do")),
                Option("all", _("All of them, each in part")),
                Option("nothing", _("None of them")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    return Exercise(
        id="enterprise",
        title=_("Measures of enterprise"),
        task=_(
            "Set two measures against each other. If they measured one thing, the signs would lie along a line."
        ),
        model="enterprise",
        data=data,
        controls=controls(),
        figures=(
            Figure(name="name", label=_("Named")),
            Figure(name="first", label=_("First measure")),
            Figure(name="first_rank", label=_("Place by the first, highest first"), style="~", digits=1),
            Figure(name="second", label=_("Second measure")),
            Figure(name="second_rank", label=_("Place by the second, highest first"), style="~", digits=1),
            Figure(name="agree", label=_("Rank correlation: how far the orders agree"), digits=2),
            Figure(name="count", label=_("Places with both")),
        ),
        chart=Chart(
            title=_("Two measures of enterprise, one sign a place"),
            spec=spec,
            alt=_(
                "Scatter of {count|0} places, {first} across and {second} up. The rank correlation is {agree|2}."
            ),
            source=_(
                "Global Entrepreneurship Monitor, World Bank, International Labour Organization (countries); Rosstat (regions). Data to {year}."
            ).replace("{year}", str(YEAR)),
            table=Table(
                caption=_("Places by the two measures"),
                columns=(
                    Figure(name="name", label=_("Where")),
                    Figure(name="x", label=_("First measure"), style="~", digits=2),
                    Figure(name="x_rank", label=_("Place by it"), style="~", digits=1),
                    Figure(name="y", label=_("Second measure"), style="~", digits=2),
                    Figure(name="y_rank", label=_("Place by the second"), style="~", digits=1),
                ),
            ),
        ),
        details=(
            Table(
                caption=_("What each measure counts, and what it misses"),
                source="misses",
                columns=(
                    Figure(name="measure", label=_("Measure")),
                    Figure(name="counts", label=_("Counts")),
                    Figure(name="misses", label=_("Misses")),
                ),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S06-4",),
        takes=takes(),
        of_region=_(
            "Place {first_rank|~1} by {first} and {second_rank|~1} by {second}, of {count|0} regions."
        ),
    )
