"""Figures in prose: kept by a notebook, written as the page's language writes them."""

from __future__ import annotations

import math
from typing import Any

import pytest

from clusterpolicy.errors import CourseError
from clusterpolicy.publish.values import unknown, written
from clusterpolicy.values import checked, plain, value

NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("record", "shown", "english", "russian"),
    [
        (checked("a", 2.318, 2, "number", ""), "2.32", "2.32", "2,32"),
        (checked("a", 12.3, 1, "number", ""), "12.3", "12.3", "12,3"),
        (checked("a", 0.125, 2, "number", ""), "0.12", "0.12", "0,12"),
        (checked("a", 2.345, 2, "number", ""), "2.34", "2.34", "2,34"),
        (checked("a", 1234567, 0, "number", ""), "1234567", "1,234,567", "1~234~567"),
        (checked("a", 5e9, 0, "number", ""), "5000000000", "5,000,000,000", "5~000~000~000"),
        (checked("a", -3.5, 1, "number", ""), "-3.5", "−3.5", "−3,5"),
        (checked("a", 0.1234, 1, "percent", ""), "12.3%", "12.3%", "12,3~%"),
        (checked("a", 5, 0, "number", "km"), "5 km", "5~km", "5~km"),
        (checked("a", 2012, 0, "text", ""), "2012", "2012", "2012"),
    ],
)
def test_a_figure_is_written_in_each_language(
    record: dict[str, Any], shown: str, english: str, russian: str
) -> None:
    assert plain(record) == shown
    assert written(record, "en") == english.replace("~", NO_BREAK)
    assert written(record, "ru") == russian.replace("~", NO_BREAK)


@pytest.mark.parametrize("amount", [math.nan, math.inf, None, "many"])
def test_what_is_no_figure_is_refused(amount: object) -> None:
    with pytest.raises(CourseError, match="value 'share'"):
        value("share", amount, digits=1)  # type: ignore[arg-type]


def test_outside_a_notebook_a_figure_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    value("growth", 2.318, digits=2)
    assert capsys.readouterr().out == "growth = 2.32\n"


def test_an_unknown_name_suggests_the_nearest() -> None:
    known = {"notebooks/01-x": {"growth": {}, "share": {}}}
    assert "did you mean 'notebooks/01-x:growth'" in unknown("notebooks/01-x", "grwth", known)
