"""Check yourself of chapter 11."""

from __future__ import annotations

from typing import Any

from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.text import _, format_message

# A committee of the numeric question: projects, good ones among them, and how many of each kind it approves.
CASE = {"projects": 200, "good": 40, "good_approved": 30, "other_approved": 20}


def data() -> dict[str, Any]:
    """Return the committee of the numeric question."""
    return dict(CASE)


def questions() -> tuple[Question, ...]:
    """Return the questions."""
    return (
        Question(
            id="terms",
            kind="match",
            prompt=_("Which figure is a share of what?"),
            options=(
                Option("base", _("base rate")),
                Option("sensitivity", _("sensitivity")),
                Option("specificity", _("specificity")),
                Option("threshold", _("threshold of the investor")),
            ),
            targets=(
                Option("all-good", _("good projects among all projects")),
                Option("good-approved", _("approved projects among the good ones")),
                Option("other-rejected", _("rejected projects among those that are not good")),
                Option("stake", _("the possible loss in loss and gain together")),
            ),
        ),
        Question(
            id="bayes",
            kind="numeric",
            prompt=format_message(
                _(
                    "Of {projects|0} projects {good|0} are good. A committee approves {good_approved|0} good ones and {other_approved|0} others. What per cent of the "
                    "approved projects are good?"
                ),
                CASE,
            ),
            unit="%",
        ),
        Question(
            id="odds",
            kind="choice",
            prompt=_(
                "Every second firm gets on to the next stage. An action doubles the odds. How many get on then?"
            ),
            options=(
                Option("all", _("All")),
                Option("three-quarters", _("Three in four")),
                Option("two-thirds", _("Two in three")),
                Option("same", _("Every second, as before")),
            ),
        ),
        Question(
            id="praise",
            kind="choice",
            prompt=_(
                "A region praises its committee: hardly a good project was ever rejected. What do you ask?"
            ),
            options=(
                Option("more", _("How many projects it has approved in all")),
                Option(
                    "others",
                    _("How many of the projects that are not good it rejects, and how many there are"),
                ),
                Option("members", _("Who sits on it")),
                Option("nothing", _("Nothing: a committee that misses no good project is a good one")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "terms-right": _(
            "Right. The first three describe projects and committee, the last one only the investor."
        ),
        "terms-turned": _(
            "{placed|0} of your pairs are right. Sensitivity looks at the good ones alone, specificity at the others alone."
        ),
        "terms-threshold": _(
            "{placed|0} of your pairs are right. The threshold has nothing to do with the committee: it comes from what is at stake."
        ),
        "terms-part": _("{placed|0} of your pairs are right. Ask of each: a share of whom?"),
        "bayes-right": _("Right: {good_approved|0} of {approved|0}."),
        "bayes-fraction": _("{answer|~3} is the share of one. In per cent it is a hundred times that."),
        "bayes-sensitivity": _(
            "{answer|~3} per cent of the good ones are approved, {good_approved|0} of {good|0}. Asked is it the other way round: of the approved, how many are good?"
        ),
        "bayes-rest": _("{answer|~3} per cent of the approved are not good. Asked is the rest."),
        "bayes-all": _(
            "{answer|~3} per cent of all projects are good and approved. Divide by the {approved|0} approved."
        ),
        "bayes-base": _(
            "{answer|~3} per cent are good before the committee meets. Look at the {approved|0} approved alone."
        ),
        "bayes-not-a-number": _("“{answer}” is not a number. Write digits."),
        "bayes-other": _(
            "{answer|~3} is not it. Approved are {good_approved|0} and {other_approved|0}, together {approved|0}."
        ),
        "odds-two-thirds": _(
            "Right: one to one becomes two to one. From {half|%0} the share rises to {doubled|%0}."
        ),
        "odds-all": _(
            "Twice {half|%0} would be all, but odds are doubled, not chances: one to one becomes two to one."
        ),
        "odds-three-quarters": _(
            "That would be three to one. Doubled, one to one becomes two to one, and {half|%0} becomes {doubled|%0}."
        ),
        "odds-same": _(
            "The odds were one to one and are two to one now. That is {doubled|%0}, no longer {half|%0}."
        ),
        "praise-others": _(
            "Right. A committee that approves everybody misses no good project either, and its approval says nothing."
        ),
        "praise-more": _(
            "That helps a little. Better: how many of the others pass, as here {other_approved|0} of {others|0}."
        ),
        "praise-members": _(
            "Names tell you whom to trust, not how often they are right. Ask for their record."
        ),
        "praise-nothing": _(
            "To miss no good project is easy: approve everybody. The investor then knows as much as before."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    right = {
        "base": "all-good",
        "sensitivity": "good-approved",
        "specificity": "other-rejected",
        "threshold": "stake",
    }
    share = 100 * data["good_approved"] / (data["good_approved"] + data["other_approved"])
    return {
        "terms": Samples(
            right=[right],
            wrong={
                "turned round": [right | {"sensitivity": "other-rejected", "specificity": "good-approved"}],
                "threshold": [right | {"threshold": "all-good", "base": "stake"}],
                "base": [right | {"base": "good-approved", "sensitivity": "all-good"}],
            },
        ),
        "bayes": Samples(
            right=[share, f"{share:.0f} %"],
            wrong={
                "fraction": [share / 100],
                "sensitivity": [100 * data["good_approved"] / data["good"]],
                "rest": [100 - share],
                "all": [100 * data["good_approved"] / data["projects"]],
                "base": [100 * data["good"] / data["projects"]],
                "words": ["most"],
                "other": [88],
            },
        ),
        "odds": Samples(
            right=["two-thirds"],
            wrong={"all": ["all"], "three quarters": ["three-quarters"], "same": ["same"]},
        ),
        "praise": Samples(
            right=["others"], wrong={"more": ["more"], "members": ["members"], "nothing": ["nothing"]}
        ),
    }


def declare() -> Quiz:
    """Return the quiz in the language in force."""
    return Quiz(
        id="odds-and-approval",
        title=_("Check yourself: odds and approval"),
        model="quiz_odds_and_approval",
        data=data,
        questions=questions(),
        messages=messages(),
        samples=samples,
    )
