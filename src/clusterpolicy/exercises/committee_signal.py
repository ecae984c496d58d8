"""Exercise of chapter 11: what a committee's approval tells an investor."""

from __future__ import annotations

from typing import Any

from clusterpolicy.charts.exercise_chart import framed
from clusterpolicy.charts.icon_array import SHAPES, colours
from clusterpolicy.charts.look import LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import Control, Option, Slider
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.models.committee_signal import (
    COLUMNS,
    GROUPS,
    LINES,
    good_if_approved,
    specificity_needed,
    threshold,
)
from clusterpolicy.text import _, format_message

# A loss so small that the base rate is enough for a yes; the third question tells of it.
LOW_LOSS = 0.5


def facts() -> dict[str, float]:
    """Return how well the case's committee judges, and what an investor can lose and gain."""
    values = load("case_facts").set_index("fact")["value"]
    return {
        "base": float(values["good-plans"]),
        "sensitivity": float(values["committee-sensitivity"]),
        "specificity": float(values["committee-specificity"]),
        "loss": float(values["investor-loss"]),
        "gain": float(values["investor-gain"]),
    }


def data() -> dict[str, Any]:
    """Return the figures of the case, and the words of groups and decisions."""
    return {"facts": facts(), "low_loss": LOW_LOSS, "words": group_words() | decision_words()}


def group_words() -> dict[str, str]:
    """Return the four groups of projects in words."""
    return {
        "good-approved": _("good, approved"),
        "other-approved": _("not good, approved"),
        "good-rejected": _("good, rejected"),
        "other-rejected": _("not good, rejected"),
    }


def decision_words() -> dict[str, str]:
    """Return what the committee changes for an investor, and what stands where a figure cannot be."""
    return {
        "nobody": _("nobody is approved"),
        "everybody": _("nobody is rejected"),
        "certain": _("beyond any limit: only good ones are approved"),
        "no-stake": _("nothing is at stake"),
        "not-needed": _("none: the investor says yes without a committee"),
        "never": _("no specificity is enough: no good project is approved"),
        "no-decision": _("nothing to decide: there is nothing to lose and nothing to gain"),
        "nobody-decides": _("nothing: nobody is approved"),
        "everybody-decides": _("nothing: everybody is approved"),
        "always-yes": _("nothing: the investor says yes in any case"),
        "still-no": _("nothing: the investor says no in any case"),
        "approval-turns": _("approval turns a no into a yes"),
        "rejection-stops": _("rejection turns a yes into a no"),
        "upside-down": _("approval misleads: the rejected are the better ones"),
    }


