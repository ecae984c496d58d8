"""Verdicts of chapter 4: what the crisis showed, what the economy lacks, and how strong the State is."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.indicators import chained, herfindahl
from clusterpolicy.indicators.tables import OKRUGS
from clusterpolicy.ledger.framework import Answer, Verdict, on
from clusterpolicy.models.regression import least_squares, spread
from clusterpolicy.text import _

BEFORE, CRISIS, LATER, YEAR = 2007, 2009, 2011, 2010
RARE = 0.05
# The deck's year is 2012: what was known of the State's part then.
LAST_KNOWN, EARLY = 2011, 1995


def compared(countries_panel: pd.DataFrame, countries: pd.DataFrame, indicator: str, year: int) -> pd.Series:
    """Return a series of Russia and its comparators in a year."""
    codes = countries.loc[countries["comparator"], "iso3"]
    rows = countries_panel[(countries_panel["indicator"] == indicator) & (countries_panel["year"] == year)]
    return rows.set_index("iso3")["value"].reindex(codes).dropna()


def place(values: pd.Series, country: str = "RUS") -> int:
    """Return a country's place, the highest value first."""
    return int(values.rank(ascending=False)[country])


def half(first: bool, second: bool) -> Answer:
    """Return the verdict on a claim of two halves."""
    return "supported" if first and second else "partly" if first or second else "not supported"


