"""Verdicts of chapter 8: objectives are aims; what can be asked is whether they were reached."""

from __future__ import annotations

from clusterpolicy.ledger.framework import Verdict, on
from clusterpolicy.text import _


def aim(ask: str) -> Verdict:
    """Return the verdict on an objective of a region that the deck does not name."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_(
            "An objective is neither true nor false. Whether it was reached would need the region's name and its figures before and after."
        ),
        ask=ask,
    )


@on("S12-1")
def a_framework_for_public_policy() -> Verdict:
    """No series of the datasets shows whether policies fit together."""
    return aim(
        _(
            "Which decisions on economy, education and research did the administration take together last year?"
        )
    )


@on("S12-2")
def cooperation_for_technology() -> Verdict:
    """Spending on research is counted; with whom it is spent is not."""
    return aim(
        _("With which research centres did your firm have a contract before, and with which has it one now?")
    )


@on("S12-3")
def services_to_firms() -> Verdict:
    """Small firms are counted; which of them were served is not."""
    return aim(_("Which service of the cluster did your firm use, and what would it have done without?"))


@on("S12-4")
def stronger_companies() -> Verdict:
    """Turnover is counted for the region, not for the members."""
    return aim(
        _("What did the member firms sell before they joined, and what do firms like them sell outside?")
    )


@on("S12-5")
def visibility() -> Verdict:
    """Exports are counted; being known is not."""
    return aim(
        _("Asked without help, which clusters of your industry can buyers in the country and abroad name?")
    )
