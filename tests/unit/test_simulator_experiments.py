"""What is stored of the simulator is what the simulator gives, and what its page says is what it has."""

from __future__ import annotations

import re
from html import unescape

import numpy as np
import pandas as pd
import pytest

from clusterpolicy.datasets import load
from clusterpolicy.hosts.page import simulator_tables
from clusterpolicy.models.simulator_parameters import LEVERS, PARAMETERS, RULES
from clusterpolicy.publish.project import Project
from clusterpolicy.simulator import (
    NO_POLICY,
    Policy,
    compare,
    experiments,
    parameters,
    simulate,
    start_values,
)
from clusterpolicy.simulator.patterns import PATTERNS, pattern_words, unit_words

CHANCE = np.random.default_rng(13)
SETTINGS = sorted(int(number) for number in CHANCE.choice(5120, 25, replace=False))
WORLDS = sorted(int(number) for number in CHANCE.choice(experiments.WORLDS, 6, replace=False) + 1)
LITERATURE = load("parameters").set_index("parameter_id")


def same(found: pd.DataFrame, kept: pd.DataFrame) -> bool:
    """Return whether a table that was made again is the stored one."""
    ordered = experiments.stored(found)[list(kept.columns)].reset_index(drop=True)
    left, right = ordered.select_dtypes("number"), kept.select_dtypes("number").reset_index(drop=True)
    texts = ordered.select_dtypes(exclude="number").fillna("").to_numpy().tolist()
    kept_texts = kept.select_dtypes(exclude="number").fillna("").to_numpy().tolist()
    numbers = np.allclose(
        left.to_numpy(dtype=float), right.to_numpy(dtype=float), rtol=1e-5, atol=1e-9, equal_nan=True
    )
    return texts == kept_texts and bool(numbers)


def test_stored_patterns_are_what_the_simulator_shows() -> None:
    assert same(experiments.patterns_table().sort_values("pattern"), load("simulator_patterns"))


def test_every_stored_pattern_lies_within_its_bounds() -> None:
    kept = load("simulator_patterns")
    assert kept["measured"].between(kept["low"], kept["high"]).all()
    assert set(kept["pattern"]) == {pattern.name for pattern in PATTERNS}


def test_the_stored_comparison_is_what_the_simulator_gives() -> None:
    again = experiments.comparison_table().sort_values(["policy", "outcome"])
    assert same(again, load("simulator_comparison"))


@pytest.mark.parametrize("number", SETTINGS)
def test_a_stored_setting_is_what_the_simulator_gives(number: int) -> None:
    effects = experiments.lever_effects(experiments.lever_samples()[number])
    kept = load("simulator_settings", setting=number + 1)
    assert same(pd.DataFrame([{"setting": number + 1, **effects}]), kept)


def test_stored_indices_follow_from_the_stored_settings() -> None:
    again = experiments.sensitivity_table(load("simulator_settings")).sort_values(["outcome", "lever"])
    assert same(again, load("simulator_sensitivity"))


@pytest.mark.parametrize("number", WORLDS)
def test_a_stored_world_is_what_the_simulator_gives(number: int) -> None:
    assert same(pd.DataFrame([experiments.world_row(number)]), load("simulator_worlds", world=number))


def test_other_worlds_move_every_assumption_within_its_range() -> None:
    ranges = {row[0]: row[1:4] for row in PARAMETERS}
    for number in (1, 2, experiments.WORLDS):
        moved = experiments.world(number)
        assert set(moved) == {row[0] for row in RULES if row[5] in ("assumption", "calibrated")}
        for name, amount in moved.items():
            default, least, greatest = ranges[name]
            assert least <= amount <= greatest
            assert abs(amount - default) <= experiments.WORLD_SPREAD * abs(default) + 1e-12


def test_indices_know_a_lever_that_matters_from_one_that_does_not() -> None:
    sample = experiments.lever_samples()
    known = pd.DataFrame(
        {
            "innovations": sample[:, 1],
            "jobs": sample[:, 1] + 4 * sample[:, 2],
            "private": sample[:, 0] * sample[:, 3],
        }
    )
    found = experiments.sensitivity_table(known).set_index(["outcome", "lever"])
    assert found.at[("innovations", "rd_grants"), "total"] == pytest.approx(1, abs=0.02)
    assert found.at[("jobs", "networking"), "first"] == pytest.approx(16 / 17, abs=0.05)
    assert found.at[("jobs", "training"), "total"] == pytest.approx(0, abs=0.01)
    assert found.at[("private", "approach"), "total"] > found.at[("private", "approach"), "first"] + 0.02


