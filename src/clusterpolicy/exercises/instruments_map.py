"""Exercise of chapter 5: which region holds which instrument, and how far that rests on entries that nobody verified."""

from __future__ import annotations

from typing import Any

import pandas as pd

from clusterpolicy import vocabulary
from clusterpolicy.charts.look import LookName
from clusterpolicy.charts.tile_map import tile_map_spec
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load, region_names
from clusterpolicy.exercises.framework.controls import Checkbox, Control, MultiSelect, Option, Select
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.regions import region_select, tiles
from clusterpolicy.indicators.instruments import (
    DECK,
    LEVERS,
    MOVED,
    MOVED_AT,
    MOVED_FROM,
    earliest_years,
    kind_group,
    kinds_in_law,
    most_common,
)
from clusterpolicy.models.instruments_map import ASKED, many_kinds
from clusterpolicy.text import _, language

YEARS = range(1991, 2017)
KINDS = (
    "zone",
    "naukograd",
    "technopark",
    "innovation_centre",
    "regional_priority_cluster",
    "pilot_cluster_2012",
    "leader_cluster_2016",
)


def data() -> dict[str, Any]:
    """Return the instruments that belong to one region, what their kinds act by, and the tiles of the map."""
    instruments, levers = load("instruments"), load("levers")
    rows = instruments[instruments["scope"] == "region"].sort_values("instrument_id")
    return {
        "tiles": tiles(),
        "names": region_names(),
        "entries": [_entry(row) for row in rows.to_dict("records")],
        "kinds": _kinds(levers),
        "order": list(KINDS),
        "moved": MOVED_AT,
        "marks": vocabulary.verification(),
        "words": vocabulary.lever()
        | vocabulary.public_body()
        | {"undated": _("no year"), "uncoded": _("not coded"), "unseen": _("{name} (not verified)")},
        "levers": list(LEVERS),
        "law": law_in_force(levers),
    }


def _entry(row: dict[str, Any]) -> dict[str, str]:
    return {
        "key": row["instrument_id"],
        "name": row[f"name_{language()}"],
        "kind": kind_group(row["kind"]),
        "iso": row["iso_code"],
        "before": MOVED_FROM if row["instrument_id"] in MOVED else "",
        "year": _year(row["established_year"]),
        "closed": _year(row["closed_year"]),
        "verification": row["verification"],
    }


def _year(value: Any) -> str:
    return "" if pd.isna(value) else str(int(value))


def _kinds(levers: pd.DataFrame) -> dict[str, Any]:
    """Return the kinds with their levers and bodies; where `levers` has none, both are empty."""
    coded, first = kinds_in_law(levers, YEARS[-1]), earliest_years(levers)
    words, found = vocabulary.instrument_kind(), {}
    for kind in KINDS:
        row = coded.loc[kind] if kind in coded.index else None
        used = [] if row is None else [lever for lever in LEVERS if row[lever]]
        bodies = [] if row is None else list(row["bodies"])
        by = [f"lever:{lever}" for lever in used] + [f"body:{body}" for body in bodies]
        found[kind] = {
            "name": words[kind],
            "levers": used,
            "seen": row is not None and bool(row["levers_seen"]),
            "bodies": bodies,
            "by": by,
            "earliest": first[kind],
        }
    return found


def law_in_force(levers: pd.DataFrame) -> dict[str, int]:
    """Return how many kinds of instrument had a legal basis when the deck was shown, and how much of it they share."""
    coded = kinds_in_law(levers, int(DECK[:4]) - 1)
    return {
        "kinds": len(coded),
        "acts": len({act for acts in coded["acts"] for act in acts}),
        "bodies": len({body for bodies in coded["bodies"] for body in bodies}),
        "shared_act": most_common(coded["acts"]),
        "shared_body": most_common(coded["bodies"]),
    }


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    kinds = vocabulary.instrument_kind()
    return (
        Select(name="moment", label=_("Moment"), options=moments(), default=DECK),
        MultiSelect(
            name="kinds",
            label=_("Kinds of instrument"),
            options=tuple(Option(kind, kinds[kind]) for kind in KINDS),
            default=KINDS,
        ),
        Select(
            name="checked",
            label=_("Entries that count"),
            options=(
                Option("all", _("all")),
                Option("checked", _("checked at least in part")),
                Option("sourced", _("sourced alone")),
            ),
            default="all",
        ),
        Checkbox(
            name="undated",
            label=_("Count entries without a year, from the year of their law or programme"),
            default=False,
        ),
        Select(name="only", label=_("Only instruments with"), options=filters(), default=""),
        Select(
            name="colour",
            label=_("Colour by number of"),
            options=(
                Option("instruments", _("instruments")),
                Option("kinds", _("kinds of instrument")),
                Option("levers", _("levers at work")),
                Option("bodies", _("responsible bodies, as far as told")),
            ),
            default="kinds",
        ),
        region_select("region", _("Show what is held by"), default="RU-MOS", none=_("no region")),
    )


