"""Check yourself of chapter 7."""

from __future__ import annotations

from math import sqrt
from typing import Any

from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.text import _

# The two differences of the numeric question, in widths of the middle half.
ONE, OTHER = 1, 3


def data() -> dict[str, Any]:
    """Return the size of the profile and the differences to work with."""
    profile = load("case_profile")
    return {
        "asked": len(profile),
        "usable": int(profile["value"].notna().sum()),
        "one": ONE,
        "other": OTHER,
        "squares": ONE**2 + OTHER**2,
    }


def questions() -> tuple[Question, ...]:
    """Return the questions."""
    return (
        Question(
            id="criteria",
            kind="match",
            prompt=_("Which figure bears on which words of the deck?"),
            options=(
                Option("industrial", _("an industrial region")),
                Option("education", _("a good educational system")),
                Option("companies", _("several successful companies")),
                Option("will", _("a shared will to develop clusters")),
            ),
            targets=(
                Option("students", _("students per inhabitant, in part")),
                Option("nothing", _("no figure at hand")),
                Option("manufacturing", _("share of manufacturing in value added")),
                Option("firms", _("large firms per inhabitant, in part")),
            ),
        ),
        Question(
            id="distance",
            kind="numeric",
            prompt=_(
                "Two criteria, even weights. A region differs from the profile by one width on the first and by three widths on the second. What is "
                "its distance?"
            ),
        ),
        Question(
            id="composite",
            kind="choice",
            prompt=_("Why does the profile of the case belong to no real region?"),
            options=(
                Option("rounded", _("Because its figures are rounded")),
                Option("old", _("Because its figures are of several years")),
                Option("parts", _("Because its parts come from different places in the list of regions")),
                Option("secret", _("Because its name is left out")),
            ),
        ),
        Question(
            id="missing",
            kind="choice",
            prompt=_("A region lacks one of the figures. What do you do?"),
            options=(
                Option("mean", _("Put in the mean of the others")),
                Option("zero", _("Count the difference as none")),
                Option("dropped", _("Drop the region from the list")),
                Option("said", _("Compare it on the other figures, and say on how many")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "criteria-right": _(
            "Right. Two of the figures count only what can be counted: students, not how well they are taught; firms, not whether they succeed."
        ),
        "criteria-will": _(
            "Nobody counts will: of {asked|0} criteria of the profile, {usable|0} have a figure. {placed|0} of your pairs are right."
        ),
        "criteria-industrial": _(
            "{placed|0} of your pairs are right. How industrial a region is shows in value added, not in how many firms it has."
        ),
        "criteria-swapped": _(
            "{placed|0} of your pairs are right. Students go with education, firms with companies."
        ),
        "distance-right": _(
            "Right: the squares add up to {squares|0}, their mean is half of that, and the root brings back the unit."
        ),
        "distance-mean": _(
            "{answer|~3} is the plain mean. The distance squares first, so that one large difference counts more than two middling ones."
        ),
        "distance-sum": _("{answer|~3} adds up. A distance that adds up grows with every criterion asked."),
        "distance-no-mean": _(
            "{answer|~3} is the root of the sum {squares|0}. Divide by the number of criteria first."
        ),
        "distance-no-root": _("{answer|~3} is the mean of the squares. Take the root."),
        "distance-not-a-number": _(
            "“{answer}” is not a number. Write digits, for example one and a half as 1.5."
        ),
        "distance-other": _("{answer|~3} is not it. Square {one|0} and {other|0}, average, take the root."),
        "composite-parts": _(
            "Right: upper quartile here, median there. A region that had all of them together would be a chance."
        ),
        "composite-rounded": _(
            "Rounding hides little: a region with all these figures would still be found."
        ),
        "composite-old": _("The years are those of the statistics. Real regions have figures for them too."),
        "composite-secret": _("There is no name to leave out. Look at how the figures came about."),
        "missing-said": _("Right: the comparison shrinks, in sight."),
        "missing-mean": _("Then the region looks more like the middle than anybody knows."),
        "missing-zero": _("Then a gap makes the region nearer: the less is known, the better the match."),
        "missing-dropped": _(
            "That hides a region for want of one of {usable|0} figures. Keep it and say so."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    right = {
        "industrial": "manufacturing",
        "education": "students",
        "companies": "firms",
        "will": "nothing",
    }
    distance = sqrt(data["squares"] / 2)
    return {
        "criteria": Samples(
            right=[right],
            wrong={
                "will counted by firms": [right | {"will": "firms", "companies": "nothing"}],
                "students and firms swapped": [right | {"education": "firms", "companies": "students"}],
                "industry by firms": [right | {"industrial": "firms", "companies": "manufacturing"}],
            },
        ),
        "distance": Samples(
            right=[distance, f"{distance:.2f}".replace(".", ",")],
            wrong={
                "mean": [2],
                "sum": [4],
                "no mean": [sqrt(10)],
                "no root": [5],
                "words": ["far"],
                "other": [77],
            },
        ),
        "composite": Samples(
            right=["parts"], wrong={"rounded": ["rounded"], "old": ["old"], "secret": ["secret"]}
        ),
        "missing": Samples(
            right=["said"], wrong={"mean": ["mean"], "zero": ["zero"], "dropped": ["dropped"]}
        ),
    }


def declare() -> Quiz:
    """Return the quiz in the language in force."""
    return Quiz(
        id="profile-and-likeness",
        title=_("Check yourself: profile and likeness"),
        model="quiz_profile_and_likeness",
        data=data,
        questions=questions(),
        messages=messages(),
        samples=samples,
    )
