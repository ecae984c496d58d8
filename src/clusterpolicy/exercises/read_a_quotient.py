"""Exercise of chapter 1: compute one location quotient from four numbers."""

from __future__ import annotations

from typing import Any

from clusterpolicy.charts.exercise_chart import framed
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load, region_names
from clusterpolicy.exercises.framework.controls import Option, Select
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table, Takes
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.regions import region_select
from clusterpolicy.indicators.tables import region_industry_table
from clusterpolicy.models.own_columns import VALUE_ADDED
from clusterpolicy.text import _, language

YEAR = 2010
REGION, SECTION = "RU-KLU", "D"


def data() -> dict[str, Any]:
    """Return gross value added by region and section with its totals, in million roubles."""
    table = region_industry_table("gva", YEAR)
    titles = section_titles()
    names = region_names()
    return {
        "regions": list(table.index),
        "names": [names[code] for code in table.index],
        "sections": list(table.columns),
        "section_names": [titles[code] for code in table.columns],
        "values": table.to_numpy().tolist(),
        "totals": table.sum(axis="columns").tolist(),
        "national": table.sum(axis="index").tolist(),
        "country": float(table.to_numpy().sum()),
        "country_name": _("Russia"),
        "year": YEAR,
        "own_column": VALUE_ADDED,
    }


def section_titles() -> dict[str, str]:
    """Return the titles of the OKVED-1 sections by letter."""
    sections = load("sections")
    sections = sections[sections["classification"] == "OKVED-1"]
    return dict(zip(sections["code"], sections[f"title_{language()}"], strict=True))


def spec(look: LookName) -> dict[str, Any]:
    """Return two bars: the industry's share in the region and in the country."""
    palette = PALETTES[look]
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("place:N", axis=alt.Axis(title=None, labelLimit=150), sort=None),
        x=alt.X(
            "share:Q",
            axis=alt.Axis(title=_("Share of the industry in all value added"), format=".0%", tickCount=4),
            scale=alt.Scale(zero=True),
        ),
    )
    bars = base.mark_bar(height={"band": 0.6}).encode(
        color=alt.condition("datum.key == 'region'", alt.value(palette.series[0]), alt.value(palette.muted))
    )
    labels = base.mark_text(align="left", dx=5, color=palette.ink, fontSize=13).encode(
        text=alt.Text("share:Q", format=".1%")
    )
    # Room on the right for the figure behind the longest bar.
    return framed(alt.layer(bars, labels), look, 96, right=48)


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    shares = _(
        "The industry makes {share|%1} of all value added in {region} and {national_share|%1} in Russia; "
        "the first divided by the second is {quotient|2}."
    )
    return {
        "quotient-right": _("Right: {quotient|2}.") + " " + shares,
        "quotient-inverted": _(
            "{answer|~3} is the quotient upside down: you divided Russia's share by the region's. "
            "Put the region's share on top."
        ),
        "quotient-percent": _(
            "{answer|~3} is the quotient in per cent. A location quotient is a plain ratio: one means as in Russia."
        ),
        "quotient-region-share": _(
            "{answer|~3} is the industry's share in {region}. Now compare it: divide it by the same share in Russia."
        ),
        "quotient-national-share": _(
            "{answer|~3} is the industry's share in Russia. It goes below the line; the region's share goes on top."
        ),
        "quotient-of-industry": _(
            "{answer|~3} is the region's part of the industry in Russia. That measures size: "
            "a large region has a large part of everything. Divide it by the region's part of the whole economy."
        ),
        "quotient-difference": _(
            "{answer|~3} is the difference of the two shares. A quotient divides them: {share|%1} by {national_share|%1}."
        ),
        "quotient-negative": _(
            "A quotient of two shares cannot be negative: {answer|~3}. Divide, do not subtract."
        ),
        "quotient-not-a-number": _(
            "“{answer}” is not a number. Write digits, for example one and a half as 1.5."
        ),
        "quotient-too-high": _(
            "{answer|~3} is too high. First the two shares: industry divided by total, in the region and in Russia. "
            "Then the region's share divided by Russia's."
        ),
        "quotient-too-low": _(
            "{answer|~3} is too low. First the two shares: industry divided by total, in the region and in Russia. "
            "Then the region's share divided by Russia's."
        ),
        "reading-above": _("More than in Russia would need a quotient above one; here it is {quotient|2}."),
        "reading-same": _("About as much would need a quotient near one; here it is {quotient|2}."),
        "reading-below": _("Less than in Russia would need a quotient below one; here it is {quotient|2}."),
        "reading-large": _(
            "A quotient says nothing about size: {region} makes {of_industry|%1} of the industry in Russia, "
            "whatever its quotient of {quotient|2} is."
        ),
    } | _right_readings()


