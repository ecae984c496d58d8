"""Exercise of chapter 3: what cluster programmes cost, on one scale after another."""

from __future__ import annotations

from typing import Any

import pandas as pd

from clusterpolicy.charts.exercise_chart import framed, hollow
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import Checkbox, Control, MultiSelect, Option, Select
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.indicators.programmes import PILOTS, normalised_budgets
from clusterpolicy.models.compare_programmes import LARGE, SMALL
from clusterpolicy.text import _

MEASURES = ("total", "year", "cluster_year", "inhabitant", "gdp")
SHOWN_AT_FIRST = ("deu-innoregio", "fra-poles-2", "kor-all-schemes", PILOTS)


def data() -> dict[str, Any]:
    """Return each programme's budget on every scale, and the words for units and marks."""
    budgets, names = normalised_budgets(), programme_names()
    rows = []
    for name, row in budgets.iterrows():
        marks = [row["kind"]] if row["kind"] != "stated" else []
        doubtful = row["verification"] != "sourced"
        rows.append(
            {
                "key": name,
                "name": names[str(name)],
                "currency": row["currency"],
                "years": "" if pd.isna(row["first_year"]) else f"{row['first_year']}–{row['last_year']}",
                "clusters": None if pd.isna(row["clusters"]) else int(row["clusters"]),
                "what": what_words()[row["what"]],
                "doubtful": doubtful,
                "marks": [*marks, *(["doubtful"] if doubtful else [])],
                **{measure: None if pd.isna(row[measure]) else float(row[measure]) for measure in MEASURES},
            }
        )
    return {"programmes": rows, "units": units(), "words": words()}


def programme_names() -> dict[str, str]:
    """Return a short name of each programme with a budget, in the order of its id."""
    short = {
        "deu-bioregio": _("Germany: BioRegio"),
        "deu-innoregio": _("Germany: InnoRegio"),
        "deu-spitzencluster": _("Germany: Spitzencluster"),
        "fra-poles-2": _("France: poles, phase two"),
        "kor-all-schemes": _("Korea: all schemes"),
        "nor-nce": _("Norway: NCE"),
        "pol-key-clusters": _("Poland: key clusters"),
        PILOTS: _("Russia: pilot clusters"),
        "swe-vinnvaxt": _("Sweden: Vinnväxt"),
    }
    # A programme that is new in the dataset has its own name until it gets a short one here.
    names = load("cluster_programmes").set_index("programme_id")["programme_en"]
    return {str(key): short.get(str(key)) or str(names[key]) for key in normalised_budgets().index}


def what_words() -> dict[str, str]:
    """Return what a row counts."""
    return {"programme": _("a programme"), "audit": _("all schemes of a country, by its auditors")}


def units() -> dict[str, str]:
    """Return the unit of each scale; the currency is put in by the model."""
    return {
        "total": _("million {currency}"),
        "year": _("million {currency} a year"),
        "cluster_year": _("million {currency} per cluster and year"),
        "inhabitant": _("{currency} per inhabitant and year"),
        "gdp": _("millionths of gross domestic product a year"),
    }


