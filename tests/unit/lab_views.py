"""Exercises in JupyterLab without its browser: their views, and the learner's file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.hosts.lab import ExerciseView, learner
from clusterpolicy.models.progress import read


def opened(name: str) -> ExerciseView:
    """Return the view of an exercise as it opens in a notebook."""
    view = ExerciseView(exercise(name))
    view.restore()
    return view


def kept(folder: Path) -> dict[str, Any]:
    """Return the entries of the learner's file, read as any edition reads them."""
    outcome = read((folder / learner.NAME).read_text(encoding="utf-8"))
    assert outcome["right"], outcome
    entries: dict[str, Any] = outcome["entries"]
    return entries
