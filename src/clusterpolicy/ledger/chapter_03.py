"""Verdicts of chapter 3: programmes by country, what they count, what evaluations found."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.ledger.framework import Verdict, on
from clusterpolicy.text import _

EUROPE_AND_ASIA = (
    "AUT",
    "CHN",
    "DEU",
    "DNK",
    "ESP",
    "FIN",
    "FRA",
    "IND",
    "ITA",
    "JPN",
    "KOR",
    "NOR",
    "POL",
    "SWE",
)
LAST_TEN_YEARS = (2002, 2011)
# As many countries as "many" has to mean.
MANY = 5


@on("S02-2")
def clusters_came_back_as_policy(cluster_programmes: pd.DataFrame) -> Verdict:
    """Programmes of Europe and Asia that began in the ten years before the deck, against those begun earlier."""
    rows = cluster_programmes[
        (cluster_programmes["what"] == "programme")
        & cluster_programmes["verification"].isin(["sourced", "partly"])
        & cluster_programmes["iso3"].isin(EUROPE_AND_ASIA)
    ]
    first, last = LAST_TEN_YEARS
    rows = rows[rows["start_year"].notna()]
    within = rows["start_year"].between(first, last)
    before = rows["start_year"] < first
    countries = rows.loc[within, "iso3"].nunique()
    return Verdict(
        basis="data",
        answer="supported"
        if within.sum() > before.sum() and countries >= MANY
        else "partly"
        if within.any()
        else "not supported",
        reason=_(
            "Of the checked programmes in Europe and Asia, {within|0} in {countries|0} countries began in the ten years before 2012, and "
            "{before|0} earlier. The list is the course's own and not complete."
        ),
        values={"within": int(within.sum()), "before": int(before.sum()), "countries": countries},
    )


@on("S05-2")
def india_plans_nationally_and_has_6500(cluster_programmes: pd.DataFrame) -> Verdict:
    """The policy is national and mixed; the figure joins inventories of unlike things."""
    india = cluster_programmes[cluster_programmes["iso3"] == "IND"]
    programme = india[india["what"] == "programme"]
    national = bool(((programme["funding_level"] == "national") & (programme["governance"] == "mixed")).any())
    counted = bool(programme["number_of_clusters"].notna().any())
    return Verdict(
        basis="data",
        answer="supported" if national and counted else "partly" if national else "not supported",
        reason=_(
            "A national programme with mixed governance is documented since {year}. The figure is not: it joins inventories in which rural and "
            "artisan clusters are many times as numerous as industrial ones. It counts other things than Europe's two thousand."
        ),
        values={"year": str(int(programme["start_year"].min()))},
    )


@on("S05-3")
def firms_and_state_cooperate_fruitfully() -> Verdict:
    """Too few evaluated programmes are mixed, and none was evaluated for how it is managed."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_(
            "Too few evaluated programmes are of mixed governance to set them against others, and no evaluation at hand looks at how they are "
            "managed."
        ),
        ask=_(
            "Which decisions of the last year did firms and authorities take together, and what came of each?"
        ),
    )