def words() -> dict[str, str]:
    """Return the marks of an entry, and what stands where nothing does."""
    return {
        "planned": _("planned, not spent"),
        "ceiling": _("at most"),
        "doubtful": _("checked in part"),
        "nothing": _("no programme"),
        "one-scale": _("one-scale"),
    }


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    names = programme_names()
    return (
        Select(
            name="measure",
            label=_("Budget"),
            options=(
                Option("total", _("in all")),
                Option("year", _("a year")),
                Option("cluster_year", _("per cluster and year")),
                Option("inhabitant", _("per inhabitant and year")),
                Option("gdp", _("as a share of gross domestic product, a year")),
            ),
            default="total",
        ),
        MultiSelect(
            name="programmes",
            label=_("Programmes"),
            options=tuple(Option(key, name) for key, name in names.items()),
            default=SHOWN_AT_FIRST,
        ),
        Checkbox(name="checked", label=_("Leave out entries checked only in part"), default=False),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return one bar a programme, coloured by currency; a hollow bar was checked in part."""
    palette = PALETTES[look]
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("name:N", axis=alt.Axis(title=None, labelLimit=170), sort=None),
    )
    legend: dict[str, Any] = {"title": _("Currency"), "legend": alt.Legend(orient="bottom")}
    bars = base.mark_bar(height={"band": 0.6}, strokeWidth=2).encode(
        x=alt.X("value:Q", axis=None, scale=alt.Scale(zero=True)),
        color=alt.Color("currency:N", **legend),
        stroke=alt.Stroke("currency:N", **legend),
        **hollow("datum.doubtful"),
        tooltip=[
            alt.Tooltip("name:N", title=_("Programme")),
            alt.Tooltip("value:Q", title=_("Budget"), format=",.3~r"),
            alt.Tooltip("unit:N", title=_("Unit")),
            alt.Tooltip("years:N", title=_("Years")),
            alt.Tooltip("what:N", title=_("What it is")),
            alt.Tooltip("mark:N", title=_("Mark")),
        ],
    )
    labels = base.mark_text(align="left", dx=6, color=palette.ink, fontSize=13).encode(
        x=alt.X("place:Q", axis=None, scale=alt.Scale(zero=True)), text="amount:N"
    )
    missing = _("no data")
    chart = alt.layer(bars, labels).transform_calculate(
        amount=f"isValid(datum.value) ? format(datum.value, ',.3~r') : '{missing}'",
        place="isValid(datum.value) ? datum.value : 0",
    )
    return framed(chart, look, 260, right=76)


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    both = " " + _(
        "A year, France's second phase takes {large|1} millionths of the product, Russia's pilots {small|1}."
    )
    return {
        "guess-less": _("Kept: less than a tenth. Now set the scale to a share of gross domestic product."),
        "guess-tenth": _("Kept: about a tenth. Now set the scale to a share of gross domestic product."),
        "guess-same": _("Kept: about the same. Now set the scale to a share of gross domestic product."),
        "guess-more": _("Kept: more. Now set the scale to a share of gross domestic product."),
        "factor-right": _(
            "Right: {large|1} by {small|1} is {factor|1}. Set against the economy, Russia's pilot clusters are of the size of a German "
            "contest, and far from the French programme that the deck looks at."
        ),
        "factor-inverted": _("{answer|~3} is the factor upside down: divide the larger share by the smaller.")
        + both,
        "factor-currencies": _(
            "{answer|~3} divides euros by roubles. Amounts in two currencies have no factor; shares of the product have one."
        ),
        "factor-cluster": _(
            "{answer|~3} divides euros by roubles per cluster and year. Take the share of gross domestic product instead."
        ),
        "factor-difference": _("{answer|~3} is the difference. A factor divides the one share by the other.")
        + both,
        "factor-one": _("{answer|~3} is one of the two shares. Divide the larger by the smaller."),
        "factor-percent": _("{answer|~3} is in per cent. Asked is how many times as much.") + both,
        "factor-not-a-number": _(
            "“{answer}” is not a number. Write digits, for example one and a half as 1.5."
        ),
        "factor-too-high": _(
            "{answer|~3} is too high. Set the scale to a share of gross domestic product and read both bars."
        ),
        "factor-too-low": _(
            "{answer|~3} is too low. Set the scale to a share of gross domestic product and read both bars."
        ),
        "unlike-counts": _(
            "Right: it is not one programme but an audit of all schemes of a country, with {clusters|0} designated clusters. Compared "
            "with a programme, it must come out large."
        ),
        "unlike-currency": _(
            "The currency is cured by the scale: as a share of the product, won and euros stand on one axis. The bar stays unlike the others."
        ),
        "unlike-years": _(
            "Its years are later, and that matters for prices. But a share of the product allows for prices. Read what the entry is."
        ),
        "unlike-state": _(
            "Who leads does not change what is counted: {clusters|0} clusters of all schemes together."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    rows = {row["key"]: row for row in data["programmes"]}
    large, small = rows[LARGE], rows[SMALL]
    factor = large["gdp"] / small["gdp"]
    return {
        "guess": Samples(right=["tenth"], wrong={"less": ["less"], "same": ["same"], "more": ["more"]}),
        "factor": Samples(
            right=[factor, f"{factor:.0f}", f"{factor:.1f}".replace(".", ",")],
            wrong={
                "inverted": [1 / factor],
                "currencies": [large["total"] / small["total"]],
                "per cluster": [large["cluster_year"] / small["cluster_year"]],
                "difference": [large["gdp"] - small["gdp"]],
                "one of the two": [large["gdp"], small["gdp"]],
                "percent": [100 * factor],
                "not a number": ["ten times"],
                "too high": [factor * 3],
                "too low": [factor / 3],
            },
        ),
        "unlike": Samples(
            right=["counts"], wrong={"currency": ["currency"], "years": ["years"], "State": ["state"]}
        ),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, a factor, and what makes one bar unlike the others."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "Set against the size of each economy: how much of what France gave its poles in their second phase did Russia's pilot "
                "clusters get a year?"
            ),
            options=(
                Option("less", _("Less than a hundredth")),
                Option("tenth", _("About a tenth")),
                Option("same", _("About the same")),
                Option("more", _("More")),
            ),
        ),
        Question(
            id="factor",
            kind="numeric",
            prompt=_(
                "As a share of gross domestic product, a year: how many times as much does the second French phase take as the Russian pilots?"
            ),
        ),
        Question(
            id="unlike",
            kind="choice",
            prompt=_(
                "On that scale Korea's bar towers over the others. Why is it not to be set beside them?"
            ),
            options=(
                Option("currency", _("It is in won")),
                Option("years", _("It is of later years")),
                Option("counts", _("It counts all schemes of the country together")),
                Option("state", _("The State leads there")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    budget = Figure(name="value", label=_("Budget"), style="~", digits=3)
    return Exercise(
        id="compare-programmes",
        title=_("What a programme costs"),
        task=_(
            "Choose programmes and a scale. Watch who comes first, and in how many currencies the bars are."
        ),
        model="compare_programmes",
        data=data,
        controls=controls(),
        figures=(
            Figure(name="largest", label=_("Largest")),
            Figure(name="count", label=_("Programmes with this figure")),
            Figure(name="missing", label=_("Programmes without it")),
            Figure(name="currencies", label=_("Scales on one axis")),
        ),
        chart=Chart(
            title=_("Budgets of cluster programmes on the chosen scale"),
            spec=spec,
            alt=_(
                "Bars of {count|0} programmes in {currencies|0} currencies or scales. Largest: {largest}; the smallest has {share|%1} of "
                "its length."
            ),
            source=_(
                "Documents on each programme; World Bank, World Development Indicators. Hollow bars were checked in part. Data to {year}."
            ).replace("{year}", "2025"),
            table=Table(
                caption=_("Budgets on the chosen scale"),
                columns=(
                    Figure(name="name", label=_("Programme")),
                    budget,
                    Figure(name="unit", label=_("Unit")),
                    Figure(name="years", label=_("Years")),
                    Figure(name="clusters", label=_("Clusters")),
                    Figure(name="what", label=_("What it is")),
                    Figure(name="mark", label=_("Mark")),
                ),
                empty=_("No programme is chosen."),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S02-3", "S04-1", "S05-2"),
    )
