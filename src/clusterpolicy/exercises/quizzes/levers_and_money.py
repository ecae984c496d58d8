"""Check yourself of chapter 5."""

from __future__ import annotations

from typing import Any

from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.indicators.instruments import CHECKED, held, kinds_in_law, kinds_per_region
from clusterpolicy.indicators.public_money import (
    BUDGETS,
    PILOTS,
    deficits,
    host_regions,
    pilot_money,
    regional_money,
)
from clusterpolicy.indicators.tables import OKRUGS
from clusterpolicy.text import _

FIRST, LAST = 2008, 2011
EVERY = (*CHECKED, "unverified")


def data() -> dict[str, Any]:
    """Return the figures that questions and feedback quote."""
    instruments, levers = load("instruments"), load("levers")
    pilots = pilot_money(load("cluster_programmes"))
    money = regional_money((FIRST, LAST))
    sums = money.drop(list(OKRUGS), level="iso_code").groupby("year").sum()
    share = sums["budget_expenditure"] / sums["grp"]
    kinds = kinds_in_law(levers, LAST)
    count = deficits(load("panel", indicator=list(BUDGETS), year=LAST)).loc[LAST]
    return {
        "every": _many(EVERY),
        "left": _many(CHECKED),
        "kinds": len(kinds),
        "taxes": int(kinds["tax"].sum()),
        "deficits": int(count["short"]),
        "budgets": int(count["budgets"]),
        "sum": float(pilots.sum()),
        "amounts": [float(amount) for amount in pilots],
        "years": len(pilots),
        "clusters": int((instruments["kind"] == PILOTS).sum()),
        "hosts": len(host_regions(instruments)),
        "growth": float(sums["budget_expenditure"][LAST] / sums["budget_expenditure"][FIRST] - 1),
        "before": float(share[FIRST]),
        "now": float(share[LAST]),
    }


def _many(levels: tuple[str, ...]) -> int:
    """Return how many regions held three kinds or more at the end of 2012."""
    rows = held(load("instruments"), load("levers"), "2012", levels=levels, undated=True)
    return int((kinds_per_region(rows) >= 3).sum())


