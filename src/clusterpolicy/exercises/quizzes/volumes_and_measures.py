"""Check yourself of chapter 4."""

from __future__ import annotations

from typing import Any

from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.models.diversified_and_resilient import why_figures
from clusterpolicy.models.enterprise import russia
from clusterpolicy.text import _


def data() -> dict[str, Any]:
    """Return the few figures that questions and feedback quote."""
    industry = load("panel", indicator="ipi_okved1", regions="RU-KLU", year=[2009, 2010]).set_index("year")
    product = load("panel", indicator="grp", regions="RU-TYU", year=[2009, 2011]).set_index("year")["value"]
    volume = load("panel", indicator="grp_index", regions="RU-TYU", year=[2010, 2011])["value"]
    rank, countries = russia(exercise("enterprise").dataset, "intentions")
    figures: dict[str, Any] = why_figures(exercise("diversified-and-resilient").dataset)
    return figures | {
        "first": float(industry.at[2009, "value"]),
        "second": float(industry.at[2010, "value"]),
        "roubles": float(100 * (product[2011] / product[2009] - 1)),
        "volume": float(100 * (volume.prod() / 100 ** len(volume) - 1)),
        "rank": rank,
        "countries": countries,
    }


def questions() -> tuple[Question, ...]:
    """Return the questions."""
    found = data()
    return (
        Question(
            id="roubles",
            kind="choice",
            prompt=_(
                "A governor's report: in two years the region's product grew in roubles by two fifths, and by a tenth in volume. What made most of the difference?"
            ),
            options=(
                Option("work", _("People worked more")),
                Option("prices", _("Prices of what the region sells rose")),
                Option("mistake", _("One of the figures is wrong")),
                Option("mix", _("The region had the right branches")),
            ),
        ),
        Question(
            id="chain",
            kind="numeric",
            prompt=_(
                "Kaluga's industrial index, in per cent of the year before, is {first} and then {second}. By what per cent did volume change over the two years?"
            )
            .replace("{first}", f"{found['first']:.1f}")
            .replace("{second}", f"{found['second']:.1f}"),
            unit="%",
        ),
        Question(
            id="slope",
            kind="choice",
            prompt=_(
                "Over regions, one index goes with smaller falls. You hold a second figure constant, and the slope vanishes. What do you report?"
            ),
            options=(
                Option("cause", _("The index protected the regions")),
                Option(
                    "confounded",
                    _("Regions high on the index differed in the second figure; that accounts for it"),
                ),
                Option("nothing", _("Nothing: the two regressions contradict each other")),
                Option("second", _("The second figure is the cause")),
            ),
        ),
        Question(
            id="misses",
            kind="match",
            prompt=_("Each measure of enterprise misses something. Which misses what?"),
            options=(
                Option("intentions", _("intentions in a survey")),
                Option("register", _("organisations on a register")),
                Option("employed", _("share of self-employed")),
            ),
            targets=(
                Option("active", _("whether they are active at all")),
                Option("doing", _("whether anything is founded")),
                Option("want", _("whether people chose it, or had no job")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "roubles-prices": _(
            "Right. It is the case of Tyumen from {from} to {to}: {roubles|0} per cent in roubles, {volume|0} in volume."
        )
        .replace("{from}", "2009")
        .replace("{to}", "2011"),
        "roubles-work": _(
            "More work shows in volume, and volume is the smaller figure: {volume|0} in Tyumen's case."
        ),
        "roubles-mistake": _(
            "Both can be right: the one is in roubles of each year, the other in volume. In Tyumen's case {roubles|0} and {volume|0}."
        ),
        "roubles-mix": _(
            "At current prices the branches look right, because their prices rose. Volume grew by {volume|0} per cent in Tyumen's case."
        ),
        "chain-right": _(
            "Right: {first|1} times {second|1} by a hundred, less a hundred, is {right|1}. Indices are chained, not added."
        ),
        "chain-added": _(
            "{answer|~3} adds the two changes. The second one starts from the level that the first left: multiply {first|1} and {second|1}."
        ),
        "chain-level": _("{answer|~3} is the level, with the start as a hundred. Asked is the change."),
        "chain-sign": _(
            "The sign is turned round: multiply {first|1} and {second|1} and see on which side of a hundred you are."
        ),
        "chain-one-year": _("{answer|~3} is the change of one year. Asked is that over both."),
        "chain-other": _(
            "{answer|~3} is not it: chain {first|1} and {second|1}, each in per cent of the year before."
        ),
        "chain-not-a-number": _(
            "“{answer}” is not a number. Write digits, for example one and a half as 1.5."
        ),
        "slope-confounded": _(
            "Right. Diversification and manufacturing go together at {together|2}; with the share held constant the slope goes from {free|1} to {held|1}."
        ),
        "slope-cause": _(
            "Then the slope would stay when the second figure is held constant. In the exercise it goes from {free|1} to {held|1}."
        ),
        "slope-nothing": _(
            "They answer two questions: all differences at once, and those among regions alike in the second figure. {free|1} and {held|1} do not contradict each other."
        ),
        "slope-second": _(
            "It accounts for the slope, but it was not assigned by lot either. Its own slope of {share|1} is a difference, not an effect."
        ),
        "misses-right": _(
            "Right. So Russia can be number {rank|0} of {countries|0} by intentions and stand well by other measures."
        ),
        "misses-register": _(
            "A register counts what was entered once, active or not. By intentions, Russia is number {rank|0} of {countries|0}."
        ),
        "misses-swapped": _(
            "The register is in its place. A survey asks for words; a job as one's own master can be the last resort."
        ),
        "misses-few": _("Begin with the survey: what people say they intend need not be done."),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    first, second = data["first"], data["second"]
    right = first * second / 100 - 100
    matched = {"intentions": "doing", "register": "active", "employed": "want"}
    return {
        "roubles": Samples(
            right=["prices"], wrong={"work": ["work"], "mistake": ["mistake"], "mix": ["mix"]}
        ),
        "chain": Samples(
            right=[right, f"{right:.1f}", f"{right:.1f}".replace(".", ",")],
            wrong={
                "added": [first + second - 200],
                "level": [right + 100],
                "sign": [-right],
                "one year": [first - 100, second - 100],
                "another": [500],
                "not a number": ["a lot"],
            },
        ),
        "slope": Samples(
            right=["confounded"], wrong={"cause": ["cause"], "nothing": ["nothing"], "second": ["second"]}
        ),
        "misses": Samples(
            right=[matched],
            wrong={
                "register elsewhere": [matched | {"register": "doing", "intentions": "active"}],
                "the other two swapped": [matched | {"intentions": "want", "employed": "doing"}],
                "nothing right": [{"intentions": "active", "register": "want", "employed": "doing"}],
            },
        ),
    }


def declare() -> Quiz:
    """Return the quiz in the language in force."""
    return Quiz(
        id="volumes-and-measures",
        title=_("Check yourself: an economy in transition"),
        model="quiz_volumes_and_measures",
        data=data,
        questions=questions(),
        messages=messages(),
        samples=samples,
    )
