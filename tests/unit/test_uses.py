"""Who uses a dataset is read from the code, through whatever lies between a page and the call that loads it."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from clusterpolicy.datasets import load, resources
from clusterpolicy.hosts.page import STILL, uses
from clusterpolicy.hosts.page.uses import Reach
from clusterpolicy.publish.project import Project

INDICATORS = (
    "from clusterpolicy.indicators.tables import region_industry_table\nregion_industry_table('gva', 2010)"
)


def reached(code: str) -> set[str]:
    """Return what some code of a notebook reaches."""
    return uses.of_code(Reach(), ast.parse(code))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("from clusterpolicy import load\nload('levers')", {"levers"}),
        (INDICATORS, {"industry", "industry_detail", "panel"}),
        (
            "from clusterpolicy import show\nshow('weigh-the-evidence')",
            {"countries", "evaluations", "evaluation_outcomes"},
        ),
        ("from clusterpolicy import ask\nask('outputs-and-outcomes')", {"case_logic"}),
        ("from clusterpolicy import verdicts\nverdicts('S08-1')", {"claims", "instruments", "levers"}),
        ("from clusterpolicy import vocabulary\nvocabulary.units()", set()),
        ("load('levers of another kind')", set()),
        ("from clusterpolicy.charts.figure import describe\ndescribe(1, title='a')", set()),
        ("from clusterpolicy.charts.figure import describe\ndescribe(1, series=[])", set()),
        (
            "from clusterpolicy.charts.figure import describe\ndescribe(1, series=[('panel', 'grp')])",
            {"breaks"},
        ),
    ],
)
def test_calls_are_followed_to_what_they_load(code: str, found: set[str]) -> None:
    assert reached(code) == found


def test_constants_and_parts_of_them_name_datasets() -> None:
    names: dict[str, Any] = {"WHERE": ("countries_panel", "x"), "ONE": "levers", "load": load}
    assert Reach().of_code(ast.parse("load(WHERE[0]); load(ONE)"), names) == {"countries_panel", "levers"}


def test_pages_are_found_from_notebooks_and_from_what_other_pages_show(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book/case.md").write_text('<div data-mount="case-file"></div>', encoding="utf-8")
    cells = [{"cell_type": "code", "source": ["from clusterpolicy import load\n", "load('timeline')"]}]
    (tmp_path / "one.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    found = uses.of_pages(tmp_path, ["book/case", "one"], STILL)
    assert found["timeline"] == ["one"] and found["case_budget"] == ["book/case"] and found["levers"] == []


def test_every_dataset_has_a_user_or_says_that_it_has_none() -> None:
    root = Project.here().root
    documents = [
        path.relative_to(root).with_suffix("").as_posix()
        for pattern in ("notebooks/*.ipynb", "book/*.md")
        for path in sorted(root.glob(pattern))
    ]
    pages, keys = uses.of_pages(root, documents, STILL), uses.keys_to()
    assert "notebooks/01-what-is-a-cluster" in pages["industry_detail"]
    assert "notebooks/04-an-economy-in-transition" not in pages["governance_models"]
    assert len([name for name in resources() if not pages[name] and not keys[name]]) <= len(resources()) // 10


def test_verdicts_and_keys_are_read_from_their_declarations() -> None:
    assert "S08-1" in uses.claims_of()["levers"]
    assert {"regions", "panel"} <= set(uses.keys_to()["territories"])
    assert uses.of_exercises({"weigh-the-evidence": "page.html"})["evaluations"] == [
        ("Weigh the evidence", "page.html#weigh-the-evidence")
    ]
