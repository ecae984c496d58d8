"""The scorecard's tables are whole, and its facts are those of the datasets."""

from __future__ import annotations

import pytest

from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.indicators.guidelines import facts
from clusterpolicy.models.readiness_scorecard import HIGHEST
from clusterpolicy.references import authors_and_year

GUIDELINES = [f"S17-{number}" for number in range(1, 7)]


def test_every_grade_of_every_guideline_has_a_descriptor_and_one_next_step() -> None:
    grades, actions = load("guideline_grades"), load("guideline_actions")
    for guideline in GUIDELINES:
        mine = grades[grades["guideline"] == guideline]
        assert sorted(mine["grade"]) == list(range(HIGHEST + 1))
        steps = actions[actions["guideline"] == guideline]
        for grade in range(HIGHEST + 1):
            assert ((steps["from_grade"] <= grade) & (grade <= steps["to_grade"])).sum() == 1


def test_every_next_step_names_an_entry_of_the_bibliography() -> None:
    assert all(authors_and_year(key) for key in load("guideline_actions")["reference"])


def test_accents_of_the_bibliography_are_read() -> None:
    assert authors_and_year("greenbook2003") == "Sölvell and others (2003)"


def test_facts_of_a_region_are_the_panel_s() -> None:
    found = facts()
    panel = load("panel", year=2011, form="wide").xs(2011, level="year").loc["RU-KLU"]
    assert found.at["RU-KLU", "budget"] == pytest.approx(panel["budget_revenue"] / panel["population_avg"])
    assert found.at["RU-KLU", "innovation"] == panel["innovation_activity"]
    assert len(found) == 83
    assert found["stars"].isna().sum() == 3


def test_commitment_and_motivation_have_no_figure() -> None:
    """No proxy stands in for what nobody measured."""
    item = exercise("readiness-scorecard")
    names = {one["name"] for one in item.dataset["guidelines"] if one["key"] in ("S17-3", "S17-4")}
    rows = [
        row for row in item.run(item.defaults | {"region": "RU-KLU"})["facts"] if row["guideline"] in names
    ]
    assert len(rows) == len(names)
    assert all(row["value"] is None and row["median"] is None for row in rows)


def test_the_weakest_guidelines_get_their_next_steps() -> None:
    item = exercise("readiness-scorecard")
    values = dict(
        zip(
            ("relevance", "tools", "commitment", "motivation", "immaterial", "financing"),
            "332441",
            strict=True,
        )
    )
    result = item.run(item.defaults | values)
    assert result["figures"]["weakest"] == 1
    assert result["figures"]["mean"] == pytest.approx(17 / 6)
    assert [step["guideline"] for step in result["steps"]] == ["financing"]
    nothing = item.run(item.defaults)
    assert nothing["figures"]["graded"] == 0 and nothing["figures"]["mean"] is None and nothing["steps"] == []
