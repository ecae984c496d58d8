"""Verdicts of chapter 5: Russia's instruments in April 2012, what they have in common, and the money behind them."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.indicators.instruments import (
    CHECKED,
    DECK,
    PRIORITY_CLUSTERS,
    ZONE,
    held,
    kinds_in_law,
    kinds_per_region,
    most_common,
    named_bodies,
)
from clusterpolicy.indicators.public_money import PILOTS, deficits
from clusterpolicy.ledger.framework import Answer, Verdict, on
from clusterpolicy.text import _

LAST_YEAR = int(DECK[:4]) - 1
REGIONS = 83
# Documents of the whole government that name clusters or innovation, before April 2012.
FRAMES = ("2008-11-17-concept-long-term-development", "2011-12-08-strategy-innovative-development-2020")
CRISIS_YEARS = (2009, 2010, 2011)


@on("S07-1")
def the_concept_mixes_four_things(instruments: pd.DataFrame, levers: pd.DataFrame) -> Verdict:
    """All four stand in checked entries of April 2012, each on a legal basis of its own."""
    rows = held(instruments, levers, DECK, levels=CHECKED, undated=True)
    named = {
        "zones": ZONE,
        "technoparks": "technopark",
        "clusters": PRIORITY_CLUSTERS,
        "skolkovo": "innovation_centre",
    }
    counts = {name: int((rows["group"] == kind).sum()) for name, kind in named.items()}
    found = sum(count > 0 for count in counts.values())
    meeting = int((kinds_per_region(rows[rows["group"].isin(named.values())]) >= 2).sum())
    return Verdict(
        basis="data",
        answer=extent(found, len(named)),
        reason=_(
            "In April 2012 checked entries stand for all that the deck names: {zones|0} zones, {technoparks|0} technoparks (none with a year), "
            "Skolkovo, and {clusters|0} clusters that one city had named. One label covers all four; on the ground they hardly mix: "
            "{meeting|0} regions held two of them."
        )
        if found == len(named)
        else _("Of the four kinds that the deck names, {found|0} stand in checked entries of April 2012."),
        values=counts | {"meeting": meeting, "found": found},
    )


def extent(found: int, total: int) -> Answer:
    """Return whether all, some or none agree with a claim."""
    return "supported" if found == total else "partly" if found else "not supported"


@on("S07-2")
def influences_contradict() -> Verdict:
    """No dataset records what the authors of a law had before them."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_(
            "It would take a dataset that codes, for each instrument, which foreign or domestic models its drafts name. None is at hand."
        ),
        ask=_(
            "Which model from where did you have before you when the instrument was drafted, and which did you reject?"
        ),
    )


@on("S07-3")
def the_focus_is_fiscal(levers: pd.DataFrame) -> Verdict:
    """Taxes would have to be the most frequent lever; with grants, the word covers spending too."""
    kinds = kinds_in_law(levers, LAST_YEAR)
    used = kinds[["tax", "infrastructure", "grant", "coordination", "regulation"]].sum()
    either = int((kinds["tax"] | kinds["grant"]).sum())
    most = used["tax"] == used.max()
    return Verdict(
        basis="data",
        answer="supported" if most else "partly" if 2 * either > len(kinds) else "not supported",
        reason=_(
            "It depends on the word. Tax relief is a lever of {tax|0} of {kinds|0} kinds of instrument (general knowledge: no tax term was seen "
            "in a text), infrastructure of {infrastructure|0}, grants of {grant|0}. If “fiscal” means public money of either sort, it is "
            "{either|0} of {kinds|0}."
        ),
        values={"kinds": len(kinds), "either": either} | {name: int(count) for name, count in used.items()},
    )


@on("S07-4")
def no_clear_cut_central_policy(levers: pd.DataFrame, timeline: pd.DataFrame) -> Verdict:
    """One act behind several kinds, or one body behind half of them, would be a centre; a document alone is none."""
    kinds = kinds_in_law(levers, LAST_YEAR)
    body, act = most_common(kinds["bodies"]), most_common(kinds["acts"])
    frames = timeline[timeline["event_id"].isin(FRAMES) & (timeline["verification"] == "sourced")]
    answer: Answer = "partly" if len(frames) else "supported"
    if 2 * body >= len(kinds) or act >= 2:
        answer = "not supported"
    return Verdict(
        basis="data",
        answer=answer,
        reason=_(
            "No act stands behind more than {act|0} of the {kinds|0} kinds in force, no body behind more than {body|0}, and {bodies|0} bodies are "
            "named (from general knowledge). But documents were not lacking: {frames|0} of the whole government ({years}) set principles for all."
        ),
        values={
            "act": act,
            "body": body,
            "kinds": len(kinds),
            "bodies": len({name for names in kinds["bodies"] for name in names}),
            "frames": len(frames),
            "years": ", ".join(map(str, frames["year"])),
        },
    )


