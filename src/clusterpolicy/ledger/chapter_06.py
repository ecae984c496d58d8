"""Verdicts of chapter 6: bottom-up as in Saint Petersburg, top-down as in France."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.ledger.chapter_02 import CHECKED, checked, extent
from clusterpolicy.ledger.framework import Verdict, on
from clusterpolicy.text import _

SAINT_PETERSBURG = "RU-SPE"
FRENCH_POLES = "fra-poles-1"


@on("S09-1")
def saint_petersburg_follows_bottom_up(instruments: pd.DataFrame) -> Verdict:
    """A city that names its clusters starts from above; who began them is in no source."""
    here = instruments[
        (instruments["iso_code"] == SAINT_PETERSBURG) & (instruments["kind"] == "regional_priority_cluster")
    ]
    named = here[here["verification"].isin(CHECKED)]
    return Verdict(
        basis="data" if len(named) else "none",
        answer="partly" if len(named) else "not testable",
        reason=_(
            "A month before the deck the city government named {named|0} priority clusters of its own. That is a choice from above, in the deck's own "
            "example. Whether firms had begun them, no source at hand says."
        ),
        values={"named": len(named)},
        ask=_(
            "Who called the first meeting of your cluster: a firm, an association, a university, or an authority?"
        ),
    )


@on("S09-2")
def bottom_up_has_little_state(cluster_programmes: pd.DataFrame) -> Verdict:
    """Programmes led by business, and whether public money and a public contest stand behind them."""
    rows = checked(cluster_programmes)
    rows = rows[rows["governance"] == "business-led"]
    public = rows["funding_level"].notna() | (rows["selection"] == "competition")
    return Verdict(
        basis="data",
        answer=extent(int((~public).sum()), len(rows)),
        reason=_(
            "{rows|0} checked programmes of before 2012 are led by business; {public|0} of them live on public money for which clusters compete. The State does not "
            "lead there, but it chooses and it pays."
        ),
        values={"rows": len(rows), "public": int(public.sum())},
    )


@on("S09-3")
def bottom_up_is_about_cooperation() -> Verdict:
    """What the organisations of business-led clusters spend their time on is coded for none of them."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_(
            "What the cluster organisations of business-led programmes work on is documented for none of them here."
        ),
        ask=_("On which three activities did your cluster organisation spend most working days last year?"),
    )


@on("S09-4")
def bottom_up_makes_profit() -> Verdict:
    """Legal form is in no dataset at hand."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_("No dataset at hand records the legal form of Russian cluster organisations."),
        ask=_("What is the legal form of your cluster organisation, and to whom may it pay a profit?"),
    )


@on("S10-1")
def interest_in_france_is_strong() -> Verdict:
    """Interest is an attitude of people at a time; nobody was asked."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_("Interest is an attitude. No survey of officials from before April 2012 was found."),
        ask=_(
            "Which foreign cluster programme did your administration study before it wrote its own, and what did it take over?"
        ),
    )


@on("S10-2")
def the_french_impulse_comes_from_above(cluster_programmes: pd.DataFrame) -> Verdict:
    """State-led rows of France, and the contest inside them."""
    rows = checked(cluster_programmes, "FRA")
    led = rows["governance"] == "state-led"
    contest = rows["selection"] == "competition"
    return Verdict(
        basis="data",
        answer=extent(int(led.sum()), len(rows)),
        reason=_(
            "{led|0} of {rows|0} checked rows on the French poles are led by the State, with money of the State and of regions. In {contest|0} of them the poles came from "
            "bids: an impulse from above, answered from below."
        ),
        values={"led": int(led.sum()), "rows": len(rows), "contest": int(contest.sum())},
    )


@on("S10-3")
def the_french_poles_begin_with_research(governance_codes: pd.DataFrame) -> Verdict:
    """The scope of the first phase, and how far the entry was checked."""
    rows = governance_codes[
        (governance_codes["programme_id"] == FRENCH_POLES) & (governance_codes["criterion"] == "scope")
    ]
    research = rows[(rows["code"] == "research") & rows["verification"].isin(CHECKED)]
    sure = bool((research["verification"] == "sourced").any())
    return Verdict(
        basis="data",
        answer="supported" if sure else "partly" if len(research) else "not supported",
        reason=_(
            "Joint research projects are what evaluations of the first phase look at. The entry was checked in part only, and how large the first "
            "projects were stands in no source at hand."
        ),
    )


@on("S10-4")
def the_french_poles_join_public_and_private() -> Verdict:
    """The boards are general knowledge, not a checked entry."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_(
            "Who sits on the boards of the French poles is general knowledge here, not a checked entry."
        ),
        ask=_("How many seats of your board do firms, research bodies and authorities hold?"),
    )


@on("S10-5")
def the_french_poles_have_permanent_staff(parameters: pd.DataFrame) -> Verdict:
    """The staff of the poles is not checked; a survey of European cluster organisations is the nearest thing."""
    median = parameters.set_index("parameter_id").at["cluster-organisation-staff", "value"]
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_(
            "The staff of the French poles was not checked. The nearest figure is European: half of the cluster organisations of a survey have {median|0} employees or "
            "fewer, which is permanent, but hardly strong."
        ),
        values={"median": float(median)},
        ask=_("How many people does your cluster organisation employ without a time limit?"),
    )
