"""The file of an event: what it may say, and what is refused with its line."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from clusterpolicy.errors import CourseError
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.teaching import event as events

PNG = b"\x89PNG\r\n\x1a\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
STILL = '<defs><path id="p" d="M0 0h9v9z"/></defs><use xlink:href="#p"/><rect fill="url(#g)" width="9" height="9"/>'


@pytest.fixture
def read(project: Project, tmp_path: Path) -> Callable[[str], events.Event | None]:
    """Reads the file of an event in a folder with a logo and chapters of its own."""
    (tmp_path / "_config.yml").symlink_to(project.root / "_config.yml")
    own = tmp_path / events.OWN_FOLDER
    own.mkdir()
    (own / "logo.png").write_bytes(PNG)
    (own / "logo.svg").write_text(DRAWING.format(STILL), encoding="utf-8")
    (own / "case.md").write_text("# A case\n", encoding="utf-8")
    (tmp_path / "case.md").write_text("# A case\n", encoding="utf-8")
    checkout = replace(project, root=tmp_path)

    def load(text: str) -> events.Event | None:
        (tmp_path / events.FILE).write_text(text, encoding="utf-8")
        return events.load(checkout)

    return load


def test_a_checkout_without_the_file_has_no_event(project: Project, tmp_path: Path) -> None:
    assert events.load(replace(project, root=tmp_path)) is None


def test_the_example_is_an_event(project: Project, read: Callable[[str], events.Event | None]) -> None:
    event = read((project.root / "event.example.yml").read_text(encoding="utf-8"))
    assert event is not None
    assert event.date == datetime.date(2026, 10, 15)
    assert event.name["ru"] != event.name["en"]


def test_an_event_says_all_that_is_its_own(read: Callable[[str], events.Event | None]) -> None:
    event = read(
        "name: Spring school\nplace: Kazan\ndate: 2026-04-16\nlogo: own/logo.svg\n"
        "chapters: [own/case.md]\nregion: RU-TA\nlanguage: ru\n"
    )
    assert event is not None
    assert event.name == {"en": "Spring school", "ru": "Spring school"}
    assert event.logo is not None
    assert [path.name for path in event.chapters] == ["case.md"]
    assert (event.region, event.language) == ("RU-TA", "ru")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("place: Kazan\n", 1, "'name' is missing"),
        ("name: A\ncolour: red\n", 2, "no field named 'colour'"),
        ("name: A\ndate: next spring\n", 2, "is no date"),
        ("name: A\ndate: 2026-02-30\n", 2, "is no date"),
        ("name: A\nlogo: own/none.png\n", 2, "there is no file"),
        ("name: A\nlogo: own/case.md\n", 2, "is no picture"),
        ("name: A\nlogo: ../logo.png\n", 2, "lies outside"),
        ("name: A\nchapters:\n  - own/case.md\n  - case.md\n", 4, "lies in the folder own/"),
        ("name: A\nregion: RU-XX\n", 2, "no region named 'RU-XX'"),
        ("name: A\nlanguage: fr\n", 2, "no language named 'fr'"),
        ("name: {en: A}\n", 1, "'ru' is missing"),
        ("name: [A\n", 2, "no YAML"),
    ],
)
def test_a_fault_of_the_file_is_named_with_its_line(
    read: Callable[[str], events.Event | None], text: str, line: int, said: str
) -> None:
    with pytest.raises(CourseError) as caught:
        read(text)
    assert any(
        found.startswith(f"event.yml:{line}: ") and said in found for found in str(caught.value).splitlines()
    ), str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        DRAWING.format("<script>alert(1)</script>"),
        DRAWING.format('<rect onclick="alert(1)"/>'),
        DRAWING.format('<a href="javascript:alert(1)"><path d="M0 0"/></a>'),
        DRAWING.format('<image xlink:href="https://example.org/a.png"/>'),
        DRAWING.format('<rect style="fill: url(https://example.org/a.svg#b)"/>'),
        DRAWING.format("<style>@import 'https://example.org/a.css';</style>"),
        DRAWING.format("<foreignObject><p>text</p></foreignObject>"),
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + DRAWING.format("<text>&a;</text>"),
        "<html></html>",
        "no drawing",
    ],
)
def test_a_drawing_that_does_more_than_be_seen_is_refused(
    read: Callable[[str], events.Event | None], tmp_path: Path, content: str
) -> None:
    (tmp_path / "own" / "logo.svg").write_text(content, encoding="utf-8")
    with pytest.raises(CourseError, match=r"event\.yml:2: .*SVG"):
        read("name: A\nlogo: own/logo.svg\n")


def test_a_picture_that_is_none_is_refused(
    read: Callable[[str], events.Event | None], tmp_path: Path
) -> None:
    (tmp_path / "own" / "logo.png").write_bytes(b"GIF89a")
    with pytest.raises(CourseError, match="is no PNG"):
        read("name: A\nlogo: own/logo.png\n")
