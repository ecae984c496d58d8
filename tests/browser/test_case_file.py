"""The case file is one sheet of paper, and says that its region is fictional."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser

from clusterpolicy.datasets import load
from clusterpolicy.teaching import teaching_mark

SHEET = re.compile(rb"/Type\s*/Page\b")
MARGINS = dict.fromkeys(("top", "bottom", "left", "right"), "12mm")


def test_the_case_file_prints_on_one_sheet(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "book/case-file.html").as_uri())
    assert len(SHEET.findall(page.pdf(format="A4", margin=MARGINS))) == 1
    text = page.locator("article").inner_text()
    assert teaching_mark() in text
    for name in load("case_organisations", lever="base")["name_en"]:
        assert name in text
    page.close()