def test_the_declaration_is_whole() -> None:
    names = [row[0] for row in PARAMETERS]
    assert len(set(names)) == len(names)
    for name, default, least, greatest, unit, basis, source in PARAMETERS:
        assert least <= default <= greatest, name
        assert unit in parameters.unit_words() and basis in parameters.basis_words()
        if basis in ("literature", "calibrated"):
            assert source in LITERATURE.index, name
        elif basis == "data":
            assert source in set(load("indicators")["indicator"]), name
        else:
            assert source == "", name
    assert [row[5] for row in LEVERS] == ["lever"] * len(LEVERS)
    assert {entry.name for entry in parameters.parameters()} == set(names)


def test_defaults_from_the_literature_have_its_values() -> None:
    rows = {row[0]: row for row in PARAMETERS}
    for name, scale in (("rd_firms", 0.01), ("entry_rate", 0.01), ("rd_intensity", 0.01)):
        literature = LITERATURE.at[rows[name][6], "value"]
        assert rows[name][1] == pytest.approx(literature * scale)


def test_bounds_of_the_patterns_hold_what_the_literature_says() -> None:
    for pattern in PATTERNS:
        for source in pattern.sources:
            row = LITERATURE.loc[source]
            stated = [row[name] for name in ("value", "low", "high") if pd.notna(row[name])]
            inside = [pattern.low <= amount <= pattern.high for amount in stated]
            assert inside[0], (pattern.name, source)
    assert set(pattern_words()) == {pattern.name for pattern in PATTERNS}
    assert {pattern.unit for pattern in PATTERNS} <= set(unit_words())


def test_the_page_on_the_rules_names_every_parameter_and_no_other() -> None:
    text = (Project.here().root / "book/simulator-odd.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+)`", text))
    assert named - {row[0] for row in PARAMETERS} == {"simulate", "region", "code"}
    assert {row[0] for row in RULES} - named == set()
    headings = [
        "Purpose and patterns",
        "Entities, state variables and scales",
        "Process overview and scheduling",
    ]
    headings += ["Design concepts", "Initialisation", "Input data", "Submodels"]
    places = [text.index(f"## {heading}\n") for heading in headings]
    assert places == sorted(places)


def test_tables_of_the_page_hold_every_parameter_and_pattern_with_marks() -> None:
    drawn = simulator_tables.tables()
    for name, *_ in PARAMETERS:
        assert f">{name}</th>" in drawn["simulator-parameters"]()
    html = unescape(drawn["simulator-patterns"]())
    assert all(words in html for words in pattern_words().values())
    assert "not verified" in html and "sourced" in html


def test_start_values_of_the_country_are_the_defaults() -> None:
    rows = {row[0]: row for row in PARAMETERS}
    for name, amount in start_values("RU").items():
        assert amount == pytest.approx(rows[name][1], rel=0.01)


def test_start_values_follow_the_panel() -> None:
    panel = load("panel", year=2011, regions=["RU-KLU", "RU"]).pivot_table(
        index="iso_code", columns="indicator", values="value"
    )
    here, country = panel.loc["RU-KLU"], panel.loc["RU"]
    found = start_values("RU-KLU")
    assert found["sales_per_job"] == pytest.approx(
        here["small_firm_turnover"] / here["small_firm_employees"] / 4
    )
    assert found["rd_firms"] == pytest.approx(
        0.25 * here["innovation_activity"] / country["innovation_activity"]
    )
    assert found["science"] > 1 > found["skills"] > 0


@pytest.mark.parametrize("region", sorted(load("regions")["iso_code"]))
def test_every_region_runs_or_says_what_it_lacks(region: str) -> None:
    try:
        frame = simulate(Policy(), runs=1, firms=20, quarters=4, region=region)
    except Exception as error:
        assert f"{region}: the panel has no " in str(error)
        assert region in ("RU-NEN", "RU-KHM", "RU-YAN")
    else:
        assert len(frame) == 4


def test_a_region_changes_the_run() -> None:
    there = simulate(NO_POLICY, runs=20, region="RU-CE")
    here = simulate(NO_POLICY, runs=20)
    assert there["innovations"].sum() < here["innovations"].sum() / 2


def test_approaches_trade_one_outcome_for_another() -> None:
    table = compare(
        {"below": Policy(approach=0), "above": Policy(approach=1)}, money=200, runs=300, seed=390_000
    ).set_index(["policy", "outcome"])
    gap = table["difference"]
    assert gap["below", "innovations"] > gap["above", "innovations"]
    assert gap["below", "jobs"] < gap["above", "jobs"]
    assert gap["below", "cross_ties"] < 0 < gap["above", "cross_ties"]
