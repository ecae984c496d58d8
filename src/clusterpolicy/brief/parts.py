"""What a brief says of a region alone: every figure is one of its profile, so that it equals the atlas's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from clusterpolicy.brief.diagnosis import dependence, diagnosis, standing, summary_table
from clusterpolicy.brief.evaluation import evaluation, indicators
from clusterpolicy.brief.legal import legal
from clusterpolicy.brief.neighbours import peers
from clusterpolicy.brief.organisation import budget, organisation
from clusterpolicy.brief.sayings import Block, words
from clusterpolicy.datasets import load, region_names
from clusterpolicy.indicators.region_profile import RegionProfile, profile
from clusterpolicy.models.brief_blocks import items, paragraph
from clusterpolicy.text import _, language


def region(code: str) -> dict[str, Any]:
    """Return ``code``, ``name``, ``facts`` (figures on which the model's rules rest) and ``parts`` (blocks by section) of a region.

    Parameters
    ----------
    code : str
        ISO 3166-2 code of one of the 83 regions.

    Raises
    ------
    UnknownNameError
        There is no such region; the nearest codes are suggested.
    """
    return _region(code, language())


@lru_cache(maxsize=128)
def _region(code: str, _language: str) -> dict[str, Any]:
    found = profile(code)
    spent, year = budget(found)
    facts = {"budget": spent, "budget_year": year, "peers": [peer.code for peer in found.peers]}
    parts = {
        "summary": [summary_table(found), items(standing(found))],
        "diagnosis": diagnosis(found),
        "dependence": dependence(found),
        "peers": peers(found),
        "organisation": organisation(found),
        "evaluation": evaluation(found),
        "legal": legal(found),
    }
    advices = {key: [block for block in parts[key] if block["kind"] == "advice"] for key in parts}
    return {
        "code": code,
        "name": region_names()[code],
        "facts": facts,
        "parts": parts | {"steps": steps(found, advices), "sources": sources(found)},
    }


def steps(found: RegionProfile, advices: dict[str, list[Block]]) -> list[list[str]]:
    """Return steps of the hundred days that rest on the region alone: phase, what to do, and because of what."""
    rows = []
    for phase, key, place in (
        ("first", "diagnosis", 0),
        ("first", "peers", 0),
        ("second", "dependence", 0),
        ("second", "legal", 0),
        ("third", "organisation", 0),
        ("third", "evaluation", 0),
    ):
        if len(advices[key]) > place:
            one = advices[key][place]
            because = words(_("{rule} Here: {value}"), rule=one["rule"], value=one["value"])
            rows.append([phase, one["text"], because])
    quiet = [one.label for one in indicators(found) if one.noise is not None]
    if quiet:
        because = _("Without a value from before, nothing can be compared afterwards.")
        names = ", ".join(words(_("“{label}”"), label=label) for label in quiet)
        text = words(_("Write today's value of {names} into a file, with date and source."), names=names)
        rows.insert(1, ["first", text, because])
    return rows


def sources(found: RegionProfile) -> list[Block]:
    """Return the sources of all figures of the region, and what its entries rest on."""
    table = load("sources").set_index("source_id")
    ids = dict.fromkeys(source_ids(found))
    cited = [_(table.at[name, "citation"]) for name in ids]
    entries = [
        words("{name}: {source}", name=one.name, source=one.source) for one in found.instruments if one.source
    ]
    blocks = [paragraph(_("Statistics")), items(cited)]
    if entries:
        blocks += [
            paragraph(_("Entries on instruments of the region, as far as they were seen")),
            items(entries),
        ]
    return [
        *blocks,
        paragraph(
            _(
                "Truel, J.-L. (2012). Implementing a cluster-based innovation policy in Russia: a model to invent. Conference deck, 18 April 2012. The course examines its claims; this brief does not repeat them as facts."
            )
        ),
        paragraph(
            _(
                "A Model to Invent: cluster-based innovation policy in Russia. Text CC BY 4.0. Datasets, their cards and their known breaks: appendix “Datasets”."
            )
        ),
    ]


def source_ids(found: RegionProfile) -> Iterator[str]:
    """Yield the ids of the sources behind a region's figures."""
    for fact in found.facts:
        yield from fact.sources
    for several in (found.sections[:1], found.later_sections[:1], found.crises):
        for one in several:
            yield from one.sources
    yield from found.dependence.sources
