"""``clusterpolicy scorm NAME``: one exercise or quiz as a SCORM 1.2 package for a learning platform."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from clusterpolicy.exercises.framework.exercise import Exercise, Quiz
from clusterpolicy.exercises.framework.registry import exercise_names
from clusterpolicy.hosts.page import assets, markup
from clusterpolicy.publish import notices
from clusterpolicy.publish.policy import with_policy
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.release import BESIDE, Edition, edition, entry, for_any_editor
from clusterpolicy.publish.styles import SHEET
from clusterpolicy.publish.teaching.render import render
from clusterpolicy.text import _, fill

PAGE, MANIFEST, NOTICES = "index.html", "imsmanifest.xml", "NOTICES.txt"
LICENCE = "LICENCE.txt"
# The script of the course's pages, and the one that takes its place.
COURSE_SCRIPT, SCRIPT = f"{assets.FOLDER}/page.js", f"{assets.FOLDER}/package.js"
STATIC = "_static"
# What only the whole course has: the learner's region, regions of their own, the atlas, a link to a setting.
OF_THE_COURSE = "[data-own], details.own, .mine, [data-mine-note], [data-link]"
NAMED = re.compile(r"url\([\"']?(?:\./)?([\w./-]+)[\"']?\)")


def write(project: Project, found: Quiz, needed: int, folder: Path) -> Path:
    """Put an exercise or quiz into a package and return its path.

    Parameters
    ----------
    project : Project
        The checkout, with its site built; its language is the one in force.
    found : Quiz
        The exercise or quiz.
    needed : int
        Per cent of right answers with which a quiz is passed; an exercise is completed when all its questions are answered.
    folder : pathlib.Path
        Where the package goes.
    """
    released = edition(project.root)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{found.id}-{released.number}.{project.language}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(contents(project, found, needed, released)):
            archive.writestr(entry(name, released.day), content)
    return path


def contents(project: Project, found: Quiz, needed: int, released: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file of the package."""
    files = {
        PAGE: page(project, found, needed, released).encode(),
        f"{STATIC}/{SCRIPT}": assets.bundled(project.root, assets.BROWSER / "package.js").encode(),
        NOTICES: for_any_editor(notices.text(project.root)),
        LICENCE: for_any_editor((project.root / BESIDE[LICENCE]).read_text(encoding="utf-8")),
    }
    for name in static_files(project, found):
        files[f"{STATIC}/{name}"] = (project.site / STATIC / name).read_bytes()
    yield from files.items()
    manifest = render(
        MANIFEST,
        identifier=f"clusterpolicy-{found.id}-{project.language}",
        title=found.title,
        page=PAGE,
        files=sorted(files),
    )
    yield MANIFEST, manifest.encode()


def scripts(found: Quiz) -> list[str]:
    """Return the scripts of the page, in loading order."""
    names = assets.scripts_for([found.id], exercise_names())
    return [SCRIPT if name == COURSE_SCRIPT else name for name in names]


def static_files(project: Project, found: Quiz) -> Iterator[str]:
    """Yield the files of the built site that the page needs, below its ``_static``."""
    yield from (name for name in scripts(found) if name != SCRIPT)
    yield SHEET
    style = (project.site / STATIC / SHEET).parent
    # Older forms of the fonts are named beside those that are there.
    for name in sorted(set(NAMED.findall((project.site / STATIC / SHEET).read_text(encoding="utf-8")))):
        if (style / name).is_file():
            yield f"{Path(SHEET).parent}/{name}"
    if isinstance(found, Exercise):
        yield from (f"{assets.FOLDER}/{assets.picture_name(found, look)}" for look in ("light", "dark"))


def page(project: Project, found: Quiz, needed: int, released: Edition) -> str:
    """Return the page of an exercise or quiz alone, under the policy of the course's pages."""
    is_exercise = isinstance(found, Exercise)
    made = markup.exercise(found.id, 0) if is_exercise else markup.quiz(found.id)
    text = render(
        "package.html",
        language=project.language,
        title=found.title,
        sheet=f"{STATIC}/{SHEET}",
        scripts=[f"{STATIC}/{name}" for name in scripts(found)],
        early=f"{STATIC}/{assets.FOLDER}/{assets.INTERPRETER}",
        heading="" if is_exercise else found.title,
        body=Markup(alone(made)),
        needed=None if is_exercise else needed,
        source=fill(
            "From the course “{course}”, edition {edition}.",
            course=_(project.settings["title"]),
            edition=released.number,
        ),
    )
    return with_policy(text)


def alone(made: str) -> str:
    """Return markup without what leads to other pages of the course."""
    soup = BeautifulSoup(made, "html.parser")
    for title in soup.select(".exercise-title"):
        title.name = "h1"
    for found in soup.select(OF_THE_COURSE):
        found.decompose()
    for link in soup.select("a[href]"):
        around = link.parent
        # A line that is nothing but the link goes with it.
        gone = around if isinstance(around, Tag) and around.get_text() == link.get_text() else link
        gone.decompose()
    return str(soup)
