"""Verdicts of chapter 9: priorities are choices; a model shows on what they rest."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.ledger.framework import Verdict, on
from clusterpolicy.models.value_chain_budget import LINKS, POINTS, best_allotment
from clusterpolicy.text import _


def best(case_links: pd.DataFrame, rho: float | None) -> pd.Series[float]:
    """Return the best allotment over the links of the case."""
    links = case_links.sort_values("place")
    weights = [1 / len(links)] * len(links)
    found = best_allotment(links["baseline"].tolist(), links["return"].tolist(), weights, POINTS, rho)
    return pd.Series(found, index=links["link"])


@on("S13-1")
def the_whole_chain(case_links: pd.DataFrame) -> Verdict:
    """How many links get points depends on whether one can replace another."""
    weakest, additive = best(case_links, None), best(case_links, 1.0)
    return Verdict(
        basis="model",
        answer="illustrated",
        reason=_(
            "In the model of the case the best allotment gives points to {weakest|0} of {links|0} links if the chain is as strong as its weakest link, and to "
            "{additive|0} if links can replace one another. Whether a chain has to be complete depends on that, and nobody has measured it here."
        ),
        values={
            "weakest": int((weakest > 0).sum()),
            "additive": int((additive > 0).sum()),
            "links": len(LINKS),
        },
        references=("kremer1993",),
    )


@on("S13-2")
def top_down_because_companies_are_few() -> Verdict:
    """A reason for a choice in a region without a name."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_(
            "It is the reason for a choice in a region that the deck does not name. Whether few companies call for a top-down approach is a question of "
            "chapter six."
        ),
        ask=_(
            "How many companies were asked to lead before the administration did, and what did they answer?"
        ),
    )


@on("S13-3")
def organisational_support_and_markets_first(case_links: pd.DataFrame) -> Verdict:
    """The share of the two links in the best allotment, under the assumptions of the case."""
    stressed = ["organisation", "market"]
    return Verdict(
        basis="model",
        answer="illustrated",
        reason=_(
            "In the model the two links get {weakest|0} of {points|0} points with the weakest link and {additive|0} where links add up. That follows from their "
            "low strength and high return, which are assumptions: other figures give other priorities."
        ),
        values={
            "weakest": float(best(case_links, None)[stressed].sum()),
            "additive": float(best(case_links, 1.0)[stressed].sum()),
            "points": POINTS,
        },
        references=("arrow1961",),
    )


@on("S13-4")
def a_programme_for_small_firms_exists() -> Verdict:
    """A fact about a region without a name."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_("The deck does not name its region, so its programme cannot be looked up."),
        ask=_(
            "What is the programme called, since when has it run, and how many firms did it support last year?"
        ),
    )
