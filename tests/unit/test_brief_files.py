"""Briefs as files: styles, headings, captions, alternative texts, contents; errors say what, where and what to do, and leave nothing."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from briefs import HOSTILE, entries, progress_file
from docx import Document
from docx.oxml.ns import qn

from clusterpolicy.__main__ import main
from clusterpolicy.brief import pictures, write
from clusterpolicy.brief.compose import sections
from clusterpolicy.brief.parts import region
from clusterpolicy.datasets import region_names
from clusterpolicy.publish.pages import Page

MADE = date(2026, 1, 31)


@pytest.fixture(scope="module")
def paper() -> Any:
    return Document(BytesIO(write.brief("RU-KLU", entries(), ".docx", MADE)))


@pytest.fixture(scope="module")
def page() -> str:
    return write.brief("RU-KLU", entries(), ".html", MADE).decode("utf-8")


def titles() -> list[str]:
    return [one.title for one in sections(region("RU-KLU"), entries(), MADE)]


def styled(paper: Any, name: str) -> list[str]:
    return [line.text for line in paper.paragraphs if line.style.name == name]


def test_a_document_has_a_title_and_its_sections_as_headings(paper: Any) -> None:
    assert styled(paper, "Title") == ["Brief on cluster policy: Kaluga Oblast"]
    assert styled(paper, "Heading 1") == titles()
    assert paper.core_properties.title == "Brief on cluster policy: Kaluga Oblast"
    assert paper.core_properties.language == "en-GB"
    levels = [int(line.style.name[-1]) for line in paper.paragraphs if line.style.name.startswith("Heading")]
    assert set(levels) == {1, 2} and levels[0] == 1


def test_its_contents_are_a_field_with_the_entries_already_there(paper: Any) -> None:
    fields = [code.text for code in paper.element.body.iter(qn("w:instrText")) if "TOC" in code.text]
    assert fields == [' TOC \\o "1-1" \\h \\z \\u ']
    assert styled(paper, "toc 1") == titles()[1:]
    marks = {mark.get(qn("w:name")) for mark in paper.element.body.iter(qn("w:bookmarkStart"))}
    links = {link.get(qn("w:anchor")) for link in paper.element.body.iter(qn("w:hyperlink"))}
    assert len(links) == len(titles()) - 1 and links <= marks
    ids = [mark.get(qn("w:id")) for mark in paper.element.body.iter(qn("w:bookmarkStart"))]
    assert len(set(ids)) == len(ids)


def test_begun_fields_are_ended(paper: Any) -> None:
    kinds = [mark.get(qn("w:fldCharType")) for mark in paper.element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 1


def test_every_table_and_picture_has_a_numbered_caption(paper: Any) -> None:
    captions = styled(paper, "Caption")
    for word, count in (("Table", len(paper.tables)), ("Figure", len(paper.inline_shapes))):
        numbered = [caption for caption in captions if caption.startswith(f"{word} ")]
        assert [re.match(rf"{word} (\d+)\. \w", caption)[1] for caption in numbered] == [  # type: ignore[index]
            str(number) for number in range(1, count + 1)
        ]


def test_every_picture_says_in_words_what_it_shows(paper: Any) -> None:
    wanted = [
        block.alt
        for one in sections(region("RU-KLU"), entries(), MADE)
        for block in one.blocks
        if hasattr(block, "alt")
    ]
    assert [shape._inline.docPr.get("descr") for shape in paper.inline_shapes] == wanted
    assert len(wanted) == len(set(wanted)) >= 5


def test_headings_of_tables_repeat_on_every_page(paper: Any) -> None:
    for table in paper.tables:
        assert table.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None


def test_own_text_is_text_in_both_kinds(paper: Any, page: str) -> None:
    assert HOSTILE in "\n".join(styled(paper, "Own text"))
    assert "<img src=x" not in page and "&lt;img src=x onerror=" in page


def test_a_page_needs_nothing_but_itself(page: str) -> None:
    found = Page(page)
    assert found.faults == []
    assert all(link.startswith(("#brief-", "data:image/svg+xml,")) for link in found.links)
    assert {link[1:] for link in found.links if link.startswith("#")} <= found.ids
    assert "<script" not in page and 'http-equiv="refresh"' not in page
    assert page.count("<h1") == 1


def test_headings_of_a_page_leave_no_level_out(page: str) -> None:
    class Levels(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[int] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if re.fullmatch(r"h\d", tag):
                self.found.append(int(tag[1]))

    levels = Levels()
    levels.feed(page)
    assert levels.found[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels.found, levels.found[1:], strict=False))


def test_drawings_are_whole_and_turn_into_dots(page: str) -> None:
    from xml.etree import ElementTree

    for one in sections(region("RU-KLU"), entries(), MADE):
        for block in one.blocks:
            if hasattr(block, "svg"):
                root = ElementTree.fromstring(block.svg)
                assert root.tag.endswith("svg") and len(root)
                assert pictures.as_png(block.svg).startswith(b"\x89PNG")


def test_the_command_writes_the_learners_region(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    progress, out = tmp_path / "my.json", tmp_path / "brief.html"
    progress.write_text(progress_file(entries()), encoding="utf-8")
    assert main(["brief", "--progress", str(progress), "--out", str(out)]) == 0
    assert "Brief on cluster policy: Kaluga Oblast" in out.read_text(encoding="utf-8")
    assert (
        main(["brief", "--progress", str(progress), "--region", "RU-TA", "--out", str(tmp_path / "b.docx")])
        == 0
    )
    assert Document(str(tmp_path / "b.docx")).paragraphs[0].text.endswith("Republic of Tatarstan")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.docx", "brief.html", "my.json"]
    assert capsys.readouterr().out.split() == [str(out), str(tmp_path / "b.docx")]


def test_all_regions_go_into_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from clusterpolicy import datasets

    some = {code: region_names()[code] for code in ("RU-KLU", "RU-CHU", "RU-YAN")}
    monkeypatch.setattr(datasets, "region_names", lambda: some)
    folder = tmp_path / "new" / "briefs"
    assert main(["brief", "--all", "--kind", "html", "--out", str(folder)]) == 0
    assert sorted(path.name for path in folder.iterdir()) == [f"{code}.html" for code in sorted(some)]


def bad(name: str, text: str) -> Any:
    return pytest.param(name, text, id=name)


WRONG = json.loads(
    progress_file({"e": {"values": {"a": None}, "answers": {}, "at": "2026-01-31T12:00:00.000Z"}})
)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        bad("cannot be read as JSON", "{"),
        bad("not a progress file of this course", "{}"),
        bad("written by a later edition", progress_file({}).replace('"version": 2', '"version": 9')),
        bad("entries.e.values.a", json.dumps(WRONG)),
    ],
)
def test_a_broken_progress_file_is_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str, text: str
) -> None:
    progress, out = tmp_path / "my.json", tmp_path / "brief.docx"
    progress.write_text(text, encoding="utf-8")
    assert main(["brief", "--region", "RU-KLU", "--progress", str(progress), "--out", str(out)]) == 1
    printed = capsys.readouterr()
    assert said in printed.err and str(progress) in printed.err and "--progress" in printed.err
    assert [path.name for path in tmp_path.iterdir()] == ["my.json"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--region", "RU-KLY"], "there is no region named 'RU-KLY'. Did you mean"),
        ([], "no region is named, and the progress file holds none. Name one with --region"),
        (
            ["--region", "RU-KLU", "--progress", "nowhere.json"],
            "nowhere.json: the progress file cannot be read",
        ),
        (["--region", "RU-KLU", "--kind", "html"], "--kind belongs to --all"),
        (["--region", "RU-KLU", "--all"], "--region and --all exclude each other"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["brief", *arguments, "--out", str(tmp_path / "brief.docx")]) == 1
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["brief.pdf", "brief", "brief.docx.txt"])
def test_a_name_of_another_kind_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["brief", "--region", "RU-KLU", "--out", str(tmp_path / name)]) == 1
    assert "Let the name end in .docx or .html." in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("out", ["missing/brief.docx", "file/brief.html"])
def test_a_folder_that_cannot_be_written_to_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    assert main(["brief", "--region", "RU-KLU", "--out", str(tmp_path / out)]) == 1
    assert f"{tmp_path / out}: the brief cannot be written" in capsys.readouterr().err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert main(["brief", "--all", "--out", str(tmp_path / "file")]) == 1
    assert "the folder cannot be made" in capsys.readouterr().err


def test_a_folder_without_the_right_to_write_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    def refuse(**_: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    # Whoever runs the tests as root may write anywhere.
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    assert main(["brief", "--region", "RU-KLU", "--out", str(tmp_path / "brief.html")]) == 1
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "brief.html"
    out.write_text("the one before", encoding="utf-8")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert main(["brief", "--region", "RU-KLU", "--out", str(out)]) == 1
    monkeypatch.undo()
    assert out.read_text(encoding="utf-8") == "the one before"
    assert [path.name for path in tmp_path.iterdir()] == ["brief.html"]


def test_a_drawing_that_cannot_be_made_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import vl_convert

    def broken(*_: Any, **__: Any) -> bytes:
        raise ValueError("no such drawing")

    monkeypatch.setattr(vl_convert, "svg_to_png", broken)
    assert main(["brief", "--region", "RU-KLU", "--out", str(tmp_path / "brief.docx")]) == 1
    assert "figure “" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
