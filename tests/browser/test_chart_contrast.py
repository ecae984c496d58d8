"""The charts of exercises as they open, light and dark: words and marks stand out from what they lie on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from coursebook import Coursebook

from clusterpolicy.exercises.framework.registry import exercise_names

Opener = Callable[..., Coursebook]
CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
DRAWN = "() => [...document.querySelectorAll('[data-chart]')].every(box => box.querySelector('svg'))"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_and_marks_of_charts_stand_out(theme: str, opened: Opener) -> None:
    """4.5 to 1 for words, 3 to 1 for marks, as WCAG 2.2 asks in 1.4.3 and 1.4.11."""
    book = opened(script=CONTRAST, color_scheme=theme, viewport={"width": 1280, "height": 1600})
    found = []
    for names in book.by_page(exercise_names()).values():
        page = book.open(names[0])
        page.wait_for_function(DRAWN)
        found += page.evaluate("contrast.faults()")
    assert not found, "\n".join(found)
