"""Exercise of chapter 12: five years of cost and money of a cluster organisation."""

from __future__ import annotations

from typing import Any

import pandas as pd

from clusterpolicy import vocabulary
from clusterpolicy.charts.exercise_chart import framed
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import (
    Cell,
    Control,
    Option,
    Preset,
    Select,
    Slider,
)
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.indicators.financing import (
    FROM_BUDGET,
    YEARS,
    lines_of,
    plans_of_programmes,
    regional_shares,
)
from clusterpolicy.models.financing_plan import (
    LINES,
    REAL,
    SOURCES,
    case_plan,
    check_region,
    leverage_of,
    name_of,
)
from clusterpolicy.text import _, format_message

# What the region has to bear of the joint sum: in the case exactly what it plans to give.
SHARE = 25
MOST = 1000


def data() -> dict[str, Any]:
    """Return the plan of the case, and the words for what the model names."""
    return {
        "case": case_cells(),
        "share": SHARE,
        "years": [str(year + 1) for year in range(YEARS)],
        "sources": {name: words for name, words in line_names().items() if name in SOURCES},
        "currencies": currencies(),
        "words": {
            "never": _("not in five years"),
            "no_cost": _("no cost, nothing to support"),
            "closed": _("no cost in the last year"),
            "no_year": _("none"),
            "no_cost_last": _("no cost then"),
            "no_public": _("no public money"),
            "nothing": _("no money comes in"),
            "short": _("money runs short"),
            "covered": _("no year ends below nought"),
            "bridge": _("short"),
            "none": "",
        },
    }


def case_cells() -> dict[str, float]:
    """Return the plan of the case as values of the cells."""
    lines = lines_of(load("case_budget"))
    return {
        name_of(line, year): float(lines.loc[of_case].iloc[year])
        for line, of_case in FROM_BUDGET.items()
        for year in range(YEARS)
    }


def line_names() -> dict[str, str]:
    """Return the lines of the plan as a learner reads them."""
    return {
        "federal": _("Federal subsidy"),
        "region": _("Region"),
        "fees": _("Members' fees"),
        "services": _("Services sold"),
        "private": _("Private investors"),
        "cost": _("Cost"),
    }


def currencies() -> dict[str, str]:
    """Return the units that a plan can be in."""
    return {"RUB": _("million roubles"), "EUR": _("million euros"), "SEK": _("million Swedish kronor")}


def controls() -> tuple[Control, ...]:
    """Return what a learner can move: the table, and the rules under which its money comes."""
    names, opening = line_names(), case_cells()
    cells = [
        Cell(
            name=name_of(line, year),
            label=format_message(_("{line}, year {year}"), {"line": names[line], "year": year + 1}),
            table=_("The plan, in millions"),
            row=names[line],
            column=format_message(_("Year {year}"), {"year": year + 1}),
            minimum=0,
            maximum=MOST,
            step=1,
            default=opening[name_of(line, year)],
        )
        for line in LINES
        for year in range(YEARS)
    ]
    return (_start(), *cells, *rules(), *money())


def _start() -> Slider:
    return Slider(
        name="opening",
        label=_("Cash at the start"),
        unit=_("millions"),
        minimum=0,
        maximum=100,
        step=1,
        default=0,
        digits=1,
    )


def rules() -> tuple[Control, ...]:
    """Return what decides when and whether money comes."""
    return (
        Slider(
            name="share",
            label=_("Share that the region has to bear"),
            unit="%",
            minimum=0,
            maximum=95,
            step=1,
            default=SHARE,
            digits=0,
            help=_(
                "Of its money and the federal subsidy together. Where the region gives less, federal money is cut until this share is reached. At nought there is no such rule."
            ),
        ),
        Slider(
            name="arrears",
            label=_("Federal delay"),
            unit=_("months"),
            minimum=0,
            maximum=12,
            step=1,
            default=0,
            digits=0,
            help=_(
                "Federal money comes in twelve monthly parts, each this many months late. At twelve, the money of a year comes in the next one."
            ),
        ),
    )


def money() -> tuple[Control, ...]:
    """Return in what money the plan is read."""
    return (
        Select(
            name="currency",
            label=_("Currency of the plan"),
            options=tuple(Option(code, words) for code, words in currencies().items()),
            default="RUB",
            help=_("It names the figures and converts nothing."),
        ),
        Select(
            name="prices",
            label=_("Read all figures in"),
            options=(
                Option("nominal", _("money of each year")),
                Option(REAL, _("money of the first year")),
            ),
            default="nominal",
            help=_("Money of the first year: what a sum buys at the prices of year one."),
        ),
        Slider(
            name="inflation",
            label=_("Prices rise by"),
            unit=_("% a year"),
            minimum=0,
            maximum=40,
            step=0.5,
            default=price_rise(),
            digits=1,
            help=_("At first: the mean rise of the deflator of Russia's product, 2013 to 2017."),
            when={"prices": (REAL,)},
        ),
    )


