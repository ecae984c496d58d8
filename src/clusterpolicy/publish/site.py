"""Build the site: browser parts, executed notebooks, Sphinx; nothing at all if nothing changed."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from clusterpolicy.errors import CourseError
from clusterpolicy.publish.project import Project, digest
from clusterpolicy.text import _


def stamp(project: Project) -> Path:
    """Return the file that holds the key of the last good build."""
    return project.build / "book.stamp"


def is_current(project: Project) -> bool:
    """Return whether the built site is what the present sources give."""
    path = stamp(project)
    built = path.exists() and (project.site / "index.html").exists()
    return built and path.read_text(encoding="utf-8") == project.book_key()


def build(project: Project) -> None:
    """Build the site unless it is current, and say how to open it.

    Raises
    ------
    CourseError
        A cell, a warning or a check of the pages failed.
    """
    if is_current(project):
        print(f"Nothing changed since the last build. Open {project.site / 'index.html'}")
        return
    from clusterpolicy.publish import node, notebooks

    started = time.monotonic()
    key = project.book_key()
    stamp(project).unlink(missing_ok=True)
    check_datasets(project)
    node.install(project.root)
    notebooks.execute_for_book(project)
    sphinx(project, "html")
    stamp(project).write_text(key, encoding="utf-8")
    print(
        f"Built in {time.monotonic() - started:.0f} s. Open {project.site / 'index.html'}, or run: make serve"
    )


def clear(project: Project) -> None:
    """Remove the built site, so that the next build leaves nothing of an older one; executed notebooks are kept."""
    stamp(project).unlink(missing_ok=True)
    for folder in (project.site, doctrees(project)):
        shutil.rmtree(folder, ignore_errors=True)


def doctrees(project: Project) -> Path:
    """Return the folder of what Sphinx has read."""
    return project.build / ".doctrees"


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


def sphinx(project: Project, builder: str) -> None:
    """Run Jupyter Book's Sphinx with warnings as errors."""
    from jupyter_book.sphinx import build_sphinx  # type: ignore[import-untyped]

    from clusterpolicy.publish.notebooks import cache_folder

    status = build_sphinx(
        str(project.root),
        str(project.build / builder),
        noconfig=True,  # there is no conf.py
        path_config=str(project.root / "_config.yml"),
        doctreedir=str(doctrees(project)),
        builder=builder,
        confoverrides={
            "nb_execution_cache_path": str(cache_folder(project)),
            "clusterpolicy_frame": project.frame_key(),
            "nitpicky": True,
            "nb_code_prompt_show": _("Show code"),
            "nb_code_prompt_hide": _("Hide code"),
            "language": project.language,
            "latex_individualpages": False,  # Jupyter Book asks for it, whatever is built
        },
        warningiserror=True,
        keep_going=True,
        quiet=True,
    )
    if status:
        # Sphinx repeats no warning for a page that it has read: without this, the next build would be green.
        (doctrees(project) / "environment.pickle").unlink(missing_ok=True)
        raise CourseError("the book was not built", todo="Each message above names the page and the line.")
