"""Course plans: workshops, courses and self-study as data, one file ``plans/NAME.yml`` each, checked line by line.

The texts of a plan are messages like any other: what shows them puts them through gettext. What a chapter says of itself
(title, outcomes, what to ask a group) is taken from the chapter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yaml.nodes import Node

from clusterpolicy.errors import CourseError
from clusterpolicy.exercises.framework.registry import exercise_names, quiz_names
from clusterpolicy.hosts.page import brief
from clusterpolicy.hosts.page.homes import homes
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.teaching.marked_yaml import Reading, line_of, optional, texts_of

FOLDER = "plans"
CHAPTER, EXERCISE, TASK, TALK, BREAK = KINDS_OF_ITEM = ("chapter", "exercise", "task", "talk", "break")
WORKSHOP, COURSE, SELF_STUDY = KINDS = ("workshop", "course", "self-study")
# What counts the sessions of each kind of plan.
UNITS = {WORKSHOP: "day", COURSE: "week", SELF_STUDY: "evening"}
# The last chapter is no notebook.
CAPSTONE = Path(brief.PAGE).name
LONGEST_WITHOUT_BREAK = 130


@dataclass(frozen=True)
class Item:
    """One entry of a timetable.

    Attributes
    ----------
    kind : str
        One of ``chapter``, ``exercise``, ``task``, ``talk``, ``break``.
    name : str
        Name of the chapter (``01-what-is-a-cluster``, ``brief``), id of the exercise or quiz; else what the entry is called, a message.
    minutes : int
        How long it takes.
    do : str
        How it is done, a message; may be empty.
    say, bring, sheet : tuple of str
        Talking points, materials, and the lines of the group's sheet: messages.
    line : int
        Its line in the file.
    """

    kind: str
    name: str
    minutes: int
    do: str
    say: tuple[str, ...]
    bring: tuple[str, ...]
    sheet: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Session:
    """Entries that follow one another without a pause.

    Attributes
    ----------
    title : str
        What it is called, a message.
    number : int
        Which day, week or evening it belongs to, from one.
    start : int or None
        Minutes after midnight; none where the plan has no clock.
    items : tuple of Item
        Its entries.
    home : tuple of str
        What is done before the next session: messages.
    line : int
        The line of the file on which it starts, as far as a timetable can be wrong there.
    """

    title: str
    number: int
    start: int | None
    items: tuple[Item, ...]
    home: tuple[str, ...]
    line: int

    @property
    def minutes(self) -> int:
        """How long it takes, with its breaks."""
        return sum(item.minutes for item in self.items)

    @property
    def end(self) -> int | None:
        """Minutes after midnight at which it ends."""
        return None if self.start is None else self.start + self.minutes

    def timed(self) -> Iterator[tuple[int, Item]]:
        """Yield each entry with the minute at which it begins: of the day, or of the session where there is no clock."""
        at = self.start or 0
        for item in self.items:
            yield at, item
            at += item.minutes


@dataclass(frozen=True)
class Plan:
    """A plan.

    Attributes
    ----------
    name : str
        Name of its file without suffix.
    title, audience, about : str
        Messages.
    kind : str
        ``workshop``, ``course`` or ``self-study``.
    minutes : int
        Working time: all but the breaks.
    bring : tuple of str
        What to bring, messages.
    sessions : tuple of Session
        Its sessions.
    homes : dict of str to str
        The page on which each of its chapters and exercises stands: ``notebooks/01-what-is-a-cluster``.
    """

    name: str
    title: str
    kind: str
    audience: str
    about: str
    minutes: int
    bring: tuple[str, ...]
    sessions: tuple[Session, ...]
    homes: dict[str, str]

    @property
    def documents(self) -> tuple[str, ...]:
        """The pages of the course that it works with, in its order."""
        return tuple(dict.fromkeys(self.homes.values()))

    @property
    def unit(self) -> str:
        """What counts its sessions: ``day``, ``week`` or ``evening``."""
        return UNITS[self.kind]

    @property
    def items(self) -> tuple[Item, ...]:
        """The entries of all its sessions."""
        return tuple(item for session in self.sessions for item in session.items)

    def messages(self) -> Iterator[str]:
        """Yield every text of the plan that is to be translated."""
        yield from (self.title, self.audience, self.about, *self.bring)
        for session in self.sessions:
            yield from (session.title, *session.home)
        for item in self.items:
            own = (item.name,) if item.kind in (TASK, TALK, BREAK) else ()
            yield from (*own, *filter(None, [item.do]), *item.say, *item.bring, *item.sheet)


def names(project: Project) -> list[str]:
    """Return the names of all plans."""
    return sorted(path.stem for path in (project.root / FOLDER).glob("*.yml"))


def file(project: Project, name: str) -> Path:
    """Return the file of a plan."""
    return project.root / FOLDER / f"{name}.yml"


def load(project: Project, name: str) -> Plan:
    """Return a plan, checked.

    Parameters
    ----------
    project : Project
        The checkout.
    name : str
        Name of its file without suffix.

    Raises
    ------
    CourseError
        There is no such plan: names those that there are. Or the plan has faults: names each with file and line, and says what to do.
    """
    if name not in names(project):
        known = ", ".join(names(project))
        raise CourseError(f"there is no plan named {name!r}", FOLDER, f"There are: {known}.")
    return Reader(project, name).plan()


def load_all(project: Project) -> list[Plan]:
    """Return all plans, the shortest first."""
    return sorted(
        (load(project, name) for name in names(project)),
        key=lambda plan: (KINDS.index(plan.kind), plan.minutes),
    )


class Reader:
    """Reads one plan and checks it against the course and against itself."""

    def __init__(self, project: Project, name: str) -> None:
        self.name = name
        self.reading = Reading(file(project, name), project.root)
        self.chapters = {
            path.stem: f"notebooks/{path.stem}" for path in project.notebooks if path.stem[:2].isdecimal()
        }
        self.chapters[CAPSTONE] = brief.PAGE
        pages = homes(project.root)
        self.exercises = {
            found: pages[found].removesuffix(".html")
            for found in (*exercise_names(), *quiz_names())
            if found in pages
        }
        # Chapters and exercises in the order of the plan; and the end or length that each session states, with its place.
        self.used: list[str] = []
        self.stated: list[tuple[Node, int]] = []

    def plan(self) -> Plan:
        """Return the plan, or raise all its faults."""
        read = self.reading
        top = read.fields(read.top, ("title", "kind", "audience", "about", "minutes", "sessions"), ("bring",))
        read.close()
        kind = read.one_of(top["kind"], "kind of plan", KINDS)
        read.close()
        sessions = tuple(self.session(node, kind) for node in read.entries(top["sessions"]))
        pages = self.chapters | self.exercises
        plan = Plan(
            name=self.name,
            title=read.text(top["title"]),
            kind=kind,
            audience=read.text(top["audience"]),
            about=read.text(top["about"]),
            minutes=read.number(top["minutes"]),
            bring=texts_of(top.get("bring"), read),
            sessions=sessions,
            homes={name: pages[name] for name in self.used if name in pages},
        )
        # Sums of what could not be read would be faults of faults.
        read.close()
        self.check_order(plan)
        self.check_lengths(plan)
        self.check_breaks(plan)
        self.check_total(plan, top["minutes"])
        read.close()
        return plan

    def session(self, node: Node, kind: str) -> Session:
        """Return one session; what it states of its own length is kept for `check_lengths`."""
        read, unit = self.reading, UNITS[kind]
        clocks = ("start", "end") if kind == WORKSHOP else ("minutes",)
        found = read.fields(node, ("title", unit, *clocks, "items"), ("home",))
        if not {"title", unit, *clocks, "items"} <= set(found):
            return Session("", 0, None, (), (), line_of(node))
        stated = found[clocks[-1]]
        self.stated.append((stated, read.clock(stated) if kind == WORKSHOP else read.number(stated)))
        return Session(
            title=read.text(found["title"]),
            number=read.number(found[unit]),
            start=read.clock(found["start"]) if kind == WORKSHOP else None,
            items=tuple(self.item(entry) for entry in read.entries(found["items"])),
            home=texts_of(found.get("home"), read),
            line=line_of(found.get("start", found[unit])),
        )

    def item(self, node: Node) -> Item:
        """Return one entry of a timetable."""
        read = self.reading
        found = read.fields(node, ("minutes",), (*KINDS_OF_ITEM, "do", "say", "bring", "sheet"))
        kinds = [kind for kind in KINDS_OF_ITEM if kind in found]
        if len(kinds) != 1:
            what = f"an entry is one of {', '.join(KINDS_OF_ITEM)}; here are {len(kinds)} of them"
            read.fault(node, what, "Keep exactly one.")
        if len(kinds) != 1 or "minutes" not in found:
            return Item("", "", 0, "", (), (), (), line_of(node))
        (kind,) = kinds
        if "sheet" in found and kind != TASK:
            read.fault(
                found["sheet"],
                f"only a task has a sheet, this is of the kind {kind!r}",
                "Lines for the group belong to a task.",
            )
        known = {CHAPTER: self.chapters, EXERCISE: self.exercises}.get(kind)
        name = read.one_of(found[kind], kind, known) if known else read.text(found[kind])
        if known:
            self.used.append(name)
        return Item(
            kind=kind,
            name=name,
            minutes=read.number(found["minutes"]),
            do=optional(found, "do", read),
            say=texts_of(found.get("say"), read),
            bring=texts_of(found.get("bring"), read),
            sheet=texts_of(found.get("sheet"), read),
            line=line_of(node),
        )

    def check_order(self, plan: Plan) -> None:
        """Refuse sessions that overlap, go back or leave a day, week or evening out."""
        number, ends = 0, 0
        for session in plan.sessions:
            if session.number not in (number, number + 1):
                what = (
                    f"{plan.unit} {session.number} follows {plan.unit} {number}"
                    if number
                    else f"the plan begins with {plan.unit} {session.number}"
                )
                self.reading.fault(session.line, what, "Count them from one, in order, without a gap.")
            if session.number == number and session.start is not None and session.start < ends:
                what = f"“{session.title}” starts at {clock(session.start)}, but the session before ends at {clock(ends)}: they overlap"
                self.reading.fault(session.line, what, "Start it later.")
            number, ends = session.number, session.end or 0

    def check_lengths(self, plan: Plan) -> None:
        """Hold each session to the end or the length that it states."""
        for session, (node, stated) in zip(plan.sessions, self.stated, strict=True):
            if session.end is not None and session.end != stated:
                what = f"the session states its end at {clock(stated)}; from {clock(session.start or 0)} on, its entries of {session.minutes} minutes end at {clock(session.end)}"
                self.reading.fault(node, what, "Correct the end, the start, or the minutes of an entry.")
            elif session.end is None and session.minutes != stated:
                what = f"the session states {stated} minutes, its entries add up to {session.minutes}"
                self.reading.fault(node, what, "Correct the total, or the minutes of an entry.")

    def check_breaks(self, plan: Plan) -> None:
        """Refuse longer work than a group can bear without a break; a pause between two sessions is one."""
        number, ends, worked = 0, 0, 0
        for session in plan.sessions:
            if session.number != number or session.start != ends:
                worked = 0
            for item in session.items:
                before = worked
                worked = 0 if item.kind == BREAK else worked + item.minutes
                if before <= LONGEST_WITHOUT_BREAK < worked:
                    what = f"here the group has worked for {worked} minutes without a break; {LONGEST_WITHOUT_BREAK} is the longest"
                    self.reading.fault(item.line, what, "Put a break before this entry.")
            number, ends = session.number, session.end or 0

    def check_total(self, plan: Plan, node: Node) -> None:
        """Hold the plan to the working time that it states."""
        working = sum(item.minutes for item in plan.items if item.kind != BREAK)
        if working != plan.minutes:
            what = f"the plan states {plan.minutes} minutes, its entries without breaks add up to {working}"
            self.reading.fault(node, what, "Correct the total, or the minutes of an entry.")


def clock(minutes: int) -> str:
    """Return a time of day as a timetable writes it."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
