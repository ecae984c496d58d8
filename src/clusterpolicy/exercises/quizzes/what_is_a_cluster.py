"""Check yourself of chapter 1."""

from __future__ import annotations

from typing import Any

from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.indicators.specialisation import location_quotient
from clusterpolicy.indicators.tables import dominated_by_one_firm, region_industry_table
from clusterpolicy.text import _

YEAR = 2010
FINE_YEAR = 2013


def data() -> dict[str, Any]:
    """Return the few figures that the feedback quotes."""
    table = region_industry_table("gva", YEAR)
    quotient = location_quotient(table)
    fine = location_quotient(region_industry_table("firm_revenue", FINE_YEAR)) >= 2
    one = dominated_by_one_firm(FINE_YEAR).reindex(index=fine.index, columns=fine.columns).fillna(False)
    return {
        "moscow_trade_share": float(table.at["RU-MOW", "G"] / table["G"].sum()),
        "moscow_trade_quotient": float(quotient.at["RU-MOW", "G"]),
        "kaluga_quotient": float(quotient.at["RU-KLU", "D"]),
        "kaluga_share_of_industry": float(table.at["RU-KLU", "D"] / table["D"].sum()),
        "fine_cells": int(fine.to_numpy().sum()),
        "fine_one_firm": int((fine & one.astype(bool)).to_numpy().sum()),
    }


def questions() -> tuple[Question, ...]:
    """Return one question of each kind."""
    return (
        Question(
            id="size",
            kind="choice",
            prompt=_(
                "Moscow makes a larger part of Russia's trade than any other region. Is Moscow a trade cluster?"
            ),
            options=(
                Option("yes", _("Yes: the largest producer is where the cluster is")),
                Option("no", _("No: a capital city has no clusters")),
                Option(
                    "compare", _("Size alone does not tell: compare with Moscow's part of the whole economy")
                ),
                Option("firms", _("Only the number of trade firms could tell")),
            ),
        ),
        Question(
            id="stars",
            kind="match",
            prompt=_("Which star answers which question?"),
            options=(
                Option("specialisation", _("Does the industry weigh more here than elsewhere?")),
                Option("size", _("Does the industry here weigh in the country?")),
                Option("focus", _("Does the industry weigh in the region?")),
            ),
            targets=(
                Option("of-region", _("Share of the region's total")),
                Option("quotient", _("Location quotient")),
                Option("of-industry", _("Share of the industry in the country")),
            ),
        ),
        Question(
            id="steps",
            kind="order",
            prompt=_("You look for clusters in a region. Put the steps in order."),
            options=(
                Option("talk", _("Ask the firms whether they work together")),
                Option("define", _("Write down what will count as a cluster")),
                Option("firms", _("See how many firms stand behind each specialised cell")),
                Option("count", _("Compute the quotients and count the cells")),
            ),
        ),
        Question(
            id="compare",
            kind="choice",
            prompt=_("A report says that Europe has about two thousand clusters. What should you ask first?"),
            options=(
                Option("country", _("Which country has most of them")),
                Option("definition", _("What counts as one, and what was counted")),
                Option("growth", _("Whether the number grows")),
                Option("policy", _("Which policy made them")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    orders = _("Right: a definition first, then the count, then what stands behind it, then the people. ")
    return {
        "size-compare": _(
            "Right: Moscow makes {moscow_trade_share|%0} of the trade, but it makes much of everything; "
            "its quotient is {moscow_trade_quotient|2}."
        ),
        "size-yes": _(
            "Moscow's {moscow_trade_share|%0} of the trade is size. Its quotient of {moscow_trade_quotient|2} says how "
            "far it is specialised."
        ),
        "size-no": _(
            "Nothing in the measure excludes a capital: its quotient in trade is {moscow_trade_quotient|2}."
        ),
        "size-firms": _(
            "The number of firms matters later. First comes the comparison: a quotient of {moscow_trade_quotient|2}."
        ),
        "stars-right": _(
            "Right: specialisation compares two shares, size looks at the country, focus at the region."
        ),
        "stars-swapped": _(
            "Size and focus changed places. Size asks about the country: Kaluga makes {kaluga_share_of_industry|%1} of "
            "Russia's manufacturing. Focus asks about the region."
        ),
        "stars-quotient": _(
            "The location quotient is the comparison: Kaluga's {kaluga_quotient|2} says that manufacturing weighs more "
            "there than in Russia. The other two are plain shares."
        ),
        "stars-shares": _(
            "The quotient is in its place; look again at the two shares: one is taken of the country, one of the region."
        ),
        "steps-right": orders + _("Of {fine_cells|0} specialised cells, {fine_one_firm|0} hang on one firm."),
        "steps-definition": _(
            "Define before you count: who chooses the rule after seeing the count chooses the result."
        ),
        "steps-firms": _(
            "See what stands behind the cells before you travel: of {fine_cells|0} specialised cells, "
            "{fine_one_firm|0} hang on one firm."
        ),
        "steps-talk": _("Conversations come last: only the count and the firms behind it tell whom to ask."),
        "compare-definition": _(
            "Right: without the definition, the number says nothing, and no two can be compared."
        ),
        "compare-country": _("A ranking inherits the definition: with another one, another country leads."),
        "compare-growth": _("Growth of a count means something only if the definition stayed the same."),
        "compare-policy": _(
            "First one has to know what was counted: statistical cells know nothing of policy."
        ),
    }


def samples(_data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    right = {"specialisation": "quotient", "size": "of-industry", "focus": "of-region"}
    return {
        "size": Samples(right=["compare"], wrong={"size": ["yes"], "capital": ["no"], "firms": ["firms"]}),
        "stars": Samples(
            right=[right],
            wrong={
                "swapped": [right | {"size": "of-region", "focus": "of-industry"}],
                "quotient misplaced": [
                    {"specialisation": "of-region", "size": "of-industry", "focus": "quotient"},
                    {"specialisation": "of-industry", "size": "quotient", "focus": "of-region"},
                ],
                "a share twice": [right | {"size": "of-region"}, right | {"focus": "of-industry"}],
            },
        ),
        "steps": Samples(
            right=[["define", "count", "firms", "talk"]],
            wrong={
                "counted before defined": [
                    ["count", "define", "firms", "talk"],
                    ["count", "firms", "define", "talk"],
                ],
                "talked too early": [
                    ["define", "count", "talk", "firms"],
                    ["define", "talk", "count", "firms"],
                ],
                "firms too early": [["define", "firms", "count", "talk"]],
            },
        ),
        "compare": Samples(
            right=["definition"], wrong={"country": ["country"], "growth": ["growth"], "policy": ["policy"]}
        ),
    }


def declare() -> Quiz:
    """Return the quiz in the language in force."""
    return Quiz(
        id="what-is-a-cluster",
        title=_("Check yourself: what is a cluster?"),
        model="quiz_what_is_a_cluster",
        data=data,
        questions=questions(),
        messages=messages(),
        samples=samples,
    )
