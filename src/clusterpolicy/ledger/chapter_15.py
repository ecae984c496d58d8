"""Verdict of chapter 15: whether clusters are definitely relevant for regional policies."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.indicators.evaluation import difference_in_differences, smallest_detectable_effect
from clusterpolicy.indicators.pilot_regions import FIRST_MONEY, pilot_outcomes
from clusterpolicy.indicators.public_money import host_regions
from clusterpolicy.ledger.framework import Verdict, on
from clusterpolicy.text import _

# Designs that compare with somebody over time, or by lot.
STRICT = ("DiD", "matching + DiD", "regression discontinuity", "randomised")


def risen(outcomes: pd.DataFrame, group: str) -> tuple[int, int]:
    """Return how many outcomes of a group rise, and how many were seen, in strict evaluations of cluster programmes."""
    strict = outcomes["cluster_programme"] & outcomes["design"].isin(STRICT)
    effects = outcomes.loc[strict & (outcomes["outcome_group"] == group), "effect"].dropna()
    return int((effects == "positive").sum()), len(effects)


@on("S17-1")
def clusters_are_definitely_relevant(
    evaluation_outcomes: pd.DataFrame, panel: pd.DataFrame, instruments: pd.DataFrame
) -> Verdict:
    """What goes in rises, what comes out splits, and Russia's regional statistics cannot tell."""
    money, money_seen = risen(evaluation_outcomes, "rd_input")
    late, late_seen = risen(evaluation_outcomes, "performance")
    hosts = host_regions(instruments)
    found = difference_in_differences(pilot_outcomes(panel)["grp"], hosts, FIRST_MONEY)
    smallest = smallest_detectable_effect(found.standard_error)
    firms = [2 * money > money_seen, 2 * late > late_seen, found.estimate > smallest]
    return Verdict(
        basis="data",
        answer="supported" if all(firms) else "partly" if any(firms) else "not supported",
        reason=_(
            "In strict evaluations of cluster programmes elsewhere, research spending rises in {money|0} of {money_seen|0} outcomes seen, jobs, sales and productivity in "
            "{late|0} of {late_seen|0}. In Russia's host regions the product cannot tell: an effect below {smallest|1} per cent would be invisible. Relevant where "
            "firms research, by this; “definitely” is more than was seen."
        ),
        values={
            "money": money,
            "money_seen": money_seen,
            "late": late,
            "late_seen": late_seen,
            "smallest": smallest,
        },
    )
