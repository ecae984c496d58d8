"""Check yourself of chapter 12."""

from __future__ import annotations

from typing import Any

from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.text import _

# The first year of the numeric question, in millions, and how late federal money is.
FEDERAL, OTHER, COST, MONTHS = 8, 3, 10, 6


def data() -> dict[str, Any]:
    """Return the year of the numeric question."""
    return {"federal": FEDERAL, "other": OTHER, "cost": COST, "months": MONTHS}


def questions() -> tuple[Question, ...]:
    """Return the questions."""
    return (
        Question(
            id="words",
            kind="match",
            prompt=_("What does each word say?"),
            options=(
                Option("leverage", _("leverage")),
                Option("support", _("self-support")),
                Option("arrears", _("arrears")),
            ),
            targets=(
                Option("late", _("money that is promised for this year and comes in the next")),
                Option("beside", _("how much other money stands beside a unit of public money")),
                Option("covers", _("own income covers the cost, and goes on doing so")),
            ),
        ),
        Question(
            id="cash",
            kind="numeric",
            prompt=_(
                "First year: eight million of federal money are granted, three come from others, the cost is ten. Federal money comes six months late, a twelfth of it for "
                "each month. How much cash is there at the end of the year? (Below nought with a minus sign.)"
            ),
            unit=_("millions"),
        ),
        Question(
            id="lasting",
            kind="choice",
            prompt=_(
                "Fees and services cover the cost in the third year, not in the fourth, and in the fifth again. From which year does the organisation support itself?"
            ),
            options=(
                Option("third", _("From the third")),
                Option("fourth", _("From the fourth")),
                Option("fifth", _("From the fifth, as far as five years show")),
                Option("mean", _("From the third on average")),
            ),
        ),
        Question(
            id="prices",
            kind="choice",
            prompt=_("You read a plan in money of the first year. Which figure cannot change?"),
            options=(
                Option("income", _("What comes in over five years")),
                Option("leverage", _("Leverage over five years")),
                Option("support", _("The year from which it supports itself")),
                Option("cash", _("The cash after the last year")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "words-right": _("Right. A plan can have much of the first and none of the second."),
        "words-none": _("No pair is right yet. Begin with arrears: it is about time, not about amounts."),
        "words-late": _("{placed|0} pair is right. Arrears are about when money comes."),
        "words-ratio": _(
            "{placed|0} pair is right. Leverage compares sources with one another, self-support compares income with cost."
        ),
        "cash-right": _(
            "Right: {arrives|0} of {federal|0} arrive in the year, with {other|0} from others, against a cost of {cost|0}. The rest comes in the next year; the bills do "
            "not wait."
        ),
        "cash-sign": _("The figure is right, the sign is not: the bills are higher than what came."),
        "cash-on-time": _(
            "{answer|~2} would be right if all came in time. {months|0} months late means that only {arrives|0} arrive."
        ),
        "cash-none-comes": _(
            "{answer|~2} forgets that {arrives|0} of the federal money do arrive in the year."
        ),
        "cash-no-cost": _("{answer|~2} is what comes in. Take off the cost of {cost|0}."),
        "cash-not-a-number": _("“{answer}” is not a number. Write digits, and a minus sign where needed."),
        "cash-other": _("{answer|~2} is not it. In the year arrive {arrives|0} of the federal money."),
        "lasting-fifth": _(
            "Right. For good means: from then on in every year of the plan. Longer than the plan nobody sees."
        ),
        "lasting-third": _("In the fourth year it needs help again. Once is not for good."),
        "lasting-fourth": _("In the fourth year own income does not cover the cost."),
        "lasting-mean": _("Bills are paid by the year, not on average."),
        "prices-support": _("Right: it compares income and cost of the same year, in the same money."),
        "prices-income": _("Later years count less in money of the first year, so the sum falls."),
        "prices-leverage": _(
            "Public money comes early, fees come late. Late money weighs less, so leverage falls."
        ),
        "prices-cash": _("Cash that lies for years buys less: its figure changes with prices."),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    words = {"leverage": "beside", "support": "covers", "arrears": "late"}
    arrives = data["federal"] * (12 - data["months"]) / 12
    right = arrives + data["other"] - data["cost"]
    return {
        "words": Samples(
            right=[words],
            wrong={
                "two turned round": [words | {"leverage": "covers", "support": "beside"}],
                "arrears": [words | {"leverage": "late", "arrears": "beside"}],
                "none": [{"leverage": "covers", "support": "late", "arrears": "beside"}],
            },
        ),
        "cash": Samples(
            right=[right, "\u22123,0"],
            wrong={
                "sign": [-right],
                "on time": [data["federal"] + data["other"] - data["cost"]],
                "none comes": [data["other"] - data["cost"]],
                "no cost": [arrives + data["other"]],
                "words": ["three"],
                "other": [77],
            },
        ),
        "lasting": Samples(
            right=["fifth"], wrong={"third": ["third"], "fourth": ["fourth"], "mean": ["mean"]}
        ),
        "prices": Samples(
            right=["support"],
            wrong={"income": ["income"], "leverage": ["leverage"], "cash": ["cash"]},
        ),
    }


def declare() -> Quiz:
    """Return the quiz in the language in force."""
    return Quiz(
        id="late-and-for-good",
        title=_("Check yourself: late money and lasting money"),
        model="quiz_late_and_for_good",
        data=data,
        questions=questions(),
        messages=messages(),
        samples=samples,
    )
