"""``show`` and ``ask``: one object for a notebook cell, drawn by whichever host looks at it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from html import escape
from typing import Any

from clusterpolicy.errors import UnknownNameError
from clusterpolicy.exercises.framework.registry import exercise_names, quiz_names, subject


def in_jupyter() -> bool:
    """Return whether a learner sits before this kernel: a Jupyter server started it for a session.

    The build, nbval and tests start kernels of their own: they see no widgets and never touch a learner's file.
    """
    return (
        os.environ.get("CLUSTERPOLICY_HOST", "lab" if "JPY_SESSION_NAME" in os.environ else "page") == "lab"
    )


@dataclass(frozen=True)
class Mount:
    """An exercise or quiz in a notebook's output.

    JupyterLab draws it with ipywidgets; the book's build fills the mount point for each language; the text stands
    for it where neither is at hand. Only JupyterLab needs the exercise itself: elsewhere it is not even imported.
    """

    name: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = {
            "text/plain": f"[{self.name}]",
            "text/html": f'<div data-mount="{escape(self.name)}"></div>',
        }
        if in_jupyter():
            from clusterpolicy.hosts.lab import view

            bundle |= view(subject(self.name))._repr_mimebundle_()
        return bundle


def show(name: str) -> Mount:
    """Show an exercise in a notebook.

    Parameters
    ----------
    name : str
        Its id, for example ``"find-clusters"``.

    Raises
    ------
    UnknownNameError
        There is no such exercise; the nearest names are suggested.
    """
    if name not in exercise_names():
        raise UnknownNameError("exercise", name, exercise_names())
    return Mount(name)


def ask(name: str) -> Mount:
    """Show the questions of a *Check yourself* in a notebook.

    Parameters
    ----------
    name : str
        Its id, for example ``"what-is-a-cluster"``.

    Raises
    ------
    UnknownNameError
        There is no such quiz; the nearest names are suggested.
    """
    if name not in quiz_names():
        raise UnknownNameError("quiz", name, quiz_names())
    return Mount(name)
