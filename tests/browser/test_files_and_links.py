"""What a learner takes away from an exercise: a link to a setting, the table, the picture, the citation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from coursebook import Coursebook, another_setting

from clusterpolicy.exercises.framework.registry import exercise, exercise_names

Opened = Callable[..., Coursebook]


@pytest.mark.parametrize("name", exercise_names())
def test_a_link_carries_the_setting_and_files_hold_what_is_shown(opened: Opened, name: str) -> None:
    book, declared = opened(), exercise(name)
    moved, values = another_setting(declared)
    page = book.open(name, f"#{name}?{moved}={values[moved]}")
    book.expect(declared, values)
    with page.expect_download() as download:
        page.locator(f"[id='{name}'] [data-csv]").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == len(declared.run(values)["rows"]) + 1
    with page.expect_download() as download:
        page.locator(f"[id='{name}'] [data-picture=svg]").click()
    drawing = Path(download.value.path()).read_text(encoding="utf-8")
    assert declared.chart.title in drawing
    with page.expect_download() as download:
        page.locator(f"[id='{name}'] [data-picture=png]").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    assert "@misc{" in page.locator(f"[id='{name}'] [data-text=BibTeX]").text_content()
    assert book.troubles == []