def price_rise() -> float:
    """Return the mean yearly rise of the deflator of Russia's gross domestic product over the years of the case's plan."""
    years = sorted(load("case_budget")["year"].unique())
    rows = load("countries_panel", indicator="inflation_gdp_deflator_pct", year=years)
    return round(float(rows.loc[rows["iso3"] == "RUS", "value"].mean()), 1)


def presets() -> tuple[Preset, ...]:
    """Return plans to start from: the case, an empty one, and what is documented of four programmes."""
    plans = plans_of_programmes()
    return (
        Preset(
            name="case",
            label=_("The plan of the case (fictional)"),
            note=_("Teaching data, as it stands in the case file. Year one is 2013."),
            values={},
        ),
        *(_programme(str(name), plans.loc[name]) for name in plans.index),
        Preset(
            name="empty",
            label=_("An empty plan"),
            note=_("Nought everywhere: for a plan of your own."),
            values=dict.fromkeys(case_cells(), 0) | {"share": 0},
        ),
    )


def _programme(name: str, plan: Any) -> Preset:
    label, note = programme_words()[name]
    values: dict[str, Any] = dict.fromkeys(case_cells(), 0)
    for year in range(YEARS):
        values |= {name_of("federal", year): plan["public"][year], name_of("cost", year): plan["cost"]}
        values |= {name_of("private", year): plan["firms"][year]}
    return Preset(
        name=name,
        label=label,
        note=format_message(note + " " + common_note(), places_of(plan)),
        values=values | {"share": 0, "currency": plan["currency"]},
    )


def places_of(plan: Any) -> dict[str, Any]:
    """Return what the note of a programme quotes."""
    shares = regional_shares(load("cluster_programmes"))
    return {
        **{f"year_{year + 1}": amount for year, amount in enumerate(plan["public"])},
        **{f"{side}_{year}": shares.at[year, side] for year in shares.index for side in shares},
        "years": plan["years"],
        "support": None if pd.isna(plan["support_years"]) else int(plan["support_years"]),
        "kind": vocabulary.amount_kind()[plan["kind"]],
        "checked": vocabulary.verification()[plan["verification"]],
    }


def common_note() -> str:
    """Return what holds of every programme's note."""
    return _(
        "Source: the dataset cluster_programmes (entry: {checked}; kind of sum: {kind}). What a cluster cost is not documented. So the course lets each of the five years "
        "cost the mean of this money over its documented years: a gap after its end comes from that assumption. Rows on which nothing is documented stand at nought, so "
        "leverage and self-support say nothing of the programme."
    )


def programme_words() -> dict[str, tuple[str, str]]:
    """Return the programmes by name, and what is documented of their money."""
    return {
        "rus-pilot": (
            _("Russia: pilot clusters, 2013 to 2015"),
            _(
                "Federal subsidies per cluster, mean of all on the list: {year_1|0}, {year_2|0} and {year_3|0} million roubles. Regions had to bear "
                "{low_2013|0} to {high_2013|0} per cent of the joint sum in 2013 and {low_2014|0} to {high_2014|0} in 2014; what they paid is not at hand."
            ),
        ),
        "deu-spitzencluster": (
            _("Germany: Leading-Edge Clusters"),
            _(
                "Federal money per cluster and year, mean over {years|0} years: {year_1|2} million euros. Firms add as much; it stands in the row of "
                "private investors."
            ),
        ),
        "swe-vinnvaxt": (
            _("Sweden: Vinnväxt"),
            _(
                "{year_1|0} million kronor a year for one winner over {support|0} years, of which {years|0} stand here. National money stands in the row of "
                "the federal subsidy."
            ),
        ),
        "fra-poles-2": (
            _("France: pôles de compétitivité, 2009 to 2011"),
            _(
                "State money, mean of all pôles: {year_1|2} million euros a year for {years|0} years. It stands in the row of the federal subsidy."
            ),
        ),
    }


