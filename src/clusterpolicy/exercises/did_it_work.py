"""Exercise of chapter 15: the regions of the 2012 pilot clusters against others, with every choice of the evaluator a control."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from clusterpolicy.charts.exercise_chart import framed
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load, region_names
from clusterpolicy.exercises.framework.controls import Control, MultiSelect, Option, Select, Slider, defaults
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.regions import region_select
from clusterpolicy.indicators.evaluation import LEVEL
from clusterpolicy.indicators.pilot_regions import (
    BEFORE,
    FIRST_MONEY,
    YEARS,
    evaluated_regions,
    pilot_features,
    pilot_outcomes,
)
from clusterpolicy.indicators.public_money import host_regions, on_scale, pilot_money, regional_money
from clusterpolicy.models.did_it_work import NOTHING_HAPPENED, base_years, evaluated, plain
from clusterpolicy.text import _, format_message

# The controls that make a setting of the evaluation; the outcomes are chosen beside them.
CHOICES = ("date", "base", "weights", "second_host", "without", "others", "caliper", "held")
MOST_REGIONS = 90


def outcome_names() -> dict[str, str]:
    """Return the outcomes in words."""
    return {
        "grp": _("Gross regional product, volume"),
        "investment": _("Investment, volume"),
        "industry": _("Industrial output, volume"),
        "rd_personnel": _("People in R&D"),
        "innovation": _("Organisations with innovations"),
        "innovative": _("Innovative goods in shipped output"),
        "rd_share": _("R&D spending in the product"),
        "unemployment": _("Unemployment"),
        "patents": _("Patent applications per inhabitant"),
    }


def outcome_units() -> dict[str, str]:
    """Return the units of the outcomes, as a difference has them."""
    percent, points = _("per cent"), _("percentage points")
    return {
        "grp": percent,
        "investment": percent,
        "industry": percent,
        "rd_personnel": percent,
        "innovation": points,
        "innovative": points,
        "rd_share": points,
        "unemployment": points,
        "patents": _("applications per 100,000 inhabitants"),
    }


def feature_names() -> dict[str, str]:
    """Return in words how regions differed before."""
    return {
        "inhabitants": _("Inhabitants, thousand"),
        "product_head": _("Product per inhabitant, thousand roubles"),
        "rd": _("People in R&D"),
        "rd_head": _("People in R&D per 1,000 inhabitants"),
        "manufacturing": _("Manufacturing in value added, %"),
    }


def data() -> dict[str, Any]:
    """Return outcomes and features of the regions, the money, and what does not depend on any choice."""
    from scipy.stats import t

    names, features = region_names(), pilot_features()
    hosts = host_regions(load("instruments"))
    regions = [
        {
            "key": code,
            "name": names[code],
            "host": code in hosts,
            "worth": {
                "equal": 1,
                "people": float(features.at[code, "inhabitants"]),
                "product": float(features.at[code, "product"]),
            },
            **{name: round(float(value), 6) for name, value in features.loc[code].items()},
        }
        for code in evaluated_regions()
    ]
    tables, units = pilot_outcomes(), outcome_units()
    return {
        "years": list(YEARS),
        "regions": regions,
        "order": list(outcome_names()),
        "outcomes": {
            name: {"name": words, "unit": units[name], "values": _values(tables[name])}
            for name, words in outcome_names().items()
        },
        "money": money_share(),
        # The quantile of 0.975 of Student's t for one degree of freedom, for two, and so on.
        "t": [float(t.ppf(1 - LEVEL / 2, freedom)) for freedom in range(1, MOST_REGIONS)],
        "plain": {name: defaults(controls())[name] for name in CHOICES},
        "words": words(),
    }


def money_share() -> float:
    """Return the federal money for the pilot clusters as a share of the host regions' product in the same years."""
    money = pilot_money(load("cluster_programmes"))
    own = regional_money(money.index).reset_index()
    return float(
        on_scale(own[own["iso_code"].isin(host_regions(load("instruments")))], money)["pilot_of_grp"]
    )


def words() -> dict[str, Any]:
    """Return the words of rows."""
    return {
        "all": _("all"),
        "lots": _("lots"),
        "unseen": _("blind"),
        "kinds": kinds(),
        "features": feature_names(),
        "host": _("host"),
        "other": _("other"),
        "nobody": _("nobody within the caliper"),
        "sound": _("usable"),
        "moved": _("apart before: not usable"),
        "early": _("“effect” of {year}: not usable").replace("{year}", NOTHING_HAPPENED),
        "empty": _("nothing to compare"),
    }


