"""The one family of errors that the course raises: what was wrong, where, and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class CourseError(Exception):
    """Something a learner, teacher or author can put right.

    Parameters
    ----------
    what : str
        What is wrong, in one sentence without a full stop.
    where : str
        File, row, field, control or exercise; empty where there is none.
    todo : str
        What to do about it.
    """

    def __init__(self, what: str, where: str = "", todo: str = "") -> None:
        self.what, self.where, self.todo = what, where, todo
        fault = f"{where}: {what}" if where else what
        # What a model says of a file is whole sentences already.
        super().__init__(f"{fault.removesuffix('.')}. {todo}" if todo else fault)


class UnknownNameError(CourseError):
    """A name that nothing answers to; the nearest known ones are suggested."""

    def __init__(self, kind: str, name: object, known: Iterable[str]) -> None:
        names = sorted(known)
        near = difflib.get_close_matches(str(name), names, n=3, cutoff=0.4)
        todo = f"Did you mean {' or '.join(map(repr, near))}?" if near else f"Known: {', '.join(names)}."
        super().__init__(f"there is no {kind} named {str(name)!r}", todo=todo)


class DatasetError(CourseError):
    """A dataset that does not match its schema."""


class ControlError(CourseError):
    """A control value that the exercise does not allow."""


class ModelError(CourseError):
    """A model that failed or did not end."""


class ParameterError(CourseError):
    """A value that the policy simulator does not allow."""
