"""Verdicts of chapter 7: the deck's region is anonymous, and the case of the course is invented."""

from __future__ import annotations

from clusterpolicy.ledger.framework import Verdict, on
from clusterpolicy.text import _


def unnamed(ask: str) -> Verdict:
    """Return the verdict on a statement about a region that the deck does not name."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_(
            "The deck does not name its region, so no figure can be set against the statement. The region of the course is invented and "
            "proves nothing."
        ),
        ask=ask,
    )


@on("S11-1")
def the_case_is_industrial() -> Verdict:
    """No named region, no figure."""
    return unnamed(_("Which region is it, and what part of its value added came from manufacturing?"))


@on("S11-2")
def it_has_a_good_educational_system() -> Verdict:
    """No named region; and students are counted, not how good their teaching is."""
    return unnamed(_("Which employers hired the graduates of the last three years, and would they again?"))


@on("S11-3")
def it_has_several_successful_companies() -> Verdict:
    """No named region, no named company."""
    return unnamed(_("Which companies are meant, and what did they sell outside the region?"))


@on("S11-4")
def its_environment_needs_to_be_developed() -> Verdict:
    """No named region, and no measure of what is needed."""
    return unnamed(_("What did a firm of the region have to look for elsewhere in the last year?"))


@on("S11-5")
def government_and_companies_share_the_will() -> Verdict:
    """Nobody counts will."""
    return unnamed(
        _("What money and whose time has each side committed to the cluster, in writing, and for how long?")
    )