def controls() -> tuple[Control, ...]:
    """Return what a learner can move; the sliders open on the case."""
    case = facts()

    def share(name: str, label: str, fact: str, help_text: str = "") -> Slider:
        return Slider(
            name=name,
            label=label,
            unit="%",
            minimum=0,
            maximum=100,
            step=1,
            default=round(100 * case[fact]),
            digits=0,
            help=help_text,
        )

    def money(name: str, label: str, fact: str) -> Slider:
        return Slider(
            name=name,
            label=label,
            unit=_("million roubles"),
            minimum=0,
            maximum=20,
            step=0.5,
            default=case[fact],
            digits=1,
        )

    return (
        share("base", _("Base rate: of all projects, good are"), "base"),
        share("sensitivity", _("Sensitivity: of the good projects, the committee approves"), "sensitivity"),
        share(
            "specificity",
            _("Specificity: of the projects that are not good, the committee rejects"),
            "specificity",
        ),
        money("loss", _("An investor loses with a bad project"), "loss"),
        money("gain", _("An investor gains with a good project"), "gain"),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return a thousand icons, column by column: first the approved, then the rejected."""
    words = group_words()
    names = [words[group] for group in GROUPS]
    fills, edges = colours(look)
    legend = alt.Legend(title=None, orient="top", columns=2, labelLimit=150, symbolSize=70)

    def by_group(channel: Any, values: list[str]) -> Any:
        return channel("group:N", sort=None, legend=legend, scale=alt.Scale(domain=names, range=values))

    chart = (
        alt.Chart(alt.NamedData("rows"))
        .mark_point(size=26, strokeWidth=1.2, opacity=1)
        .encode(
            x=alt.X("column:Q", axis=None, scale=alt.Scale(domain=[-0.5, COLUMNS - 0.5], nice=False)),
            y=alt.Y(
                "line:Q", axis=None, scale=alt.Scale(domain=[-0.5, LINES - 0.5], nice=False, reverse=True)
            ),
            fill=by_group(alt.Fill, fills),
            stroke=by_group(alt.Stroke, edges),
            shape=by_group(alt.Shape, list(SHAPES)),
            tooltip=alt.Tooltip("group:N", title=_("Project")),
        )
    )
    return framed(chart, look, 310)


def figures() -> tuple[Figure, ...]:
    """Return the headline figures."""
    return (
        Figure(name="approved", label=_("Approved, of a thousand projects"), style="~", digits=1),
        Figure(name="good_approved", label=_("Good ones among them"), style="~", digits=1),
        Figure(name="among", label=_("Chance that an approved project is good"), style="%", digits=1),
        Figure(name="rejected", label=_("Chance that a rejected project is good"), style="%", digits=1),
        Figure(name="odds", label=_("Approval multiplies the odds of being good by"), style="~", digits=2),
        Figure(name="threshold", label=_("The investor says yes from a chance of"), style="%", digits=1),
        Figure(name="needed", label=_("Specificity from which approval is enough"), style="%", digits=1),
        Figure(name="decision", label=_("What the committee changes")),
    )


def tables() -> tuple[Table, ...]:
    """Return the committee at other specificities."""
    return (
        Table(
            caption=_("The same committee, stricter or milder with projects that are not good"),
            source="ladder",
            columns=(
                Figure(name="specificity", label=_("Specificity"), style="%", digits=0),
                Figure(name="among", label=_("Chance that an approved project is good"), style="%", digits=1),
                Figure(name="decision", label=_("What the committee changes")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    return {
        "guess-ninety": _("Kept: about nine in ten. Count the icons: {good_approved|0} of {approved|0}."),
        "guess-eighty": _("Kept: about eight in ten. Count the icons: {good_approved|0} of {approved|0}."),
        "guess-half": _("Kept: a little less than half. Count the icons: {good_approved|0} of {approved|0}."),
        "guess-ten": _("Kept: one in ten. Count the icons: {good_approved|0} of {approved|0}."),
        "needed-right": _(
            "Right: {needed|%1}. To reject {specificity|%0} of the others is not enough, because there are so many of them: {others|0} pass, beside "
            "{good_approved|0} good ones."
        ),
        "needed-fraction": _("{answer|~3} is the share of one. In per cent it is a hundred times that."),
        "needed-errors": _(
            "{answer|~3} per cent is how many of the other projects may pass. Specificity is how many are rejected."
        ),
        "needed-among": _(
            "{answer|~3} per cent is the chance that an approved project is good. Asked is the specificity that lifts it to {threshold|%0}."
        ),
        "needed-threshold": _(
            "{answer|~3} per cent is the investor's threshold. Which specificity lifts an approved project that far?"
        ),
        "needed-now": _(
            "{answer|~3} per cent is the committee as it is: {good_approved|0} of {approved|0} are good, and that is less than {threshold|%0}."
        ),
        "needed-not-a-number": _("“{answer}” is not a number. Write digits."),
        "needed-other": _(
            "{answer|~3} is not it. At a chance of {threshold|%0} the approved are half good ones and half others: {good_approved|0} of each. What part of all the others is rejected then?"
        ),
        "low-rejection": _(
            "Right. The threshold falls to {low_threshold|%1}, below the base rate of {base|%0}: the investor says yes to everybody. Only a "
            "rejection, after which the chance is {rejected|%1}, turns that round."
        ),
        "low-approval": _(
            "With a threshold of {low_threshold|%1} the investor says yes before the committee meets. An approval adds nothing to a yes."
        ),
        "low-nothing": _(
            "Look at a rejected project: its chance is {rejected|%1}, and that lies below the threshold of {low_threshold|%1}."
        ),
        "low-both": _("A yes cannot be turned into a yes: {base|%0} is above {low_threshold|%1} already."),
        "knows-nothing": _(
            "Right. The rise from {base|%0} to {among|%0} is what the committee knows and the investor does not. Who has looked at the same things has it "
            "already."
        ),
        "knows-same": _(
            "The rise from {base|%0} to {among|%0} is for somebody who knew nothing but the base rate. Here it would count the same look twice: two who read one report are one witness."
        ),
        "knows-more": _(
            "It confirms a view that comes from the same papers. The rise to {among|%0} was for somebody who knew only the base rate of {base|%0}."
        ),
        "knows-less": _(
            "Less than {among|%0}, yes; but what is left is nothing at all, if both look at the same things."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    case = data["facts"]
    b, s, c = case["base"], case["sensitivity"], case["specificity"]
    limit = threshold(case["loss"], case["gain"])
    needed = 100 * specificity_needed(b, s, limit)
    return {
        "guess": Samples(
            right=["half"],
            wrong={"ninety": ["ninety"], "eighty": ["eighty"], "ten": ["ten"], "half": ["half"]},
        ),
        "needed": Samples(
            right=[needed, f"{needed:.1f} %", f"{needed:.1f}".replace(".", ","), 91],
            wrong={
                "fraction": [needed / 100],
                "errors": [100 - needed],
                "among": [100 * good_if_approved(b, s, c)],
                "threshold": [100 * limit],
                "now": [100 * c],
                "not a number": ["strict"],
                "other": [95],
            },
        ),
        "low": Samples(
            right=["rejection"],
            wrong={"approval": ["approval"], "nothing": ["nothing"], "both": ["both"]},
        ),
        "knows": Samples(right=["nothing"], wrong={"same": ["same"], "more": ["more"], "less": ["less"]}),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, the specificity that is needed, a low threshold, and what an investor knows already."""
    case = facts()
    limit = threshold(case["loss"], case["gain"])
    stakes = case | {"threshold": limit, "low_loss": LOW_LOSS}

    def filled(template: str) -> str:
        return format_message(template, stakes)

    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=filled(
                _(
                    "Of all projects {base|%0} are good. A committee approves {sensitivity|%0} of the good ones and rejects {specificity|%0} of the others. "
                    "It approves a project. How likely is that project good?"
                )
            ),
            options=(
                Option("ninety", _("About nine in ten")),
                Option("eighty", _("About eight in ten")),
                Option("half", _("A little less than half")),
                Option("ten", _("One in ten, as before")),
            ),
        ),
        Question(
            id="needed",
            kind="numeric",
            prompt=filled(
                _(
                    "Reset the exercise. The investor loses as much with a bad project as a good one brings, so a yes needs a chance of {threshold|%0}. How specific "
                    "must the committee be before its approval is enough? Round to one decimal."
                )
            ),
            unit="%",
        ),
        Question(
            id="low",
            kind="choice",
            prompt=filled(
                _(
                    "Another investor loses only {low_loss|~1} million roubles with a bad project and gains {gain|~1} million with a good one. Set that, and leave the committee as at first. What can the committee "
                    "change?"
                )
            ),
            options=(
                Option("approval", _("Approval turns a no into a yes")),
                Option("rejection", _("Rejection turns a yes into a no")),
                Option("both", _("Both")),
                Option("nothing", _("Nothing")),
            ),
        ),
        Question(
            id="knows",
            kind="choice",
            prompt=_(
                "An investor has read the same papers as the committee and seen the same in them. What does approval add?"
            ),
            options=(
                Option("same", _("As much as for anybody else")),
                Option("more", _("More: it confirms his view")),
                Option("less", _("Something, but less")),
                Option("nothing", _("Nothing")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    return Exercise(
        id="committee-signal",
        title=_("What an approval is worth"),
        task=_(
            "Each sign is one project. Count the good ones among the approved. Then raise the specificity, raise the base rate or lower the loss, and watch the figure “What "
            "the committee changes”: it says what the investor does."
        ),
        model="committee_signal",
        data=data,
        teaching=True,
        controls=controls(),
        figures=figures(),
        chart=Chart(
            title=_("A thousand projects before the committee"),
            spec=spec,
            alt=_(
                "A thousand signs, one for each project, {good|~1} of them good. The committee approves {approved|~1}, and {good_approved|~1} of these are good. "
                "What it changes: {decision}."
            ),
            source=_(
                "Base rate, sensitivity, specificity, loss and gain are assumptions of the course. Signs are rounded to whole projects. Data to {year}."
            ).replace("{year}", "2012"),
            table=Table(
                caption=_("The four groups, of a thousand projects"),
                source="groups",
                columns=(
                    Figure(name="name", label=_("Group")),
                    Figure(name="count", label=_("Projects"), style="~", digits=1),
                ),
            ),
        ),
        details=tables(),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S15-3",),
    )
