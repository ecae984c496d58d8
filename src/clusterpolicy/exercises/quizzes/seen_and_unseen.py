"""Check yourself of chapter 15."""

from __future__ import annotations

from typing import Any

from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.models.did_it_work import evaluated, plain
from clusterpolicy.text import _, format_message

# A case to reckon by hand: jobs in thousand, before and after.
CASE = {"hosts_before": 200, "hosts_after": 212, "others_before": 150, "others_after": 157}


def data() -> dict[str, Any]:
    """Return the case, and what the comparison of the product gave."""
    evaluation = exercise("did-it-work").dataset
    found = evaluated(evaluation, "grp", plain(evaluation))
    return {**CASE, **{name: found[name] for name in ("estimate", "smallest", "p_lot")}}


def questions() -> tuple[Question, ...]:
    """Return four questions."""
    return (
        Question(
            id="by-hand",
            kind="numeric",
            prompt=format_message(
                _(
                    "Host regions had {hosts_before|0} thousand jobs on average before and {hosts_after|0} after; the others {others_before|0} and {others_after|0}. What is "
                    "the difference-in-differences?"
                ),
                CASE,
            ),
            unit=_("thousand jobs"),
        ),
        Question(
            id="words",
            kind="match",
            prompt=_("Which word means what?"),
            options=(
                Option("support", _("common support")),
                Option("caliper", _("caliper")),
                Option("placebo", _("placebo")),
                Option("power", _("smallest detectable effect")),
            ),
            targets=(
                Option("alike", _("for each treated region there are others of its kind")),
                Option("limit", _("how far apart a pair may be before it is refused")),
                Option("lot", _("a group or a date without a programme, put through the same sums")),
                Option("size", _("how large an effect has to be to be found four times in five")),
            ),
        ),
        Question(
            id="silence",
            kind="choice",
            prompt=_("An evaluation finds a difference near nought, with a wide interval. What may be said?"),
            options=(
                Option("none", _("The programme had no effect")),
                Option("consistent", _("No effect fits the data, and so do effects inside the interval")),
                Option("bad", _("The programme did harm, or something would be seen")),
                Option("more", _("Try further outcomes until one shows")),
            ),
        ),
        Question(
            id="design",
            kind="choice",
            prompt=_("With which comparison could it have been told?"),
            options=(
                Option("bids", _("Firms in chosen clusters with firms in bids that were turned down")),
                Option("world", _("Host regions with regions of other countries")),
                Option("winners", _("Winners before with winners after")),
                Option("years", _("The same regional statistics, some years later")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "by-hand-right": _(
            "Right: hosts moved from {hosts_before|0} to {hosts_after|0}, and what the others moved is taken off. It is an effect only if both would have moved alike."
        ),
        "by-hand-hosts": _(
            "{answer|~3} is what the hosts gained. The others gained as well, without a programme."
        ),
        "by-hand-after": _(
            "{answer|~3} compares the levels after. Hosts were larger before: {hosts_before|0} against {others_before|0}."
        ),
        "by-hand-others": _("{answer|~3} is what the others gained. Take it off the gain of the hosts."),
        "by-hand-turned": _("{answer|~3} has the wrong sign: hosts first, the others off."),
        "by-hand-other": _(
            "{answer|~3} is not it. Take the gain from {hosts_before|0} to {hosts_after|0}, less the gain of the others."
        ),
        "by-hand-not-a-number": _("“{answer}” is not a number. Write digits."),
        "words-right": _("Right: they stand in the order in which you should ask for them."),
        "words-none": _("Not one is in its place. Begin with the caliper: it refuses pairs."),
        "words-support": _("{placed|0} right. Support asks whether there is anybody to compare with."),
        "words-caliper": _("{placed|0} right. A caliper is a limit for pairs."),
        "words-placebo": _("{placed|0} right. A placebo has no programme in it."),
        "words-power": _(
            "{placed|0} right. The smallest detectable effect is a size, known before the estimate."
        ),
        "silence-consistent": _(
            "Right. On the product the difference was {estimate|1} per cent, and everything below {smallest|1} could hide."
        ),
        "silence-none": _(
            "Not seen is not absent. On the product an effect of {smallest|1} per cent could hide."
        ),
        "silence-bad": _("Harm would hide as well as good, up to {smallest|1} per cent of the product."),
        "silence-more": _(
            "One of many shows by luck. The first answer, p {p_lot|2}, does not change by that."
        ),
        "design-bids": _(
            "Right: who bid and lost is like who won, and a firm feels a subsidy that a region does not. The list of losing bids was not found, so keep yours."
        ),
        "design-world": _("Other countries had other crises, prices and rules in those years."),
        "design-winners": _(
            "Winners change over time without a programme too: you need somebody who did not win."
        ),
        "design-years": _(
            "More years do not make the money larger: the smallest effect that shows is still several per cent, {smallest|1} here."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    right = {"support": "alike", "caliper": "limit", "placebo": "lot", "power": "size"}
    hosts = data["hosts_after"] - data["hosts_before"]
    others = data["others_after"] - data["others_before"]
    return {
        "by-hand": Samples(
            right=[hosts - others, str(hosts - others)],
            wrong={
                "hosts": [hosts],
                "after": [data["hosts_after"] - data["others_after"]],
                "others": [others],
                "turned": [others - hosts],
                "other": [1000],
                "words": ["five"],
            },
        ),
        "words": Samples(
            right=[right],
            wrong={
                "support": [right | {"support": "lot"}],
                "caliper": [right | {"caliper": "size", "power": "limit"}],
                "placebo": [right | {"placebo": "size", "power": "lot"}],
                "power": [right | {"power": "lot"}],
                "none": [{"support": "size", "caliper": "lot", "placebo": "limit", "power": "alike"}],
            },
        ),
        "silence": Samples(right=["consistent"], wrong={"none": ["none"], "bad": ["bad"], "more": ["more"]}),
        "design": Samples(
            right=["bids"], wrong={"world": ["world"], "winners": ["winners"], "years": ["years"]}
        ),
    }


def declare() -> Quiz:
    """Return the quiz in the language in force."""
    return Quiz(
        id="seen-and-unseen",
        title=_("Check yourself: seen and unseen"),
        model="quiz_seen_and_unseen",
        data=data,
        questions=questions(),
        messages=messages(),
        samples=samples,
    )
