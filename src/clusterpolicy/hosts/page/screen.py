"""The facilitator's screen: the chart of the groups' answers, its words, and what its models need."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from clusterpolicy.brief.html import STYLE
from clusterpolicy.charts.exercise_chart import framed
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.exercises.framework.questions import Message
from clusterpolicy.hosts.page import asked, brief
from clusterpolicy.models.groups import MAXIMUM_GROUPS
from clusterpolicy.models.my_region import NAME as MY_REGION
from clusterpolicy.text import _, language, plural

FOLDER = "course"
# The document of the page, its mount point, and its script.
PAGE = "book/facilitators-screen"
NAME = "screen"
# Below this width in pixels the heads of the columns have room for a number alone.
NARROW = 480
PREDICTION = "P"
MINUTES = 10
LONGEST_MINUTES = 180
LONGEST_NAME = 40


def data_file() -> str:
    """Return the name of the script with what the page needs, below the course's folder."""
    return f"{NAME}.{language()}.js"


def shared(homes: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page needs: questions for the model, words, chart and the style of the summary.

    Parameters
    ----------
    homes : mapping of str to str
        Address of the page of each exercise and quiz.
    """
    data = {"subjects": asked.declarations(homes), "others": [MY_REGION, brief.FOLDER]}
    described = {"id": NAME, "model": "groups", "controls": [], "questions": [], "data": data}
    return {
        "subject": json.dumps(described, ensure_ascii=False, allow_nan=False),
        "messages": messages(),
        "specs": {look: spec(look) for look in ("light", "dark")},
        "style": STYLE.read_text(encoding="utf-8"),
        "most": MAXIMUM_GROUPS,
    }


def spec(look: LookName) -> dict[str, Any]:
    """Return the chart: a line a group, a column a question, a sign for each answer.

    Rows have ``group``, ``column`` (``P`` or a number), ``mark`` (the sign), ``state`` and ``words`` for whoever points at it.
    The page sets height and type by the number of groups.
    """
    palette = PALETTES[look]
    heads = f"datum.label === '{PREDICTION}' ? {json.dumps(_('Prediction'))} : {json.dumps(_('Question'))} + ' ' + datum.label"
    base: Any = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X(
            "column:N",
            sort=None,
            title=None,
            axis=alt.Axis(
                orient="top",
                labelAngle=0,
                ticks=False,
                domain=False,
                labelExpr=f"width < {NARROW} ? datum.label : {heads}",
            ),
            scale=alt.Scale(paddingInner=0.04, paddingOuter=0),
        ),
        y=alt.Y(
            "group:N",
            sort=None,
            title=None,
            axis=alt.Axis(ticks=False, domain=False),
            scale=alt.Scale(paddingInner=0.1, paddingOuter=0),
        ),
        tooltip=[alt.Tooltip("group:N", title=_("Group")), alt.Tooltip("words:N", title=_("Answer"))],
    )
    states = ["predicted", "right", "wrong", "none", "all"]
    fills = [palette.steps[1], palette.series[0], palette.accent, "transparent", "transparent"]
    inks = [palette.step_ink[1], palette.paper, palette.paper, palette.muted, palette.ink]
    edges = [palette.steps[1], palette.series[0], palette.accent, palette.grid, "transparent"]
    boxes = base.mark_rect().encode(
        fill=alt.Fill("state:N", scale=alt.Scale(domain=states, range=fills), legend=None),
        stroke=alt.Stroke("state:N", scale=alt.Scale(domain=states, range=edges), legend=None),
    )
    marks = base.mark_text(fontWeight=700).encode(
        text="mark:N", color=alt.Color("state:N", scale=alt.Scale(domain=states, range=inks), legend=None)
    )
    return framed(alt.layer(boxes, marks), look, 400)


def messages() -> dict[str, Message]:
    """Return what the page says, by id."""
    return _files() | _answers() | _timer() | _summary()


def _files() -> dict[str, Message]:
    return {
        "groups-added": plural("Added: {count|0} answer.", "Added: {count|0} answers."),
        "groups-added-empty": _("Added, but there is no answer in it yet."),
        "groups-strange": plural(
            "{count|0} exercise or answer in it is not in this edition and was left out.",
            "{count|0} exercises or answers in it are not in this edition and were left out.",
        ),
        "groups-edition": _("Written with edition {edition}; this is edition {here}."),
        "groups-other-course": _(
            "No exercise in it is one of this course: the file comes from another course."
        ),
        "groups-twice": _("The same answers, given at the same moments, are here already as “{name}”."),
        "groups-full": _(
            "There are {count|0} groups already, and there is no room for more. Remove one first."
        ),
        "groups-unread": _("The file could not be read ({reason})."),
        "groups-nothing": _("Paste the text of a progress file first."),
        "pasted": _("pasted text"),
        "taken": plural("{count|0} group added.", "{count|0} groups added."),
        "refused": plural(
            "{count|0} file was not taken; the reason stands below.",
            "{count|0} files were not taken; the reasons stand below.",
        ),
        "group": _("Group {number|0}"),
        "group-answers": plural("{count|0} answer", "{count|0} answers"),
        "rename": _("Name of the group from {file}"),
        "remove": _("Remove {name}"),
        "remove-short": _("Remove"),
        "removed": _("“{name}” was removed."),
        "cleared": _("All groups were cleared from this browser."),
        "restored": _("The groups are back."),
        "not-kept": _(
            "This browser keeps nothing: the groups are gone when you leave this page. Save the summary first."
        ),
        "page-static": _(
            "This browser cannot read the groups' files: it lacks WebAssembly. The timer works."
        ),
    }


def _answers() -> dict[str, Message]:
    return {
        "letters": _("ABCDEFGH"),
        "all-groups": _("Right"),
        "right-of": _("{right|0} of {count|0}"),
        "option": plural("{letter}: {label} ({count|0} group)", "{letter}: {label} ({count|0} groups)"),
        "question": _("Question {number}"),
        "prediction": _("Prediction"),
        "state-right": _("right"),
        "state-wrong": _("not right"),
        "state-none": _("no answer"),
        "state-predicted": _("predicted"),
        "alt": plural("{title}: answers of {count|0} group.", "{title}: answers of {count|0} groups."),
        "alt-predicted": _("Predictions: {counts}."),
        "alt-option": _("{label} {count|0}"),
        "alt-right": _("Question {number} right: {right|0} of {count|0}."),
        "subject-answers": plural("{title} ({count|0} group)", "{title} ({count|0} groups)"),
        "column-group": _("Group"),
        "column-question": _("Question"),
        "column-right": _("Right"),
        "column-wrong": _("Not right"),
        "column-none": _("No answer"),
        "column-share": _("Share right, of those who answered"),
        "answers-caption": _("Answers of the groups: {title}"),
        "shares-caption": _("Results by question: {title}"),
    }


def _timer() -> dict[str, Message]:
    return {
        "timer-start": _("Start"),
        "timer-resume": _("Go on"),
        "timer-started": plural(
            "The timer runs: {minutes|~1} minute.", "The timer runs: {minutes|~1} minutes."
        ),
        "timer-paused": _("Paused at {time}."),
        "timer-resumed": _("The timer runs on from {time}."),
        "timer-reset": _("The timer stands at {time}."),
        "timer-last": _("One minute left."),
        "timer-over": _("Time is up."),
        "timer-wrong": _("Enter minutes from {least|~1} to {most|0}."),
    }


def _summary() -> dict[str, Message]:
    return {
        "summary-title": _("Groups' answers, {date}"),
        "summary-about": plural(
            "{count|0} group. Exercises and quizzes that nobody answered are left out. Edition {edition} of the course.",
            "{count|0} groups. Exercises and quizzes that nobody answered are left out. Edition {edition} of the course.",
        ),
        "summary-made": _("The summary stands below; save or print it."),
        "column-file": _("File"),
        "column-exercise": _("Exercise"),
        "column-answer": _("Answer"),
        "column-outcome": _("Outcome"),
    }


def form() -> dict[str, Any]:
    """Return what the page shows before its script runs."""
    return {"minutes": MINUTES, "longest": LONGEST_MINUTES, "letters": LONGEST_NAME, "most": MAXIMUM_GROUPS}
