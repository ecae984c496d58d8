"""What is an event's own: one file ``event.yml`` in the checkout, outside the tracked files, that an update leaves alone.

It says how the event is called, when and where it is, and what it brings along: a logo, chapters or cases of its own, the region
with which exercises open and the language with which the site opens.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from yaml.nodes import MappingNode, Node

from clusterpolicy.datasets import region_names
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.teaching.marked_yaml import Reading

FILE = "event.yml"
# Chapters of an event's own lie here: whatever lies beside the course's own pages could be taken for one of them.
OWN_FOLDER = "own"
LOGOS, CHAPTERS = (".svg", ".png"), (".md", ".ipynb")
LARGEST_LOGO = 2_000_000
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
# What a drawing can do beyond being seen.
ACTING = {"script", "foreignObject", "iframe", "embed", "object", "handler", "set", "animate"}


@dataclass(frozen=True)
class Event:
    """An event.

    Attributes
    ----------
    name, place : dict of str to str
        By language.
    date : datetime.date or None
        Its first day.
    logo : pathlib.Path or None
        A picture.
    chapters : tuple of pathlib.Path
        Chapters or cases of its own.
    region, language : str
        With which exercises and the site open; empty where nothing is said.
    """

    name: dict[str, str]
    place: dict[str, str]
    date: datetime.date | None
    logo: Path | None
    chapters: tuple[Path, ...]
    region: str
    language: str


def load(project: Project) -> Event | None:
    """Return the event of a checkout, none where it has no such file.

    Raises
    ------
    CourseError
        The file has faults: names each with its line.
    """
    path = project.root / FILE
    return Reader(project, path).event() if path.exists() else None


class Reader:
    """Reads the file of an event."""

    def __init__(self, project: Project, path: Path) -> None:
        self.project = project
        self.reading = Reading(path, project.root)

    def event(self) -> Event:
        """Return the event, or raise all its faults."""
        read = self.reading
        known = ("date", "place", "logo", "chapters", "region", "language")
        found = read.fields(read.top, ("name",), known)
        chapters = read.entries(found["chapters"]) if "chapters" in found else []
        event = Event(
            name=self.worded(found.get("name")),
            place=self.worded(found.get("place")),
            date=read.date(found["date"]) if "date" in found else None,
            logo=self.logo(found["logo"]) if "logo" in found else None,
            chapters=tuple(path for path in map(self.chapter, chapters) if path),
            region=self.chosen(found.get("region"), "region", region_names()),
            language=self.chosen(found.get("language"), "language", self.project.editions),
        )
        read.close()
        return event

    def chosen(self, node: Node | None, kind: str, known: object) -> str:
        """Return a name among the known ones, empty where the field is left out."""
        return "" if node is None else self.reading.one_of(node, kind, known)  # type: ignore[arg-type]

    def worded(self, node: Node | None) -> dict[str, str]:
        """Return a text by language: one for all, or one for each."""
        languages = self.project.editions
        if node is None:
            return dict.fromkeys(languages, "")
        if isinstance(node, MappingNode):
            found = self.reading.fields(node, languages)
            return {code: self.reading.text(found[code]) if code in found else "" for code in languages}
        return dict.fromkeys(languages, self.reading.text(node))

    def file(self, node: Node, kinds: tuple[str, ...], what: str) -> Path | None:
        """Return a file of the checkout that the field names."""
        name = self.reading.text(node)
        path = (self.project.root / name).absolute()
        if not name:
            return None
        if path.suffix.lower() not in kinds:
            self.reading.fault(node, f"{name!r} is no {what}", f"It has to end in {' or '.join(kinds)}.")
        elif ".." in Path(name).parts or not path.is_relative_to(self.project.root.absolute()):
            self.reading.fault(
                node, f"{name!r} lies outside the course's folder", f"Put it into {OWN_FOLDER}/."
            )
        elif not path.is_file():
            self.reading.fault(
                node, f"there is no file {name!r}", "Write its path as seen from the course's folder."
            )
        else:
            return path
        return None

    def logo(self, node: Node) -> Path | None:
        """Return the picture of an event that does nothing but be seen."""
        path = self.file(node, LOGOS, "picture")
        fault = fault_of_picture(path) if path else ""
        if fault:
            self.reading.fault(node, f"{self.reading.text(node)!r} {fault}", "Take another file.")
        return path

    def chapter(self, node: Node) -> Path | None:
        """Return a chapter of the event's own."""
        path = self.file(node, CHAPTERS, "chapter")
        if path and path.parent != (self.project.root / OWN_FOLDER).absolute():
            self.reading.fault(
                node,
                f"a chapter of your own lies in the folder {OWN_FOLDER}/",
                "Put the file there and name it so.",
            )
        return path


def fault_of_picture(path: Path) -> str:
    """Say why a picture is refused; nothing for one that is only seen."""
    content = path.read_bytes()
    if len(content) > LARGEST_LOGO:
        return f"is larger than {LARGEST_LOGO // 1_000_000} megabytes"
    if path.suffix.lower() == ".png":
        return "" if content.startswith(PNG) else "is no PNG"
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        return "is an SVG with declarations of its own, which could load other files"
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        return f"is no SVG: {error}"
    if root.tag != f"{SVG}svg":
        return "is no SVG"
    return next((fault for element in root.iter() if (fault := fault_of_element(element))), "")


def fault_of_element(element: ElementTree.Element) -> str:
    """Say what an element of a drawing does beyond being seen."""
    name = str(element.tag).rpartition("}")[2]
    if name in ACTING:
        return f"is an SVG with <{name}>: only drawings that do nothing are taken"
    for attribute, value in element.attrib.items():
        short = attribute.rpartition("}")[2].lower()
        if short.startswith("on"):
            return f"is an SVG with a script in {short!r}: only drawings that do nothing are taken"
        leads = short == "href" and not value.startswith(("#", "data:image/png", "data:image/jpeg"))
        if leads or "url(" in value.replace("url(#", "").replace("url('#", "").replace('url("#', ""):
            return f"is an SVG that loads {value[:60]!r}: only drawings that stand alone are taken"
    style = element.text or ""
    if name == "style" and ("@import" in style or "url(" in style.replace("url(#", "")):
        return "is an SVG whose style loads other files: only drawings that stand alone are taken"
    return ""
