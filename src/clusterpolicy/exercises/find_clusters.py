"""Exercise of chapter 1: find the clusters of Russia's regions by rules that the learner sets."""

from __future__ import annotations

from functools import partial
from typing import Any

from clusterpolicy.charts.look import LookName
from clusterpolicy.charts.tile_map import tile_map_spec
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import Checkbox, Control, Option, Select, Slider
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table, Takes
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.regions import region_select, tiles
from clusterpolicy.indicators.tables import Measure, dominated_by_one_firm, region_industry_table
from clusterpolicy.models.find_clusters import ABSOLUTE, RELATIVE, count
from clusterpolicy.models.own_columns import SHIPPED_OUTPUT, VALUE_ADDED
from clusterpolicy.text import _, language, plural

GVA_YEARS = range(2004, 2013)
OUTPUT_YEARS = range(2005, 2013)
REVENUE_YEAR = 2013


def data() -> dict[str, Any]:
    """Return the regions × industries tables of three measures, by year, and the tiles of the map."""
    return {
        "tiles": tiles(),
        "tables": {
            "gva": _by_section("gva", GVA_YEARS) | {"column": VALUE_ADDED},
            "output": _by_section("shipped_output", OUTPUT_YEARS) | {"column": SHIPPED_OUTPUT},
            # No file of own regions holds revenue of firms.
            "revenue": _by_class() | {"column": ""},
        },
        "own": [],
    }


def takes(data: dict[str, Any]) -> tuple[Takes, ...]:
    """Return what a region of the learner's own needs: all industries that the country shows in a year."""
    found = []
    for table in data["tables"].values():
        if not table["column"]:
            continue
        shown: dict[tuple[str, ...], list[int]] = {}
        for year, values in table["values"].items():
            totals = map(max, zip(*values, strict=True))
            codes = [
                industry["code"]
                for industry, most in zip(table["industries"], totals, strict=True)
                if most > 0
            ]
            shown.setdefault(tuple(table["column"] + code for code in codes), []).append(int(year))
        found += [Takes(columns, tuple(years), parts=True) for columns, years in shown.items()]
    return tuple(found)


def _by_section(measure: Measure, years: range) -> dict[str, Any]:
    """Return a measure by OKVED-1 section."""
    frames = {year: region_industry_table(measure, year) for year in years}
    sections = load("sections")
    sections = sections[sections["classification"] == "OKVED-1"].set_index("code")
    # Chechnya begins in 2005, section P in 2008: every year lists the regions and sections of the last one.
    last = frames[years[-1]]
    values = {
        str(year): frame.reindex(index=last.index, columns=last.columns)
        .fillna(0)
        .round(1)
        .to_numpy()
        .tolist()
        for year, frame in frames.items()
    }
    industries = [
        {
            "code": code,
            "name": sections.at[code, f"title_{language()}"],
            "everywhere": bool(sections.at[code, "everywhere"]),
        }
        for code in last.columns
    ]
    years_text = [str(year) for year in years]
    return {
        "regions": list(last.index),
        "industries": industries,
        "years": years_text,
        "values": values,
        "firms": None,
        "one_firm": None,
    }


