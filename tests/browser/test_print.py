"""What is printed from a dark page is dark on white, and the page stays as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from coursebook import Coursebook

from clusterpolicy.charts.look import PALETTES

Opener = Callable[..., Coursebook]
# Colours of a figure's words and the theme of the page, as they are when the browser prints.
WATCH = """() => addEventListener('beforeprint', () => {
  const words = document.querySelector('.course-figure svg text');
  globalThis.printed = [getComputedStyle(words).fill, document.documentElement.dataset.theme];
})"""


def rgb(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_figures_are_printed_in_the_colours_for_paper(theme: str, opened: Opener) -> None:
    book = opened(color_scheme=theme)
    page = book.open("instruments-map")
    page.evaluate(WATCH)
    page.pdf(format="A4")
    assert page.evaluate("globalThis.printed") == [rgb(PALETTES["light"].ink), "light"]
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    assert not book.troubles
