"""Data moves one way, and models import nothing: the contracts hold, and name every room of the package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from importlinter import api

import clusterpolicy
from clusterpolicy.exercises.framework.registry import exercise_names
from clusterpolicy.publish.project import Project

# Rooms that every layer may use, each held by a contract of its own.
BESIDE = {"models"}


def contracts(root: Path) -> list[dict[str, object]]:
    configuration = api.read_configuration(str(root / "pyproject.toml"))
    return list(configuration["contracts_options"])


def test_all_contracts_are_kept(project: Project) -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    outcome = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert f"{len(contracts(project.root))} kept, 0 broken" in outcome.stdout


def test_layers_name_every_room(project: Project) -> None:
    (layers,) = (contract["layers"] for contract in contracts(project.root) if contract["type"] == "layers")
    named = {room.strip().removeprefix("clusterpolicy.") for layer in layers for room in layer.split("|")}  # type: ignore[attr-defined]
    folder = Path(clusterpolicy.__file__).parent
    rooms = {
        path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert rooms - {"__init__"} - BESIDE == named


def test_models_are_forbidden_every_other_room(project: Project) -> None:
    (models,) = (contract for contract in contracts(project.root) if contract["type"] == "forbidden")
    assert models["source_modules"] == ["clusterpolicy.models"]
    folder = Path(clusterpolicy.__file__).parent
    rooms = {f"clusterpolicy.{path.name}" for path in folder.iterdir() if (path / "__init__.py").exists()}
    assert rooms - {"clusterpolicy.models"} <= set(models["forbidden_modules"])  # type: ignore[call-overload]


def test_a_notebook_without_its_exercise_on_screen_does_not_load_altair() -> None:
    code = (
        "import sys; from clusterpolicy.charts.figure import describe; from clusterpolicy.exercises.framework.registry import *; "
        "names = [(exercise(name).id, exercise(name).run(exercise(name).defaults)) for name in exercise_names()]; "
        "print(len(names), 'altair' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == f"{len(exercise_names())} False"
