"""The page that a student gets back: points by task, and what the checks said. It needs no other file."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from markupsafe import Markup, escape

from clusterpolicy.hosts.page.assignments import Assignment
from clusterpolicy.hosts.page.templating import environment
from clusterpolicy.publish.assignments.result import CRASHED, NOTHING, OTHER, SLOW, UNREADABLE, Result
from clusterpolicy.text import _, format_number, language

TEMPLATES = environment(Path(__file__).parent / "templates")
number = partial(format_number, style="~", digits=1)


def page(found: Assignment, student: str, result: Result) -> str:
    """Return the feedback in the language in force.

    Parameters
    ----------
    found : Assignment
        What was to be done.
    student : str
        Who handed in.
    result : Result
        What came of it.
    """
    return TEMPLATES.get_template("feedback.html").render(
        language=language(),
        title=found.title,
        student=student,
        explanation=with_code(explanations().get(result.status, "")),
        lines=[
            (task, result.points.get(task.id, 0), with_code(result.messages.get(task.id, "")))
            for task in found.tasks
        ],
        is_graded=bool(result.points),
        total=sum(result.points.values()),
        points=found.points,
        number=number,
        restored=bool(result.missing or result.changed),
    )


def with_code(text: str) -> Markup:
    """Return a text as HTML; what stands in backticks is code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))


def explanations() -> dict[str, str]:
    """Return what to tell a student whose work was not graded, or not as a whole."""
    return {
        SLOW: _(
            "Your code did not come to its end in the time that there is. Look for a loop that never ends. Restart the kernel and run all cells: "
            "that should take well under a minute."
        ),
        CRASHED: _(
            "Your code ended the program that ran it: it asked for too much memory, or left with `exit()`. Restart the kernel, run all cells, and see "
            "where it stops."
        ),
        NOTHING: _("There was no notebook among your files. Hand in the file that ends in `.ipynb`."),
        UNREADABLE: _(
            "Your file is no notebook that can be read: it is damaged, or something else under that name. Open it in JupyterLab, save it, and hand it in again."
        ),
        OTHER: _(
            "Your file is a notebook, but of another assignment. Hand in the one that was given out for this one."
        ),
    }