def _by_class() -> dict[str, Any]:
    """Return the revenue of large manufacturing firms by two-digit class, with the number of firms behind it."""
    revenue = region_industry_table("firm_revenue", REVENUE_YEAR)
    firms = region_industry_table("firm_count", REVENUE_YEAR).reindex(
        index=revenue.index, columns=revenue.columns
    )
    one = dominated_by_one_firm(REVENUE_YEAR).reindex(index=revenue.index, columns=revenue.columns)
    codes = load("industry_codes")
    titles = codes[codes["classification"] == "OKVED-1"].set_index("code")[f"title_{language()}"]
    return {
        "regions": list(revenue.index),
        "industries": [{"code": code, "name": titles[code], "everywhere": False} for code in revenue.columns],
        "years": [str(REVENUE_YEAR)],
        "values": {str(REVENUE_YEAR): revenue.fillna(0).to_numpy().tolist()},
        "firms": firms.fillna(0).astype(int).to_numpy().tolist(),
        "one_firm": one.fillna(False).astype(int).to_numpy().tolist(),
    }


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    years = tuple(Option(str(year), str(year)) for year in GVA_YEARS)
    measure = Select(
        name="measure",
        label=_("What is measured"),
        options=(
            Option("gva", _("Value added, by section")),
            Option("output", _("Shipped output of mining, manufacturing and energy")),
            Option(
                "revenue",
                _("Revenue of large manufacturing firms, by two-digit industry, {year}").replace(
                    "{year}", str(REVENUE_YEAR)
                ),
            ),
        ),
        default="gva",
    )
    return (
        measure,
        Select(
            name="year", label=_("Year"), options=years, default="2010", when={"measure": ("gva", "output")}
        ),
        Select(
            name="rule",
            label=_("Rule for the stars"),
            options=(
                Option("absolute", _("Absolute: fixed shares")),
                Option("relative", _("Relative: the top of each industry")),
            ),
            default="absolute",
        ),
        Slider(
            name="threshold",
            label=_("Specialisation: location quotient of at least"),
            minimum=0.5,
            maximum=5,
            step=0.1,
            default=2,
        ),
        Slider(
            name="size",
            label=_("Size: share of the industry in Russia of at least"),
            unit="%",
            minimum=0,
            maximum=20,
            step=0.5,
            default=1,
            digits=1,
            when={"rule": ("absolute",)},
        ),
        Slider(
            name="focus",
            label=_("Focus: share of the region's total of at least"),
            unit="%",
            minimum=0,
            maximum=20,
            step=0.5,
            default=1,
            digits=1,
            when={"rule": ("absolute",)},
        ),
        Slider(
            name="top",
            label=_("Size and focus: among the top of the industry's regions"),
            unit="%",
            minimum=1,
            maximum=50,
            step=1,
            default=10,
            digits=0,
            when={"rule": ("relative",)},
        ),
        Select(
            name="stars",
            label=_("A cluster has at least"),
            options=(Option("1", _("one star")), Option("2", _("two stars")), Option("3", _("three stars"))),
            default="3",
        ),
        Checkbox(
            name="everywhere",
            label=_(
                "Count the sections that every region has by nature: energy, administration, schools, health"
            ),
            default=False,
            when={"measure": ("gva", "output")},
        ),
        Slider(
            name="firms",
            label=_("Large firms in the cell, at least"),
            minimum=1,
            maximum=15,
            step=1,
            default=1,
            digits=0,
            when={"measure": ("revenue",)},
        ),
        region_select("region", _("Show the clusters of"), default="RU-LIP", none=_("no region")),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return the tile map of the number of clusters."""
    grid = load("tiles")
    tooltip = [
        alt.Tooltip("name:N", title=_("Region")),
        alt.Tooltip("clusters:Q", title=_("Clusters")),
        alt.Tooltip("inside:N", title=_("Counted inside")),
    ]
    columns, rows = int(grid["column"].max()) + 1, int(grid["row"].max()) + 1
    return tile_map_spec(look, columns, rows, "clusters", tooltip, _("Clusters in the region"))


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    tail = " " + _("The absolute rules find {few|0}, the relative ones {many|0}.")
    return {
        "guess-same": _("Kept: about the same. Now set both rules and read the counts."),
        "guess-double": _("Kept: about twice as many. Now set both rules and read the counts."),
        "guess-several": _("Kept: several times as many. Now set both rules and read the counts."),
        "factor-right": _(
            "Right: {many|0} divided by {few|0} is {factor|1}. The same data, the same year, two rules that analysts "
            "really use: how many clusters there are is a property of the definition."
        ),
        "factor-inverted": _("{answer|~3} is the factor upside down: divide the larger count by the smaller.")
        + tail,
        "factor-difference": _("{answer|~3} is the difference. A factor divides the one count by the other.")
        + tail,
        "factor-one-count": _("{answer|~3} is one of the two counts. Divide the larger by the smaller."),
        "factor-percent": _("{answer|~3} is in per cent. Asked is how many times as many.") + tail,
        "factor-growth": _(
            "{answer|~3} is how many times more. As many plus that: add the one that you started from."
        ),
        "factor-same": _("One would mean that both rules find the same number.") + tail,
        "factor-not-a-number": _(
            "“{answer}” is not a number. Write digits, for example one and a half as 1.5."
        ),
        "factor-too-high": _(
            "{answer|~3} is too high. Set value added, {year}, all sections counted; then read both counts."
        ).replace("{year}", "2010"),
        "factor-too-low": _(
            "{answer|~3} is too low. Set value added, {year}, all sections counted; then read both counts."
        ).replace("{year}", "2010"),
        "reading-concentration": plural(
            "Right: of {clusters|0} specialised cell, {one_firm|0} hang on one firm: alone in the cell, or with more "
            "than half of its revenue. One large plant is concentration. A cluster needs several firms.",
            "Right: of {clusters|0} specialised cells, {one_firm|0} hang on one firm: alone in the cell, or with more "
            "than half of its revenue. One large plant is concentration. A cluster needs several firms.",
        ),
        "reading-many": _(
            "Look at what stands behind the cells: {one_firm|0} of {clusters|0} hang on one firm. "
            "Raise the number of firms and watch the count."
        ),
        "reading-small": _(
            "These data hold no small firms at all: only revenue above a billion roubles. "
            "They cannot show that small firms make the clusters; {one_firm|0} of {clusters|0} cells hang on one large firm."
        ),
        "reading-error": _(
            "The arithmetic is the same at both grains. What changes is what stands behind a cell: "
            "{one_firm|0} of {clusters|0} hang on one firm."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers, computed by the model on the exercise's data."""
    few, many = count(data, **ABSOLUTE), count(data, **RELATIVE)
    factor = many / few
    return {
        "guess": Samples(
            right=["several"], wrong={"same": ["same"], "double": ["double"], "several": ["several"]}
        ),
        "factor": Samples(
            right=[factor, f"{factor:.1f}", f"{factor:.1f}".replace(".", ",")],
            wrong={
                "inverted": [few / many],
                "difference": [many - few, few - many],
                "one count": [few, many],
                "percent": [100 * factor, f"{100 * factor:.0f} %"],
                "growth": [factor - 1],
                "same": [1, "1,0"],
                "not a number": ["many", ""],
                "too high": [factor * 2.5],
                "too low": [0],
            },
        ),
        "reading": Samples(
            right=["concentration"], wrong={"many": ["many"], "small firms": ["small"], "error": ["error"]}
        ),
    }


def questions() -> tuple[Question, ...]:
    """Return the prediction, the factor and the reading of the fine grain."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "Two analysts count clusters in the same data of {year}. One asks for a quotient of two and at least one "
                "per cent of industry and region; the other for a place in the top tenth of the industry by any one "
                "star. How far apart are their counts?"
            ).replace("{year}", "2010"),
            options=(
                Option("same", _("About the same")),
                Option("double", _("About twice as many")),
                Option("several", _("Several times as many")),
            ),
        ),
        Question(
            id="factor",
            kind="numeric",
            prompt=_(
                "Value added, {year}, all sections counted, quotient of two. Absolute rule: size and focus of one per "
                "cent, three stars. Relative rule: top ten per cent, one star. By what factor does the count change?"
            ).replace("{year}", "2010"),
        ),
        Question(
            id="reading",
            kind="choice",
            prompt=_(
                "Take the revenue of large firms by two-digit industry, a quotient of two, no demand on size and focus. "
                "Read the last figure. What are most of these cells?"
            ),
            options=(
                Option("many", _("Clusters that the coarse sections hid")),
                Option("small", _("Networks of small firms")),
                Option("concentration", _("One large firm each: concentration, not a cluster")),
                Option("error", _("An error of the finer classification")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    star = partial(Figure, style="", digits=0)
    return Exercise(
        id="find-clusters",
        title=_("Find the clusters"),
        task=_(
            "A cell is one industry in one region. It earns a star for specialisation, one for size, one for focus. "
            "Set the rules and see how many clusters Russia has."
        ),
        model="find_clusters",
        data=data,
        controls=controls(),
        figures=(
            star(name="clusters", label=_("Clusters found")),
            star(name="data_year", label=_("Year of the data")),
            star(name="regions", label=_("Regions with a cluster")),
            star(name="cells", label=_("Cells looked at")),
            star(name="one_star", label=_("Cells with one star")),
            star(name="two_stars", label=_("Cells with two stars")),
            star(name="three_stars", label=_("Cells with three stars")),
            star(name="one_firm", label=_("Clusters that hang on one firm")),
        ),
        chart=Chart(
            title=_("Clusters by region, one tile a region"),
            spec=spec,
            alt=_(
                "Tile map of Russia's regions: these rules find {clusters|0} clusters in {regions|0} regions, "
                "out of {cells|0} cells."
            ),
            source=_(
                "Rosstat: EMISS and “Regions of Russia” (value added, shipped output), open accounts of firms "
                "(revenue above a billion roubles). Data to {year}."
            ).replace("{year}", str(REVENUE_YEAR)),
            table=Table(
                caption=_("Clusters by region"),
                columns=(
                    Figure(name="name", label=_("Region")),
                    Figure(name="clusters", label=_("Clusters")),
                    Figure(name="inside", label=_("Counted inside")),
                ),
            ),
            click="region",
        ),
        details=(
            Table(
                caption=_("Clusters of the chosen region"),
                source="found",
                empty=_("Under these rules the chosen region has no cluster."),
                columns=(
                    Figure(name="industry", label=_("Industry")),
                    Figure(name="stars", label=_("Stars")),
                    Figure(name="quotient", label=_("Location quotient"), digits=2),
                    Figure(
                        name="of_industry", label=_("Share of the industry in Russia"), style="%", digits=1
                    ),
                    Figure(name="of_region", label=_("Share of the region's total"), style="%", digits=1),
                    Figure(name="firms", label=_("Large firms")),
                ),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S02-3",),
        takes=takes(data()),
    )
