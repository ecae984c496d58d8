"""Five regions like this one: how near they are, what they did and when, and how they fared."""

from __future__ import annotations

from clusterpolicy import region_words, vocabulary
from clusterpolicy.brief.diagnosis import marked_name, starred_names
from clusterpolicy.brief.sayings import Block, figure, named, source_line, words
from clusterpolicy.indicators.region_profile import RegionProfile, profile
from clusterpolicy.models.brief_blocks import advice, missing, paragraph, table
from clusterpolicy.text import _


def peers(found: RegionProfile) -> list[Block]:
    """Return the peers with their likeness, their growth and their instruments."""
    if not found.peers:
        return [
            missing(
                _(
                    "No region can be compared with this one: it has no figure on any criterion of the likeness."
                )
            )
        ]
    blocks = [
        paragraph(
            _(
                "The five regions whose figures are nearest, by the criteria of “Match the case” with even weights. A distance is the root mean square of the differences, each counted in widths of the middle half of all regions. Likeness in figures does not say that what worked there works here."
            )
        ),
        likeness_table(found),
        fared_table(found),
        did_table(found),
    ]
    return [*blocks, advice_on_peers(found), *advice_on_growth(found)]


def likeness_table(found: RegionProfile) -> Block:
    """Return how near the peers are, and in what they are specialised."""
    columns = [
        (_("Region"), False),
        (_("Distance"), True),
        (_("Criteria compared"), True),
        (_("Industries with three stars, 2010"), False),
    ]
    rows = [
        [
            named(peer.code),
            figure(peer.distance, "", 2),
            words(_("{some|0} of {all|0}"), some=peer.compared, all=peer.criteria),
            starred_names(profile(peer.code)),
        ]
        for peer in found.peers
    ]
    return table(
        _("The five nearest regions"),
        columns,
        rows,
        _(
            "Rosstat, “Regions of Russia”, and open accounts of firms; criteria as in chapter 7. Data to 2013."
        ),
    )


def fared_table(found: RegionProfile) -> Block:
    """Return the real growth of the region and of its peers, with its spread."""
    columns = [(_("Region"), False)]
    columns += [(f"{one.first}–{one.last}", True) for one in found.growth]
    several = [found, *(profile(peer.code) for peer in found.peers)]
    rows = [
        [named(one.code), *(region_words.grown(years.mean, years.spread) for years in one.growth)]
        for one in several
    ]
    caption = _("Real growth a year in per cent, ± the standard deviation of the yearly rates in points")
    return table(caption, columns, rows, source_line(found.crises[0].sources, found.growth[-1].last))


def did_table(found: RegionProfile) -> Block:
    """Return what the peers hold or held, with years and marks."""
    kinds, marks = vocabulary.instrument_kind(), vocabulary.verification()
    columns = [
        (_("Region"), False),
        (_("Since"), False),
        (_("Instrument"), False),
        (_("Kind"), False),
        (_("Entry"), False),
    ]
    rows = []
    for peer in found.peers:
        entries = profile(peer.code).instruments
        for one in entries:
            since = _("year not known") if one.year is None else str(one.year)
            until = words(_(", closed {year}"), year=str(one.closed)) if one.closed else ""
            until += words(_(", until {moment}"), moment=one.until) if one.until else ""
            rows.append(
                [named(peer.code), since + until, marked_name(one), kinds[one.group], marks[one.verification]]
            )
        if not entries:
            rows.append([named(peer.code), "–", _("no entry in the course's list"), "–", "–"])
    return table(
        _("What they did: instruments by year"),
        columns,
        rows,
        _("The course's list of instruments; each entry keeps its mark. Data to 2016."),
    )


def advice_on_peers(found: RegionProfile) -> Block:
    """Return whom to call first: the peer with the most entries that were seen in a source, else the nearest."""
    counted = [
        (sum(one.verification == "sourced" for one in profile(peer.code).instruments), peer)
        for peer in found.peers
    ]
    most = max(count for count, _peer in counted)
    peer = next(peer for count, peer in counted if count == most)
    rule = _(
        "Call the peer of whose instruments most were seen in a source; where there is none, the nearest one."
    )
    value = words(
        _("{name}: {count|0} entries seen in a source, distance {distance|2}."),
        name=named(peer.code),
        count=most,
        distance=peer.distance,
    )
    text = (
        words(
            _(
                "Call {name} first: ask what its instruments cost, who pays now, and what it would not do again."
            ),
            name=named(peer.code),
        )
        if most
        else words(
            _(
                "Call {name} first, and ask what it did: the course's list has nothing on it that was seen in a source."
            ),
            name=named(peer.code),
        )
    )
    return advice("peers", text, rule, value)


def advice_on_growth(found: RegionProfile) -> list[Block]:
    """Return what to make of the region's growth beside its peers'."""
    own = found.growth[0]
    theirs = sorted(profile(peer.code).growth[0].mean for peer in found.peers)
    middle = theirs[len(theirs) // 2]
    rule = words(
        _(
            "Growth {first} to {last} beside the middle of the peers; a difference smaller than the spread of the yearly rates is none."
        ),
        first=str(own.first),
        last=str(own.last),
    )
    value = words(
        _("{own|1} per cent a year, the middle peer {middle|1}; spread {spread|1} points."),
        own=own.mean,
        middle=middle,
        spread=own.spread,
    )
    if abs(own.mean - middle) <= own.spread:
        text = _("Draw no lesson from the difference in growth: it lies within the noise of single years.")
    elif own.mean < middle:
        text = _(
            "Ask the peers that grew faster what they did before 2009, and look for other reasons before you copy it."
        )
    else:
        text = _(
            "Ask what drove the growth before anything new is started: it was faster than the peers' without a new programme."
        )
    return [advice("growth", text, rule, value)]
