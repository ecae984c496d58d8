"""The release as whoever gets it uses it: unpacked in an empty folder and opened by a double click, without a network."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from coursebook import Coursebook

from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.publish import release
from clusterpolicy.publish.lint import MACHINE_PATH
from clusterpolicy.publish.project import Project

Opener = Callable[..., Coursebook]


@pytest.fixture(scope="session")
def archive(project: Project, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ZIP of the built site."""
    return release.write(project, tmp_path_factory.mktemp("release"))


@pytest.fixture(scope="session")
def unpacked(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one folder in the ZIP, unpacked where nothing else is."""
    folder = tmp_path_factory.mktemp("memory stick")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    inside = list(folder.iterdir())
    assert len(inside) == 1
    return inside[0]


def test_an_exercise_of_chapter_1_is_live_in_the_unpacked_release(opened: Opener, unpacked: Path) -> None:
    """From the page that is opened first, through the contents, to figures that Python computes too."""
    book = opened("file", folder=unpacked)
    book.page.goto(f"{book.start}index.html")
    book.page.get_by_role("link", name="What is a cluster, and how would you find one?").first.click()
    book.page.wait_for_url("**/01-what-is-a-cluster.html")
    book.wait_until_awake()
    subject = exercise("find-clusters")
    number = next(one for one in subject.controls if one.kind == "number")
    assert number.default != number.maximum
    book.expect(subject, subject.defaults)
    book.put(subject.id, {number.name: number.maximum})
    book.expect(subject, subject.defaults | {number.name: number.maximum})
    assert (book.troubles, book.foreign) == ([], [])


def test_search_and_progress_work_in_the_unpacked_release(
    opened: Opener, unpacked: Path, progress_page: str
) -> None:
    book = opened("file", folder=unpacked / "en")
    book.page.goto(f"{book.start}search.html?q=cluster")
    book.page.wait_for_selector("#search-results li a")
    book.page.goto(f"{book.start}{progress_page}")
    book.wait_until_awake()
    assert book.page.get_by_role("button", name="Export to a file").is_enabled()
    assert (book.troubles, book.foreign) == ([], [])


def test_the_checksum_is_that_of_the_zip(archive: Path) -> None:
    """In the form that sha256sum reads: checksum, two spaces, name."""
    said = release.checksum_file(archive).read_text(encoding="utf-8")
    assert said == f"{hashlib.sha256(archive.read_bytes()).hexdigest()}  {archive.name}\n"


def test_the_same_site_gives_the_same_bytes(archive: Path, project: Project, tmp_path: Path) -> None:
    assert release.write(project, tmp_path).read_bytes() == archive.read_bytes()
    day = release.edition(project.root).day
    with zipfile.ZipFile(archive) as opened:
        entries = opened.infolist()
    names = [one.filename for one in entries]
    assert names == sorted(set(names))
    assert {one.date_time for one in entries} == {(day.year, day.month, day.day, 0, 0, 0)}
    assert len({(one.external_attr, one.create_system) for one in entries}) == 1


def test_the_release_holds_the_whole_site_and_what_explains_it(
    project: Project, site: Path, unpacked: Path
) -> None:
    here = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    sites = site.parent
    files = (path for path in sites.rglob("*") if path.is_file() and path.name != ".buildinfo")
    there = {path.relative_to(sites).as_posix() for path in files}
    read_mes = {release.READ_ME.format(language=code) for code in project.editions}
    explaining = {*read_mes, release.NOTICES, release.CITATION, *release.BESIDE}
    assert here == there | explaining
    said = {name: (unpacked / name).read_text(encoding="utf-8-sig") for name in sorted(read_mes)}
    assert "HOW TO OPEN IT" in said["READ-ME-en.txt"] and "КАК ОТКРЫТЬ" in said["READ-ME-ru.txt"]


def test_no_text_of_the_release_names_a_folder_of_a_machine(unpacked: Path) -> None:
    found = []
    for path in sorted(unpacked.rglob("*")):
        if (
            path.suffix in (".html", ".txt", ".css", ".svg", ".csv", ".cff", ".inv")
            or path.name == "searchindex.js"
        ):
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{path.name}: {match[0]}" for match in MACHINE_PATH.finditer(text)]
    assert found == []
