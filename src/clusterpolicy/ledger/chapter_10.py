"""Verdicts of chapter 10: what is known of networks that programmes push, and what the network of the case illustrates."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.indicators import betweenness, cross_type_ties, reachable_share
from clusterpolicy.indicators.case import with_levers, without
from clusterpolicy.ledger.framework import Verdict, on
from clusterpolicy.text import _

# Surveys of members alone cannot say what would have been without the programme.
COMPARED = ("matching + DiD", "DiD", "panel regression", "randomised", "regression discontinuity")


@on("S14-1")
def involve_everybody_and_push(evaluation_outcomes: pd.DataFrame) -> Verdict:
    """Whether ties follow a cluster programme was studied; whether every type has to take part was not."""
    rows = evaluation_outcomes[
        evaluation_outcomes["cluster_programme"]
        & (evaluation_outcomes["outcome_group"] == "networks")
        & evaluation_outcomes["effect"].notna()
        & evaluation_outcomes["design"].isin(COMPARED)
    ]
    positive = int((rows["effect"] == "positive").sum())
    return Verdict(
        basis="data",
        answer="partly" if positive else "not supported",
        reason=_(
            "Of {studies|0} studies with a comparison that looked at the networks of a cluster programme, {positive|0} found more ties or better access to partners, {open|0} mixed or no "
            "effects. None compares clusters with every type of organisation against clusters without, so “key” is untested."
        ),
        values={"studies": len(rows), "positive": positive, "open": len(rows) - positive},
    )


def unnamed(reason: str, ask: str) -> Verdict:
    """Return the verdict on a statement about a region that the deck does not name."""
    return Verdict(basis="none", answer="not testable", reason=reason, ask=ask)


@on("S14-2")
def research_ties_lead_elsewhere() -> Verdict:
    """A diagnosis of a region without a name."""
    return unnamed(
        _(
            "The deck does not name its region, so nobody can count who did research with whom. Joint patents and papers would show part of it."
        ),
        _("With whom did you do research in the last three years, in the region and outside, and who paid?"),
    )


@on("S14-3")
def large_firms_can_push_markets(case_organisations: pd.DataFrame, case_ties: pd.DataFrame) -> Verdict:
    """Ties between types before and after large firms buy from small ones, against chance."""
    before = cross_type_ties(*with_levers(case_organisations, case_ties))
    after = cross_type_ties(*with_levers(case_organisations, case_ties, "large-firms"))
    return Verdict(
        basis="model",
        answer="illustrated",
        reason=_(
            "In the network of the case the ties between types rise from {before|%0} to {after|%0} when large firms buy from small ones, still below the "
            "{chance|%0} that chance would give. That they buy is put in, not found. In a real cluster "
            "that was mapped, knowledge ran among a core of able firms and passed others by."
        ),
        values={"before": before["share"], "after": after["share"], "chance": after["by_chance"]},
        references=("giulianibell2005",),
    )


@on("S14-4")
def markets_between_clusters_are_weak() -> Verdict:
    """No dataset has the sales of one cluster to another."""
    return unnamed(
        _(
            "No dataset at hand has sales from one cluster to another, and “not strong enough” names no yardstick."
        ),
        _(
            "Which part of last year's sales went to members of other clusters, and what would have made it more?"
        ),
    )


def joined_without_broker(types: pd.Series, ties: pd.DataFrame) -> float:
    """Return the share of pairs with a path when the strongest broker goes."""
    share: float = reachable_share(*without(types, ties, betweenness(types, ties).idxmax()))
    return share


@on("S14-5")
def public_purchasing_is_a_market(case_organisations: pd.DataFrame, case_ties: pd.DataFrame) -> Verdict:
    """What purchases of maps and data add to the network of the case, and what hangs on the broker after them."""
    before = with_levers(case_organisations, case_ties)
    after = with_levers(case_organisations, case_ties, "public-purchasing")
    return Verdict(
        basis="model",
        answer="illustrated",
        reason=_(
            "In the case public purchasing of maps and data makes {added|0} ties. Without its broker the network joins {before|%0} of the pairs before and "
            "{after|%0} after. Studies find that public buyers can draw out innovation; none of them is about this region."
        ),
        values={
            "added": len(after[1]) - len(before[1]),
            "before": joined_without_broker(*before),
            "after": joined_without_broker(*after),
        },
        references=("edlergeorghiou2007", "aschhoff2009"),
    )


@on("S14-6")
def the_best_students_come() -> Verdict:
    """Students are counted; which of them are the best, and why they came, is not."""
    return unnamed(
        _("Students are counted by region; who is among the best, and came because of a cluster, is not."),
        _(
            "Which other places did you have an offer from, and what part did the cluster's firms play in your choice?"
        ),
    )


@on("S14-7")
def clusters_pay_for_programmes() -> Verdict:
    """No dataset lists who pays for a programme at a university."""
    return unnamed(
        _(
            "The deck names neither firms nor universities, and none of the datasets lists who pays for a programme."
        ),
        _(
            "Which programmes of your university does a firm pay for, since when, and which ones do several firms pay for together?"
        ),
    )
