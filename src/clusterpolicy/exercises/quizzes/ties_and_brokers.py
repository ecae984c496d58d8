"""Check yourself of chapter 10."""

from __future__ import annotations

from typing import Any

from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.models.quiz_ties_and_brokers import star
from clusterpolicy.text import _

# Firms around the hub of the numeric question.
FIRMS = 4


def data() -> dict[str, Any]:
    """Return the star of the numeric question, with its measures."""
    measured: dict[str, Any] = star(FIRMS)
    return measured


def questions() -> tuple[Question, ...]:
    """Return the questions."""
    return (
        Question(
            id="measures",
            kind="match",
            prompt=_("Which measure answers which question?"),
            options=(
                Option("density", _("density")),
                Option("reachable", _("pairs with a path")),
                Option("efficiency", _("global efficiency")),
                Option("betweenness", _("betweenness")),
            ),
            targets=(
                Option("between", _("Through whom do the shortest paths run?")),
                Option("near", _("How near are all to each other, with those who cannot meet?")),
                Option("tied", _("What part of the ties that could be is there?")),
                Option("joined", _("What part of the pairs can meet at all?")),
            ),
        ),
        Question(
            id="star",
            kind="numeric",
            prompt=_(
                "A hub has a tie with each of four firms; there is no other tie. What is the global efficiency: the mean over all pairs of one over the distance?"
            ),
        ),
        Question(
            id="newcomer",
            kind="choice",
            prompt=_(
                "A fifth firm joins the register of members and has no tie with anybody. Which figure cannot see it?"
            ),
            options=(
                Option("reachable", _("The share of pairs with a path")),
                Option("distance", _("The mean distance over the pairs that have a path")),
                Option("efficiency", _("Global efficiency")),
                Option("pieces", _("The number of pieces")),
            ),
        ),
        Question(
            id="mixed",
            kind="choice",
            prompt=_(
                "A cluster reports that six ties in ten join different types of organisation. Is that much?"
            ),
            options=(
                Option("more", _("Yes: more than half")),
                Option("chance", _("That depends on what chance would give with these members")),
                Option("less", _("No: it should be ten in ten")),
                Option("hub", _("Yes, and with a cluster organisation it would be more")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "measures-right": _("Right. Four questions, four measures; none stands for another."),
        "measures-density": _("{placed|0} are right. Density looks at ties alone, never at paths."),
        "measures-betweenness": _(
            "{placed|0} are right. One of the measures belongs to one organisation, not to the network."
        ),
        "measures-paths": _(
            "{placed|0} are right. One counts whether there is a path, the other how long it is as well."
        ),
        "star-right": _(
            "Right: {near|0} pairs at one step count one each, {far|0} pairs at two steps a half each, over {pairs|0} pairs."
        ),
        "star-density": _("{answer|~3} is the density: {near|0} of {pairs|0} pairs have a tie."),
        "star-distance": _(
            "{answer|~3} is the mean distance. Take one over the distance for each pair first, then the mean."
        ),
        "star-turned": _(
            "{answer|~3} is one over the mean distance. The mean of one over the distance is another number: average last."
        ),
        "star-not-a-number": _("“{answer}” is not a number. Write digits."),
        "star-other": _(
            "{answer|~3} is not it. There are {pairs|0} pairs: {near|0} at one step, {far|0} at two. Add one for each of the first, a half for each of the others."
        ),
        "newcomer-distance": _(
            "Right. It averages over those who can meet: {pairs|0} pairs in the star above, and as many after an isolated firm has joined."
        ),
        "newcomer-reachable": _("It falls: there are more pairs now, and as many of them can meet."),
        "newcomer-efficiency": _("It falls: the new pairs count as nought."),
        "newcomer-pieces": _("It rises by one: who stands alone is a piece."),
        "mixed-chance": _("Right. With many types of like size, ties by chance would mix more than that."),
        "mixed-more": _(
            "Half is no yardstick. With four types of like size, chance mixes more than three ties in four."
        ),
        "mixed-less": _("Then no two firms could work together. Chance is the yardstick, not ten in ten."),
        "mixed-hub": _(
            "It would: a hub is a type of its own, all its ties mix. That says nothing of the others."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    right = {"density": "tied", "reachable": "joined", "efficiency": "near", "betweenness": "between"}
    return {
        "measures": Samples(
            right=[right],
            wrong={
                "density": [right | {"density": "joined", "reachable": "tied"}],
                "betweenness": [right | {"betweenness": "near", "efficiency": "between"}],
                "paths": [right | {"reachable": "near", "efficiency": "joined"}],
            },
        ),
        "star": Samples(
            right=[data["efficiency"], "0,7"],
            wrong={
                "density": [data["density"]],
                "distance": [data["distance"]],
                "turned": [1 / data["distance"]],
                "not a number": ["high"],
                "other": [0.1],
            },
        ),
        "newcomer": Samples(
            right=["distance"],
            wrong={"reachable": ["reachable"], "efficiency": ["efficiency"], "pieces": ["pieces"]},
        ),
        "mixed": Samples(right=["chance"], wrong={"more": ["more"], "less": ["less"], "hub": ["hub"]}),
    }


def declare() -> Quiz:
    """Return the quiz in the language in force."""
    return Quiz(
        id="ties-and-brokers",
        title=_("Check yourself: ties and brokers"),
        model="quiz_ties_and_brokers",
        data=data,
        questions=questions(),
        messages=messages(),
        samples=samples,
    )
