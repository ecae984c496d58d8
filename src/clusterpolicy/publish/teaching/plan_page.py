"""A plan as a page: timetable, what to bring, outcomes, and the facilitator's script with its clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from clusterpolicy.exercises.framework.registry import quiz_names, subject
from clusterpolicy.hosts.page.markup import one_block
from clusterpolicy.publish.teaching import plans
from clusterpolicy.publish.teaching.plans import Item, Plan, Session
from clusterpolicy.publish.teaching.render import render
from clusterpolicy.text import _, fill, format_message, plural


@dataclass(frozen=True)
class Chapter:
    """What a plan takes from a chapter.

    Attributes
    ----------
    title : str
        Its title.
    address : str
        Where its page stands.
    outcomes, facilitator : str
        Its sections *You will be able to* and *For the facilitator* as markup, empty where it has none.
    """

    title: str
    address: str
    outcomes: str
    facilitator: str


@dataclass(frozen=True)
class Entry:
    """An entry of a timetable as it is shown.

    Attributes
    ----------
    time : str
        When it begins: of the day, or in minutes of the session where a plan has no clock.
    kind, label : str
        The kind and its word.
    title, address : str
        What it is called, and where it leads; empty where to no page.
    length : str
        How long it takes.
    do : str
        How it is done.
    say, bring, sheet : list of str
        Talking points, materials, lines of the sheet.
    """

    time: str
    kind: str
    label: str
    title: str
    address: str
    length: str
    do: str
    say: list[str]
    bring: list[str]
    sheet: list[str]


@dataclass(frozen=True)
class Part:
    """A session as it is shown."""

    title: str
    when: str
    entries: list[Entry]
    home: list[str]


def body(plan: Plan, chapters: Mapping[str, Chapter], files: Mapping[str, str], *, heading: bool) -> str:
    """Return the page of a plan.

    Parameters
    ----------
    plan : Plan
        The plan.
    chapters : mapping of str to Chapter
        What it takes from its documents.
    files : mapping of str to str
        Words and addresses of what can be printed for it.
    heading : bool
        Whether the title stands on it: a document of the book has its own.
    """
    return one_block(render("plan.html", **view(plan, chapters), files=files, heading=heading))


def view(plan: Plan, chapters: Mapping[str, Chapter]) -> dict[str, Any]:
    """Return what pages and papers show of a plan, in the language in force."""
    return {
        "title": _(plan.title),
        "about": _(plan.about),
        "facts": list(facts(plan)),
        "bring": [_(entry) for entry in materials(plan)],
        "parts": list(parts(plan, chapters)),
        "chapters": [chapters[page] for page in plan.documents],
        # Whoever studies alone leads no group.
        "led": plan.kind != plans.SELF_STUDY,
        "clock": plan.kind == plans.WORKSHOP,
    }


def facts(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield label and words of what is known of a plan at a glance."""
    yield _("For whom"), _(plan.audience)
    yield _("Kind"), kinds()[plan.kind]
    days = len({session.number for session in plan.sessions})
    if days > 1:
        yield _("Length"), format_message(lengths()[plan.unit], {"count": days}, days)
    yield _("Working time"), minutes(plan.minutes)


def kinds() -> dict[str, str]:
    """Return the kinds of plans in words."""
    return {
        plans.WORKSHOP: _("workshop with a facilitator"),
        plans.COURSE: _("course with a teacher"),
        plans.SELF_STUDY: _("self-study"),
    }


def lengths() -> dict[str, dict[str, str]]:
    """Return templates that count days, weeks and evenings."""
    return {
        "day": plural("{count|0} day", "{count|0} days"),
        "week": plural("{count|0} week", "{count|0} weeks"),
        "evening": plural("{count|0} evening", "{count|0} evenings"),
    }


def labels() -> dict[str, str]:
    """Return the kinds of entries in words."""
    return {
        plans.CHAPTER: _("Chapter"),
        plans.EXERCISE: _("Exercise"),
        plans.TASK: _("Group task"),
        plans.TALK: _("Talk"),
        plans.BREAK: _("Break"),
    }


def minutes(count: int) -> str:
    """Return a length in words; from two hours on in hours."""
    if count < 120:
        return format_message(plural("{minutes|0} minute", "{minutes|0} minutes"), {"minutes": count}, count)
    hours, rest = divmod(count, 60)
    words = format_message(plural("{hours|0} hour", "{hours|0} hours"), {"hours": hours}, hours)
    return f"{words} {minutes(rest)}" if rest else words


def when(plan: Plan, session: Session) -> str:
    """Return the day, week or evening of a session, with its clock where it has one."""
    named = {
        "day": _("Day {number|0}"),
        "week": _("Week {number|0}"),
        "evening": _("Evening {number|0}"),
    }
    words = format_message(named[plan.unit], {"number": session.number})
    if session.start is None:
        return f"{words} · {minutes(session.minutes)}"
    return f"{words} · {plans.clock(session.start)}–{plans.clock(session.end or 0)}"


def materials(plan: Plan) -> list[str]:
    """Return what is to be brought to a plan, each thing once."""
    return list(dict.fromkeys([*plan.bring, *(thing for item in plan.items for thing in item.bring)]))


def parts(plan: Plan, chapters: Mapping[str, Chapter]) -> Iterator[Part]:
    """Yield the sessions of a plan as they are shown."""
    for session in plan.sessions:
        yield Part(
            title=_(session.title),
            when=when(plan, session),
            entries=[entry(plan, at, item, chapters) for at, item in session.timed()],
            home=[_(text) for text in session.home],
        )


def entry(plan: Plan, at: int, item: Item, chapters: Mapping[str, Chapter]) -> Entry:
    """Return an entry of a timetable as it is shown."""
    title, address = _(item.name), ""
    label = labels()[item.kind]
    if item.kind in (plans.CHAPTER, plans.EXERCISE):
        found = chapters[plan.homes[item.name]]
        title, address = found.title, found.address
    if item.kind == plans.EXERCISE:
        title, address = subject(item.name).title, f"{address}#{item.name}"
        label = _("Check yourself") if item.name in quiz_names() else label
    return Entry(
        time=plans.clock(at) if plan.kind == plans.WORKSHOP else fill("{minute|0}′", minute=at),
        kind=item.kind,
        label=label,
        title=title,
        address=address,
        length=minutes(item.minutes),
        do=_(item.do),
        say=[_(text) for text in item.say],
        bring=[_(text) for text in item.bring],
        sheet=[_(text) for text in item.sheet],
    )
