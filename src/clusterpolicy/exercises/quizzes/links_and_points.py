"""Check yourself of chapter 9."""

from __future__ import annotations

from math import sqrt
from typing import Any

from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.text import _

# A link of the numeric question: strength, points, and what a point adds.
BEFORE, POINTS, GAIN = 4, 6, 2


def data() -> dict[str, Any]:
    """Return the link of the numeric question."""
    return {"before": BEFORE, "points": POINTS, "gain": GAIN, "strength": BEFORE + POINTS * GAIN}


def questions() -> tuple[Question, ...]:
    """Return the questions."""
    return (
        Question(
            id="kinds",
            kind="match",
            prompt=_("Which chain follows which rule?"),
            options=(
                Option("weakest", _("no link can replace another")),
                Option("part", _("elasticity of one")),
                Option("additive", _("links replace one another fully")),
            ),
            targets=(
                Option("geometric", _("a link of nought ends the chain, a weak one only weakens it")),
                Option("sum", _("the mean of all links: a strong one makes up for a weak one")),
                Option("minimum", _("the smallest capability is the result")),
            ),
        ),
        Question(
            id="capability",
            kind="numeric",
            prompt=_(
                "A link has a strength of four. You give it six points, and a point adds two. Capability is the root of strength: what is it then?"
            ),
        ),
        Question(
            id="even",
            kind="choice",
            prompt=_("Why does a best allotment rarely give every link the same?"),
            options=(
                Option("important", _("Because some links are more important by nature")),
                Option(
                    "gradient",
                    _("Because the last point should do equally much everywhere, and returns differ"),
                ),
                Option("politics", _("Because somebody always asks for more")),
                Option("rounding", _("Because the points do not divide evenly")),
            ),
        ),
        Question(
            id="first",
            kind="choice",
            prompt=_("A consultant's model says: organisational support first. What do you ask?"),
            options=(
                Option("formula", _("Which formula was used")),
                Option("software", _("Whether the optimum was found exactly")),
                Option("input", _("What strength and what return were put in, and where they come from")),
                Option("nothing", _("Nothing: an optimum is an optimum")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "kinds-right": _(
            "Right. Between the minimum and the mean lies one number, the elasticity of substitution."
        ),
        "kinds-none": _("No pair is right yet. Begin with the chain in which no link can replace another."),
        "kinds-turned": _(
            "{placed|0} pair is right. Turn the others round: where links replace one another, strong ones make up for weak ones."
        ),
        "kinds-part": _(
            "{placed|0} pair is right. With an elasticity of one, the result is a geometric mean."
        ),
        "capability-right": _(
            "Right: the strength rises to {strength|0}, and the root of that is the capability."
        ),
        "capability-strength": _(
            "{answer|~3} is the strength. Take the root: twice the money is not twice the capability."
        ),
        "capability-added": _(
            "{answer|~3} adds two roots. Strength adds up first, {before|0} and {points|0} times {gain|0}; then comes the root."
        ),
        "capability-no-return": _("{answer|~3} forgets that a point adds {gain|0}."),
        "capability-difference": _("{answer|~3} is the gain in capability. Asked is what it is then."),
        "capability-not-a-number": _("“{answer}” is not a number. Write digits."),
        "capability-other": _("{answer|~3} is not it. The strength rises to {strength|0}."),
        "even-gradient": _(
            "Right. As long as a point does more in one link than in another, moving it there is a gain. Each further point in a link does less, so the gain runs out."
        ),
        "even-important": _(
            "All links have the same weight here, and the best allotment is uneven all the same."
        ),
        "even-politics": _("That may be so in an office. The model has no office."),
        "even-rounding": _("Points may be split. The best allotment stays uneven."),
        "first-input": _(
            "Right: with a return of {gain|0} in place of a higher one the answer may be another."
        ),
        "first-formula": _(
            "The formula matters for how much, less for what comes first. Ask for what was put into it."
        ),
        "first-software": _("An exact optimum of invented figures is an invented priority, found exactly."),
        "first-nothing": _("It is the optimum of its assumptions. Ask for them."),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    right = {"weakest": "minimum", "part": "geometric", "additive": "sum"}
    return {
        "kinds": Samples(
            right=[right],
            wrong={
                "turned round": [right | {"weakest": "sum", "additive": "minimum"}],
                "the middle one": [right | {"weakest": "geometric", "part": "minimum"}],
                "none": [{"weakest": "geometric", "part": "sum", "additive": "minimum"}],
            },
        ),
        "capability": Samples(
            right=[sqrt(data["strength"]), "4,0"],
            wrong={
                "strength": [data["strength"]],
                "roots added": [2 + sqrt(12)],
                "no return": [sqrt(10)],
                "difference": [2],
                "words": ["four"],
                "other": [77],
            },
        ),
        "even": Samples(
            right=["gradient"],
            wrong={"important": ["important"], "politics": ["politics"], "rounding": ["rounding"]},
        ),
        "first": Samples(
            right=["input"],
            wrong={"formula": ["formula"], "software": ["software"], "nothing": ["nothing"]},
        ),
    }


def declare() -> Quiz:
    """Return the quiz in the language in force."""
    return Quiz(
        id="links-and-points",
        title=_("Check yourself: links and points"),
        model="quiz_links_and_points",
        data=data,
        questions=questions(),
        messages=messages(),
        samples=samples,
    )
