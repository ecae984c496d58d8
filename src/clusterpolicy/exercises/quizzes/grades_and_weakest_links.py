"""Check yourself of chapter 14."""

from __future__ import annotations

from typing import Any

from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.indicators.public_money import BUDGETS, deficits
from clusterpolicy.text import _, language

YEAR = 2011


def data() -> dict[str, Any]:
    """Return how many regional budgets were in deficit in the last year before the deck."""
    row = deficits(load("panel", indicator=list(BUDGETS))).loc[YEAR]
    return {"short": int(row["short"]), "budgets": int(row["budgets"])}


def questions() -> tuple[Question, ...]:
    """Return the questions."""
    grades = load("guideline_grades")
    words = grades[grades["guideline"] == "S17-6"].set_index("grade")[f"descriptor_{language()}"]
    return (
        Question(
            id="proxy",
            kind="choice",
            prompt=_(
                "A colleague fills in the grade for commitment from the region's spending on research. May she?"
            ),
            options=(
                Option("yes", _("Yes: who pays for research wants innovation")),
                Option("no", _("No: the spending may come from Moscow, or from one firm")),
                Option("rough", _("Yes, as a rough value, until somebody has asked")),
                Option("rank", _("Yes, if only the order of regions is used")),
            ),
        ),
        Question(
            id="ladder",
            kind="order",
            prompt=_("Put the descriptors of financing in order, from zero to four."),
            options=(
                Option("sources", words[3]),
                Option("nothing", words[0]),
                Option("end", words[4]),
                Option("several", words[2]),
                Option("one", words[1]),
            ),
        ),
        Question(
            id="apart",
            kind="choice",
            prompt=_("An official grades commitment with four, a firm with one. What do you write down?"),
            options=(
                Option("middle", _("Two and a half")),
                Option("official", _("Four: the official knows the administration")),
                Option("low", _("One: the weakest counts")),
                Option("talk", _("Both, and what each of them had in mind")),
            ),
        ),
        Question(
            id="budgets",
            kind="choice",
            prompt=_(
                "Most regional budgets spent more than they took in. What does that say about financing a cluster?"
            ),
            options=(
                Option("impossible", _("It was impossible")),
                Option(
                    "how",
                    _(
                        "It had to be worked out where the money would come from, or what would be dropped for it"
                    ),
                ),
                Option("nothing", _("Nothing: clusters cost little")),
                Option("federal", _("The federation had to pay all of it")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "proxy-no": _("Right. And who reads the card would take a figure for an answer that nobody gave."),
        "proxy-yes": _("Much of that money is federal, or one firm's. It is spent there whoever governs."),
        "proxy-rough": _("Rough values stay. An empty field asks to be filled; a wrong one does not."),
        "proxy-rank": _("The order is as false as the values: it is one of spending, not of will."),
        "ladder-right": _("Right. Each step adds something that can be shown on paper."),
        "ladder-start": _(
            "Zero is where nothing is planned. {turned|0} neighbouring pairs are turned round."
        ),
        "ladder-end": _(
            "Four plans for the day when support ends. {turned|0} neighbouring pairs are turned round."
        ),
        "ladder-middle": _(
            "More years come before more sources. {turned|0} neighbouring pairs are turned round."
        ),
        "apart-talk": _("Right. The difference is the finding: they may speak of different things."),
        "apart-middle": _("Nobody said two and a half, and the reason for the difference is lost."),
        "apart-official": _("Commitment that firms do not notice is worth asking about."),
        "apart-low": _("The weakest of six guidelines is looked for, not the lower of two opinions on one."),
        "budgets-how": _("Right. In {short|0} of {budgets|0} regions the money was not lying there."),
        "budgets-impossible": _(
            "Budgets in deficit pay for many things. {short|0} of {budgets|0} were, and had to choose."
        ),
        "budgets-nothing": _("Little is not nothing where {short|0} of {budgets|0} budgets are short."),
        "budgets-federal": _(
            "Federal money came with a share of the region's own. Chapter five has the terms."
        ),
    }


def samples(_data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    right = ["nothing", "one", "several", "sources", "end"]
    return {
        "proxy": Samples(right=["no"], wrong={"yes": ["yes"], "rough": ["rough"], "rank": ["rank"]}),
        "ladder": Samples(
            right=[right],
            wrong={
                "start": [["one", "nothing", "several", "sources", "end"]],
                "end": [["nothing", "one", "several", "end", "sources"]],
                "middle": [["nothing", "several", "one", "sources", "end"]],
            },
        ),
        "apart": Samples(
            right=["talk"], wrong={"middle": ["middle"], "official": ["official"], "low": ["low"]}
        ),
        "budgets": Samples(
            right=["how"],
            wrong={"impossible": ["impossible"], "nothing": ["nothing"], "federal": ["federal"]},
        ),
    }


def declare() -> Quiz:
    """Return the quiz in the language in force."""
    return Quiz(
        id="grades-and-weakest-links",
        title=_("Check yourself: grades and weakest links"),
        model="quiz_grades_and_weakest_links",
        data=data,
        questions=questions(),
        messages=messages(),
        samples=samples,
    )