@on("S07-5")
def many_initiatives_in_the_regions(
    instruments: pd.DataFrame, levers: pd.DataFrame, applicants: pd.DataFrame
) -> Verdict:
    """Regions that run something themselves, or bid in the contest that was open when the deck was shown."""
    running = own_initiatives(instruments, levers)
    bids = applicants[applicants["contest"] == "pilot_2012"]
    active = len(running | set(bids["iso_code"]))
    seen = len(running | set(bids.loc[bids["verification"] == "sourced", "iso_code"]))
    return Verdict(
        basis="data",
        answer="supported" if 2 * active >= REGIONS else "partly" if active else "not supported",
        reason=_(
            "{active|0} of {regions|0} regions ran a technopark (none with a year) or clusters of their own, or are known to have bid in the contest "
            "of 2012; {seen|0} if only bids seen in a text count. That is a lower bound: those who lost the contest are on no list at hand."
        ),
        values={"active": active, "regions": REGIONS, "seen": seen},
    )


def own_initiatives(instruments: pd.DataFrame, levers: pd.DataFrame) -> set[str]:
    """Return the regions that hold, in checked entries of April 2012, an instrument which a region runs."""
    rows = held(instruments, levers, DECK, levels=CHECKED, undated=True)
    own = levers["responsible_body"].map(lambda text: "region" in named_bodies(text))
    run = [*levers.loc[own, "kind"], PRIORITY_CLUSTERS]
    return set(rows.loc[rows["kind"].isin(run), "iso_code"])


@on("S07-6")
def financing_is_a_problem(panel: pd.DataFrame) -> Verdict:
    """Budgets in deficit in each of the last three years, and research spending that lagged behind the product."""
    count = deficits(panel)
    tight = all(2 * count.at[year, "short"] > count.at[year, "budgets"] for year in CRISIS_YEARS)
    country = panel[(panel["iso_code"] == "RU") & panel["indicator"].isin(["rd_expenditure", "grp"])]
    wide = country.pivot(index="year", columns="indicator", values="value")
    share = wide["rd_expenditure"] / wide["grp"]
    falling = share[LAST_YEAR] < share[CRISIS_YEARS[0] - 1]
    return Verdict(
        basis="data",
        answer="supported" if tight and falling else "partly" if tight or falling else "not supported",
        reason=_(
            "In {last}, {short|0} of {budgets|0} regional budgets spent more than they took in, and more than half did in each of the two years "
            "before. But research spending did not fall behind: {now|%2} of the regions' product in {last}, {before|%2} in {first}. "
            "What cluster organisations had to live on is not recorded."
        ),
        values={
            "last": str(LAST_YEAR),
            "first": str(CRISIS_YEARS[0] - 1),
            "short": int(count.at[LAST_YEAR, "short"]),
            "budgets": int(count.at[LAST_YEAR, "budgets"]),
            "now": float(share[LAST_YEAR]),
            "before": float(share[CRISIS_YEARS[0] - 1]),
        },
    )


@on("S08-1")
def zones_exist(instruments: pd.DataFrame, levers: pd.DataFrame) -> Verdict:
    """A sourced zone with a year before the deck."""
    return _status(
        instruments,
        levers,
        ZONE,
        _(
            "{sourced|0} special economic zones of the first contest are sourced, under the law of 2005. With all entries it would be {every|0}; not "
            "one of the tourist zones among them is verified."
        ),
    )


def _status(instruments: pd.DataFrame, levers: pd.DataFrame, kind: str, reason: str) -> Verdict:
    """Return whether a kind of instrument stands in entries of April 2012: sourced and with a year, or less."""
    counts = {
        name: int((held(instruments, levers, DECK, levels=levels, undated=undated)["group"] == kind).sum())
        for name, levels, undated in (
            ("sourced", ("sourced",), False),
            ("named", ("sourced",), True),
            ("every", ("sourced", "partly", "unverified"), True),
        )
    }
    answer: Answer = "supported" if counts["sourced"] else "partly" if counts["every"] else "not supported"
    return Verdict(basis="data", answer=answer, reason=reason, values=counts)


@on("S08-2")
def clusters_exist(instruments: pd.DataFrame, levers: pd.DataFrame) -> Verdict:
    """Clusters that the federal level had chosen would be a status; that list came four months later."""
    regional = held(instruments, levers, DECK, levels=("sourced",), undated=True)
    regional = regional[regional["group"] == PRIORITY_CLUSTERS]
    federal = int((held(instruments, levers, DECK)["group"] == PILOTS).sum())
    later = int((held(instruments, levers, DECK[:4])["group"] == PILOTS).sum())
    return Verdict(
        basis="data",
        answer="supported" if federal else "partly" if len(regional) else "not supported",
        reason=_(
            "In April 2012 there was a contest, and no list yet: {federal|0} clusters had a federal status. One city had named {regional|0} of its "
            "own. The federal list with {later|0} pilot clusters was approved in August."
        ),
        values={"federal": federal, "regional": len(regional), "later": later},
    )


@on("S08-3")
def technoparks_exist(instruments: pd.DataFrame, levers: pd.DataFrame) -> Verdict:
    """The parks stand in the list, none of them with a year."""
    return _status(
        instruments,
        levers,
        "technopark",
        _(
            "The federal programme of 2006 is sourced, and so are the names of {named|0} of {every|0} technoparks. Not one entry has a year: which "
            "of them worked in April 2012 cannot be told from this list."
        ),
    )


@on("S08-4")
def skolkovo_exists(instruments: pd.DataFrame, levers: pd.DataFrame) -> Verdict:
    """A sourced entry with a year before the deck."""
    return _status(
        instruments,
        levers,
        "innovation_centre",
        _(
            "The law of September 2010 is sourced, in {sourced|0} entry. What stood on the ground by April 2012 is not in the data."
        ),
    )
