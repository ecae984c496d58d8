"""The page runs the models' sources: nothing on it is canned."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from coursebook import Coursebook, numbers, off_grid, until

from clusterpolicy.exercises.framework.registry import exercise, exercise_names
from clusterpolicy.hosts.page import assets
from clusterpolicy.publish.project import Project

ADDED = """

_as_it_was = run


def run(data, **values):
    result = _as_it_was(data, **values)
    result["figures"]["{figure}"] = result["figures"]["{figure}"] * 3 + 0.25
    return result
"""


def test_an_edited_model_changes_the_page(
    opened: Callable[..., Coursebook],
    copied_site: Path,
    project: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The scripts are written anew from edited sources, and every exercise shows what these compute."""
    models = Path(shutil.copytree(assets.MODELS, tmp_path / "models"))
    figures = {}
    for name in exercise_names():
        subject = exercise(name)
        computed = subject.run(subject.defaults)["figures"]
        figures[name] = next(
            form.name for form in subject.figures if isinstance(computed[form.name], (int, float))
        )
        with (models / f"{subject.model}.py").open("a", encoding="utf-8") as file:
            file.write(ADDED.format(figure=figures[name]))
    script = copied_site / "_static" / assets.FOLDER / "models.js"
    before = script.read_text(encoding="utf-8")
    monkeypatch.setattr(assets, "MODELS", models)
    assets.write(copied_site / "_static", project.root, {}, ())
    assert script.read_text(encoding="utf-8") != before

    book = opened("file", folder=copied_site)
    for name in book.page_by_page(figures):
        subject, figure = exercise(name), figures[name]
        values = dict(subject.defaults) | {item.name: off_grid(item, 4) for item in numbers(subject)}
        book.put(name, values)
        wanted = subject.run(values)["figures"][figure] * 3 + 0.25

        def shown(name: str = name, figure: str = figure, wanted: float = wanted) -> bool:
            return float(book.shown(name)["figures"][figure]) == pytest.approx(wanted, rel=1e-12)

        until(shown, f"{name}: {figure} = {wanted}")