def questions() -> tuple[Question, ...]:
    """Return the questions."""
    known = data()

    def put(text: str, **values: object) -> str:
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    amounts = ", ".join(f"{amount:g}" for amount in known["amounts"])
    return (
        Question(
            id="tests",
            kind="match",
            prompt=_("Which count would test which sentence?"),
            options=(
                Option("fiscal", _("“The focus on fiscal policies is strong”")),
                Option("central", _("“There is no clear-cut central policy”")),
                Option("initiatives", _("“There are many initiatives in the regions”")),
                Option("financing", _("“Financing is a problem”")),
            ),
            targets=(
                Option("shared", _("kinds of instrument that share an act or a body")),
                Option("deficits", _("budgets that spend more than they take in")),
                Option("taxes", _("kinds of instrument that work by tax relief")),
                Option("bids", _("regions that bid or run something of their own")),
            ),
        ),
        Question(
            id="print",
            kind="choice",
            prompt=put(
                _(
                    "End of 2012: {every} regions with three kinds or more if every entry counts, {left} without those that nobody verified. "
                    "Which sentence do you print?"
                ),
                every=known["every"],
                left=known["left"],
            ),
            options=(
                Option("every", put(_("{every} regions hold three kinds or more"), every=known["every"])),
                Option("left", put(_("{left} regions hold three kinds or more"), left=known["left"])),
                Option(
                    "range",
                    put(
                        _("{left} regions, and up to {every} with entries not verified"),
                        left=known["left"],
                        every=known["every"],
                    ),
                ),
                Option("middle", _("About half-way between the two")),
            ),
        ),
        Question(
            id="share",
            kind="numeric",
            prompt=put(
                _(
                    "The federal money for the pilot clusters: {amounts} million roubles in three years, {clusters} clusters. How much is that for "
                    "one cluster in one year?"
                ),
                amounts=amounts,
                clusters=known["clusters"],
            ),
            unit=_("million roubles"),
        ),
        Question(
            id="prices",
            kind="choice",
            prompt=put(
                _(
                    "From {first} to {last} regional budgets grew by {growth} per cent, in roubles of each year. Could they carry that much more "
                    "policy?"
                ),
                first=FIRST,
                last=LAST,
                growth=f"{100 * known['growth']:.0f}",
            ),
            options=(
                Option("more", _("Yes: that much more of everything")),
                Option("surplus", _("Yes: a growing budget has a surplus")),
                Option("product", _("Set them against the product of the same year first")),
                Option("none", _("No: in real terms budgets never grow")),
            ),
        ),
        Question(
            id="steps",
            kind="order",
            prompt=_(
                "You want to know whether one policy stands behind many instruments. Put the steps in order."
            ),
            options=(
                Option("count", _("Count what the kinds have in common, and judge")),
                Option("code", _("Code each kind by lever, body and law, with the source")),
                Option("write", _("Write down what a common policy would look like in the data")),
                Option("mark", _("Mark what rests on general knowledge")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "tests-right": _(
            "Right. Each sentence has a count of its own: {taxes|0} of {kinds|0} kinds work by tax relief, and {deficits|0} of {budgets|0} budgets "
            "spent more than they took in."
        ),
        "tests-money": _(
            "Taxes and deficits changed places. A lever is how an instrument acts; a deficit says whether a budget can pay."
        ),
        "tests-level": _(
            "Centre and regions changed places. What kinds share points to a centre; who bids unasked points to the regions."
        ),
        "tests-few": _("Ask of each count: if it came out otherwise, which sentence would fall?"),
        "print-range": _(
            "Right: {left|0} to {every|0}, and why. A range with its reason can be used; a figure without its marks cannot."
        ),
        "print-every": _("{every|0} counts what nobody verified as if it had been seen."),
        "print-left": _(
            "{left|0} is what is certain. The sentence sounds as if the others had been ruled out; they were only not verified."
        ),
        "print-middle": _(
            "The middle between {left|0} and {every|0} is a figure for which nothing speaks at all."
        ),
        "share-right": _(
            "Right: {right|1} million roubles. A mean hides that the first year paid for fewer clusters than the last."
        ),
        "share-years": _("{answer|~3} is for all {years|0} years together. Asked is one year."),
        "share-clusters": _("{answer|~3} is for all {clusters|0} clusters together. Asked is one."),
        "share-hosts": _(
            "{answer|~3} divides by the {hosts|0} regions that host one. Some host two or three: divide by clusters."
        ),
        "share-unit": _("{answer|~3} has the right figures in another unit. Asked are millions."),
        "share-sum": _("{answer|~3} is the whole sum. Divide it by clusters and by years."),
        "share-not-a-number": _("“{answer}” is not a number. Write digits."),
        "share-other": _(
            "{answer|~3} is not it: add up the {years|0} years, divide by {clusters|0} clusters and by {years|0} years."
        ),
        "prices-product": _(
            "Right: prices rose too. Against the product of their regions budgets went from {before|%1} to {now|%1}."
        ),
        "prices-more": _(
            "Part of {growth|%0} is prices. Compare within one year: budget and product in the same roubles."
        ),
        "prices-surplus": _(
            "Spending grew as well as income: {deficits|0} of {budgets|0} budgets were in deficit at the end."
        ),
        "prices-none": _(
            "They may have grown; {growth|%0} in roubles of each year cannot tell. Compare within one year."
        ),
        "steps-right": _("Right: first what you would see, then the coding, the marks, and the count last."),
        "steps-count": _(
            "Whoever counts first finds a reading for any number. {kinds|0} kinds can be many or few."
        ),
        "steps-write": _(
            "Write first what a common policy would look like: then the count can prove you wrong."
        ),
        "steps-mark": _(
            "Marks follow the coding, and come before the count: {kinds|0} kinds with marks, not without."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    right = {"fiscal": "taxes", "central": "shared", "initiatives": "bids", "financing": "deficits"}
    share = data["sum"] / data["clusters"] / data["years"]
    return {
        "tests": Samples(
            right=[right],
            wrong={
                "taxes and deficits swapped": [right | {"fiscal": "deficits", "financing": "taxes"}],
                "centre and regions swapped": [right | {"central": "bids", "initiatives": "shared"}],
                "another": [right | {"fiscal": "shared", "central": "taxes"}],
            },
        ),
        "print": Samples(right=["range"], wrong={"every": ["every"], "left": ["left"], "middle": ["middle"]}),
        "share": Samples(
            right=[share, f"{share:.0f}", f"{share:.1f}".replace(".", ",")],
            wrong={
                "all years": [share * data["years"]],
                "all clusters": [share * data["clusters"]],
                "regions": [data["sum"] / data["hosts"] / data["years"]],
                "another unit": [share / 1000, share * 1_000_000],
                "whole sum": [data["sum"]],
                "not a number": ["a lot"],
                "other": [50],
            },
        ),
        "prices": Samples(
            right=["product"], wrong={"more": ["more"], "surplus": ["surplus"], "none": ["none"]}
        ),
        "steps": Samples(
            right=[["write", "code", "mark", "count"]],
            wrong={
                "count first": [["count", "write", "code", "mark"]],
                "coding first": [["code", "write", "mark", "count"]],
                "marks last": [["write", "code", "count", "mark"]],
            },
        ),
    }


def declare() -> Quiz:
    """Return the quiz in the language in force."""
    return Quiz(
        id="levers-and-money",
        title=_("Check yourself: at the crossroads"),
        model="quiz_levers_and_money",
        data=data,
        questions=questions(),
        messages=messages(),
        samples=samples,
    )
