"""Exercise of chapter 4: what a region's growth came with, in volumes and at current prices."""

from __future__ import annotations

from typing import Any

import pandas as pd

from clusterpolicy.charts.exercise_chart import framed
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load, region_names
from clusterpolicy.exercises.framework.controls import Control, Option, Select
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table, Takes
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.regions import region_select
from clusterpolicy.indicators.industry_growth import FIRST, LAST, VOLUME_INDICES, section_indices
from clusterpolicy.indicators.tables import OKRUGS, Measure, region_industry_table
from clusterpolicy.models.own_columns import SHIPPED_OUTPUT, VALUE_ADDED
from clusterpolicy.models.shift_share import case
from clusterpolicy.text import _, language

YEARS = range(FIRST, LAST + 1)


def data() -> dict[str, Any]:
    """Return values by section, and volume indices, of the two scopes: industry, and the whole product."""
    names = region_names()
    indices = section_indices()
    return {
        "years": [str(year) for year in YEARS],
        "index_years": list(YEARS),
        "names": names,
        "tables": {
            "industry": _values("shipped_output", SHIPPED_OUTPUT)
            | {
                "index": "ipi_okved1",
                "section_indices": [VOLUME_INDICES[section] for section in indices],
                "published": _series(load_index("ipi_okved1")),
                "indices": [_series(indices[section]) for section in indices],
            },
            "product": _values("gva", VALUE_ADDED)
            | {
                "index": "grp_index",
                "section_indices": [],
                "published": _series(load_index("grp_index")),
                "indices": None,
            },
        },
        "words": {
            "country": _("country"),
            "mix": _("industry mix"),
            "rest": _("the rest"),
            "allocation": _("allocation"),
            "change": _("change"),
            "real": _("in volumes"),
            "nominal": _("at current prices"),
            "together": _("mix included: no section has a volume index"),
            "span": _("{first}–{last}"),
            "of": _("{part} of {all}"),
            "nothing": _("no data"),
        },
    }


def load_index(indicator: str) -> pd.DataFrame:
    """Return an index, territories × years."""
    return load("panel", indicator=indicator).pivot(index="iso_code", columns="year", values="value")


def takes(tables: dict[str, Any]) -> tuple[Takes, ...]:
    """Return what a region of the learner's own needs for each scope: two years of values, and the volume indices between them."""
    output, added = (
        tuple(column for column in table["columns"] if column not in table["late"])
        for table in (tables["industry"], tables["product"])
    )
    years = tuple(YEARS)
    return (
        Takes((*output, *VOLUME_INDICES.values()), years, least=2, missed=True),
        Takes((*added, "grp_index"), years, least=2, missed=True),
        # No section has an index of its own in the whole product: there the change at current prices can stand alone.
        Takes(added, years, least=2),
    )


def _values(measure: Measure, prefix: str) -> dict[str, Any]:
    """Return a measure by section for each year and region; a region without figures in a year has nothing there.

    ``late`` are the columns of sections that the country does not show in every year.
    """
    frames = {year: region_industry_table(measure, year, okrugs=True) for year in YEARS}
    last = frames[YEARS[-1]]
    sections = load("sections")
    titles = sections[sections["classification"] == "OKVED-1"].set_index("code")[f"title_{language()}"]
    values = {}
    for year, frame in frames.items():
        rows = frame.reindex(columns=last.columns).fillna(0).round(1)
        values[str(year)] = {
            code: rows.loc[code].tolist() if code in rows.index else None for code in last.index
        }
    shown = [
        code
        for code in last.columns
        if all(code in frame and frame[code].max() > 0 for frame in frames.values())
    ]
    return {
        "columns": [prefix + code for code in last.columns],
        "late": [prefix + code for code in last.columns if code not in shown],
        "sections": [{"code": code, "name": titles[code]} for code in last.columns],
        "values": values,
        "counted": [code for code in last.index if code not in OKRUGS],
    }


