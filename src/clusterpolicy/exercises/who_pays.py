"""Exercise of chapter 5: what a region spends, and the federal money for the pilot clusters on the same scale."""

from __future__ import annotations

from typing import Any

import pandas as pd

from clusterpolicy.charts.exercise_chart import framed, hollow
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load, region_names
from clusterpolicy.exercises.framework.controls import Control, Option, Select
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table, Takes
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.regions import region_select
from clusterpolicy.indicators.public_money import (
    PILOTS,
    documented_shares,
    host_regions,
    pilot_money,
    planned_years,
    regional_money,
)
from clusterpolicy.indicators.tables import OKRUGS
from clusterpolicy.models.who_pays import BUDGET, HOURS, MEAN, RESEARCH, lasting, sums, whole_sum
from clusterpolicy.text import _

# Budgets are complete from 2006; the product has a break between 2015 and 2016.
YEARS = range(2006, 2016)
COLUMNS = ("budget_expenditure", "rd_expenditure", "grp", "population_avg")


def data() -> dict[str, Any]:
    """Return what the 83 regions spend, and the money for the pilot clusters."""
    instruments, programmes = load("instruments"), load("cluster_programmes")
    pilots, hosts = pilot_money(programmes), host_regions(instruments)
    series = _series()
    return {
        "series": series,
        "years": [str(year) for year in YEARS],
        "columns": list(COLUMNS),
        "hosts": hosts,
        "eighty": [region for region in series if region not in OKRUGS],
        "pilots": {str(year): amount for year, amount in pilots.items()},
        "paid": [str(year) for year in pilots.index],
        "planned": [str(year) for year in planned_years(programmes)],
        "shares": _shares(instruments),
        "clusters": int((instruments["kind"] == PILOTS).sum()),
        "staff": int(load("parameters").set_index("parameter_id").at["cluster-organisation-staff", "value"]),
        "wage": _wage(hosts, list(pilots.index)),
        "names": region_names(),
        "bars": bar_names(),
        "whats": bar_meanings(),
        "units": units(),
        "words": {
            "together": _("the regions with a pilot cluster, together"),
            "planned": _("a year of it was planned, not spent"),
        },
    }


def takes() -> tuple[Takes, ...]:
    """Return what a region of the learner's own needs: a budget of one year, and for the mean that it opens with those of its years."""
    paid = tuple(int(year) for year in pilot_money(load("cluster_programmes")).index)
    budget, research, product, people = COLUMNS
    return (
        Takes((budget, people), tuple(YEARS)),
        Takes((budget, people), paid, least=len(paid), missed=True),
        Takes((budget, research, people), tuple(YEARS), missed=True),
        Takes((budget, product), tuple(YEARS), missed=True),
    )


def _series() -> dict[str, dict[str, list[float | None]]]:
    found: dict[str, dict[str, list[float | None]]] = {}
    for (region, year), row in regional_money(YEARS).iterrows():
        values = [None if pd.isna(row[column]) else round(float(row[column]), 1) for column in COLUMNS]
        found.setdefault(region, {})[str(year)] = values
    return found


def _shares(instruments: pd.DataFrame) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in documented_shares(instruments).itertuples():
        found.setdefault(row.iso_code, {})[str(row.year)] = row.amount
    return found


def _wage(regions: list[str], years: list[int]) -> float:
    """Return the mean monthly wage of some regions and years, each counted once."""
    return float(load("panel", indicator="wage_nominal", regions=regions, year=years)["value"].mean())


def bar_names() -> dict[str, str]:
    """Return what the bars are, in words that fit beside them on a phone."""
    return {
        "budget": _("budget"),
        "research": _("research"),
        "pilots": _("pilots, mean"),
        "own": _("pilots, here"),
    }


def bar_meanings() -> dict[str, str]:
    """Return what the bars are, in full."""
    return {
        "budget": _("spending of the consolidated regional budget"),
        "research": _("research and development in the region, whoever pays"),
        "pilots": _("federal money for the pilot clusters, mean of the regions that host one"),
        "own": _("federal money for the pilot cluster of this region, as documented"),
    }