def _right_readings() -> dict[str, Message]:
    return {
        "reading-above-right": _(
            "Right: a quotient of {quotient|2} is above one, so the region is specialised."
        ),
        "reading-same-right": _("Right: a quotient of {quotient|2} is as good as one."),
        "reading-below-right": _(
            "Right: a quotient of {quotient|2} is below one, so the region has less of it."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers for the region and section with which the exercise opens."""
    row, column = data["regions"].index(REGION), data["sections"].index(SECTION)
    inside, total = data["values"][row][column], data["totals"][row]
    national, country = data["national"][column], data["country"]
    share, national_share = inside / total, national / country
    quotient = share / national_share
    return {
        "quotient": Samples(
            right=[quotient, f"{quotient:.2f}", f"{quotient:.2f}".replace(".", ",")],
            wrong={
                "inverted": [1 / quotient, f"{1 / quotient:.2f}"],
                "percent": [quotient * 100],
                "region share": [share, f"{share * 100:.1f} %"],
                "national share": [national_share, national_share * 100],
                "of the industry": [inside / national],
                "difference": [share - national_share],
                "negative": [-quotient],
                "not a number": ["two", "1.2.3"],
                "too high": [quotient * 3],
                "too low": [quotient * 0.8],
            },
        ),
        "reading": Samples(right=["above"], wrong={"same": ["same"], "below": ["below"], "size": ["large"]}),
    }


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    titles = section_titles()
    table = region_industry_table("gva", YEAR)
    return Exercise(
        id="read-a-quotient",
        title=_("Read a quotient"),
        task=_(
            "Choose a region and an industry. Compute the location quotient from the four numbers yourself, then check it."
        ),
        model="read_a_quotient",
        data=data,
        controls=(
            region_select("region", _("Region"), default=REGION, codes=list(table.index)),
            Select(
                name="section",
                label=_("Industry"),
                options=tuple(Option(code, titles[code]) for code in table.columns),
                default=SECTION,
            ),
        ),
        figures=(
            Figure(name="industry_in_region", label=_("Industry in the region, million roubles")),
            Figure(name="region_total", label=_("All industries in the region, million roubles")),
            Figure(name="industry_in_country", label=_("Industry in Russia, million roubles")),
            Figure(name="country_total", label=_("All industries in Russia, million roubles")),
        ),
        chart=Chart(
            title=_("How much of the value added the industry makes"),
            spec=spec,
            alt=_(
                "Two bars. The industry “{section}” makes {region_share|%1} of value added in {region} "
                "and {country_share|%1} in Russia."
            ),
            source=_(
                "Rosstat (EMISS), gross value added by section, current basic prices. Data to {year}."
            ).replace("{year}", str(YEAR)),
            table=Table(
                caption=_("Share of the industry in value added"),
                columns=(
                    Figure(name="place", label=_("Where")),
                    Figure(name="share", label=_("Share"), style="%", digits=2),
                ),
            ),
        ),
        questions=(
            Question(
                id="quotient",
                kind="numeric",
                prompt=_(
                    "What is the location quotient of the industry in the region? Two decimals are enough."
                ),
                follow=("region", "section"),
            ),
            Question(
                id="reading",
                kind="choice",
                prompt=_("What does this quotient say?"),
                options=(
                    Option("large", _("The region is one of the largest producers in Russia")),
                    Option("below", _("The industry weighs less in the region than in Russia")),
                    Option("same", _("The industry weighs about as much in the region as in Russia")),
                    Option("above", _("The industry weighs more in the region than in Russia")),
                ),
                follow=("region", "section"),
            ),
        ),
        messages=messages(),
        samples=samples,
        claims=("S02-3",),
        of_region=_("{section}: {region_share|%1} of value added here, {country_share|%1} in the country."),
        takes=(Takes(tuple(VALUE_ADDED + code for code in table.columns), (YEAR,), parts=True),),
    )
