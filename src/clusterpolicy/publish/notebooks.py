"""Execute notebooks: into a cache for the book, or in place to refresh the stored outputs."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn, JupyterCacheAbstract
from jupyter_cache.executors.utils import ExecutionResult, single_nb_execution

from clusterpolicy.errors import CourseError
from clusterpolicy.publish.project import Project

AT_A_TIME = 2
CELL_TIMEOUT = 120
# The kernel's own remarks on its connection say nothing about a notebook.
KERNEL_ARGUMENTS = ["--IPKernelApp.log_level=ERROR"]
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def cache_folder(project: Project) -> Path:
    """Return the folder of the executions that fit the present sources.

    jupyter-cache looks at a notebook's code alone; data, modules and versions are in the folder's name.
    """
    return project.build / ".jupyter_cache" / project.execution_key()


def execute_for_book(project: Project, wanted: list[Path] | None = None) -> int:
    """Execute the notebooks that the cache lacks and drop what no longer fits.

    Parameters
    ----------
    project : Project
        The checkout, in the language of the pages.
    wanted : list of pathlib.Path, optional
        Notebooks; those of the book where left out.

    Returns
    -------
    int
        How many notebooks were executed.

    Raises
    ------
    CourseError
        A cell failed; names each notebook and its error.
    """
    prune({cache_folder(project.edition(code)) for code in {*project.editions, project.language}})
    cache = get_cache(str(cache_folder(project)))
    notebooks = project.notebooks if wanted is None else wanted
    missing = [path for path in notebooks if not is_cached(cache, path)]
    failures = []
    with kernel_environment(project.language, page=True), ThreadPoolExecutor(AT_A_TIME) as pool:
        for path, result in zip(missing, pool.map(execute, missing), strict=True):
            if result.err:
                failures.append(f"{path.relative_to(project.root)}: {message(result)}")
                continue
            bundle = CacheBundleIn(result.nb, str(path), data={"execution_seconds": result.time})
            cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
            print(f"Executed {path.name} in {result.time:.1f} s ({project.language})", flush=True)
    if failures:
        raise CourseError("notebooks failed:\n" + "\n\n".join(failures))
    return len(missing)


def prune(wanted: set[Path]) -> None:
    """Remove the caches of other sources, and make the folders of these."""
    for folder in wanted:
        folder.mkdir(parents=True, exist_ok=True)
    for other in next(iter(wanted)).parent.iterdir():
        if other not in wanted:
            shutil.rmtree(other)


def is_cached(cache: JupyterCacheAbstract, path: Path) -> bool:
    """Return whether the cache holds an execution of this notebook's code."""
    try:
        cache.match_cache_notebook(read(path))
    except KeyError:
        return False
    return True


def execute(path: Path) -> ExecutionResult:
    """Run all cells in the notebook's own folder; a failing cell is reported in the result."""
    return single_nb_execution(
        read(path), str(path.parent), CELL_TIMEOUT, allow_errors=False, extra_arguments=KERNEL_ARGUMENTS
    )


def read(path: Path) -> nbformat.NotebookNode:
    """Return a notebook's content."""
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def message(result: ExecutionResult) -> str:
    """Return the failing cell and its error, without colours."""
    return ANSI.sub("", str(result.err)).strip()


def refresh(project: Project, paths: list[Path]) -> None:
    """Execute notebooks as a learner would and store their outputs in the files."""
    with kernel_environment(project.language, page=False), ThreadPoolExecutor(AT_A_TIME) as pool:
        for path, result in zip(paths, pool.map(execute, paths), strict=True):
            if result.err:
                raise CourseError(message(result), path.name)
            tidy(result.nb)
            nbformat.write(result.nb, path)  # type: ignore[no-untyped-call]
            print(f"Stored the outputs of {path.name}", flush=True)


def tidy(notebook: nbformat.NotebookNode) -> None:
    """Drop what differs from run to run or machine to machine, so that a refresh changes only results."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)


@contextmanager
def kernel_environment(language: str, *, page: bool) -> Iterator[None]:
    """Set the variables that a kernel inherits: the host that it draws for, and the language."""
    before = dict(os.environ)
    os.environ["CLUSTERPOLICY_LANGUAGE"] = language
    # A kernel of the same name in the user's own folder would run another Python.
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    os.environ.pop("CLUSTERPOLICY_HOST", None)
    if page:
        os.environ["CLUSTERPOLICY_HOST"] = "page"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
