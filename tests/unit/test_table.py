"""Tables of a chapter hold what the frame holds: nothing filled in, nothing lost."""

from __future__ import annotations

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from clusterpolicy.charts.table import table
from clusterpolicy.errors import UnknownNameError

FRAME = pd.DataFrame(
    {
        "name": ["a < b", "c"],
        "year": pd.array([2007, None], dtype="Int64"),
        "value": [1234.567, float("nan")],
        "left_out": [1, 2],
    }
)
HEADINGS = {"name": "Name", "year": "Begun", "value": "Value"}


def test_a_table_reads_alike_in_text_and_on_a_page() -> None:
    made = table(FRAME, HEADINGS, caption="Two things", digits={"value": 1})._repr_mimebundle_()
    page = BeautifulSoup(made["text/html"], "html.parser")
    cells = [[cell.get_text() for cell in line.select("th, td")] for line in page.select("tr")]
    assert cells == [
        ["Name", "Begun", "Value"],
        ["a < b", "2007", "1,234.6"],
        ["c", "no data", "no data"],
    ]
    lines = [line.split("  ") for line in made["text/plain"].splitlines()]
    assert [[cell.strip() for cell in line if cell.strip()] for line in lines] == [["Two things"], *cells]


def test_a_screen_reader_finds_caption_and_headings() -> None:
    page = BeautifulSoup(table(FRAME, HEADINGS, caption="Two things").html(), "html.parser")
    assert page.caption is not None and page.caption.get_text() == "Two things"
    assert [cell["scope"] for cell in page.select("th")] == ["col"] * 3 + ["row"] * 2
    assert page.select_one("[role=region]")["aria-label"] == "Two things"  # type: ignore[index]


def test_an_unknown_column_suggests_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="'value'"):
        table(FRAME, {"valeu": "Value"}, caption="Two things")