def moments() -> tuple[Option, ...]:
    """Return the ends of years, and the day of the deck before the pilot clusters were listed."""
    found = []
    for year in YEARS:
        if str(year) == DECK[:4]:
            found.append(Option(DECK, _("April {year}, when the deck was shown").replace("{year}", DECK[:4])))
        found.append(Option(str(year), _("end of {year}").replace("{year}", str(year))))
    return tuple(found)


def filters() -> tuple[Option, ...]:
    """Return levers and bodies that at least one kind on the map has."""
    used = [code for kind in _kinds(load("levers")).values() for code in kind["by"]]
    levers = [(f"lever:{code}", word) for code, word in vocabulary.lever().items()]
    bodies = [(f"body:{code}", word) for code, word in vocabulary.public_body().items()]
    lever, body = _("lever: {name}"), _("body: {name}")
    return (
        Option("", _("any lever and body")),
        *(Option(code, lever.replace("{name}", word)) for code, word in levers if code in used),
        *(Option(code, body.replace("{name}", word)) for code, word in bodies if code in used),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return the tile map of what the learner counts; a dashed outline marks what rests on entries not verified."""
    grid = load("tiles")
    tooltip = [
        alt.Tooltip("name:N", title=_("Region")),
        alt.Tooltip("instruments:Q", title=_("Instruments")),
        alt.Tooltip("kinds:Q", title=_("Kinds")),
        alt.Tooltip("levers:N", title=_("Levers")),
        alt.Tooltip("bodies:N", title=_("Bodies (not verified)")),
        alt.Tooltip("partly:Q", title=_("Checked in part")),
        alt.Tooltip("unverified:Q", title=_("Not verified")),
        alt.Tooltip("undated:Q", title=_("Without a year")),
    ]
    columns, rows = int(grid["column"].max()) + 1, int(grid["row"].max()) + 1
    return tile_map_spec(
        look, columns, rows, "shade", tooltip, _("Number in the region"), doubtful="doubtful"
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    setting = " " + _("Set the end of {year}, all kinds, entries without a year counted.").replace(
        "{year}", ASKED
    )
    return {
        "guess-few": _("Kept: hardly any. Now count, with unverified entries and without."),
        "guess-ten": _("Kept: about ten. Now count, with unverified entries and without."),
        "guess-third": _("Kept: a third of them. Now count, with unverified entries and without."),
        "guess-most": _("Kept: most of them. Now count, with unverified entries and without."),
        "lost-right": _(
            "Right: {every|0} regions with all entries, {left|0} once the unverified ones are left out. {lost|0} of {every|0} stand on general "
            "knowledge: that belongs into the same sentence as the count."
        ),
        "lost-every": _("{answer|~3} is the count with all entries. Asked is how many of them drop out."),
        "lost-left": _("{answer|~3} is what is left. Asked is the difference between {every|0} and that."),
        "lost-negative": _(
            "{answer|~3} has the size right. Asked is how many drop out: a number above nought."
        ),
        "lost-sourced": _(
            "{answer|~3} drop out if only sourced entries count. Those checked in part may stay: leave out the unverified ones alone."
        ),
        "lost-undated": _("{answer|~3} comes out without the entries that have no year.") + setting,
        "lost-april": _("{answer|~3} is the answer for April, before the pilot clusters were listed.")
        + setting,
        "lost-share": _("{answer|~3} is the share of {every|0} regions. Asked is their number."),
        "lost-not-a-number": _("“{answer}” is not a number. Write digits."),
        "lost-too-high": _("{answer|~3} is too high.") + setting,
        "lost-too-low": _("{answer|~3} is too low.") + setting,
        "central-one": _(
            "Right: one hand would show in what the kinds share. In April {year}, {kinds|0} kinds had {acts|0} laws, decrees and orders "
            "between them; no act stands behind more than {shared_act|0} of the kinds, no body behind more than {shared_body|0}."
        ).replace("{year}", DECK[:4]),
        "central-few": _(
            "A central policy may gather many instruments in few places or spread them. Where they lie does not tell who decided: look at "
            "the {kinds|0} kinds and who answers for them."
        ),
        "central-every": _(
            "The same set everywhere would be an equal policy, not yet a central one. {kinds|0} kinds in every region could still have "
            "{bodies|0} bodies behind them."
        ),
        "central-marks": _(
            "How well the entries are checked says something about this list, and nothing about the {kinds|0} kinds of instrument."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    every, left = many_kinds(data, ASKED, "all", True), many_kinds(data, ASKED, "checked", True)
    dated = many_kinds(data, ASKED, "all", False) - many_kinds(data, ASKED, "checked", False)
    lost = every - left
    return {
        "guess": Samples(right=["few"], wrong={"ten": ["ten"], "third": ["third"], "most": ["most"]}),
        "lost": Samples(
            right=[lost, str(lost), f"{lost},0"],
            wrong={
                "every": [every],
                "left": [left],
                "negative": [-lost],
                "sourced alone": [every - many_kinds(data, ASKED, "sourced", True)],
                "no entries without a year": [dated],
                "April": [many_kinds(data, DECK, "all", True) - many_kinds(data, DECK, "checked", True)],
                "share": [lost / every, f"{100 * lost / every:.1f} %"],
                "not a number": ["some"],
                "too high": [83],
                "too low": [1],
            },
        ),
        "central": Samples(right=["one"], wrong={"few": ["few"], "every": ["every"], "marks": ["marks"]}),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, how much of a count is not verified, and what the claim would look like if it were false."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "In August {year} pilot clusters joined the zones, science cities, technoparks and Skolkovo. How many of the 83 regions held "
                "three kinds or more at the end of that year, if every entry counts?"
            ).replace("{year}", ASKED),
            options=(
                Option("few", _("Hardly any")),
                Option("ten", _("About ten")),
                Option("third", _("A third of them")),
                Option("most", _("Most of them")),
            ),
        ),
        Question(
            id="lost",
            kind="numeric",
            prompt=_(
                "End of {year}, all kinds, entries without a year counted. How many of the regions with three kinds or more drop out when "
                "you leave out what was not verified, and keep what was checked in part?"
            ).replace("{year}", ASKED),
            unit=_("regions in all"),
        ),
        Question(
            id="central",
            kind="choice",
            prompt=_(
                "Claim S07-4 says that there is no clear-cut central policy. Suppose that it were wrong. What would these data show?"
            ),
            options=(
                Option("few", _("Few regions with more than one instrument")),
                Option("every", _("Every region with the same set of instruments")),
                Option("one", _("One act or one body behind most kinds of instrument")),
                Option("marks", _("Fewer entries that are not verified")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    return Exercise(
        id="instruments-map",
        title=_("Who holds what"),
        task=_(
            "Choose a moment and what counts. A tile is a region; a dashed outline says that some of its entries were not verified. Click a "
            "region to read what it holds."
        ),
        model="instruments_map",
        data=data,
        controls=controls(),
        figures=(
            Figure(name="instruments", label=_("Instruments that count")),
            Figure(name="regions", label=_("Regions with at least one")),
            Figure(name="two", label=_("With two kinds or more")),
            Figure(name="three", label=_("With three kinds or more")),
            Figure(name="doubtful", label=_("… only thanks to entries not verified")),
            Figure(name="sourced", label=_("Sourced")),
            Figure(name="partly", label=_("Checked in part")),
            Figure(name="unverified", label=_("Not verified")),
            Figure(name="undated", label=_("Counted without a year")),
        ),
        chart=Chart(
            title=_("Instruments by region; dashed: with entries not verified"),
            spec=spec,
            alt=_(
                "Tile map of Russia's regions: {instruments|0} instruments lie in {regions|0} of them, and {three|0} regions hold three kinds or "
                "more, {doubtful|0} of these only thanks to entries not verified."
            ),
            source=_(
                "Laws, lists and press on each instrument, read for this course; marks as in the table. Regions in the borders of the moment. "
                "Data to {year}."
            ).replace("{year}", str(YEARS[-1])),
            table=Table(
                caption=_("Instruments by region"),
                columns=(
                    Figure(name="name", label=_("Region")),
                    Figure(name="instruments", label=_("Instruments")),
                    Figure(name="kinds", label=_("Kinds")),
                    Figure(name="partly", label=_("Checked in part")),
                    Figure(name="unverified", label=_("Not verified")),
                    Figure(name="undated", label=_("Without a year")),
                    Figure(name="levers", label=_("Levers")),
                    Figure(name="bodies", label=_("Bodies (not verified)")),
                ),
            ),
            click="region",
        ),
        details=(
            Table(
                caption=_("What the chosen region holds"),
                source="held",
                empty=_("Under this setting the chosen region holds nothing."),
                columns=(
                    Figure(name="name", label=_("Instrument")),
                    Figure(name="kind", label=_("Kind")),
                    Figure(name="since", label=_("Since")),
                    Figure(name="mark", label=_("Entry")),
                    Figure(name="levers", label=_("Levers")),
                    Figure(name="bodies", label=_("Bodies (not verified)")),
                ),
            ),
            Table(
                caption=_("Kinds that meet in one region"),
                source="pairs",
                empty=_("Under this setting no two kinds meet in one region."),
                columns=(
                    Figure(name="one", label=_("One kind")),
                    Figure(name="other", label=_("The other")),
                    Figure(name="regions", label=_("Regions with both")),
                    Figure(name="doubtful", label=_("Only thanks to entries not verified")),
                    Figure(name="where", label=_("Where")),
                ),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S07-1", "S07-3", "S07-4", "S07-5", "S08-1", "S08-2", "S08-3", "S08-4"),
        takes_none=_(
            "The map counts instruments that were given to federal subjects, one entry each with its source. A file of figures holds none of them, so a "
            "region of your own would stand here with nothing."
        ),
        of_region=_("Instruments held: {here|0}, of which {here_unverified|0} rest on entries not verified."),
    )
