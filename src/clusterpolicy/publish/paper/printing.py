"""``make pdf``: the course as one PDF, printed twice, so that its contents can name the pages."""

from __future__ import annotations

import os
import subprocess
import tempfile
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import Destination, Fit

from clusterpolicy.errors import CourseError
from clusterpolicy.publish.paper import compose
from clusterpolicy.publish.paper.compose import Sheet
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.release import citation, edition

ARGUMENTS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pdf-header-footer",
)
# Some minutes on a slow machine; a browser that hangs is stopped.
TIME_LIMIT = 900


def target(project: Project) -> Path:
    """Return where the PDF of a built edition lies."""
    return project.build / "pdf" / f"{edition(project.root).name}.{project.language}.pdf"


def write(project: Project, browser: str, path: Path) -> None:
    """Print the built site as one PDF; the page that it is printed from stays beside it.

    Parameters
    ----------
    project : Project
        The checkout, whose site is built.
    browser : str
        Path of a Chromium of version 131 or later, the first that prints page numbers.
    path : pathlib.Path
        The PDF.

    Raises
    ------
    CourseError
        The browser printed nothing, or the numbers did not settle.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    sheets = compose.sheets(project)
    page = path.with_suffix(".html")
    pages: dict[str, int] = {}
    for _pass in range(2):
        assumed = pages
        page.write_text(compose.course(project, sheets, pages), encoding="utf-8")
        print_page(browser, page, path)
        pages = fallen(PdfReader(path), sheets)
    if pages != assumed:
        raise CourseError("the page numbers of the contents did not settle", str(path))
    finish(path, sheets, project.root)


def print_page(browser: str, page: Path, path: Path) -> None:
    """Print a page from disk into a PDF."""
    path.unlink(missing_ok=True)
    # Chromium's sandbox refuses to run for root, as in a container.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    own = ["--no-sandbox"] if is_root else []
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, *ARGUMENTS, *own, f"--user-data-dir={profile}", f"--print-to-pdf={path}"]
        answer = subprocess.run(
            [*command, page.as_uri()], capture_output=True, encoding="utf-8", check=False, timeout=TIME_LIMIT
        )
    if answer.returncode or not path.exists():
        raise CourseError(f"Chromium printed nothing: {answer.stderr[-500:]}", str(page))


def fallen(printed: PdfReader, sheets: list[Sheet]) -> dict[str, int]:
    """Return the number of the page on which each heading of the contents fell, by its anchor.

    Raises
    ------
    CourseError
        A heading is not in the PDF.
    """
    places = destinations(printed)
    wanted = [heading.anchor for heading in compose.headings(sheets)]
    missing = [anchor for anchor in wanted if anchor not in places]
    if missing:
        raise CourseError(f"the PDF has no place for {', '.join(missing[:10])}")
    numbers = {}
    for anchor in wanted:
        number = printed.get_destination_page_number(places[anchor])
        assert number is not None
        numbers[anchor] = number + 1
    return numbers


def destinations(printed: PdfReader | PdfWriter) -> dict[str, Destination]:
    """Return the places in a PDF by the ids of the page that it was printed from."""
    return {name.removeprefix("/"): place for name, place in printed.named_destinations.items()}


def finish(path: Path, sheets: list[Sheet], root: Path) -> None:
    """Give the PDF its bookmarks, and what it says of itself."""
    cited = citation(root)
    writer = PdfWriter(clone_from=path)
    add_bookmarks(writer, sheets)
    day = datetime.combine(edition(root).day, time(), UTC).strftime("D:%Y%m%d%H%M%SZ")
    writer.add_metadata(
        {
            "/Title": f"{sheets[0].heading.title}: {compose.subtitle()}",
            "/Author": compose.authors(cited),
            "/Subject": " ".join(cited["abstract"].split()),
            "/Keywords": ", ".join(cited["keywords"]),
            "/CreationDate": day,
            "/ModDate": day,
        }
    )
    writer.page_mode = "/UseOutlines"
    writer.write(path)


def add_bookmarks(writer: PdfWriter, sheets: list[Sheet]) -> None:
    """Add a bookmark for each part, page and section; a part opens where its first page does."""
    places = destinations(writer)

    def add(title: str, anchor: str, parent: Any) -> Any:
        place = places[anchor]
        number = writer.get_destination_page_number(place)
        assert number is not None
        top = Fit.xyz(left=0, top=float(place.top or 0))
        return writer.add_outline_item(title=title, page_number=number, parent=parent, fit=top, is_open=False)

    parts: dict[str, Any] = {"": None}
    for sheet in sheets:
        if sheet.part not in parts:
            parts[sheet.part] = add(sheet.part, sheet.heading.anchor, None)
        title = f"{sheet.number} {sheet.heading.title}".lstrip()
        chapter = add(title, sheet.heading.anchor, parts[sheet.part])
        for section in sheet.sections:
            add(section.title, section.anchor, chapter)
