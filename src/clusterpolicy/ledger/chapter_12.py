"""Verdicts of chapter 12: the money of a region without a name; a plan shows what would follow from little of it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from clusterpolicy.indicators.financing import FROM_BUDGET, lines_of
from clusterpolicy.ledger.framework import Verdict, on
from clusterpolicy.models.financing_plan import (
    OWN,
    YEARS,
    kopecks,
    largest_source,
    millions,
    plan_of,
    short_years,
)
from clusterpolicy.text import _


def planned(case_budget: pd.DataFrame) -> dict[str, list[int]]:
    """Return the lines of the case's budget in kopecks, as the model names them."""
    lines = lines_of(case_budget)
    return {line: [kopecks(amount) for amount in lines.loc[name]] for line, name in FROM_BUDGET.items()}


def share_of(plan: dict[str, Any], line: str) -> float:
    """Return what share of the whole cost a source pays."""
    return float(sum(plan[line]) / sum(plan["cost"]))


@on("S16-1")
def financing_is_a_weak_point(case_budget: pd.DataFrame) -> Verdict:
    """What a plan with little money looks like; the deck's region has no name."""
    plan = plan_of(planned(case_budget), 0, 0, 0)
    source, largest = largest_source(plan)
    last = YEARS - 1
    return Verdict(
        basis="model",
        answer="illustrated",
        reason=_(
            "In the plan of the case {short|0} of {years|0} years ends below nought, {largest|%0} of the money comes from one source that stops, and in the last year fees "
            "and services pay {own|%0} of the cost. That shows what a weak point would look like. The deck's region has no name, and its books are not at hand."
        ),
        values={
            "short": len(short_years(plan)),
            "years": YEARS,
            "largest": largest if source else 0.0,
            "own": sum(plan[line][last] for line in OWN) / plan["cost"][last],
        },
        references=("greenbook2013",),
    )


@on("S16-2")
def the_region_participates_little(case_budget: pd.DataFrame, case_facts: pd.DataFrame) -> Verdict:
    """Little is a matter of scale; the region's money opens the federal money."""
    lines = planned(case_budget)
    plan = plan_of(lines, 0, 0, 0)
    revenue = case_facts.set_index("fact").at["budget-revenue", "value"] * 1000
    yearly = millions(sum(plan["region"])) / YEARS
    without = plan_of({**lines, "region": [0] * YEARS, "federal": [0] * YEARS}, 0, 0, 0)
    return Verdict(
        basis="model",
        answer="illustrated",
        reason=_(
            "In the case the region pays {share|%0} of the cost, {yearly|0} million roubles a year: {budget|%3} of its budget. Where federal money asks for a regional "
            "share, that little decides over much more: without either, the plan ends {gap|0} million short. What the deck's region paid is not known."
        ),
        values={
            "share": share_of(plan, "region"),
            "yearly": yearly,
            "budget": yearly / revenue,
            "gap": -millions(without["cash"][YEARS - 1]),
        },
        references=("kutsenko2015",),
    )


@on("S16-3")
def private_investors_bring_little() -> Verdict:
    """No series counts what investors put into clusters, and the case has nought by assumption."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_(
            "No dataset at hand counts what private investors put into clusters or their firms. In the case they bring nothing because the course put it in "
            "that way."
        ),
        ask=_(
            "Which investors outside the region's budget put money into member firms in the last three years, how much, and what did those say who declined?"
        ),
    )
