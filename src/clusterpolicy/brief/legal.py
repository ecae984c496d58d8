"""Legal routes of innovation policy: on what each rests, what it obliges to, and which the region holds."""

from __future__ import annotations

from typing import Any

from clusterpolicy import vocabulary
from clusterpolicy.brief.diagnosis import marked_name
from clusterpolicy.brief.sayings import Block, listed, words
from clusterpolicy.datasets import load
from clusterpolicy.indicators.region_profile import RegionProfile
from clusterpolicy.models.brief_blocks import advice, paragraph, table
from clusterpolicy.text import _

# The last year whose acts were in force in April 2012; the list of pilot clusters is of August.
IN_FORCE = 2011
SEEN = "sourced"


def legal(found: RegionProfile) -> list[Block]:
    """Return the routes of April 2012, those that came later, and what the region's entries ask for."""
    rows = load("levers").sort_values(["year_from", "kind"], kind="stable")
    return [
        paragraph(
            _(
                "Only acts and duties that stand in the course's dataset of levers are named; it is no legal advice. Each route says how far its entry was checked."
            )
        ),
        routes(found, rows[rows["year_from"] <= IN_FORCE], _("Routes in force in April 2012")),
        routes(found, rows[rows["year_from"] > IN_FORCE], _("Routes that came later, with their year")),
        advice_on_entries(found),
    ]


def route_names() -> dict[str, str]:
    """Return the kinds of instruments by their id in `levers`; the four types of zones apart, because their duties differ."""
    zones = {
        "sez_industrial": _("special economic zone: industry"),
        "sez_technology": _("special economic zone: technology"),
        "sez_tourist": _("special economic zone: tourism"),
        "sez_port": _("special economic zone: port"),
    }
    return vocabulary.instrument_kind() | zones


def routes(found: RegionProfile, rows: Any, caption: str) -> Block:
    """Return a table of legal routes."""
    columns = [
        (_("Route"), False),
        (_("Rests on"), False),
        (_("Who answers for it"), False),
        (_("Obliges to"), False),
        (_("Held here"), False),
    ]
    marks, names = vocabulary.verification(), route_names()
    lines = [
        [
            words(
                _("{route} (from {year}; entry: {mark})"),
                route=names[row["kind"]],
                year=str(row["year_from"]),
                mark=marks[row["verification"]],
            ),
            _(row["legal_basis"]),
            _(row["responsible_body"]),
            _(row["obliges"]),
            held_here(found, row["kind"]),
        ]
        for row in rows.to_dict("records")
    ]
    return table(
        caption, columns, lines, _("The course's dataset of levers, with the act of each row. Data to 2016.")
    )


def held_here(found: RegionProfile, kind: str) -> str:
    """Return the entries of the region that are of a kind."""
    entries = [marked_name(one) for one in found.instruments if one.kind == kind]
    if entries:
        return listed(entries)
    known = kind in set(load("instruments")["kind"])
    return _("none in the list") if known else _("the list does not cover this kind")


def advice_on_entries(found: RegionProfile) -> Block:
    """Return what to do first with what the region holds: check it, use it, or begin with the lightest route."""
    entries = found.instruments
    open_ones = [one for one in entries if one.verification != SEEN]
    rule = _(
        "Quote an entry only after it was seen in a source; where there is none, begin with the route that needs no federal status."
    )
    value = words(_("{open|0} of {all|0} entries not seen in full."), open=len(open_ones), all=len(entries))
    if open_ones:
        text = words(
            _("Check with the responsible body before you quote: {names}."),
            names=listed(marked_name(one) for one in open_ones),
        )
    elif entries:
        text = words(
            _("Build on what the region holds: {names}. Ask first what it obliges to."),
            names=listed(marked_name(one) for one in entries),
        )
    else:
        text = _(
            "Begin with a regional cluster development centre: the region sets it up itself, and no federal list has to name it."
        )
    return advice("legal", text, rule, value)
