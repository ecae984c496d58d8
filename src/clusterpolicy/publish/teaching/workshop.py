"""``make workshop``: a smaller site with the chapters of one plan, and all that is printed for the event."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import yaml

from clusterpolicy.datasets import region_names
from clusterpolicy.errors import CourseError
from clusterpolicy.exercises.framework.registry import REGION
from clusterpolicy.publish import editions, node, notebooks, site, texts
from clusterpolicy.publish.project import NOTEBOOK_SUFFIX, Project
from clusterpolicy.publish.teaching import event as events
from clusterpolicy.publish.teaching import leaflets, plans, smaller_site
from clusterpolicy.publish.teaching.event import Event
from clusterpolicy.publish.teaching.plans import Plan
from clusterpolicy.text import in_language

# What a site has beside its chapters, as far as the course has it: where regions, terms, claims and sources are explained, where
# answers are kept and groups are shown.
APPENDICES = (
    "book/my-region",
    "book/progress",
    "book/claims-ledger",
    "book/glossary",
    "book/bibliography",
    "book/other-regions",
    "book/facilitators-screen",
)
CASE_FILE = "book/case-file"
OF_THE_CASE = {"07", "08", "09", "10", "11", "12"}
PARTS = "parts"


def build(project: Project, name: str, region: str, browser: str) -> Path:
    """Build the site of a plan with what is printed for it, and return its folder.

    Parameters
    ----------
    project : Project
        The checkout; its own site is left as it is.
    name : str
        The plan.
    region : str
        Region with which exercises open; that of the event, or none, where empty.
    browser : str
        Path of a Chromium, which prints.

    Raises
    ------
    CourseError
        The plan, the event or the region has faults, or the site was not built.
    """
    plan = plans.load(project, name)
    event = events.load(project)
    chosen = region or (event.region if event else "")
    if chosen and chosen not in region_names():
        known = "; ".join(f"{code} {name}" for code, name in sorted(region_names().items()))
        raise CourseError(f"there is no region named {chosen!r}", todo=f"There are: {known}.")
    small = replace(project, into=f"{PARTS}/workshop-{name}/site")
    clear(small)
    site.check_datasets(project)
    node.install(project.root)
    texts.compile_all(project)
    twins = [small.edition(code) for code in project.editions]
    own = own_documents(project, event)
    for edition in twins:
        notebooks.execute_for_book(edition, executed(project, plan, event))
    with opened_on(chosen):
        site.write_editions(twins, {edition.language: settings(edition, plan, own) for edition in twins})
        titles = {
            code: event.name[code] if event else in_language(code, plan.title) for code in project.editions
        }
        editions.write_home(small, titles, event.language if event else "")
        with ProcessPoolExecutor(len(twins), mp_context=get_context("spawn")) as pool:
            list(
                pool.map(
                    leaflets.write, twins, [name] * len(twins), [own] * len(twins), [browser] * len(twins)
                )
            )
    return put(small, project.build / f"workshop-{name}")


def clear(small: Project) -> None:
    """Begin afresh: what an older plan or event left would stay in the site."""
    for folder in (small.sites.parent, small.build / site.DOCTREES / small.into):
        shutil.rmtree(folder, ignore_errors=True)
    for code in small.editions:
        folder = small.edition(code).site
        folder.mkdir(parents=True)
        # Pages lead to what is printed from them later, and a link to no file fails the build.
        for name in smaller_site.files().values():
            (folder / name).touch()


def put(small: Project, target: Path) -> Path:
    """Put the finished site in the place of an older one."""
    shutil.rmtree(target, ignore_errors=True)
    small.sites.rename(target)
    for folder in (small.build / PARTS, small.build / site.DOCTREES / PARTS):
        shutil.rmtree(folder)
    return target


def own_documents(project: Project, event: Event | None) -> list[str]:
    """Return the documents that an event brings along."""
    own = event.chapters if event else ()
    return [path.relative_to(project.root.absolute()).with_suffix("").as_posix() for path in own]


def executed(project: Project, plan: Plan, event: Event | None) -> list[Path]:
    """Return the notebooks that the site shows."""
    wanted = [path for path in project.notebooks if f"notebooks/{path.stem}" in plan.documents]
    return wanted + [path for path in (event.chapters if event else ()) if path.suffix == NOTEBOOK_SUFFIX]


def settings(edition: Project, plan: Plan, own: list[str]) -> dict[str, Any]:
    """Return the settings of Sphinx for a smaller site, and write its table of contents."""
    path = edition.sites.parent / f"toc.{edition.language}.yml"
    path.write_text(
        yaml.safe_dump(contents(edition, plan, own), allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    whole = yaml.safe_load((edition.root / "_toc.yml").read_text(encoding="utf-8"))
    return {
        "external_toc_path": path.absolute().as_posix(),
        "clusterpolicy_plan": plan.name,
        "clusterpolicy_untranslated": [whole["root"], *own],
    }


def contents(edition: Project, plan: Plan, own: list[str]) -> dict[str, Any]:
    """Return the table of contents: the plan's chapters in the course's order, the event's own, what all need."""
    chapters = sorted(plan.documents, key=lambda page: (not page.startswith("notebooks/"), page))
    whole = yaml.safe_load((edition.root / "_toc.yml").read_text(encoding="utf-8"))
    there = {entry["file"] for part in whole["parts"] for entry in part["chapters"]}
    case = [CASE_FILE] if any(Path(page).name[:2] in OF_THE_CASE for page in chapters) else []
    appendices = [*case, *(page for page in APPENDICES if page in there)]
    parts = {"Chapters": chapters, "From the event": own, "Appendices": appendices}
    return {
        "format": whole["format"],
        "root": whole["root"],
        "parts": [
            {
                "caption": in_language(edition.language, caption),
                "chapters": [{"file": page} for page in pages],
            }
            for caption, pages in parts.items()
            if pages
        ],
    }


def captions() -> tuple[str, ...]:
    """Return the captions of `contents`, for translators."""
    from clusterpolicy.text import _

    return _("Chapters"), _("From the event"), _("Appendices")


@contextmanager
def opened_on(region: str) -> Iterator[None]:
    """Let exercises open on a region, here and in processes started from here."""
    before = os.environ.get(REGION)
    os.environ[REGION] = region
    try:
        yield
    finally:
        if before is None:
            del os.environ[REGION]
        else:
            os.environ[REGION] = before