def _series(table: pd.DataFrame) -> dict[str, list[float | None]]:
    codes = ["RU", *sorted(region_names())]
    found = table.reindex(index=codes, columns=YEARS).astype(object)
    return {
        code: list(row) for code, row in zip(codes, found.where(found.notna(), None).to_numpy(), strict=True)
    }


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    years = [Option(str(year), str(year)) for year in YEARS]
    return (
        region_select("region", _("Region"), default="RU-TYU"),
        Select(
            name="scope",
            label=_("What grows"),
            options=(
                Option("industry", _("industry: mining, manufacturing, energy")),
                Option("product", _("the whole product, all sections")),
            ),
            default="industry",
            help=_("Only in industry does each section have a volume index."),
        ),
        Select(name="start", label=_("From"), options=tuple(years[:-1]), default="2009"),
        Select(
            name="end",
            label=_("To"),
            options=tuple(years[1:]),
            default="2011",
            help=_("If it is not later, the next year is taken."),
        ),
        Select(
            name="show",
            label=_("Show"),
            options=(
                Option("both", _("volumes and current prices")),
                Option("real", _("volumes")),
                Option("nominal", _("current prices")),
            ),
            default="both",
        ),
        Select(
            name="method",
            label=_("Parts"),
            options=(
                Option("classic", _("three: country, mix, rest (Dunn)")),
                Option("esteban-marquillas", _("four: allocation apart (Esteban-Marquillas)")),
            ),
            default="classic",
        ),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return bars that start where the one before ends, and the change from nought below them."""
    palette = PALETTES[look]
    bases = [_("in volumes"), _("at current prices")]
    at_zero = "datum.value === 0"
    axis = alt.Axis(
        title=_("Per cent of the start"),
        tickCount=5,
        gridColor={"condition": {"test": at_zero, "value": palette.ink}, "value": palette.grid},
    )
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("part:N", sort=None, axis=alt.Axis(title=None, labelLimit=110)),
        yOffset=alt.YOffset("basis:N", scale=alt.Scale(domain=bases)),
    )
    bars = base.mark_bar().encode(
        x=alt.X("start:Q", axis=axis),
        x2="end:Q",
        color=alt.Color(
            "basis:N",
            title=None,
            scale=alt.Scale(domain=bases, range=[palette.series[0], palette.series[1]]),
            legend=alt.Legend(orient="bottom"),
        ),
        tooltip=[
            alt.Tooltip("part:N", title=_("Part")),
            alt.Tooltip("basis:N", title=_("Measured")),
            alt.Tooltip("value:Q", title=_("Percentage points"), format="+.1f"),
            alt.Tooltip("note:N", title=_("Note")),
        ],
    )
    labels = base.mark_text(align="left", dx=5, fontSize=12, color=palette.ink).encode(
        x="edge:Q", text=alt.Text("value:Q", format="+.1f")
    )
    return framed(alt.layer(bars, labels), look, 330, right=44)


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    where = " " + _(
        "Choose Tyumen Oblast, the whole product, {first} to {last}, and read the bar of the industry mix at current prices."
    ).replace("{first}", "2009").replace("{last}", "2011")
    return {
        "guess-faster": _("Kept: faster. Now look at volumes and at current prices."),
        "guess-same": _("Kept: as fast. Now look at volumes and at current prices."),
        "guess-slower": _("Kept: more slowly. Now look at volumes and at current prices."),
        "mix-right": _(
            "Right: {mix|1} points, as if its branches had been the right ones. In volumes its product grew by {real|1} per cent, {lag|1} points "
            "against the country's (a minus is a lag)."
        ),
        "mix-rest": _("{answer|~3} is the rest. Asked is the industry mix.") + where,
        "mix-country": _("{answer|~3} is what came with the country. Asked is the industry mix.") + where,
        "mix-change": _("{answer|~3} is the whole change, of which the mix is one part.") + where,
        "mix-real": _("{answer|~3} is in volumes. Asked is the mix at current prices.") + where,
        "mix-sign": _("The sign is turned round: the bar of the mix runs to the right.") + where,
        "mix-fraction": _("{answer|~3} is the share of one. In points it is a hundred times that."),
        "mix-other": _("{answer|~3} is not it.") + where,
        "mix-not-a-number": _("“{answer}” is not a number. Write digits, for example one and a half as 1.5."),
        "made-prices": _(
            "Right: the oil price came back, so mining grew in roubles; volumes lagged by {lag|1} points. From {first} to {last} the rest at current prices "
            "has the wrong sign against real growth in {wrong|0} of {count|0} regions."
        )
        .replace("{first}", "2005")
        .replace("{last}", "2011"),
        "made-volume": _(
            "Volumes are the other bars: there the region grew by {real|1} per cent, {lag|1} points against the country."
        ),
        "made-firms": _(
            "What firms of the region did better or worse stands in the rest, not in the mix. At current prices that is {rest|1} points."
        ),
        "made-error": _(
            "The parts add up: country {country|1}, mix {mix|1} and rest {rest|1} make {nominal|1}. It is right, and it is in roubles of each year."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    found = case(data)
    return {
        "guess": Samples(
            right=["slower"], wrong={"faster": ["faster"], "same": ["same"], "slower": ["slower"]}
        ),
        "mix": Samples(
            right=[found["mix"], f"{found['mix']:.1f}", f"{found['mix']:.1f}".replace(".", ",")],
            wrong={
                "rest": [found["rest"]],
                "country": [found["country"]],
                "change": [found["nominal"]],
                "in volumes": [found["real"], found["lag"]],
                "sign": [-found["mix"]],
                "share": [found["mix"] / 100],
                "another": [77],
                "not a number": ["ten or so"],
            },
        ),
        "made": Samples(
            right=["prices"], wrong={"volume": ["volume"], "firms": ["firms"], "error": ["error"]}
        ),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, the mix of an oil region, and what it is made of."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "From {first} to {last} the oil price came back. At current prices, Tyumen's branches made it grow well. How did the volume of its product "
                "grow, against the country's?"
            )
            .replace("{first}", "2009")
            .replace("{last}", "2011"),
            options=(
                Option("faster", _("Faster")),
                Option("same", _("As fast, to a tenth of a point")),
                Option("slower", _("More slowly")),
            ),
        ),
        Question(
            id="mix",
            kind="numeric",
            prompt=_(
                "Tyumen Oblast, the whole product, {first} to {last}, three parts: how many points does the industry mix give at current prices?"
            )
            .replace("{first}", "2009")
            .replace("{last}", "2011"),
        ),
        Question(
            id="made",
            kind="choice",
            prompt=_("What is that industry mix made of?"),
            options=(
                Option("volume", _("More oil and gas taken out of the ground")),
                Option("prices", _("Higher prices of what mining sells")),
                Option("firms", _("Firms of the region that did better than others")),
                Option("error", _("An error: the parts do not add up")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    return Exercise(
        id="shift-share",
        title=_("Shift-share, real and nominal"),
        task=_(
            "Each bar starts where the one before ends: country, industry mix and the rest add up to the change. The rest is everything else, price effects "
            "included. Compare volumes with current prices."
        ),
        model="shift_share",
        data=data,
        controls=controls(),
        figures=(
            Figure(name="name", label=_("Region")),
            Figure(name="span", label=_("Years compared")),
            Figure(name="compared", label=_("Sections compared")),
            Figure(name="real_sum", label=_("Volumes: parts added up"), digits=1, unit="%"),
            Figure(name="real_change", label=_("Volumes: change"), digits=1, unit="%"),
            Figure(name="nominal_sum", label=_("Current prices: parts added up"), digits=1, unit="%"),
            Figure(name="nominal_change", label=_("Current prices: change"), digits=1, unit="%"),
            Figure(
                name="published",
                label=_("Volume index as published, with Rosstat's weights"),
                digits=1,
                unit="%",
            ),
            Figure(name="real_rest", label=_("Volumes: the rest"), digits=1, unit="%"),
            Figure(name="nominal_rest", label=_("Current prices: the rest"), digits=1, unit="%"),
            Figure(name="wrong", label=_("Regions where prices turn the sign of the rest")),
            Figure(name="count", label=_("Regions with figures")),
        ),
        chart=Chart(
            title=_("Parts that add up to a region's change"),
            spec=spec,
            alt=_(
                "Bars one after the other for {name}, {span}. In volumes the parts add up to {real_sum|1} per cent, at current prices to {nominal_sum|1}; the "
                "rest is {real_rest|1} and {nominal_rest|1}."
            ),
            source=_(
                "Rosstat: shipped output and volume indices by section, value added by section, volume index of product. Data to {year}."
            ).replace("{year}", str(LAST)),
            table=Table(
                caption=_("Parts of the change, in per cent of the start"),
                columns=(
                    Figure(name="basis", label=_("Measured")),
                    Figure(name="part", label=_("Part")),
                    Figure(name="value", label=_("Percentage points"), digits=1),
                    Figure(name="note", label=_("Note")),
                ),
            ),
        ),
        details=(
            Table(
                caption=_("Sections that are compared"),
                source="sections",
                columns=(
                    Figure(name="name", label=_("Section")),
                    Figure(name="share", label=_("Share at the start"), style="%", digits=1),
                    Figure(name="real_own", label=_("Volume, region"), style="%", digits=1),
                    Figure(name="real_country", label=_("Volume, country"), style="%", digits=1),
                    Figure(name="nominal_own", label=_("Current prices, region"), style="%", digits=1),
                    Figure(name="nominal_country", label=_("Current prices, country"), style="%", digits=1),
                ),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S06-3",),
        takes=takes(data()["tables"]),
        of_region=_(
            "{span}: {real_change|1} per cent in volumes, of which {real_rest|1} points are neither the country nor the mix; at current prices "
            "{nominal_change|1} per cent."
        ),
    )
