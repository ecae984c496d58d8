"""Verdicts of chapter 1: what a cluster is, and how many there are."""

from __future__ import annotations

from clusterpolicy.indicators.specialisation import cluster_stars
from clusterpolicy.indicators.tables import region_industry_table
from clusterpolicy.ledger.framework import Verdict, on
from clusterpolicy.text import _

YEAR = 2010


@on("S02-1")
def popular_since_the_eighties() -> Verdict:
    """No dataset dates a fashion: the texts that later work quotes most are from 1990."""
    return Verdict(
        basis="literature",
        answer="partly",
        reason=_(
            "The idea is older and the word became one of policy later: the essay and the book that later work quotes most are both from {year}."
        ),
        values={"year": "1990"},
        references=("becattini1990", "porter1990"),
    )


@on("S02-3")
def two_thousand_clusters() -> Verdict:
    """The figure counts statistical cells; by other rules the same data give other counts."""
    table = region_industry_table("gva", YEAR)
    counts = [
        int((cluster_stars(table, threshold=quotient, size=size, focus=focus)["stars"] == 3).sum())
        for quotient, size, focus in ((2, 0.05, 0.05), (1.2, 0.01, 0.01))
    ]
    return Verdict(
        basis="literature",
        answer="partly",
        reason=_(
            "The figure can be traced to a count of region and industry cells that had earned stars, not of organisations. What such a "
            "count is worth shows in Russian data: {few|0} cells under a strict rule, {many|0} under a mild one."
        ),
        values={"few": min(counts), "many": max(counts)},
        references=("ketelsprotsiv2016",),
    )
