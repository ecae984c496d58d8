"""Verdicts of chapter 2: the deck's three models, held against documented programmes."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.ledger.framework import Answer, Verdict, on
from clusterpolicy.text import _

CHECKED = ("sourced", "partly")
DECK_YEAR = 2012
NORTH = ("SWE", "NOR", "FIN", "DNK")


def checked(cluster_programmes: pd.DataFrame, *countries: str) -> pd.DataFrame:
    """Return the programmes begun before 2012 whose row was checked at least in part, of some countries or of all."""
    rows = cluster_programmes[
        (cluster_programmes["what"] == "programme") & cluster_programmes["verification"].isin(CHECKED)
    ]
    # Later ones cannot speak for what the deck saw in April 2012.
    rows = rows[~(rows["start_year"] >= DECK_YEAR).fillna(False)]
    return rows[rows["iso3"].isin(countries)] if countries else rows


def extent(found: int, total: int) -> Answer:
    """Return whether all, some or none agree with a claim."""
    return "supported" if found == total else "partly" if found else "not supported"


@on("S03-1")
def northern_europe_is_business_oriented(cluster_programmes: pd.DataFrame) -> Verdict:
    """Business-led, and free of a public contest: both would be needed."""
    rows = checked(cluster_programmes, *NORTH)
    business = rows["governance"] == "business-led"
    contest = rows["selection"] == "competition"
    return Verdict(
        basis="data",
        answer="partly"
        if business.any() and contest.any()
        else extent(int((business & ~contest).sum()), len(rows)),
        reason=_(
            "Of {rows|0} checked programmes in Northern Europe, {business|0} are led by business, but {contest|0} choose their clusters "
            "in a public contest. Italian districts grew without a programme. Germany stands in two of the deck's groups."
        ),
        values={"rows": len(rows), "business": int(business.sum()), "contest": int(contest.sum())},
    )


@on("S03-2")
def business_clusters_make_profit() -> Verdict:
    """Legal form is in no dataset at hand."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_("No dataset at hand records the legal form of cluster organisations."),
        ask=_("What is the legal form of your cluster organisation, and to whom may it pay a profit?"),
    )


@on("S04-1")
def france_korea_south_africa_are_proactive(cluster_programmes: pd.DataFrame) -> Verdict:
    """State-led programmes in all three countries, and nothing else beside them."""
    countries = ("FRA", "KOR", "ZAF")
    rows = cluster_programmes[
        cluster_programmes["iso3"].isin(countries) & cluster_programmes["verification"].isin(CHECKED)
    ]
    led = rows[rows["governance"] == "state-led"]
    return Verdict(
        basis="data",
        answer="supported" if len(led) == len(rows) else extent(led["iso3"].nunique(), len(countries) + 1),
        reason=_(
            "{led|0} of {rows|0} checked rows on the three countries are led by the State. The exception is the best documented "
            "cluster of South Africa, which a municipality and firms run together."
        ),
        values={"led": len(led), "rows": len(rows)},
    )


@on("S04-2")
def the_state_sets_the_strategy(cluster_programmes: pd.DataFrame) -> Verdict:
    """A contest of bids leaves part of the strategy to those who bid."""
    rows = checked(cluster_programmes)
    rows = rows[rows["governance"] == "state-led"]
    above = int((rows["selection"] == "committee").sum())
    return Verdict(
        basis="data",
        answer=extent(above, len(rows)),
        reason=_(
            "Of {rows|0} checked programmes that the State leads, {above|0} choose clusters in a committee. The others invite bids, so "
            "that part of the strategy comes from below."
        ),
        values={"rows": len(rows), "above": above},
    )


@on("S04-3")
def the_state_funds(cluster_programmes: pd.DataFrame) -> Verdict:
    """National money alone, or regional money with it."""
    rows = checked(cluster_programmes)
    rows = rows[rows["governance"] == "state-led"]
    alone = int((rows["funding_level"] == "national").sum())
    return Verdict(
        basis="data",
        answer=extent(alone, len(rows)),
        reason=_(
            "Public money pays for all {rows|0} checked programmes that the State leads, but in {mixed|0} of them the regions pay too."
        ),
        values={"rows": len(rows), "mixed": len(rows) - alone},
    )


@on("S04-4")
def proactive_clusters_are_managed_jointly() -> Verdict:
    """What is known of boards is general knowledge, not a checked entry."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_(
            "Who manages a cluster is documented for too few programmes, and the deck says the same of mixed clusters: the claim would not tell "
            "the models apart."
        ),
        ask=_(
            "Who sits on the board of your cluster organisation: how many firms, regional and State authorities?"
        ),
    )


@on("S04-5")
def permanent_structures_support_firms(
    governance_codes: pd.DataFrame, cluster_programmes: pd.DataFrame
) -> Verdict:
    """Permanent staff, among the programmes that the State leads."""
    led = cluster_programmes.loc[cluster_programmes["governance"] == "state-led", "programme_id"]
    staff = governance_codes[
        (governance_codes["criterion"] == "staff") & governance_codes["programme_id"].isin(led)
    ]
    sourced = staff[staff["verification"] == "sourced"]
    permanent = int((sourced["code"] == "permanent").sum())
    asked = int(
        governance_codes["programme_id"].isin(led).groupby(governance_codes["programme_id"]).any().sum()
    )
    return Verdict(
        basis="data",
        answer="supported" if permanent == asked else "partly" if permanent else "not supported",
        reason=_(
            "Of {asked|0} programmes in the exercise that the State leads, a source confirms a permanent organisation for {permanent|0}. "
            "For the others the documents at hand are silent."
        ),
        values={"asked": asked, "permanent": permanent},
    )


@on("S05-1")
def regions_take_part(cluster_programmes: pd.DataFrame) -> Verdict:
    """Mixed governance in the countries that the deck names; a growing part would need two points in time."""
    countries = ("DEU", "ESP", "ARG", "CHL", "BRA")
    rows = checked(cluster_programmes, *countries)
    mixed = rows.loc[rows["governance"] == "mixed", "iso3"].nunique()
    return Verdict(
        basis="data",
        answer=extent(mixed, len(countries)),
        reason=_(
            "Of the {countries|0} countries, {seen|0} have a checked programme and {mixed|0} a mixed one. In Chile the government chose the "
            "sectors. That the regions' part is growing cannot be seen in programmes that are recorded once."
        ),
        values={"countries": len(countries), "seen": rows["iso3"].nunique(), "mixed": mixed},
    )
