"""Exercise of chapter 4: the fall of 2009 in regions and countries, in volumes, and the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from clusterpolicy.charts.breaks import break_rows, series_breaks
from clusterpolicy.charts.exercise_chart import break_layer, framed
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load, region_names
from clusterpolicy.exercises.framework.controls import Control, Option, Select
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table, Takes
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.regions import region_select
from clusterpolicy.indicators.tables import OKRUGS
from clusterpolicy.models.crisis_and_recovery import first_question
from clusterpolicy.text import _, alphabetical, language

# Volumes end before the classification changes; each is in per cent of the year before.
YEARS = range(2005, 2017)
MEASURES = ("grp_index", "ipi_okved1", "ipi_manufacturing_okved1", "investment_index")
COUNTRIES = ("countries_panel", "gdp_growth_pct")


def data() -> dict[str, Any]:
    """Return the volume indices of regions by measure and the growth of countries, with their names."""
    groups = {name: _regional(name) for name in MEASURES}
    return {
        "years": list(YEARS),
        "groups": groups | {"countries": _countries()},
        "names": region_names() | {"RU": _("Russia")} | _country_names(),
        "words": {
            "chosen": _("your choice"),
            "whole": _("Russia"),
            "other": _("the others"),
            "no-fall": _("no fall"),
            "never": _("not by {year}"),
            "unknown": _("no data"),
        },
        "own": {},
    }


def _regional(indicator: str) -> dict[str, Any]:
    """Return an index of the 83 regions and of Russia; those that lie inside others are not counted."""
    codes = [*sorted(region_names()), "RU"]
    table = load("panel", indicator=indicator, regions=codes).pivot(
        index="iso_code", columns="year", values="value"
    )
    counted = [code for code in codes if code not in (*OKRUGS, "RU")]
    return {
        "counted": counted,
        "series": _plain(table.reindex(index=codes, columns=YEARS)),
        "breaks": break_rows(series_breaks([("panel", indicator)], YEARS, codes)),
    }


def _countries() -> dict[str, Any]:
    """Return the growth of product of Russia and its comparators, as indices."""
    table = load(COUNTRIES[0], indicator=COUNTRIES[1]).pivot(index="iso3", columns="year", values="value")
    codes = list(_country_names())
    return {
        "counted": codes,
        "series": _plain(100 + table.reindex(index=codes, columns=YEARS)),
        "breaks": break_rows(series_breaks([COUNTRIES], YEARS, codes)),
    }


def _country_names() -> dict[str, str]:
    countries = load("countries")
    compared = countries[countries["comparator"]].sort_values("iso3")
    return dict(zip(compared["iso3"], compared[f"name_{language()}"], strict=True))


def _plain(table: Any) -> dict[str, list[float | None]]:
    rounded = table.round(4).astype(object)
    return {
        code: list(values)
        for code, values in zip(table.index, rounded.where(table.notna(), None).to_numpy(), strict=True)
    }


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    names = _country_names()
    regional = {"scope": ("regions",)}
    return (
        Select(
            name="scope",
            label=_("Compare"),
            options=(Option("regions", _("Russia's regions")), Option("countries", _("countries"))),
            default="regions",
        ),
        Select(
            name="measure",
            label=_("Volume of"),
            options=(
                Option("grp_index", _("gross regional product")),
                Option("ipi_okved1", _("industry")),
                Option("ipi_manufacturing_okved1", _("manufacturing")),
                Option("investment_index", _("investment in fixed capital")),
            ),
            default="grp_index",
            help=_("For countries it is always gross domestic product."),
            when=regional,
        ),
        Select(
            name="base",
            label=_("Base year"),
            options=(Option("2007", "2007"), Option("2008", "2008")),
            default="2008",
        ),
        replace(region_select("region", _("Region"), default="RU-CU"), when=regional),
        Select(
            name="country",
            label=_("Country"),
            options=tuple(
                Option(code, names[code])
                for code in sorted(names, key=lambda code: alphabetical(names[code]))
            ),
            default="FIN",
            when={"scope": ("countries",)},
        ),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return one line a place, Russia and the learner's choice drawn bold; the base year's level and breaks are marked."""
    palette = PALETTES[look]
    kinds = [_("your choice"), _("Russia"), _("the others")]
    at_base = "datum.value === 100"
    axis = alt.Axis(
        title=_("Base year = hundred").replace(_("hundred"), "100"),
        gridColor={"condition": {"test": at_base, "value": palette.ink}, "value": palette.grid},
        gridWidth={"condition": {"test": at_base, "value": 1.5}, "value": 1},
    )
    years = alt.Axis(title=None, format="d", values=list(YEARS[::3]), grid=False)
    lines = (
        alt.Chart(alt.NamedData("rows"))
        .transform_filter("datum.mark === ''")
        .mark_line()
        .encode(
            x=alt.X("year:Q", axis=years, scale=alt.Scale(domain=[YEARS[0], YEARS[-1]], nice=False)),
            y=alt.Y("level:Q", axis=axis, scale=alt.Scale(zero=False)),
            detail="place:N",
            color=alt.Color(
                "kind:N",
                title=None,
                sort=kinds,
                scale=alt.Scale(domain=kinds, range=[palette.series[1], palette.series[0], palette.muted]),
                legend=alt.Legend(orient="bottom", columns=3, symbolStrokeWidth=3),
            ),
            strokeWidth=alt.condition("datum.bold", alt.value(3), alt.value(1)),
            opacity=alt.condition("datum.bold", alt.value(1), alt.value(0.28)),
            tooltip=[alt.Tooltip("name:N", title=_("Where"))],
        )
    )
    return framed(alt.layer(lines, break_layer(look)), look, 340)


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    where = " " + _(
        "Choose regions, gross regional product and the base year {base}; read the figure for {later}."
    ).replace("{base}", "2008").replace("{later}", "2011")
    return {
        "guess-quarter": _("Kept: about a quarter. Now look at the regions."),
        "guess-half": _("Kept: about half. Now look at the regions."),
        "guess-most": _("Kept: about three quarters. Now look at the regions."),
        "guess-all": _("Kept: nearly all. Now look at the regions."),
        "missing-right": _(
            "Right: {back|0} of {count|0} were back, the rest were not. Moscow is one of them: it never stood as high again in the years "
            "shown, and at its lowest it had lost {moscow|1} per cent (a minus is a loss)."
        ),
        "missing-back": _("{answer|~3} is how many were back. Asked is how many were not.") + where,
        "missing-percent": _("{answer|~3} is in per cent. Asked is a number of regions, of {count|0}.")
        + where,
        "missing-fraction": _("{answer|~3} is a share. Asked is a number of regions, of {count|0}.") + where,
        "missing-all": _("{answer|~3} is all that are counted: {back|0} of them were back.") + where,
        "missing-other": _("{answer|~3} is not it: take those that were back from the {count|0}.") + where,
        "missing-not-a-number": _("“{answer}” is not a number. Write digits."),
        "depth-exposed": _(
            "Right: Finland changed by {finland|1} per cent, Russia by {russia|1}, and Finland is no economy in transition. Depth shows how exposed a country "
            "was in that year. Why Russia fell is a question that one figure cannot answer."
        ),
        "depth-transition": _(
            "Then Finland, with {finland|1} per cent, would be in transition too; Russia changed by {russia|1}. Depth alone does not tell why."
        ),
        "depth-policy": _(
            "Every country of the list had some policy in that year, and {russia|1} per cent says nothing of what it changed. There is no run without it."
        ),
        "depth-nothing": _(
            "Something did fall, by {russia|1} per cent, and {back|0} of {count|0} regions were back within two years. It says how hard, not why."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    figures = first_question(data)
    back, count = figures["back"], figures["count"]
    missing = count - back
    return {
        "guess": Samples(right=["most"], wrong={"quarter": ["quarter"], "half": ["half"], "all": ["all"]}),
        "missing": Samples(
            right=[missing, str(missing)],
            wrong={
                "those back": [back],
                "percent": [100 * missing / count],
                "fraction": [missing / count],
                "all": [count],
                "not a number": ["few"],
                "another": [missing + 3, 0],
            },
        ),
        "depth": Samples(
            right=["exposed"],
            wrong={"transition": ["transition"], "policy": ["policy"], "nothing": ["nothing"]},
        ),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, a count, and what a deep fall shows."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "In {crisis} the product of most regions fell. How many were back at the level of {base} two years later?"
            )
            .replace("{crisis}", "2009")
            .replace("{base}", "2008"),
            options=(
                Option("quarter", _("About a quarter")),
                Option("half", _("About half")),
                Option("most", _("About three quarters")),
                Option("all", _("Nearly all")),
            ),
        ),
        Question(
            id="missing",
            kind="numeric",
            prompt=_(
                "Gross regional product, base year {base}: how many regions still stood below it in {later}?"
            )
            .replace("{base}", "2008")
            .replace("{later}", "2011"),
        ),
        Question(
            id="depth",
            kind="choice",
            prompt=_(
                "Compare countries. Russia's fall is the second deepest of the list, and Finland's the deepest. What does the depth of a fall "
                "show by itself?"
            ),
            options=(
                Option("transition", _("That the economy is still in transition")),
                Option("exposed", _("That the economy was exposed, not why")),
                Option("policy", _("That the policy of the year failed")),
                Option("nothing", _("Nothing at all")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    crisis, later, last = "2009", "2011", str(YEARS[-1])
    change = _("Change to {year} on the base year").replace("{year}", crisis)
    return Exercise(
        id="crisis-and-recovery",
        title=_("Crisis and recovery"),
        task=_(
            "Every line is a region, or a country, in volumes: prices are taken out. Choose your own and see how far it fell and when it was back."
        ),
        model="crisis_and_recovery",
        data=data,
        controls=controls(),
        figures=(
            Figure(name="name", label=_("Your choice")),
            Figure(name="change", label=change, digits=1, unit="%"),
            Figure(name="deeper", label=_("Place by depth, the deepest first")),
            Figure(name="trough_year", label=_("Lowest in")),
            Figure(name="trough", label=_("At its lowest"), digits=1, unit="%"),
            Figure(name="recovery", label=_("Back in")),
            Figure(
                name="russia",
                label=_("Russia: {change}").replace("{change}", change.lower()),
                digits=1,
                unit="%",
            ),
            Figure(name="back", label=_("At or above the base year in {year}").replace("{year}", later)),
            Figure(name="count", label=_("Places compared")),
        ),
        chart=Chart(
            title=_("Volumes before and after the fall of {year}").replace("{year}", crisis),
            spec=spec,
            series=(*(("panel", name) for name in MEASURES), COUNTRIES),
            alt=_(
                "Lines of {count|0} places. {name} changes by {change|1} per cent to the crisis year, Russia by {russia|1}. Two years later {back|0} "
                "are at or above the base year. Breaks of the series, as dashed lines: {breaks|0}."
            ),
            source=_(
                "Rosstat (volume indices), World Bank (product in constant dollars). Series of regions end before the classification changes. "
                "Data to {year}."
            ).replace("{year}", last),
            table=Table(
                caption=_("Fall and recovery, the deepest fall first"),
                source="places",
                columns=(
                    Figure(name="name", label=_("Where")),
                    Figure(name="change", label=change, digits=1, unit="%"),
                    Figure(name="trough_year", label=_("Lowest in")),
                    Figure(name="trough", label=_("At its lowest"), digits=1, unit="%"),
                    Figure(name="recovery", label=_("Back in")),
                    Figure(
                        name="later",
                        label=_("Change to {year} on the base year").replace("{year}", later),
                        digits=1,
                        unit="%",
                    ),
                ),
            ),
        ),
        details=(
            Table(
                caption=_("Breaks of these series, dashed on the chart"),
                source="breaks",
                columns=(
                    Figure(name="mark", label=_("Mark")),
                    Figure(name="change", label=_("What changes")),
                ),
                empty=_("No break of these series is known in the years shown."),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S06-1",),
        takes=tuple(
            Takes((measure,), (2008, 2009, 2010, 2011), least=4, missed=True) for measure in MEASURES
        ),
        of_region=_(
            "Volume in {crisis} against the base year: {change|1} per cent, place {deeper|0} of {count|0} by depth. Lowest in: {trough_year}. "
            "Back in: {recovery}."
        ).replace("{crisis}", "2009"),
    )
