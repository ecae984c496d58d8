"""The Russian edition as files: every page there, in Russian to the last word, numbers as Russian writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from latin import english

from clusterpolicy.publish import pages
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.translation_faults import faults

# What the page's interpreter takes is JSON as a text.
INTERPRETERS = ("subject", "data")


def russian_pages(folder: Path) -> list[Path]:
    """Return the pages of the edition."""
    return sorted(folder.rglob("*.html"))


def test_each_page_has_its_twin(site: Path, russian_site: Path) -> None:
    both = [{path.relative_to(folder) for path in russian_pages(folder)} for folder in (site, russian_site)]
    assert both[0] == both[1] and len(both[0]) > 200


def test_every_page_says_its_language_and_leads_to_its_twin(russian_site: Path) -> None:
    for path in russian_pages(russian_site):
        text = path.read_text(encoding="utf-8")
        assert '<html lang="ru"' in text, path
        if path != russian_site / "index.html":
            link = re.search(
                r'class="header-button language-link" lang="en" hreflang="en" href="([^"]+)"', text
            )
            assert link, path
            assert (path.parent / link[1]).resolve().is_file(), path


def test_no_page_holds_a_run_of_english(russian_site: Path) -> None:
    found = [
        f"{path.relative_to(russian_site)}: {run}"
        for path in russian_pages(russian_site)
        for run in english(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_text_of_an_exercise_holds_a_run_of_english(russian_site: Path) -> None:
    """What the scripts show and what is drawn: messages, labels, names of places; models are code."""
    course, found = russian_site / "_static/course", []
    for path in sorted(course.glob("*.ru.js")):
        script = path.read_text(encoding="utf-8").rstrip().rstrip(";")
        given = json.loads(re.split(r'=(?=\{"|\[\{")', script, maxsplit=1)[1])
        found += [f"{path.name}: {run}" for text in leaves(given) for run in english(text)]
    for path in sorted(course.glob("*.ru.svg")):
        found += [f"{path.name}: {run}" for run in english(path.read_text(encoding="utf-8"))]
    assert found == []


def leaves(value: Any) -> Iterator[str]:
    """Yield the strings of a script's data, those of data within them too; a list of fonts is no text."""
    if isinstance(value, str) and "sans-serif" not in value:
        yield f"<p>{value}</p>"
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)
    elif isinstance(value, dict):
        for name, part in value.items():
            inside = name in INTERPRETERS and isinstance(part, str)
            yield from leaves(json.loads(part) if inside else part)


def test_pages_of_the_edition_hold_to_their_duties(russian_site: Path) -> None:
    assert list(pages.faults(russian_site)) == []


def test_figures_in_the_text_are_written_as_in_russian(russian_site: Path) -> None:
    """A comma divides, a space that does not break stands before the sign for per cent."""
    broken = []
    for path in russian_pages(russian_site):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        shown = [value.get_text() for value in soup.select("span.value")]
        broken += [f"{path.name}: {text}" for text in shown if re.search(r"\d\.\d|\d%", text)]
    assert broken == []


def test_translations_are_complete_and_keep_places_and_terms(project: Project) -> None:
    assert list(faults(project)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Как the region fell deeper", ["the region fell deeper"]),
        ("<code>from the very start</code>", []),
        ("<p lang='en'>This is quoted here</p>", []),
        ("<img alt='A map of the regions'>", ["map of the regions"]),
    ],
)
def test_english_is_found_where_it_stands(text: str, expected: list[str]) -> None:
    assert list(english(text)) == expected
