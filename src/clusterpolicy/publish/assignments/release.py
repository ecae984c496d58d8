"""``clusterpolicy assignments release``: copies for students, without solutions and hidden checks."""

from __future__ import annotations

import logging
import os
import shutil
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from clusterpolicy.hosts.page.assignments import Assignment
from clusterpolicy.publish.assignments.source import in_force
from clusterpolicy.publish.notebooks import kernel_environment
from clusterpolicy.text import _

# Without handlers of its own it writes warnings and errors to the standard error.
LOGGER = logging.getLogger(__name__)


def release(wanted: Sequence[Assignment], language: str, folder: Path) -> Iterator[Path]:
    """Write the students' copies of assignments in a language and yield their paths.

    Parameters
    ----------
    wanted : sequence of Assignment
        The assignments.
    language : str
        Of the copies.
    folder : pathlib.Path
        Where they go, into a folder of their language.
    """
    (folder / language).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as course:
        for found in wanted:
            target = folder / language / found.path.name
            shutil.copyfile(prepare(found, language, Path(course)), target)
            yield target


def prepare(found: Assignment, language: str, course: Path) -> Path:
    """Put an assignment into a course of nbgrader: into its gradebook, and as students' copy, whose path is returned.

    Parameters
    ----------
    found : Assignment
        The assignment.
    language : str
        Of its words.
    course : pathlib.Path
        The folder of the course, empty at first.
    """
    source = course / "source" / found.name / found.path.name
    source.parent.mkdir(parents=True)
    with kernel_environment(language, page=False):
        # nbgrader starts a program of this environment by its name alone.
        os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
        nbformat.write(in_force(found), source)  # type: ignore[no-untyped-call]
        stub = f"# {_('Your code here')}\nraise NotImplementedError"
        settings = Config({"ClearSolutions": {"code_stub": {"python": stub}}})
        directory = CourseDirectory(root=os.fspath(course), assignment_id=found.name)
        GenerateAssignment(coursedir=directory, config=settings, log=LOGGER).start()
    return course / "release" / found.name / found.path.name
