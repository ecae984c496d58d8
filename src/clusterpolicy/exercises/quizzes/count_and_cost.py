"""Check yourself of chapter 3."""

from __future__ import annotations

from typing import Any

from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.text import _


def data() -> dict[str, Any]:
    """Return the few figures that the feedback quotes."""
    outcomes = load("evaluation_outcomes")
    programmes = load("cluster_programmes").set_index("programme_id")
    return {
        "outcomes": len(outcomes),
        "unseen": int(outcomes["effect"].isna().sum()),
        "studies": outcomes["study_id"].nunique(),
        "randomised": int((load("evaluations")["design"] == "randomised").sum()),
        "audited": int(programmes.at["kor-all-schemes", "number_of_clusters"]),
        "districts": int(programmes.at["ita-districts-2011", "number_of_clusters"]),
    }


def questions() -> tuple[Question, ...]:
    """Return the questions."""
    return (
        Question(
            id="units",
            kind="choice",
            prompt=_(
                "A slide sets India's thousands of clusters beside Europe's two thousand. What is wrong with that?"
            ),
            options=(
                Option("size", _("India is larger, so it must have more")),
                Option("year", _("The years differ")),
                Option("things", _("Different things are counted")),
                Option("source", _("One of the figures has no source")),
            ),
        ),
        Question(
            id="groups",
            kind="match",
            prompt=_(
                "An evaluation looks at four outcomes. Where does each stand on the way from what is put in to what comes out?"
            ),
            options=(
                Option("jobs", _("jobs in member firms")),
                Option("patents", _("patents filed")),
                Option("spending", _("research spending of firms")),
                Option("partners", _("new partners")),
            ),
            targets=(
                Option("networks", _("networks")),
                Option("performance", _("performance")),
                Option("input", _("input")),
                Option("innovation", _("innovation")),
            ),
        ),
        Question(
            id="ladder",
            kind="order",
            prompt=_(
                "Order the designs from the weakest ground for saying that the programme was the cause to the strongest."
            ),
            options=(
                Option("did", _("Members against similar firms, before and after")),
                Option("case", _("A portrait of one cluster")),
                Option("random", _("Firms drawn by lot")),
                Option("survey", _("Members asked what changed")),
                Option("panel", _("A regression over many firms and years")),
            ),
        ),
        Question(
            id="unseen",
            kind="choice",
            prompt=_("A study looked at sales, but what it found could not be read. How do you count it?"),
            options=(
                Option("none", _("As no effect")),
                Option("positive", _("As a rise, since it was published")),
                Option("half", _("As one half")),
                Option("leave", _("Not at all, and say that it is missing")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "units-things": _(
            "Right: one counts inventories with mostly artisan villages, the other statistical cells. Italy's {districts|0} districts and Korea's "
            "{audited|0} designated clusters are two more kinds."
        ),
        "units-size": _("Size would explain more of the same thing. Ask first whether it is the same thing."),
        "units-year": _(
            "Years matter less than units: ask what one unit is. In Korea one unit is a designation, {audited|0} of them."
        ),
        "units-source": _("Both figures circulate with a source. What they count is the difference."),
        "groups-right": _(
            "Right: input, networks, innovation, performance. The further down, the later it can be seen."
        ),
        "groups-ends": _("Input and performance changed places. Spending is put in; jobs come out."),
        "groups-few": _("Begin with the two ends: spending is what is put in, jobs are what comes out."),
        "groups-middle": _("The ends are in place. A partner is a tie; a patent is a new thing."),
        "ladder-right": _(
            "Right. Of {studies|0} studies only {randomised|0} drew firms by lot, and none of these was of a cluster programme."
        ),
        "ladder-reversed": _("That is the ladder upside down: drawing by lot is the strongest ground."),
        "ladder-random": _("Nothing makes two groups as alike as the lot: it belongs at the end."),
        "ladder-did": _(
            "Comparing with similar firms, before and after, answers more than a regression over all of them: put it higher."
        ),
        "ladder-weak": _(
            "A portrait has one case and no comparison, a survey many cases and no comparison: they come first, in this order."
        ),
        "unseen-leave": _(
            "Right: {unseen|0} of {outcomes|0} outcomes here are of that kind, and none of them is counted."
        ),
        "unseen-none": _(
            "No effect is a finding; not seen is none. {unseen|0} outcomes would become findings."
        ),
        "unseen-positive": _(
            "What is published is not always a rise. Guessing makes {unseen|0} findings out of nothing."
        ),
        "unseen-half": _(
            "One half is a guess with a decimal. Leave it out and say how many there are: {unseen|0}."
        ),
    }


def samples(_data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    right = {"spending": "input", "partners": "networks", "patents": "innovation", "jobs": "performance"}
    ladder = ["case", "survey", "panel", "did", "random"]
    return {
        "units": Samples(right=["things"], wrong={"size": ["size"], "year": ["year"], "source": ["source"]}),
        "groups": Samples(
            right=[right],
            wrong={
                "ends swapped": [right | {"spending": "performance", "jobs": "input"}],
                "middle swapped": [right | {"partners": "innovation", "patents": "networks"}],
                "hardly any": [
                    {
                        "spending": "networks",
                        "partners": "input",
                        "patents": "performance",
                        "jobs": "innovation",
                    }
                ],
            },
        ),
        "ladder": Samples(
            right=[ladder],
            wrong={
                "reversed": [ladder[::-1]],
                "lot not last": [["case", "survey", "panel", "random", "did"]],
                "regression above comparison": [["case", "survey", "did", "panel", "random"]],
                "survey below portrait": [["survey", "case", "panel", "did", "random"]],
            },
        ),
        "unseen": Samples(
            right=["leave"], wrong={"none": ["none"], "positive": ["positive"], "half": ["half"]}
        ),
    }


def declare() -> Quiz:
    """Return the quiz in the language in force."""
    return Quiz(
        id="count-and-cost",
        title=_("Check yourself: countries compared"),
        model="quiz_count_and_cost",
        data=data,
        questions=questions(),
        messages=messages(),
        samples=samples,
    )
