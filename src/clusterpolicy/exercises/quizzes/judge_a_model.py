"""Check yourself of chapter 13."""

from __future__ import annotations

from typing import Any

from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.text import _, format_message

TEN = 10


def data() -> dict[str, Any]:
    """Return the figures that questions and feedback quote."""
    table = load("simulator_comparison").set_index(["policy", "outcome"])
    patterns = load("simulator_patterns").set_index("pattern")
    return {
        "jobs": float(table.at[("top_down", "jobs"), "difference"]),
        "public": float(table.at[("top_down", "jobs"), "public"]),
        "low": float(table.at[("top_down", "jobs"), "low"]),
        "high": float(table.at[("top_down", "jobs"), "high"]),
        "runs": int(table.at[("top_down", "jobs"), "runs"]),
        "survival": float(patterns.at["five_year_survival", "measured"]),
        "survival_low": float(patterns.at["five_year_survival", "low"]),
        "survival_high": float(patterns.at["five_year_survival", "high"]),
    }


def questions() -> tuple[Question, ...]:
    """Return four questions."""
    return (
        Question(
            id="say",
            kind="choice",
            prompt=_("The simulator shows more jobs with top-down than with bottom-up. What may you write?"),
            options=(
                Option("supported", _("The deck's choice of a top-down approach is supported")),
                Option("mechanism", _("A mechanism by which it could be so is illustrated, not tested")),
                Option("figure", _("Top-down brings so many jobs for a million roubles")),
                Option("nothing", _("Nothing: a model shows what was put into it")),
            ),
        ),
        Question(
            id="words",
            kind="match",
            prompt=_("Which word belongs to which act?"),
            options=(
                Option("verification", _("Verification")),
                Option("calibration", _("Calibration")),
                Option("validation", _("Validation")),
                Option("sensitivity", _("Sensitivity analysis")),
            ),
            targets=(
                Option("kept", _("Compare the result with a pattern that was kept for the test")),
                Option("moved", _("Move parameters and see how far the result follows")),
                Option("formula", _("Check that the code does what the rules say")),
                Option("set", _("Set parameters so that a known pattern comes out")),
            ),
        ),
        Question(
            id="luck",
            kind="choice",
            prompt=_("Why do both policies get the same luck?"),
            options=(
                Option("fair", _("So that the chart looks alike for both")),
                Option("fast", _("So that fewer numbers have to be drawn")),
                Option("policy", _("So that what differs between two runs is the policy alone")),
                Option("none", _("So that there is no chance in the model")),
            ),
        ),
        Question(
            id="money",
            kind="numeric",
            prompt=format_message(
                _(
                    "In the simulator, top-down brought {jobs|1} jobs beyond no policy and cost {public|0} million roubles. "
                    "How many jobs is that for each {ten|0} million roubles?"
                ),
                {**data(), "ten": TEN},
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "say-mechanism": _(
            "Right: the model shows one way in which it could come about. Whether it does so in a region, only data can say."
        ),
        "say-supported": _(
            "A model never supports a claim about a real region: it is made of rules that somebody wrote."
        ),
        "say-figure": _(
            "Eight of ten of its own runs lie between {low|0} and {high|0} jobs, and the rules are assumptions. Such a figure means nothing outside the model."
        ),
        "say-nothing": _(
            "Not quite: that new firms survive as they do ({survival|1} per cent) was not put in. And a mechanism that you can follow is worth something."
        ),
        "words-right": _(
            "Right: does the code follow the rules, do the rules meet known facts, do they meet others, and what if they change?"
        ),
        "words-nothing": _(
            "Not one is in its place. Begin with validation: it takes a pattern that was not used before."
        ),
        "words-swapped": _(
            "Calibration and validation changed places. What was used to set parameters cannot test them: five-year survival was kept for the test, "
            "with bounds of {survival_low|0} and {survival_high|0} per cent."
        ),
        "words-verification": _(
            "Verification asks about the code alone: does it compute what the rules say?"
        ),
        "words-calibration": _("Calibration sets parameters until a pattern that is known comes out."),
        "words-validation": _("Validation needs a pattern that was not used to set anything."),
        "words-sensitivity": _("Sensitivity analysis moves parameters and looks at what the result does."),
        "luck-policy": _(
            "Right: run by run, what differs is the policy. Its effect shows even where luck scatters the runs widely."
        ),
        "luck-fair": _(
            "The chart may look alike or not. What matters is the difference between two runs of the same luck."
        ),
        "luck-fast": _(
            "It saves nothing. Without it you would need far more than {runs|0} runs to see the same difference."
        ),
        "luck-none": _(
            "There is chance, and much of it: eight of ten differences lie between {low|0} and {high|0} jobs."
        ),
        "money-right": _(
            "Right: {right|2}. And eight of ten runs lie between {low|0} and {high|0} jobs in all: say that too."
        ),
        "money-one": _("{answer|~3} is for one million. Asked is for ten."),
        "money-inverted": _(
            "{answer|~3} is how many million a job costs, not how many jobs the money brings."
        ),
        "money-jobs": _("{answer|~3} is all the jobs, for all the money: {public|0} million roubles."),
        "money-percent": _("{answer|~3} is a hundred times too much: nothing here is in per cent."),
        "money-not-a-number": _(
            "“{answer}” is not a number. Write digits, for example one and a half as 1.5."
        ),
        "money-too-high": _(
            "{answer|~3} is too high. Divide {jobs|1} by {public|0}, then take it ten times."
        ),
        "money-too-low": _("{answer|~3} is too low. Divide {jobs|1} by {public|0}, then take it ten times."),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    right = {"verification": "formula", "calibration": "set", "validation": "kept", "sensitivity": "moved"}
    money = TEN * data["jobs"] / data["public"]
    return {
        "say": Samples(
            right=["mechanism"],
            wrong={"supported": ["supported"], "figure": ["figure"], "nothing": ["nothing"]},
        ),
        "words": Samples(
            right=[right],
            wrong={
                "nothing right": [
                    {
                        "verification": "kept",
                        "calibration": "formula",
                        "validation": "moved",
                        "sensitivity": "set",
                    }
                ],
                "calibration and validation swapped": [right | {"calibration": "kept", "validation": "set"}],
                "verification misplaced": [right | {"verification": "moved", "sensitivity": "formula"}],
                "calibration misplaced": [right | {"calibration": "moved", "sensitivity": "set"}],
                "validation misplaced": [right | {"validation": "moved", "sensitivity": "kept"}],
                "sensitivity misplaced": [right | {"sensitivity": "kept"}],
            },
        ),
        "luck": Samples(right=["policy"], wrong={"fair": ["fair"], "fast": ["fast"], "none": ["none"]}),
        "money": Samples(
            right=[money, f"{money:.2f}", f"{money:.2f}".replace(".", ",")],
            wrong={
                "for one million": [money / TEN],
                "inverted": [data["public"] / data["jobs"]],
                "all jobs": [data["jobs"]],
                "per cent": [100 * money],
                "words": ["many"],
                "too high": [money * 2.5],
                "too low": [money * 0.6],
            },
        ),
    }


def declare() -> Quiz:
    """Return the quiz in the language in force."""
    return Quiz(
        id="judge-a-model",
        title=_("Check yourself: a model to invent"),
        model="quiz_judge_a_model",
        data=data,
        questions=questions(),
        messages=messages(),
        samples=samples,
    )
