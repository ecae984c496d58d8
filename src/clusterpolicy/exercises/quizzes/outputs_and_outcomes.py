"""Check yourself of chapter 8."""

from __future__ import annotations

from typing import Any

from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.text import _


def data() -> dict[str, Any]:
    """Return how many activities there are, and how many have an indicator."""
    logic = load("case_logic")
    return {"activities": len(logic), "measurable": int(logic["indicator"].notna().sum())}


def questions() -> tuple[Question, ...]:
    """Return the questions."""
    return (
        Question(
            id="levels",
            kind="match",
            prompt=_("Is each of these an activity, an output, an outcome or an indicator?"),
            options=(
                Option("school", _("A school for founders is held")),
                Option("finished", _("Thirty founders finish it")),
                Option("more", _("More young firms survive")),
                Option("register", _("Firms of the region in the register, by year of entry")),
            ),
            targets=(
                Option("outcome", _("outcome")),
                Option("indicator", _("indicator")),
                Option("activity", _("activity")),
                Option("output", _("output")),
            ),
        ),
        Question(
            id="chain",
            kind="order",
            prompt=_("Put the parts of a logic model in order, from what you do to what you can read off."),
            options=(
                Option("outcome", _("Outcome")),
                Option("indicator", _("Indicator")),
                Option("output", _("Output")),
                Option("activity", _("Activity")),
            ),
        ),
        Question(
            id="empty",
            kind="choice",
            prompt=_("An objective has no indicator in any dataset. What do you do?"),
            options=(
                Option("drop", _("Drop the objective")),
                Option("near", _("Take the series that comes nearest by name")),
                Option("say", _("Say so, and write down the question that a survey would have to ask")),
                Option("assume", _("Take it as reached if nobody complains")),
            ),
        ),
        Question(
            id="count",
            kind="choice",
            prompt=_("A report says: two hundred firms advised. What is that?"),
            options=(
                Option("outcome", _("An outcome")),
                Option("output", _("An output: who advised can count it alone")),
                Option("effect", _("An effect of the policy")),
                Option("objective", _("An objective that was reached")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "levels-right": _("Right. Only the last one is a figure that somebody outside the programme keeps."),
        "levels-activity": _("{placed|0} are right. What the programme itself does is the activity."),
        "levels-indicator": _(
            "{placed|0} are right. An indicator is a series; look for the one that says where it is kept."
        ),
        "levels-output": _(
            "{placed|0} are right. What can be counted on the last day of the school is its output."
        ),
        "chain-right": _("Right. Each arrow is a guess, until somebody tests it."),
        "chain-start": _("Begin with what you do yourself: the activity."),
        "chain-end": _(
            "The indicator comes last: it is chosen for an outcome that you already have in mind."
        ),
        "chain-middle": _("The output is there first, the outcome comes later, and depends on others."),
        "empty-say": _(
            "Right. Of {activities|0} activities of the case, {measurable|0} have an indicator; the others need a survey, and it has to begin before the policy does."
        ),
        "empty-drop": _(
            "Then only what happens to be counted is aimed at. An objective can be good without a series."
        ),
        "empty-near": _("A series with a similar name measures something else, and will be believed."),
        "empty-assume": _(
            "Silence is no measurement. Nor is it for the {measurable|0} that have an indicator."
        ),
        "count-output": _("Right. Whether the advice changed anything is the next question."),
        "count-outcome": _("An outcome is what changes for the firms afterwards, and depends on others too."),
        "count-effect": _("An effect needs a comparison: what would these firms have done without?"),
        "count-objective": _("Advising was the means. The objective lies behind it."),
    }


def samples(_data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    right = {"school": "activity", "finished": "output", "more": "outcome", "register": "indicator"}
    return {
        "levels": Samples(
            right=[right],
            wrong={
                "activity for output": [right | {"school": "output", "finished": "activity"}],
                "indicator for outcome": [right | {"more": "indicator", "register": "outcome"}],
                "output for outcome": [right | {"finished": "outcome", "more": "output"}],
            },
        ),
        "chain": Samples(
            right=[["activity", "output", "outcome", "indicator"]],
            wrong={
                "start": [["outcome", "activity", "output", "indicator"]],
                "end": [["activity", "output", "indicator", "outcome"]],
                "middle": [["activity", "outcome", "output", "indicator"]],
            },
        ),
        "empty": Samples(right=["say"], wrong={"drop": ["drop"], "near": ["near"], "assume": ["assume"]}),
        "count": Samples(
            right=["output"],
            wrong={"outcome": ["outcome"], "effect": ["effect"], "objective": ["objective"]},
        ),
    }


def declare() -> Quiz:
    """Return the quiz in the language in force."""
    return Quiz(
        id="outputs-and-outcomes",
        title=_("Check yourself: outputs and outcomes"),
        model="quiz_outputs_and_outcomes",
        data=data,
        questions=questions(),
        messages=messages(),
        samples=samples,
    )