def spec(look: LookName) -> dict[str, Any]:
    """Return stacked bars of money coming in, a tick at the cost, and a line of cash; cash below nought is labelled."""
    palette = PALETTES[look]
    names = [line_names()[source] for source in SOURCES]
    colours = [palette.series[0], palette.beside, palette.series[2], palette.series[3], palette.muted]
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("year:O", axis=alt.Axis(title=_("Year of the plan"), labelAngle=0)),
        tooltip=[
            alt.Tooltip("year:O", title=_("Year")),
            alt.Tooltip("source:N", title=_("Source")),
            alt.Tooltip("amount:Q", title=_("Comes in"), format=",.2~f"),
            alt.Tooltip("cost:Q", title=_("Cost"), format=",.2~f"),
            alt.Tooltip("cash:Q", title=_("Cash at the end"), format=",.2~f"),
        ],
    )
    title = _("Millions")
    nought = alt.condition("datum.value === 0", alt.value(palette.ink), alt.value(palette.grid))
    bars = base.mark_bar(stroke=palette.paper).encode(
        y=alt.Y(
            "amount:Q",
            title=title,
            stack="zero",
            # Room below for the figure of a gap.
            scale=alt.Scale(zero=True, nice=False, padding=24),
            axis=alt.Axis(tickCount=6, gridColor=nought),
        ),
        color=alt.Color(
            "source:N",
            scale=alt.Scale(domain=names, range=colours),
            legend=alt.Legend(title=None, orient="bottom", columns=2, labelLimit=130),
        ),
        # The edge of nothing would cut the line at nought.
        strokeWidth=alt.condition("datum.amount > 0", alt.value(1), alt.value(0)),
        order=alt.Order("place:Q"),
    )
    one = base.transform_filter("datum.place === 0")
    cost = one.mark_tick(thickness=4, opacity=1, color=palette.ink, bandSize=42).encode(
        y=alt.Y("cost:Q", title=title)
    )
    line = one.mark_line(color=palette.accent, strokeWidth=2).encode(y=alt.Y("cash:Q", title=title))
    points = one.mark_point(filled=True, size=80, color=palette.accent, opacity=1).encode(
        y=alt.Y("cash:Q", title=title)
    )
    labels = one.mark_text(dy=16, fontWeight=700, fontSize=13, color=palette.accent).encode(
        y=alt.Y("cash:Q", title=title),
        text=alt.condition("datum.short", alt.Text("cash:Q", format=",.1~f"), alt.value("")),
    )
    return framed(alt.layer(bars, cost, line, points, labels), look, 380)


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "guess-first": _("Kept: in the first year. Now look where the line of cash lies."),
        "guess-end": _("Kept: when federal money ends. Now look where the line of cash lies."),
        "guess-last": _("Kept: in the last year. Now look where the line of cash lies."),
        "guess-never": _("Kept: in none. Now look where the line of cash lies."),
        "half-right": _(
            "Right: {right|0}. The region saves {region_less|0} and the organisation loses {federal_less|0} more, because federal money follows the region's "
            "at its share of {share|0} per cent."
        ),
        "half-alone": _(
            "{answer|~2} takes away the region's money alone. The federal subsidy follows it: the region has to bear {share|0} per cent of both."
        ),
        "half-unchanged": _("{answer|~2} is the plan as it is. Halve the row of the region, year by year."),
        "half-sign": _("The figure is right, the sign is not: the organisation owes, it does not own."),
        "half-lost": _(
            "{answer|~2} is what is lost altogether. Asked is what is left of the {full|0} that the plan ends with."
        ),
        "half-not-a-number": _("“{answer}” is not a number. Write digits, and a minus sign where needed."),
        "half-other": _(
            "{answer|~2} is not it. Reset the exercise, halve each figure in the row “Region” and read “Cash after the last year”."
        ),
        "meaning-ratio": _(
            "Right: beside each rouble of public money the plan has {leverage|2} of other money. What would have come without the public money, the plan does not say."
        ),
        "meaning-cause": _(
            "A plan with {leverage|2} beside each public rouble does not show that the rouble brought it in. Fees might have been paid anyway. For that you need "
            "a comparison with firms or regions that got nothing."
        ),
        "meaning-support": _(
            "No: in year {last} own income is {own|0} of a cost of {cost|0}. Leverage adds up all years; self-support asks whether own income covers the cost of each year from some year on."
        ),
        "meaning-profit": _("Nothing is earned on it: {leverage|2} is money that comes in, and it is spent."),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    outcome = check_region(data, "0", {"share": data["share"], "leverage": leverage_of(case_plan(data))})
    worked = outcome["params"]
    right = worked["right"]
    return {
        "guess": Samples(
            right=["first"],
            wrong={"first": ["first"], "end": ["end"], "last": ["last"], "never": ["never"]},
        ),
        "half": Samples(
            right=[right, f"{right:.0f}", f"{right:.1f}".replace("-", "\u2212").replace(".", ",")],
            wrong={
                "alone": [worked["full"] - worked["region_less"]],
                "unchanged": [worked["full"]],
                "sign": [-right],
                "lost": [worked["region_less"] + worked["federal_less"]],
                "not a number": ["minus"],
                "other": [77],
            },
        ),
        "meaning": Samples(
            right=["ratio"],
            wrong={"cause": ["cause"], "support": ["support"], "profit": ["profit"]},
        ),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, a sum, and what leverage says."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "The plan of the case has federal money for three years; fees and services grow from year to year. In which year does money run short?"
            ),
            options=(
                Option("first", _("In the first")),
                Option("end", _("In the fourth, when federal money has ended")),
                Option("last", _("In the last")),
                Option("never", _("In none")),
            ),
        ),
        Question(
            id="half",
            kind="numeric",
            prompt=_(
                "In every year the region gives half of what it planned. All else stays as in the plan of the case, and so does the share that the region has to bear. How much cash is "
                "left after the last year? (Below nought with a minus sign.)"
            ),
            unit=_("million roubles"),
        ),
        Question(
            id="meaning",
            kind="choice",
            prompt=_("The plan of the case states its leverage. What may you write into an application?"),
            options=(
                Option("cause", _("Each public rouble brings in that much other money")),
                Option("support", _("The organisation will soon need no support")),
                Option("ratio", _("So much other money is planned beside each public rouble")),
                Option("profit", _("Each public rouble earns that much")),
            ),
        ),
    )


