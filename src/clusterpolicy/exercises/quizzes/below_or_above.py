"""Check yourself of chapter 6."""

from __future__ import annotations

from typing import Any

import pandas as pd

from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.indicators import topsis, weighted_sum
from clusterpolicy.indicators.approach import COSTS, approach_criteria
from clusterpolicy.models.quiz_below_or_above import BLIND, PLACES, SCORE, STEPS, WEIGHTS
from clusterpolicy.text import _


def data() -> dict[str, Any]:
    """Return the few figures that the feedback quotes: how far two methods disagree on the course's own regions."""
    criteria = approach_criteria().dropna()
    weights = dict.fromkeys(criteria, 1.0)
    ranks = pd.DataFrame(
        {
            "sum": weighted_sum(criteria, weights, costs=COSTS).ranks,
            "topsis": topsis(criteria, weights, costs=COSTS).ranks,
        }
    )
    half = len(criteria) / 2
    apart = (ranks["sum"] - ranks["topsis"]).abs()
    return {
        "ranked": len(criteria),
        "differ": int(((ranks["sum"] <= half) != (ranks["topsis"] <= half)).sum()),
        "furthest": int(apart.max()),
        "left_out": len(approach_criteria()) - len(criteria),
    }


def questions() -> tuple[Question, ...]:
    """Return the questions."""
    return (
        Question(
            id="winner",
            kind="choice",
            prompt=_(
                "The same regions, the same weights. The weighted sum puts a region into the first half, TOPSIS into the second. What does that show?"
            ),
            options=(
                Option("error", _("An error in one of the two computations")),
                Option("better", _("TOPSIS is newer, so it is right")),
                Option("decision", _("How criteria are brought to one scale is a decision too")),
                Option("weights", _("The weights were not the same after all")),
            ),
        ),
        Question(
            id="blind",
            kind="match",
            prompt=_("What does each criterion not see?"),
            options=(
                Option("officials", _("officials per inhabitant")),
                Option("small", _("small firms per inhabitant")),
                Option("organisations", _("organisations per inhabitant")),
                Option("rd", _("spending on research and development")),
            ),
            targets=(
                Option("cooperation", _("whether firms work together")),
                Option("registered", _("where an organisation works, if it is registered elsewhere")),
                Option("ownership", _("what the State owns and controls")),
                Option("institutes", _("who spends it: firms or State institutes")),
            ),
        ),
        Question(
            id="steps",
            kind="order",
            prompt=_("Order the steps towards a recommendation that you can defend."),
            options=(
                Option("draws", _("Draw the weights and the cut-off many times")),
                Option("criteria", _("Choose criteria, and say what each does not see")),
                Option("sentence", _("Write for which regions the advice holds, and for which it does not")),
                Option("methods", _("Compute the score by more than one method")),
                Option("pairs", _("Look at how closely the criteria go together")),
            ),
        ),
        Question(
            id="score",
            kind="numeric",
            prompt=_(
                "Two criteria, with weights three and one. A region lies at one fifth of the first scale and at four fifths of the second. What is its "
                "weighted sum?"
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "winner-decision": _(
            "Right: with equal weights, {differ|0} of {ranked|0} regions change sides, and one moves by {furthest|0} ranks. Report both, or say why you "
            "chose."
        ),
        "winner-error": _(
            "Both are computed rightly. They bring criteria to one scale in different ways: {differ|0} of {ranked|0} regions change sides."
        ),
        "winner-better": _(
            "No method is right about what should count for how much. {differ|0} of {ranked|0} regions change sides: say so."
        ),
        "winner-weights": _(
            "The weights are the same. But a scale by the range and a scale by the length make the same weight weigh differently."
        ),
        "blind-right": _(
            "Right. A criterion stands for something that nobody measured. {left_out|0} region has not even all criteria, and is left out in sight."
        ),
        "blind-officials": _(
            "Officials are counted by their desks. Whether the State owns the largest plant, or approves each step, is not among them."
        ),
        "blind-few": _("Ask of each: what is counted here, and where? Begin with the place of registration."),
        "blind-firms": _(
            "The officials are right. A count of firms says nothing of ties; a registered address says nothing of a plant."
        ),
        "steps-right": _(
            "Right. The sentence comes last, and it names the regions for which nothing can be said."
        ),
        "steps-sentence": _(
            "Whoever writes the sentence first looks for criteria that fit it. It comes last."
        ),
        "steps-criteria": _(
            "Without criteria there is nothing to compare, to compute or to draw: they come first."
        ),
        "steps-middle": _(
            "Look at the criteria before you compute, compute before you draw: draws of a score that you have not looked at explain nothing."
        ),
        "score-right": _(
            "Right: {score|2}. The first criterion weighs three times as much, and the region is low on it."
        ),
        "score-plain": _(
            "{answer|~3} weighs both alike. The first counts three times: the sum must lie nearer to its place."
        ),
        "score-undivided": _("{answer|~3} is the sum before it is divided by the sum of the weights."),
        "score-swapped": _("{answer|~3} gives the larger weight to the second criterion."),
        "score-percent": _("{answer|~3} is the score in per cent. A score runs from zero to one."),
        "score-not-a-number": _("“{answer}” is not a number. Write digits, for example one half as 0.5."),
        "score-too-high": _(
            "{answer|~3} is too high. Multiply each place by its weight, add, and divide by the sum of the weights."
        ),
        "score-too-low": _(
            "{answer|~3} is too low. Multiply each place by its weight, add, and divide by the sum of the weights."
        ),
    }


def samples(_data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    swapped = (WEIGHTS[1] * PLACES[0] + WEIGHTS[0] * PLACES[1]) / sum(WEIGHTS)
    return {
        "winner": Samples(
            right=["decision"], wrong={"error": ["error"], "better": ["better"], "weights": ["weights"]}
        ),
        "blind": Samples(
            right=[BLIND],
            wrong={
                "officials": [BLIND | {"officials": "cooperation", "small": "ownership"}],
                "hardly any": [
                    {
                        "organisations": "cooperation",
                        "small": "institutes",
                        "rd": "registered",
                        "officials": "ownership",
                    }
                ],
                "firms swapped": [BLIND | {"organisations": "cooperation", "small": "registered"}],
            },
        ),
        "steps": Samples(
            right=[STEPS],
            wrong={
                "sentence first": [["sentence", "criteria", "pairs", "methods", "draws"]],
                "criteria late": [["pairs", "criteria", "methods", "draws", "sentence"]],
                "draws before methods": [["criteria", "draws", "pairs", "methods", "sentence"]],
            },
        ),
        "score": Samples(
            right=[SCORE, f"{SCORE:.2f}", f"{SCORE:.2f}".replace(".", ",")],
            wrong={
                "plain mean": [sum(PLACES) / 2],
                "not divided": [SCORE * sum(WEIGHTS)],
                "swapped": [swapped],
                "per cent": [100 * SCORE],
                "not a number": ["a third"],
                "too high": [0.9],
                "too low": [0.05],
            },
        ),
    }


def declare() -> Quiz:
    """Return the quiz in the language in force."""
    return Quiz(
        id="below-or-above",
        title=_("Check yourself: a practical approach"),
        model="quiz_below_or_above",
        data=data,
        questions=questions(),
        messages=messages(),
        samples=samples,
    )