def kinds() -> dict[str, str]:
    """Return the kinds of marks in words."""
    return {
        "base": _("base year: hollow"),
        "year": _("other year"),
        "all": _("all: taken together"),
        "lot": _("lots: drawn by lot"),
        "unseen": _("blind: invisible"),
    }


def _values(table: pd.DataFrame) -> list[list[float | None]]:
    rounded = table.round(4).astype(object)
    return [list(row) for row in rounded.where(rounded.notna(), None).to_numpy()]


def controls() -> tuple[Control, ...]:
    """Return what an evaluator chooses."""
    outcomes = tuple(Option(name, label) for name, label in outcome_names().items())
    before = [str(year) for year in YEARS if year < FIRST_MONEY]
    held = feature_names()
    return (
        Select(name="outcome", label=_("Outcome on the chart"), options=outcomes, default="grp"),
        MultiSelect(
            name="tried",
            label=_("Outcomes that you try besides"),
            options=outcomes,
            help=_("Each one counts as a try, and the table lists them all."),
        ),
        Select(
            name="date",
            label=_("The programme begins"),
            options=(
                Option(str(FIRST_MONEY), _("{year}: the first money").replace("{year}", str(FIRST_MONEY))),
                *(
                    Option(year, _("{year}: nothing happened").replace("{year}", year))
                    for year in ("2009", NOTHING_HAPPENED, "2011")
                ),
            ),
            default=str(FIRST_MONEY),
            help=_("With a date at which nothing happened, only the years before the money are used."),
        ),
        Select(
            name="base",
            label=_("Compared with"),
            options=(
                Option("all", _("the average of all years before")),
                *(Option(year, _("{year} alone").replace("{year}", year)) for year in before),
            ),
            default="all",
            when={"date": (str(FIRST_MONEY),)},
        ),
        Select(
            name="weights",
            label=_("A region counts"),
            options=(
                Option("equal", _("as one region")),
                Option("people", _("by its inhabitants")),
                Option("product", _("by its product")),
            ),
            default="equal",
        ),
        Select(
            name="second_host",
            label=_("Leningrad Oblast, second host of one cluster, is"),
            options=(
                Option("other", _("one of the others")),
                Option("host", _("a host")),
                Option("out", _("left out")),
            ),
            default="other",
        ),
        region_select("without", _("Leave out"), default="", none=_("no region"), codes=evaluated_regions()),
        Select(
            name="others",
            label=_("Compare with"),
            options=(
                Option("all", _("all other regions")),
                Option("trend", _("the nearest by trend before")),
                Option("alike", _("the nearest by trend, inhabitants and R&D")),
            ),
            default="all",
        ),
        Slider(
            name="caliper",
            label=_("Caliper: how far apart a pair may be"),
            unit=_("standard deviations"),
            minimum=0,
            maximum=2,
            step=0.05,
            default=0.25,
            digits=2,
            when={"others": ("trend", "alike")},
        ),
        Select(
            name="held",
            label=_("Hold constant"),
            options=(
                Option("none", _("nothing")),
                Option("rd_head", held["rd_head"]),
                Option("size", _("inhabitants (logarithm)")),
                Option("manufacturing", held["manufacturing"]),
            ),
            default="none",
        ),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return the years with their intervals, all years together, groups drawn by lot, and what would not be seen."""
    palette = PALETTES[look]
    named = kinds()
    order = [named[kind] for kind in ("base", "year", "all", "lot", "unseen")]
    colours = [palette.series[0], palette.series[0], palette.accent, palette.muted, palette.series[3]]
    title = _("Hosts less others, unit of the outcome")
    y = alt.Y(
        "value:Q",
        title=title,
        axis=alt.Axis(
            tickCount=6,
            gridColor={
                "condition": {"test": "datum.value === 0", "value": palette.ink},
                "value": palette.grid,
            },
        ),
    )
    marks = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("moment:N", sort=None, title=None, axis=alt.Axis(labelAngle=-60, labelOverlap=False)),
        y=y,
        color=alt.Color(
            "kind:N",
            title=None,
            scale=alt.Scale(domain=order, range=colours),
            legend=alt.Legend(orient="bottom", columns=2, symbolType="circle", symbolOpacity=1),
        ),
        tooltip=[
            alt.Tooltip("kind:N", title=_("What")),
            alt.Tooltip("moment:N", title=_("When")),
            alt.Tooltip("value:Q", title=_("Difference"), format="+.2f"),
            alt.Tooltip("low:Q", title=_("Interval from"), format="+.2f"),
            alt.Tooltip("high:Q", title=_("to"), format="+.2f"),
        ],
    )
    # An outcome that fails the years before the programme is drawn pale.
    told = marks.encode(opacity=alt.condition("datum.sound", alt.value(1), alt.value(0.35)))
    bounds = told.transform_filter("isValid(datum.low)").encode(y=alt.Y("low:Q", title=title), y2="high:Q")
    of_years = "indexof(['year', 'base', 'all'], datum.group) >= 0"
    # The order of the layers is that of the moments from left to right.
    return framed(
        alt.layer(
            bounds.transform_filter(of_years).mark_rule(strokeWidth=2),
            told.transform_filter(of_years).mark_point(filled=True, size=75, opacity=1),
            marks.transform_filter("datum.group === 'base'")
            .encode(color=alt.value(palette.paper))
            .mark_point(filled=True, size=22, opacity=1),
            marks.transform_filter("datum.group === 'lot'").mark_tick(
                orient="horizontal", size=14, thickness=1, opacity=0.25
            ),
            bounds.transform_filter("datum.group === 'unseen'").mark_bar(width=10),
        ),
        look,
        420,
    )


def figures() -> tuple[Figure, ...]:
    """Return the headline figures: money and smallest effect first."""
    return (
        Figure(
            name="money",
            label=_("Federal money in a year, share of the host regions' product"),
            style="%",
            digits=4,
        ),
        Figure(name="smallest", label=_("Smallest effect that would be seen four times in five"), digits=2),
        Figure(name="unit", label=_("Unit of effects")),
        Figure(name="treated", label=_("Host regions counted")),
        Figure(name="controls", label=_("Other regions counted")),
        Figure(name="estimate", label=_("Difference-in-differences"), digits=2),
        Figure(name="error", label=_("Its standard error, clustered by region"), digits=2),
        Figure(name="p_lot", label=_("p: groups drawn by lot that lie as far out"), style="", digits=3),
        Figure(name="p", label=_("p from the standard error, too small with few hosts"), digits=3),
        Figure(name="pre_trend", label=_("p of no difference between the years before"), digits=3),
        Figure(name="tried", label=_("Outcomes tried")),
        Figure(name="hits", label=_("of them with p below one in twenty")),
        Figure(name="by_luck", label=_("Chance of at least one such by luck alone"), style="%"),
    )


def tables() -> tuple[Table, ...]:
    """Return the outcomes tried, the balance before, who moves the estimate, and the pairs."""
    two = partial(Figure, digits=2)
    return (
        Table(
            caption=_("Outcomes tried, under the same choices"),
            source="table",
            columns=(
                Figure(name="name", label=_("Outcome")),
                two(name="estimate", label=_("Difference")),
                Figure(name="unit", label=_("Unit")),
                two(name="smallest", label=_("Smallest seen")),
                Figure(name="p_lot", label=_("p by lot"), digits=3),
                Figure(name="pre_trend", label=_("p, years before"), digits=3),
                Figure(
                    name="date",
                    label=_("p, date {year}").replace("{year}", NOTHING_HAPPENED),
                    digits=3,
                ),
                Figure(name="word", label=_("Years before say")),
            ),
        ),
        Table(
            caption=_("Balance: hosts and others in {year}").replace("{year}", str(BEFORE)),
            source="balance",
            empty=_("Nothing is left to compare."),
            columns=(
                Figure(name="name", label=_("Feature")),
                Figure(name="treated", label=_("Hosts, mean"), digits=1),
                Figure(name="controls", label=_("Others, mean"), digits=1),
                two(name="difference", label=_("Difference, standard deviations")),
                Figure(name="outside", label=_("Hosts beyond all others"), style="%"),
            ),
        ),
        Table(
            caption=_("Without one region: the estimates furthest down and up"),
            source="left_out",
            empty=_("Nothing is left to compare."),
            columns=(
                Figure(name="name", label=_("Left out")),
                Figure(name="side", label=_("Host or other")),
                two(name="estimate", label=_("Difference without it")),
            ),
        ),
        Table(
            caption=_("Pairs"),
            source="matches",
            empty=_("All other regions are compared: there are no pairs."),
            columns=(
                Figure(name="name", label=_("Host")),
                Figure(name="other", label=_("Nearest other region")),
                two(name="distance", label=_("Distance, standard deviations")),
            ),
        ),
    )


def questions() -> tuple[Question, ...]:
    """Return a prediction, a factor, a count, a false friend, and the sentence to sign."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=format_message(
                _(
                    "From {year} to 2015 the federal money came to about {money|%4} of the host regions' product in a year. Did their product grow "
                    "otherwise than that of other regions? What will the comparison show?"
                ),
                {"year": FIRST_MONEY, "money": money_share()},
            ),
            options=(
                Option("more", _("They grew clearly more")),
                Option("cannot", _("It cannot be told")),
                Option("none", _("There was no effect")),
                Option("less", _("They grew clearly less")),
            ),
        ),
        Question(
            id="times",
            kind="numeric",
            prompt=_(
                "Product, as the exercise opens: how many times larger is the smallest effect that would be seen than the federal money of a year, "
                "both as shares of the product?"
            ),
        ),
        Question(
            id="signs",
            kind="numeric",
            prompt=_(
                "Product, as the exercise opens. Now take each year from {first} to {last} alone as the base, in turn. For how many of them is the difference "
                "above nought?"
            )
            .replace("{first}", str(YEARS[0]))
            .replace("{last}", str(FIRST_MONEY - 1)),
        ),
        Question(
            id="friend",
            kind="choice",
            prompt=_(
                "Try all outcomes as the exercise opens. Innovative goods pass at one in twenty. Look at the years, hold R&D per inhabitant constant, "
                "and read the chance by luck. What do you conclude?"
            ),
            options=(
                Option("works", _("The programme made regions more innovative")),
                Option("luck", _("It is no finding: one of many tries, and it fades")),
                Option("error", _("The statistics are wrong")),
                Option("rest", _("The other outcomes are too coarse: report this one")),
            ),
        ),
        Question(
            id="sentence",
            kind="choice",
            prompt=_("Which sentence may an official sign on what the regional statistics show?"),
            options=(
                Option("raised", _("The pilot clusters raised the outcome in their regions")),
                Option("none", _("The pilot clusters had no effect on their regions")),
                Option(
                    "cannot",
                    _(
                        "From regional statistics we cannot tell; a smaller effect than these can show would be invisible"
                    ),
                ),
                Option("lowered", _("The host regions did worse, so the programme failed")),
            ),
            follow=("outcome", "tried", *CHOICES),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    here = " " + _(
        "Your setting: {outcome}, difference {estimate|2} ({unit}), smallest effect seen {smallest|2}, p by lot {p_lot|3}."
    )
    product = " " + _(
        "On the product, an effect below about {product|1} per cent would be invisible; the money was {money|%4} of it in a year."
    )
    friend = " " + _(
        "{hits|0} of {tried|0} outcomes passes, and luck alone gives one or more with a chance of {luck|%0}. With R&D per inhabitant held constant, "
        "{estimate|1} becomes {held|1} points (p {held_p|2})."
    )
    return {
        "guess-more": _("Kept: clearly more. Look first at the smallest effect that would be seen."),
        "guess-cannot": _("Kept: it cannot be told. Find out how large an effect would have to be."),
        "guess-none": _("Kept: no effect. Find out which effects the comparison could miss."),
        "guess-less": _("Kept: clearly less. Look first at the smallest effect that would be seen."),
        "times-right": _(
            "Right: {smallest|%1} over {money|%4} is about {factor|0}. Each rouble would have to make a thousand or so before these statistics felt it."
        ),
        "times-percent": _(
            "{answer|~3} is a hundred times too small: the smallest effect is {smallest|%1}, not a hundredth of that."
        ),
        "times-percent-up": _(
            "{answer|~3} is a hundred times too large: both are per cent already, {smallest|%1} and {money|%4}."
        ),
        "times-inverted": _(
            "{answer|~6} is the money over the effect. Asked is how many times the money fits into {smallest|%1}."
        ),
        "times-estimate": _(
            "{answer|~3} uses the estimate. Asked is the smallest effect that would be seen, {smallest|%1}."
        ),
        "times-too-high": _("{answer|~3} is too high. Divide {smallest|%1} by {money|%4}."),
        "times-too-low": _("{answer|~3} is too low. Divide {smallest|%1} by {money|%4}."),
        "times-not-a-number": _("“{answer}” is not a number. Write digits."),
        "signs-right": _(
            "Right: {up|0} of {all|0}. By the base year alone the difference goes from {low|1} to {high|1} per cent. After the fall of 2009, hosts look good; "
            "before it, they do not. So take the average of all years."
        ),
        "signs-below": _("{answer|0} are below nought. Asked are those above."),
        "signs-all": _("Not all: the differences go from {low|1} to {high|1} per cent."),
        "signs-none": _("Some are above: the differences go from {low|1} to {high|1} per cent."),
        "signs-other": _("{answer|~3} is not it. Take the {all|0} years one by one."),
        "signs-not-a-number": _("“{answer}” is not a number. Write digits."),
        "friend-luck": _(
            "Right. And it jumps by {first|1} points in {year} at once, the year of the first money, when nothing could have been made and shipped."
        )
        + friend,
        "friend-works": _("Count the tries first.") + friend,
        "friend-error": _("They may be right and still show no effect of the programme.") + friend,
        "friend-rest": _("Then you choose the outcome by its result. Whoever reads it has to know all tries.")
        + friend,
        "sentence-cannot": _("Right: you may sign that.") + product + here,
        "sentence-raised": _(
            "A difference of this size comes by lot too often, and the statistics see only much larger effects."
        )
        + here,
        "sentence-raised-hit": _(
            "It passes here, with {tried|0} tried and choices that you made. Host regions differed in much before, and no rejected bid is among the others: "
            "that is no proof of the programme."
        )
        + here,
        "sentence-none": _(
            "Not seen is not the same as not there. An effect below the smallest one would not show."
        )
        + here,
        "sentence-lowered": _("Below nought or not: a difference of this size comes by lot too often.")
        + here,
        "sentence-lowered-hit": _(
            "It is rare by lot, with {tried|0} tried. But whether hosts would have gone another way without the programme, this does not say."
        )
        + here,
        "sentence-empty": _(
            "Under your choices too little is left to compare, and no error can be told. That alone forbids the sentence."
        )
        + product,
        "sentence-empty-right": _(
            "Right, and here all the more: your choices leave too little to compare, so that no error can be told."
        )
        + product,
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    product = evaluated(data, "grp", plain(data))
    times = product["smallest"] / 100 / data["money"]
    ups = [value for value in base_years(data) if value > 0]
    years = len(base_years(data))
    return {
        "guess": Samples(
            right=["cannot"],
            wrong={"more": ["more"], "none": ["none"], "less": ["less"], "cannot": ["cannot"]},
        ),
        "times": Samples(
            right=[times, round(times, -1), str(round(times))],
            wrong={
                "percent": [times / 100],
                "percent twice": [times * 100],
                "inverted": [1 / times],
                "estimate": [abs(product["estimate"]) / 100 / data["money"]],
                "too high": [3 * times],
                "too low": [times / 3],
                "words": ["many"],
            },
        ),
        "signs": Samples(
            right=[len(ups), str(len(ups))],
            wrong={
                "below": [years - len(ups)],
                "all": [years],
                "none": [0],
                "other": [1.5],
                "words": ["two or so"],
            },
        ),
        "friend": Samples(right=["luck"], wrong={"works": ["works"], "error": ["error"], "rest": ["rest"]}),
        "sentence": Samples(
            right=["cannot"], wrong={"raised": ["raised"], "none": ["none"], "lowered": ["lowered"]}
        ),
    }


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    return Exercise(
        id="did-it-work",
        title=_("Did it work?"),
        task=_(
            "Money and the smallest effect that could be seen come first; read them before the estimate. Then make your choices as an evaluator would, and "
            "watch what they decide. Tables below the chart show balance, tries, single regions and pairs."
        ),
        model="did_it_work",
        data=data,
        controls=controls(),
        figures=figures(),
        chart=Chart(
            title=_("Host regions less the others: year by year, together, and by lot"),
            spec=spec,
            alt=_(
                "{outcome}, hosts less others: a mark with its interval for each year and for all years together, {treated|0} host regions against "
                "{controls|0} others, beside {lots|0} groups drawn by lot."
            ),
            source=_(
                "Rosstat, “Regions of Russia”; hosts: list of pilot clusters, its entries checked in part. Intervals of 95 in 100. Data to {year}."
            ).replace("{year}", str(YEARS[-1])),
            table=Table(
                caption=_("Year by year and together"),
                source="moments",
                empty=_("Nothing is left to compare."),
                columns=(
                    Figure(name="moment", label=_("When")),
                    Figure(name="kind", label=_("What")),
                    Figure(name="value", label=_("Difference"), digits=2),
                    Figure(name="low", label=_("Interval from"), digits=2),
                    Figure(name="high", label=_("to"), digits=2),
                ),
            ),
        ),
        details=tables(),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S17-1",),
    )