def figures() -> tuple[Figure, ...]:
    """Return the headline figures."""
    return (
        Figure(name="money", label=_("Figures are in")),
        Figure(name="income", label=_("Money that comes in, five years"), digits=2),
        Figure(name="cost", label=_("Cost, five years"), digits=2),
        Figure(name="cash", label=_("Cash after the last year"), digits=2),
        Figure(name="short", label=_("Cash ends below nought in year")),
        Figure(name="gap", label=_("Deepest gap, for somebody to bridge"), digits=2),
        Figure(name="support", label=_("Supports itself from year")),
        Figure(
            name="own_cover", label=_("Fees and services, share of the last year's cost"), style="%", digits=0
        ),
        Figure(name="leverage", label=_("Leverage: other money per public unit"), digits=3),
        Figure(name="largest", label=_("Largest source")),
        Figure(name="largest_share", label=_("Its share in what comes in"), style="%", digits=0),
        Figure(name="refused", label=_("Federal money cut, because the region bears too little"), digits=2),
        Figure(name="owed", label=_("Federal money still to come after year five"), digits=2),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    return Exercise(
        id="financing-plan",
        title=_("Five years of money"),
        task=_(
            "Write the plan into the table, in millions. Bars show what comes in, thick ticks the cost, the line the cash that is left at the end of a year. Then raise the federal "
            "delay, or lower what the region gives."
        ),
        model="financing_plan",
        data=data,
        teaching=True,
        presets=presets(),
        controls=controls(),
        figures=figures(),
        chart=Chart(
            title=_("What comes in, what it costs, what is left"),
            spec=spec,
            alt=_(
                "Five bars of money by source, a tick at each year's cost, a line of cash. {income|1} come in, {cost|1} are spent; {state}, and the last year "
                "ends with {cash|1}. All in {money}."
            ),
            source=_(
                "The case: assumptions of the course. Programmes: as their note says. Data to {year}."
            ).replace("{year}", "2017"),
            series=(),
            table=Table(
                caption=_("Money by source and year"),
                columns=(
                    Figure(name="year", label=_("Year")),
                    Figure(name="source", label=_("Source")),
                    Figure(name="amount", label=_("Comes in"), digits=2),
                    Figure(name="cost", label=_("Cost of the year"), digits=2),
                    Figure(name="cash", label=_("Cash at its end"), digits=2),
                ),
            ),
        ),
        details=(
            Table(
                caption=_("The cash account, year by year"),
                source="flows",
                columns=(
                    Figure(name="year", label=_("Year")),
                    Figure(name="before", label=_("Cash before"), digits=2),
                    Figure(name="worn", label=_("Lost to rising prices"), digits=2),
                    Figure(name="in", label=_("Comes in"), digits=2),
                    Figure(name="cost", label=_("Cost"), digits=2),
                    Figure(name="cash", label=_("Cash after"), digits=2),
                    Figure(name="note", label=_("Note")),
                ),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S16-1", "S16-2", "S16-3"),
    )
