"""The rubric on paper: one sheet of A4 in each language."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from clusterpolicy.datasets import load
from clusterpolicy.publish.project import Project
from clusterpolicy.text import LANGUAGES

MARGIN = "15mm"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_rubric_prints_on_one_sheet(browser: Browser, project: Project, site: Path, code: str) -> None:
    page = browser.new_page()
    page.goto((project.edition(code).site / "book" / "rubric.html").as_uri())
    margins = dict.fromkeys(("top", "bottom", "left", "right"), MARGIN)
    sheets = PdfReader(BytesIO(page.pdf(format="A4", margin=margins))).pages
    page.close()
    assert len(sheets) == 1
    text = unicodedata.normalize("NFKC", sheets[0].extract_text())
    # Cells of several lines are read line by line across the sheet, and a long word is hyphenated.
    assert all(word[:5] in text for name in load("rubric")[f"criterion_{code}"] for word in name.split())
