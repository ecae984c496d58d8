"""Check yourself of chapter 2."""

from __future__ import annotations

from typing import Any

from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.text import _


def data() -> dict[str, Any]:
    """Return how much is documented of how many programmes."""
    codes, models = load("governance_codes"), load("governance_models")
    programmes, criteria = codes["programme_id"].nunique(), models["criterion"].nunique()
    return {
        "programmes": programmes,
        "criteria": criteria,
        "possible": programmes * criteria,
        "known": len(codes),
        "sourced": int((codes["verification"] == "sourced").sum()),
    }


def questions() -> tuple[Question, ...]:
    """Return the questions."""
    return (
        Question(
            id="models",
            kind="match",
            prompt=_("Which words of the deck belong to which model?"),
            options=(
                Option("business", _("business-oriented")),
                Option("mixed", _("mixed")),
                Option("proactive", _("proactive")),
            ),
            targets=(
                Option("regions", _("regions take a growing part in setting the direction")),
                Option("state", _("strategy and funding come from the State")),
                Option("firms", _("built on cooperation between firms")),
            ),
        ),
        Question(
            id="documented",
            kind="numeric",
            prompt=_(
                "The exercise puts six questions to each programme, the one of your own aside. What per cent of all answers is documented, "
                "verified or not? Add up the figure “Questions answered” over the programmes."
            ),
            unit="%",
        ),
        Question(
            id="alike",
            kind="choice",
            prompt=_("Firms and authorities manage a programme together. What does that tell you of it?"),
            options=(
                Option("mixed", _("It is a mixed cluster")),
                Option("proactive", _("It is a proactive cluster")),
                Option("nothing", _("Not which of these two it is: the deck says the same of both")),
                Option("good", _("It is well managed")),
            ),
        ),
        Question(
            id="silent",
            kind="choice",
            prompt=_(
                "A programme is one hundred per cent close to a model, on one question of five. What do you report?"
            ),
            options=(
                Option("full", _("It follows the model in full")),
                Option("missing", _("One answer agrees, four are missing")),
                Option("average", _("It is one fifth close to the model")),
                Option("other", _("Nothing: one answer is as good as none")),
            ),
        ),
        Question(
            id="steps",
            kind="order",
            prompt=_("You want to classify a programme. Put the steps in order."),
            options=(
                Option("closeness", _("Compute how close it comes to each model")),
                Option("marks", _("Mark what no source confirms")),
                Option("questions", _("Write down the questions and what each model answers")),
                Option("documents", _("Look for documents that answer them")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "models-right": _(
            "Right. Each model has words of its own; the rest of the questions it shares or leaves open."
        ),
        "models-swapped": _(
            "The proactive one is in its place. Firms among themselves are one model, regions with a say another."
        ),
        "models-state": _("Proactive is the one in which the State sets the strategy and pays."),
        "models-nothing": _(
            "All three changed places. Begin with who pays: where the State does, the deck says proactive."
        ),
        "documented-right": _(
            "Right: {known|0} of {possible|0} answers, and of these {sourced|0} are confirmed by a source. A typology is quickly drawn; "
            "filling it is work."
        ),
        "documented-sourced": _(
            "{answer|~3} per cent are confirmed by a source. Asked is all that is documented, verified or not: {known|0} answers."
        ),
        "documented-share": _("{answer|~3} is the share of one. In per cent it is a hundred times that."),
        "documented-count": _(
            "{answer|~3} is the number of answers. Divide it by {possible|0}, all that there could be."
        ),
        "documented-gaps": _("{answer|~3} per cent are missing. Asked is what is there."),
        "documented-not-a-number": _("“{answer}” is not a number. Write digits."),
        "documented-other": _(
            "{answer|~3} is not it. There are {programmes|0} programmes and {criteria|0} questions: {possible|0} answers could be given."
        ),
        "alike-nothing": _(
            "Right: a question on which two models agree cannot tell them apart, however true the answer is."
        ),
        "alike-mixed": _(
            "The deck says it of mixed clusters, but of proactive ones too. Look for another question."
        ),
        "alike-proactive": _(
            "The deck says it of proactive clusters, but of mixed ones too. Look for another question."
        ),
        "alike-good": _(
            "How well it works is another question, and {criteria|0} answers on governance do not hold it."
        ),
        "silent-missing": _(
            "Right: closeness is a mean over what is known. How much that is belongs in the same sentence."
        ),
        "silent-full": _(
            "In full would need all five answers. Over all programmes, only {known|0} of {possible|0} are known."
        ),
        "silent-average": _("Missing is not disagreeing: the four answers may be either."),
        "silent-other": _("One answer is one answer. Say what it is, and what is missing."),
        "steps-right": _("Right: questions, documents, marks, and only then the arithmetic."),
        "steps-questions": _("Questions first: who looks at documents without them finds what he expects."),
        "steps-closeness": _("The arithmetic comes last: it needs {criteria|0} answers and a mark at each."),
        "steps-marks": _("Marks can only be put where answers stand: look for the documents first."),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    share = 100 * data["known"] / data["possible"]
    right = {"business": "firms", "mixed": "regions", "proactive": "state"}
    return {
        "models": Samples(
            right=[right],
            wrong={
                "firms and regions swapped": [right | {"business": "regions", "mixed": "firms"}],
                "the State elsewhere": [right | {"mixed": "state", "proactive": "regions"}],
                "nothing right": [{"business": "regions", "mixed": "state", "proactive": "firms"}],
            },
        ),
        "documented": Samples(
            right=[share, f"{share:.0f} %", f"{share:.1f}".replace(".", ",")],
            wrong={
                "sourced only": [100 * data["sourced"] / data["possible"]],
                "share": [share / 100],
                "count": [data["known"]],
                "gaps": [100 - share],
                "words": ["half"],
                "other": [90],
            },
        ),
        "alike": Samples(
            right=["nothing"], wrong={"mixed": ["mixed"], "proactive": ["proactive"], "good": ["good"]}
        ),
        "silent": Samples(
            right=["missing"], wrong={"full": ["full"], "average": ["average"], "nothing": ["other"]}
        ),
        "steps": Samples(
            right=[["questions", "documents", "marks", "closeness"]],
            wrong={
                "no question first": [["documents", "questions", "marks", "closeness"]],
                "arithmetic too early": [["questions", "closeness", "documents", "marks"]],
                "marks before documents": [["questions", "marks", "documents", "closeness"]],
            },
        ),
    }


def declare() -> Quiz:
    """Return the quiz in the language in force."""
    return Quiz(
        id="three-ways-to-govern",
        title=_("Check yourself: three ways to govern a cluster"),
        model="quiz_three_ways_to_govern",
        data=data,
        questions=questions(),
        messages=messages(),
        samples=samples,
    )