@on("S06-1")
def the_crisis_showed_weaknesses(
    countries_panel: pd.DataFrame, countries: pd.DataFrame, panel: pd.DataFrame
) -> Verdict:
    """A deep fall, and one that lasted: both would be needed for a weakness of its own."""
    growth = compared(countries_panel, countries, "gdp_growth_pct", CRISIS)
    deep = len(growth) + 1 - place(growth)
    table = panel[(panel["indicator"] == "grp_index") & panel["iso_code"].str.startswith("RU-")]
    # Oblasts without their okrugs stand in rows of their own.
    regions = table[~table["iso_code"].isin(OKRUGS) & ~table["iso_code"].str.endswith("_X")]
    level = chained(regions, CRISIS - 1)[LATER]
    back, count = int((level >= 1).sum()), len(level)
    return Verdict(
        basis="data",
        answer=half(deep <= len(growth) // 4, back < count / 2),
        reason=_(
            "Russia's fall of {russia|1} per cent (a minus is a loss) is number {deep|0} by depth of {all|0} countries, so it was exposed. But {back|0} of {count|0} regions were "
            "back two years later, and depth alone does not tell a weakness from a shock."
        ),
        values={"russia": growth["RUS"], "deep": deep, "all": len(growth), "back": back, "count": count},
    )


@on("S06-2")
def still_in_transition_and_in_need_of_modernisation(
    countries_panel: pd.DataFrame, countries: pd.DataFrame
) -> Verdict:
    """Modernisation by four measures; transition as ownership that still moves away from the State."""
    fuel = compared(countries_panel, countries, "fuel_exports_pct_merch", YEAR)
    research = compared(countries_panel, countries, "rd_pct_gdp_wdi2024", YEAR)
    high_tech = compared(countries_panel, countries, "hightech_exports_pct_manuf", YEAR)
    people = compared(countries_panel, countries, "researchers_per_million", YEAR)
    behind = [
        place(fuel) < (len(fuel) + 1) / 2,
        place(research) > (len(research) + 1) / 2,
        place(high_tech) > (len(high_tech) + 1) / 2,
        place(people) > (len(people) + 1) / 2,
    ]
    owned = countries_panel[countries_panel["indicator"] == "vdem_state_ownership_freedom"]
    owned = owned[owned["iso3"] == "RUS"].set_index("year")["value"]
    return Verdict(
        basis="data",
        answer=half(sum(behind) >= 3, bool(owned[LAST_KNOWN] > owned[EARLY])),
        reason=_(
            "Fuels are {fuel|0} per cent of goods exports (number {fuel_place|0} of {all|0}), research takes {research|2} per cent of product (number {research_place|0}): "
            "{behind|0} of four measures put Russia in the lagging half. Transition is another matter: on the experts' scale freedom from State ownership was "
            "lower in {last} than in {early}."
        ),
        values={
            "fuel": fuel["RUS"],
            "fuel_place": place(fuel),
            "all": len(fuel),
            "research": research["RUS"],
            "research_place": place(research),
            "behind": sum(behind),
            "last": str(LAST_KNOWN),
            "early": str(EARLY),
        },
    )


@on("S06-3")
def the_issue_is_national_and_regional(
    countries_panel: pd.DataFrame, countries: pd.DataFrame, panel: pd.DataFrame, industry: pd.DataFrame
) -> Verdict:
    """Technology is a national matter; whether diversification helped regions is put to a regression with its control."""
    research = compared(countries_panel, countries, "rd_pct_gdp_wdi2024", YEAR)
    free, held, regions = diversification_slopes(panel, industry)
    return Verdict(
        basis="data",
        answer=half(place(research) > len(research) / 2, held[0] > 0 and held[1] < RARE),
        reason=_(
            "Research spending is number {place|0} of {all|0}: that half stands. The regional half does not show: over {regions|0} regions one standard deviation more of "
            "diversification goes with {free|1} points of product in the crisis year (p {free_p|2}), and with the share of manufacturing held constant with {held|1} (p {held_p|2})."
        ),
        values={
            "place": place(research),
            "all": len(research),
            "regions": regions,
            "free": free[0],
            "free_p": free[1],
            "held": held[0],
            "held_p": held[1],
        },
    )


def diversification_slopes(
    panel: pd.DataFrame, industry: pd.DataFrame
) -> tuple[tuple[float, float], tuple[float, float], int]:
    """Return slope and p of diversification for the change of product in 2009, alone and with manufacturing held constant."""
    rows = industry[
        (industry["measure"] == "gva") & (industry["year"] == BEFORE) & (industry["section"] != "TOTAL")
    ]
    rows = rows[rows["iso_code"].str.startswith("RU-") & ~rows["iso_code"].isin(OKRUGS)]
    added = rows.pivot(index="iso_code", columns="section", values="value").fillna(0).clip(lower=0)
    change = panel[(panel["indicator"] == "grp_index") & (panel["year"] == CRISIS)]
    outcome = (change.set_index("iso_code")["value"].reindex(added.index) - 100).tolist()
    columns = []
    for values in (1 - herfindahl(added), added["D"] / added.sum(axis="columns")):
        columns.append((values / spread(values.tolist())).tolist())
    alone, both = least_squares(outcome, columns[:1]), least_squares(outcome, columns)
    first, second = ((fit["slopes"][1], fit["p"][1]) for fit in (alone, both))
    return first, second, len(outcome)


@on("S06-4")
def entrepreneurial_culture_is_lacking(countries_panel: pd.DataFrame, countries: pd.DataFrame) -> Verdict:
    """Intentions and new firms; self-employment falls with income, so it does not judge. None of them is culture."""
    codes = countries.loc[countries["comparator"], "iso3"]
    survey = countries_panel[
        (countries_panel["indicator"] == "gem_entrepreneurial_intentions_pct")
        & countries_panel["year"].between(2008, 2012)
    ]
    intentions = survey.groupby("iso3")["value"].mean().reindex(codes).dropna()
    firms = compared(countries_panel, countries, "new_business_density", YEAR)
    low = [place(values) > 2 * len(values) / 3 for values in (intentions, firms)]
    return Verdict(
        basis="data",
        answer=half(*low),
        reason=_(
            "Intentions only: {intentions|1} per cent of adults intend to start a business, number {intentions_place|0} of {intentions_all|0} countries. By new firms Russia is number "
            "{firms_place|0} of {firms_all|0}. Neither measures culture."
        ),
        values={
            "intentions": intentions["RUS"],
            "intentions_place": place(intentions),
            "intentions_all": len(intentions),
            "firms_place": place(firms),
            "firms_all": len(firms),
        },
    )


@on("S06-5")
def state_influence_is_strong(countries_panel: pd.DataFrame, countries: pd.DataFrame) -> Verdict:
    """By the budget, and by ownership: the two are different things."""
    spent = compared(countries_panel, countries, "gov_consumption_pct_gdp", YEAR)
    wages = compared(countries_panel, countries, "public_wage_bill_pct_gdp", YEAR)
    free = compared(countries_panel, countries, "vdem_state_ownership_freedom", YEAR)
    by_budget = place(spent) <= len(spent) / 3 and place(wages) <= len(wages) / 3
    return Verdict(
        basis="data",
        answer=half(by_budget, place(free) > 2 * len(free) / 3),
        reason=_(
            "By ownership, not by the budget: on an expert scale the State owns or controls more only in {more|0} of {free_all|0} countries. Its consumption is number {spent|0} of "
            "{spent_all|0}, its wage bill number {wages|0} of {wages_all|0}."
        ),
        values={
            "more": len(free) - place(free),
            "free_all": len(free),
            "spent": place(spent),
            "spent_all": len(spent),
            "wages": place(wages),
            "wages_all": len(wages),
        },
    )


@on("S06-6")
def new_tools_have_to_be_invented() -> Verdict:
    """What has to be is no finding; whether tools were missing, the officials know."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_(
            "That something has to be done is no statement that data can bear out. Which tools there were in April 2012 is a matter of record."
        ),
        ask=_(
            "For which task of the last three years did you find no instrument in force, and what did you do in its place?"
        ),
    )
