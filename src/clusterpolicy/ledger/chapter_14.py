"""Verdicts of chapter 14: guidelines advise; what can be asked is what they rest on. Chapter 15 judges the first."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.indicators.instruments import kinds_in_law
from clusterpolicy.indicators.public_money import deficits
from clusterpolicy.ledger.framework import Verdict, on
from clusterpolicy.text import _

DECK_YEAR = 2012
LAST_BUDGET = 2011


@on("S17-2")
def knowledge_of_tools() -> Verdict:
    """Holding an instrument is counted; knowing it is not."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_("No series says what officials know. That a region holds no instrument does not show it."),
        ask=_(
            "Which instruments of cluster policy can you name without help, and under which of them has your region applied?"
        ),
    )


@on("S17-3")
def commitment_is_needed(levers: pd.DataFrame) -> Verdict:
    """Whether the law makes a region's own part a condition of federal grants."""
    grants = levers[levers["grant"] & (levers["year_from"] <= DECK_YEAR)]
    bound = grants["obliges"].str.contains("region", case=False)
    return Verdict(
        basis="data",
        answer="partly" if bound.any() else "not supported",
        reason=_(
            "Of {grants|0} kinds of instrument with federal grants and a legal basis by the end of {year}, {bound|0} oblige the region to pay, to run or to "
            "choose something itself. That a commitment is demanded is documented; that it decides over success is not."
        ),
        values={"grants": len(grants), "bound": int(bound.sum()), "year": str(DECK_YEAR)},
    )


@on("S17-4")
def firms_have_to_be_motivated() -> Verdict:
    """Neither motivation nor the reach of a story is counted."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_(
            "No series holds why firms take part, and no evaluation at hand compares firms that heard of a success with firms that did not."
        ),
        ask=_("What made you join: whom did you hear it from, and what did you expect?"),
    )


@on("S17-5")
def immaterial_factors(levers: pd.DataFrame) -> Verdict:
    """How many kinds of instrument in law coordinate, against those that build."""
    kinds = kinds_in_law(levers, DECK_YEAR)
    coordinate, build = int(kinds["coordination"].sum()), int(kinds["infrastructure"].sum())
    return Verdict(
        basis="data",
        answer="partly" if coordinate < build else "not supported",
        reason=_(
            "Of {kinds|0} kinds of instrument in law by the end of {year}, {build|0} pay for infrastructure and {coordinate|0} for coordination. So there was "
            "something to put forward; whether it matters more than buildings, these data do not say."
        ),
        values={"kinds": len(kinds), "build": build, "coordinate": coordinate, "year": str(DECK_YEAR)},
    )


@on("S17-6")
def financing_must_be_worked_out(panel: pd.DataFrame) -> Verdict:
    """Regional budgets that spent more than they took in, in the last year before the deck."""
    row = deficits(panel).loc[LAST_BUDGET]
    short, budgets = int(row["short"]), int(row["budgets"])
    return Verdict(
        basis="data",
        answer="supported" if short > budgets / 2 else "partly" if short else "not supported",
        reason=_(
            "In {year}, {short|0} of {budgets|0} regional budgets spent more than they took in. Money for a cluster had to come from somewhere else, or instead "
            "of something else."
        ),
        values={"year": str(LAST_BUDGET), "short": short, "budgets": budgets},
    )
