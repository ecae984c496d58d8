"""Who uses each dataset, read from the code: which chapters and exercises reach a call that loads it."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from clusterpolicy.datasets import resources
from clusterpolicy.exercises.framework.registry import exercise_names, quiz_names, subject
from clusterpolicy.ledger.framework import datasets_of, judge_of, judges

PACKAGE = "clusterpolicy"
# Calls whose first argument names a dataset.
READERS = {"load", "resource", "breaks", "card"}
# Calls that put an exercise, a quiz or a verdict on a page.
SHOWN, JUDGED = {"show", "ask"}, "verdicts"
# It draws breaks where it is told of series, and not otherwise.
DRAWS, BREAKS = "describe", "breaks"
MOUNT = re.compile(r'data-mount="([\w-]+)"')


class Reach:
    """Which datasets a function reads, itself or through what it calls."""

    def __init__(self) -> None:
        self.known = set(resources())
        self.seen: dict[FunctionType, set[str]] = {}

    def of(self, found: object) -> set[str]:
        """Return the datasets that a function of the course, or those of a class, reach."""
        found = inspect.unwrap(found) if callable(found) else found
        if isinstance(found, type) and _is_own(found.__module__):
            return {name for part in vars(found).values() for name in self.of(getattr(part, "fget", part))}
        # What dataclasses write has no source.
        if not isinstance(found, FunctionType) or not found.__code__.co_filename.endswith(".py"):
            return set()
        if not _is_own(found.__module__):
            return set()
        if found not in self.seen:
            self.seen[found] = reached = set()  # a function that calls itself ends here
            tree = ast.parse(textwrap.dedent(inspect.getsource(found)))
            reached |= self.of_code(tree, vars(importlib.import_module(found.__module__)))
        return self.seen[found]

    def of_code(self, tree: ast.AST, names: Mapping[str, Any]) -> set[str]:
        """Return the datasets that some code reaches whose names are these."""
        read = {name for name in _read(tree, names) if name in self.known}
        for found in _called(tree, names):
            # What puts exercises on a page is not followed: each of them counts by its own data.
            if getattr(found, "__name__", "") not in {DRAWS, *SHOWN}:
                read |= self.of(found)
        return read | ({BREAKS} if _draws_breaks(tree) else set())


def _draws_breaks(tree: ast.AST) -> bool:
    """Return whether some figure is told of series."""
    told = [
        option.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node.func) == DRAWS
        for option in node.keywords
        if option.arg == "series"
    ]
    return any(not (isinstance(value, ast.List) and not value.elts) for value in told)


def _is_own(module: str | None) -> bool:
    return bool(module) and str(module).split(".")[0] == PACKAGE


def _read(tree: ast.AST, names: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names that stand first in calls that read a dataset."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in READERS and node.args:
            value = _value(node.args[0], names)
            if isinstance(value, str):
                yield value


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:
    """Return what an argument is: a text, a constant of the module, or a part of one."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        whole = _value(node.value, names)
        part: Any = node.slice.value
        return whole[part] if isinstance(whole, tuple | dict) else None
    return None


def _name(node: ast.expr) -> str:
    """Return the last name of what is called: ``load`` of ``datasets.load``."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _called(tree: ast.AST, names: Mapping[str, Any]) -> Iterator[Any]:
    """Yield what the code names: functions and classes, also those of a module that it names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield names.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = names.get(node.value.id)
            if isinstance(module, ModuleType) and _is_own(module.__name__):
                yield getattr(module, node.attr, None)


def of_subject(reach: Reach, name: str) -> set[str]:
    """Return the datasets that the data of an exercise or quiz come from."""
    return reach.of(subject(name).data)


def of_notebook(reach: Reach, path: Path) -> set[str]:
    """Return the datasets that a notebook reaches."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return of_code(reach, ast.parse(code))


def of_code(reach: Reach, tree: ast.AST) -> set[str]:
    """Return the datasets that the code of a page reaches: by itself, by its exercises, by the verdicts that it shows."""
    found = reach.of_code(tree, _imported(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            named = [str(argument.value) for argument in node.args if isinstance(argument, ast.Constant)]
            for name in named:
                if _name(node.func) in SHOWN:
                    found |= of_subject(reach, name)
                if _name(node.func) == JUDGED:
                    found |= {*datasets_of(name), *reach.of(judge_of(name))}
    return found


def _imported(tree: ast.AST) -> dict[str, Any]:
    """Return what a notebook imports from the course, by the name that it has there."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and _is_own(node.module):
            module = importlib.import_module(str(node.module))
            for alias in node.names:
                found[alias.asname or alias.name] = _member(module, alias.name)
    return found


def _member(module: ModuleType, name: str) -> Any:
    """Return a name of a module, or a module of a package."""
    return (
        getattr(module, name)
        if hasattr(module, name)
        else importlib.import_module(f"{module.__name__}.{name}")
    )


def of_pages(
    folder: Path, documents: Iterable[str], parts: Mapping[str, Callable[..., object]]
) -> dict[str, list[str]]:
    """Return the documents that use each dataset.

    Parameters
    ----------
    folder : pathlib.Path
        Where the sources of the documents lie.
    documents : iterable of str
        Their names: ``notebooks/01-what-is-a-cluster``.
    parts : mapping of str to callable
        What the mount points of pages that only read show.
    """
    reach = Reach()
    found: dict[str, list[str]] = {name: [] for name in resources()}
    for document in documents:
        notebook, page = folder / f"{document}.ipynb", folder / f"{document}.md"
        if notebook.exists():
            read = of_notebook(reach, notebook)
        else:
            mounts = MOUNT.findall(page.read_text(encoding="utf-8"))
            read = {name for mount in mounts if mount in parts for name in reach.of(parts[mount])}
        for name in read:
            found[name].append(document)
    return found


def of_exercises(homes: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Return which exercises and quizzes use each dataset: title and address, as far as they stand on a page."""
    reach = Reach()
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in resources()}
    for name in (*exercise_names(), *quiz_names()):
        if name in homes:
            for dataset in of_subject(reach, name):
                found[dataset].append((subject(name).title, f"{homes[name]}#{name}"))
    return found


def claims_of() -> dict[str, list[str]]:
    """Return the ids of the claims whose verdicts are computed from each dataset."""
    found: dict[str, list[str]] = {name: [] for name in resources()}
    for claim_id in judges():
        for name in datasets_of(claim_id):
            found[name].append(claim_id)
    return found


def keys_to() -> dict[str, list[str]]:
    """Return which datasets point at each one by a key."""
    found: dict[str, list[str]] = {name: [] for name in resources()}
    for name, described in resources().items():
        targets = {key["reference"]["resource"] for key in described["schema"].get("foreignKeys", [])}
        for target in sorted(targets - {"", name}):
            found[target].append(name)
    return found
