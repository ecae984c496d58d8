"""Build the site: browser parts, executed notebooks, Sphinx; nothing at all if nothing changed."""

from __future__ import annotations

import os
import shutil
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from clusterpolicy.errors import CourseError
from clusterpolicy.publish.project import Project, digest
from clusterpolicy.text import _, in_language

# MyST-NB's own name.
EXECUTED = "jupyter_execute"
DOCTREES = ".doctrees"


def stamp(project: Project) -> Path:
    """Return the file that holds the key of the last good build."""
    return project.build / "book.stamp"


def is_current(project: Project) -> bool:
    """Return whether the built site is what the present sources give."""
    path = stamp(project)
    built = path.exists() and home(project).exists()
    return built and path.read_text(encoding="utf-8") == project.book_key()


def home(project: Project) -> Path:
    """Return the page that leads to the editions."""
    return project.sites / "index.html"


def build(project: Project) -> None:
    """Build all editions into one site unless it is current, and say how to open it.

    Raises
    ------
    CourseError
        A text is not translated; a cell, a warning or a check of the pages failed.
    """
    if is_current(project):
        print(f"Nothing changed since the last build. Open {home(project)}")
        return
    from clusterpolicy.publish import editions as twins
    from clusterpolicy.publish import node, notebooks, texts

    started = time.monotonic()
    key = project.book_key()
    stamp(project).unlink(missing_ok=True)
    check_datasets(project)
    node.install(project.root)
    texts.compile_all(project)
    editions = [project.edition(code) for code in project.editions]
    for edition in editions:
        notebooks.execute_for_book(edition)
    write_editions(editions)
    twins.write_home(
        project, {code: in_language(code, project.settings["title"]) for code in project.editions}
    )
    stamp(project).write_text(key, encoding="utf-8")
    print(f"Built in {time.monotonic() - started:.0f} s. Open {home(project)}, or run: make serve")


def write_editions(editions: list[Project], settings: dict[str, dict[str, Any]] | None = None) -> None:
    """Write the pages of all editions at once, each in a process of its own: Sphinx uses one core.

    Parameters
    ----------
    editions : list of Project
        The checkout in each language.
    settings : dict of dict, optional
        Settings of Sphinx by language, for a site that is not the whole book.
    """
    settings = settings or {}
    # MyST-NB keeps what it executed beside the folder of the pages, and wants it again; it is no part of the site.
    aside, needed = editions[0].sites.parent / EXECUTED, editions[0].sites / EXECUTED
    if aside.exists() and not needed.exists():
        needed.parent.mkdir(parents=True, exist_ok=True)
        aside.rename(needed)
    # Numba and Sphinx keep threads and settings that a forked process would inherit half.
    with ProcessPoolExecutor(len(editions), mp_context=get_context("spawn")) as pool:
        own = [settings.get(edition.language, {}) for edition in editions]
        faults = list(filter(None, pool.map(write_edition, editions, own)))
    if needed.exists():
        shutil.rmtree(aside, ignore_errors=True)
        needed.rename(aside)
    if faults:
        raise CourseError("; ".join(faults), todo="Each message above names the page and the line.")


def write_edition(edition: Project, settings: dict[str, Any]) -> str:
    """Write one edition; return what is wrong, nothing where all is well."""
    os.environ["CLUSTERPOLICY_LANGUAGE"] = edition.language
    try:
        sphinx(edition, "html", settings)
    except CourseError as error:
        return f"edition “{edition.language}”: {error}"
    return ""


def clear(project: Project) -> None:
    """Remove the built site, so that the next build leaves nothing of an older one; executed notebooks are kept."""
    stamp(project).unlink(missing_ok=True)
    for folder in (project.sites, project.build / DOCTREES):
        shutil.rmtree(folder, ignore_errors=True)


def doctrees(project: Project, builder: str) -> Path:
    """Return the folder of what Sphinx has read: a builder takes no other's, nor a smaller site the book's."""
    return project.build / DOCTREES / (project.into if builder == "html" else builder) / project.language


def check_datasets(project: Project) -> None:
    """Check every row of the datasets against its schema, unless these very files passed before.

    Raises
    ------
    CourseError
        Rows do not match: names each with file, row, field and rule.
    """
    from clusterpolicy.publish.data_commands import find_problems

    passed = project.build / "datasets.stamp"
    key = digest(project.root, ("datasets", "src/clusterpolicy/datasets", "requirements.txt"), "")
    if passed.exists() and passed.read_text(encoding="utf-8") == key:
        return
    problems = find_problems(project.root / "datasets")
    if problems:
        listed = "\n".join(map(str, problems[:50]))
        raise CourseError(
            f"the datasets do not match their schemas:\n{listed}", todo="Mend the rows named above."
        )
    passed.parent.mkdir(exist_ok=True)
    passed.write_text(key, encoding="utf-8")


def sphinx(project: Project, builder: str, settings: dict[str, Any] | None = None) -> None:
    """Run Jupyter Book's Sphinx with warnings as errors.

    Parameters
    ----------
    project : Project
        The checkout, in the language of the pages.
    builder : str
        Sphinx's name of what it shall make.
    settings : dict, optional
        Settings beyond those of the book.
    """
    from jupyter_book.sphinx import build_sphinx  # type: ignore[import-untyped]

    from clusterpolicy.publish.notebooks import cache_folder

    status = build_sphinx(
        str(project.root),
        str(project.site if builder == "html" else project.build / builder),
        noconfig=True,  # there is no conf.py
        path_config=str(project.root / "_config.yml"),
        doctreedir=str(doctrees(project, builder)),
        builder=builder,
        confoverrides={
            "nb_execution_cache_path": str(cache_folder(project)),
            "nb_execution_mode": "off" if builder == "gettext" else "cache",
            "clusterpolicy_frame": project.frame_key(),
            "nitpicky": True,
            "nb_code_prompt_show": _("Show code"),
            "nb_code_prompt_hide": _("Hide code"),
            "language": project.language,
            "html_title": _(project.settings["title"]),
            "author": _(project.settings["author"]),
            "latex_individualpages": False,  # Jupyter Book asks for it, whatever is built
            **(settings or {}),
        },
        warningiserror=True,
        keep_going=True,
        quiet=True,
    )
    if status:
        # Sphinx repeats no warning for a page that it has read: without this, the next build would be green.
        (doctrees(project, builder) / "environment.pickle").unlink(missing_ok=True)
        raise CourseError("the book was not built")