def units() -> dict[str, str]:
    """Return the unit of each scale."""
    return {"inhabitant": _("roubles per inhabitant"), "grp": _("per cent of gross regional product")}


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    years = tuple(Option(str(year), str(year)) for year in YEARS)
    return (
        region_select(
            "region", _("Region"), default="", none=_("the regions with a pilot cluster, together")
        ),
        Select(
            name="year",
            label=_("Year"),
            options=(Option(MEAN, _("2013 to 2015, a year on average")), *years),
            default=MEAN,
            help=_(
                "Money of the year itself: nothing is compared across years, so nothing has to be deflated."
            ),
        ),
        Select(
            name="measure",
            label=_("Scale"),
            options=tuple(Option(code, words) for code, words in units().items()),
            default="inhabitant",
        ),
        Select(
            name="zoom",
            label=_("Magnify"),
            options=(
                Option("1", _("not at all")),
                Option("10", _("ten times")),
                Option("100", _("a hundred times")),
                Option("1000", _("a thousand times")),
            ),
            default="1",
            help=_("A bar with an arrow goes on beyond the scale."),
        ),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return bars from zero on one scale; a cut bar has an arrow, a planned sum is hollow."""
    palette = PALETTES[look]
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("name:N", axis=alt.Axis(title=None, labelLimit=110), sort=list(bar_names().values())),
    )
    colours = alt.Scale(
        domain=["budget", "research", "pilots", "own"],
        range=[palette.series[0], palette.series[2], palette.series[1], palette.series[3]],
    )
    axis = alt.Axis(title=None, tickCount=3, format=",~r", grid=True)
    bars = base.mark_bar(height={"band": 0.6}, strokeWidth=1).encode(
        x=alt.X("shown:Q", axis=axis, scale=alt.Scale(zero=True, nice=False)),
        color=alt.Color("key:N", legend=None, scale=colours),
        stroke=alt.Stroke("key:N", legend=None, scale=colours),
        **hollow("datum.planned"),
        tooltip=[
            alt.Tooltip("what:N", title=_("Money")),
            alt.Tooltip("value:Q", title=_("Amount"), format=",.3~r"),
            alt.Tooltip("unit:N", title=_("Unit")),
            alt.Tooltip("mark:N", title=_("Mark")),
        ],
    )
    labels = base.mark_text(align="left", dx=6, color=palette.ink, fontSize=13).encode(
        x=alt.X("place:Q", scale=alt.Scale(zero=True, nice=False)), text="amount:N"
    )
    missing = _("no data")
    chart = alt.layer(bars, labels).transform_calculate(
        amount=f"isValid(datum.value) ? format(datum.value, ',.3~r') + (datum.cut ? ' →' : '') : '{missing}'",
        place="isValid(datum.shown) ? datum.shown : 0",
    )
    return framed(chart, look, 210, right=66)


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "guess-roubles": _("Kept: some roubles. Now look for the third bar."),
        "guess-tens": _("Kept: some tens of kopecks. Now look for the third bar."),
        "guess-kopecks": _("Kept: some kopecks. Now look for the third bar."),
        "hours-right": _(
            "Right: {hours|1} hours. What the federal budget gave in three years, the budgets of these regions spend in one long working day. "
            "That says how large the sum is, not what it did."
        ),
        "hours-year": _(
            "{answer|~3} hours is what the money of one year would last. Take all three years together."
        ),
        "hours-days": _("{answer|~3} is right in days. Asked are hours."),
        "hours-minutes": _("{answer|~3} is right in minutes. Asked are hours."),
        "hours-share": _(
            "{answer|~3} is the share in a year's budget, as a fraction or in per cent. A year has {year_hours|0} hours: take that share of them."
        ),
        "hours-head": _(
            "{answer|~3} is in roubles per inhabitant, not in hours. Divide it by what the budget spends per inhabitant."
        ),
        "hours-research": _("{answer|~3} hours is for research spending. Asked are the regional budgets."),
        "hours-country": _(
            "{answer|~3} hours is for all regions. Take the budgets of those with a pilot cluster."
        ),
        "hours-prices": _(
            "{answer|~3} hours sets roubles of these years against a budget in roubles of {first_year}. Prices rose in between: take the same years."
        ),
        "hours-not-a-number": _(
            "“{answer}” is not a number. Write digits, for example two and a half as 2.5."
        ),
        "hours-too-high": _(
            "{answer|~3} is too high. Divide the money per inhabitant by the budget per inhabitant, then turn a year into hours."
        ),
        "hours-too-low": _(
            "{answer|~3} is too low. Divide the money per inhabitant by the budget per inhabitant, then turn a year into hours."
        ),
        "carry-organisation": _(
            "Right. {per_cluster|0} million roubles a year for each cluster pay an organisation many times over: {staff|0} people at the mean wage "
            "of these regions cost {staff_cost|1} million. Against their research spending it is {of_research|%2}."
        ),
        "carry-research": _(
            "It is {of_research|%2} of what these regions spend on research. It could pay single projects, not move the whole."
        ),
        "carry-nothing": _(
            "Divide it by clusters: {per_cluster|0} million roubles a year for each, when {staff|0} people cost {staff_cost|1} million. Small beside "
            "the economy is not small for an organisation."
        ),
        "carry-proved": _(
            "That the sum is small does not show that it did nothing. It shows that figures of whole regions could hardly see it: it is "
            "{of_research|%2} of their research spending. Chapter fifteen takes that up."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    hosts, paid = data["hosts"], data["paid"]
    hours = lasting(data, BUDGET, hosts, paid)
    return {
        "guess": Samples(
            right=["kopecks"], wrong={"roubles": ["roubles"], "tens": ["tens"], "kopecks": ["kopecks"]}
        ),
        "hours": Samples(
            right=[hours, f"{hours:.0f}", f"{hours:.1f}".replace(".", ",")],
            wrong={
                "one year": [hours / len(paid)],
                "days": [hours / 24],
                "minutes": [hours * 60],
                "share": [
                    hours / HOURS,
                    f"{100 * hours / HOURS:.3f} %",
                    hours / HOURS / 3,
                    100 * hours / HOURS / 3,
                ],
                "per inhabitant": [1000 * whole_sum(data) / sums(data, hosts, paid)[3]],
                "research": [lasting(data, RESEARCH, hosts, paid)],
                "all regions": [lasting(data, BUDGET, data["eighty"], paid)],
                "old prices": [lasting(data, BUDGET, hosts, data["years"][:1])],
                "not a number": ["a night"],
                "too high": [1000],
                "too low": [1],
            },
        ),
        "carry": Samples(
            right=["organisation"],
            wrong={"research": ["research"], "nothing": ["nothing"], "proved": ["proved"]},
        ),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, how long the money would last, and what it could carry."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "For every hundred roubles in the budgets of the regions with a pilot cluster: how much came on top from the federal money "
                "for these clusters?"
            ),
            options=(
                Option("roubles", _("Some roubles")),
                Option("tens", _("Some tens of kopecks")),
                Option("kopecks", _("Some kopecks")),
            ),
        ),
        Question(
            id="hours",
            kind="numeric",
            prompt=_(
                "Suppose that the whole federal sum of the three years paid the budgets of the regions with a pilot cluster. For how many hours "
                "would it last?"
            ),
            unit=_("hours"),
        ),
        Question(
            id="carry",
            kind="choice",
            prompt=_("Could that sum carry a policy? Which sentence do these figures bear out?"),
            options=(
                Option("research", _("Yes: it is a visible part of what these regions spend on research")),
                Option(
                    "organisation",
                    _("It can carry cluster organisations, and is hardly visible beside research spending"),
                ),
                Option("nothing", _("It is too small to pay for anything")),
                Option("proved", _("So small a sum had no effect")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    share = "%"
    return Exercise(
        id="who-pays",
        title=_("Who pays"),
        task=_(
            "Three sums on one scale: what the regional budget spends, what is spent on research in the region, and the federal money for the "
            "pilot clusters, spread over the inhabitants of the regions that host one. Find the third bar."
        ),
        model="who_pays",
        data=data,
        controls=controls(),
        figures=(
            Figure(name="budget", label=_("Regional budget, roubles per inhabitant")),
            Figure(name="research", label=_("Research spending, roubles per inhabitant")),
            Figure(name="pilots", label=_("Pilot clusters, roubles per inhabitant"), digits=1),
            Figure(
                name="of_research",
                label=_("Pilot money as a share of research spending"),
                style=share,
                digits=2,
            ),
            Figure(name="of_product", label=_("… of gross regional product"), style=share, digits=4),
            Figure(name="unit", label=_("Unit of the scale")),
        ),
        chart=Chart(
            title=_("What is spent in a year, on one scale"),
            spec=spec,
            alt=_(
                "Bars for {place}: the budget spends {budget|0} roubles per inhabitant, the federal money for the pilot clusters comes to {pilots|1}. "
                "The scale ends at {limit|0}; {cut|0} bars go beyond it."
            ),
            source=_(
                "Rosstat, Regions of Russia (budgets, research spending, product, population); government notices on the subsidies; the sum of "
                "{planned} was planned. Hollow: planned in part. Data to {year}."
            )
            .replace("{planned}", str(planned_years(load("cluster_programmes"))[0]))
            .replace("{year}", str(YEARS[-1])),
            table=Table(
                caption=_("What is spent, on the chosen scale"),
                columns=(
                    Figure(name="name", label=_("Bar")),
                    Figure(name="what", label=_("Money")),
                    Figure(name="value", label=_("Amount"), style="~", digits=4),
                    Figure(name="unit", label=_("Unit")),
                    Figure(name="mark", label=_("Mark")),
                ),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S07-6",),
        takes=takes(),
        of_region=_(
            "The budget spends {budget|0} roubles an inhabitant and year; federal money for the pilot clusters, mean of the regions that host one: {pilots|0}."
        ),
    )
