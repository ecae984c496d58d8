"""The financing plan: hand-worked values, books that balance to the kopeck whatever is put in, and the limits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.indicators.financing import FOREIGN, lines_of, plans_of_programmes, regional_shares
from clusterpolicy.indicators.programmes import PILOTS
from clusterpolicy.models.financing_plan import (
    KOPECKS,
    LINES,
    SOURCES,
    YEARS,
    granted_of,
    in_first_money,
    kopecks,
    kopecks_of,
    largest_source,
    late,
    leverage_of,
    name_of,
    plan_of,
    self_support,
    short_years,
)
from clusterpolicy.models.quiz_late_and_for_good import check as check_quiz

Lines = dict[str, list[int]]
AMOUNT = st.floats(0, 1000) | st.sampled_from([0, 0.01, 1e-8, 6, 1000])
CELLS = st.fixed_dictionaries({name_of(line, year): AMOUNT for line in LINES for year in range(YEARS)})


def plan(**lines: list[float]) -> Lines:
    """Return lines in kopecks; those that are not named are nought."""
    return {line: [kopecks(amount) for amount in lines.get(line, [0] * YEARS)] for line in LINES}


CASE = plan(
    federal=[6, 6, 6, 0, 0],
    region=[2] * 5,
    fees=[1, 2, 3, 4, 5],
    services=[0, 1, 2, 3, 4],
    cost=[10] * 5,
)


def item() -> Exercise:
    return exercise("financing-plan")


def run(**values: Any) -> dict[str, Any]:
    """Run the exercise with some values beside those that it opens with."""
    return item().run(item().defaults | values)


def whole(amount: float) -> int:
    """Return millions in kopecks, and refuse what lies between two."""
    assert abs(amount * KOPECKS - round(amount * KOPECKS)) < 1e-2
    return round(amount * KOPECKS)


def test_the_plan_of_the_case_gives_the_hand_worked_cash() -> None:
    worked = plan_of(CASE, 0, 0, 0)
    assert [cash / KOPECKS for cash in worked["cash"]] == [-1, 0, 3, 2, 3]
    assert leverage_of(worked) == pytest.approx(25 / 28)
    assert self_support(worked) is None
    assert short_years(worked) == [0]


def test_the_exercise_opens_on_the_plan_of_the_case() -> None:
    figures = run()["figures"]
    assert (figures["cash"], figures["short"], figures["gap"], figures["own_cover"]) == (3, "1", 1, 0.9)
    assert figures["leverage"] == pytest.approx(25 / 28)
    assert figures["support"] == "not in five years"
    assert kopecks_of(item().dataset["case"]) == CASE
    assert lines_of(load("case_budget")).loc["cost"].tolist() == [10] * YEARS


@given(CELLS, st.floats(0, 100), st.floats(0, 95), st.floats(0, 12))
def test_any_plan_balances_to_the_kopeck(
    cells: dict[str, float], opening: float, share: float, arrears: float
) -> None:
    planned = kopecks_of(cells)
    found = plan_of(planned, kopecks(opening), share, arrears)
    cash = kopecks(opening)
    for year in range(YEARS):
        assert all(isinstance(found[line][year], int) and found[line][year] >= 0 for line in LINES)
        assert found["in"][year] == sum(found[source][year] for source in SOURCES)
        cash += found["in"][year] - found["cost"][year]
        assert found["cash"][year] == cash
    # Every kopeck that was asked for came, is owed, or was refused.
    asked = sum(planned["federal"])
    assert sum(found["federal"]) + found["owed"] + sum(found["refused"]) == asked


@given(CELLS, st.floats(0, 95), st.floats(0, 12), st.floats(0, 40))
def test_the_account_in_money_of_the_first_year_balances_too(
    cells: dict[str, float], share: float, arrears: float, inflation: float
) -> None:
    nominal = plan_of(kopecks_of(cells), 0, share, arrears)
    real = in_first_money(nominal, inflation)
    before = 0
    for year in range(YEARS):
        after = before - real["worn"][year] + real["in"][year] - real["cost"][year]
        assert real["cash"][year] == after
        assert real["cash"][year] == pytest.approx(
            nominal["cash"][year] / (1 + inflation / 100) ** year, abs=10
        )
        before = after


@given(
    st.fixed_dictionaries({name_of(line, year): AMOUNT for line in LINES for year in range(YEARS)}),
    st.sampled_from(["nominal", "real"]),
    st.sampled_from([0, 25, 95]),
    st.sampled_from([0, 7.3, 12]),
)
def test_what_is_shown_adds_up_to_the_kopeck(
    cells: dict[str, float], prices: str, share: float, arrears: float
) -> None:
    result = run(**cells, prices=prices, share=share, arrears=arrears)
    before = 0
    for row in result["flows"]:
        assert whole(row["before"]) == before
        assert whole(row["cash"]) == before - whole(row["worn"]) + whole(row["in"]) - whole(row["cost"])
        before = whole(row["cash"])
        pieces = [piece for piece in result["rows"] if piece["year"] == row["year"]]
        assert sum(whole(piece["amount"]) for piece in pieces) == whole(row["in"])
        assert {piece["short"] for piece in pieces} == {row["cash"] < 0}
        assert (row["note"] != "") == (row["cash"] < 0)


def test_federal_money_follows_the_money_of_the_region() -> None:
    assert granted_of(600, 200, 25) == 600
    assert granted_of(600, 100, 25) == 300
    assert granted_of(600, 0, 25) == 0
    assert granted_of(600, 0, 0) == 600
    halved = run(**{name_of("region", year): 1 for year in range(YEARS)})["figures"]
    # Five of the region and nine of the federal budget are gone.
    assert halved["cash"] == 3 - 5 - 9
    assert halved["refused"] == 9


def test_late_money_comes_later_and_none_of_it_is_lost() -> None:
    assert late([600, 600, 600, 0, 0], 6) == ([300, 600, 600, 300, 0], 0)
    assert late([600, 600, 600, 600, 600], 12) == ([0, 600, 600, 600, 600], 600)
    figures = run(arrears=6)["figures"]
    assert (figures["gap"], figures["cash"], figures["owed"]) == (4, 3, 0)
    assert run(arrears=12, federal_5=6)["figures"]["owed"] == 6


@pytest.mark.parametrize(
    ("own", "year"),
    [
        ([10, 10, 10, 10, 10], 0),
        ([0, 0, 10, 10, 10], 2),
        ([0, 0, 10, 9, 10], 4),
        ([10, 10, 10, 10, 9], None),
        ([0, 0, 0, 0, 0], None),
    ],
)
def test_self_support_is_for_good(own: list[float], year: int | None) -> None:
    assert self_support(plan_of(plan(fees=own, cost=[10] * YEARS), 0, 0, 0)) == year


def test_an_empty_plan_is_said_in_words() -> None:
    (empty,) = (preset for preset in item().presets if preset.name == "empty")
    figures = run(**empty.values)["figures"]
    assert figures["support"] == "no cost, nothing to support"
    assert figures["own_cover"] == "no cost then"
    assert figures["leverage"] == "no public money"
    assert figures["largest"] == figures["largest_share"] == "no money comes in"
    assert (figures["income"], figures["cost"], figures["cash"], figures["short"]) == (0, 0, 0, "none")
    assert run(**{name_of("cost", 4): 0})["figures"]["support"] == "no cost in the last year"


@pytest.mark.parametrize("source", SOURCES)
def test_everything_on_one_source(source: str) -> None:
    alone = plan_of(plan(**{source: [10] * YEARS}, cost=[10] * YEARS), 0, 0, 0)
    assert largest_source(alone) == (source, 1)
    assert alone["cash"] == [0] * YEARS
    assert leverage_of(alone) == (0 if source in ("federal", "region") else None)
    assert self_support(alone) == (0 if source in ("fees", "services") else None)


def test_cash_below_nought_is_never_silent() -> None:
    result = run(**{name_of(source, year): 0 for source in SOURCES for year in range(YEARS)})
    figures = result["figures"]
    assert (figures["short"], figures["gap"], figures["cash"]) == ("1, 2, 3, 4, 5", 50, -50)
    assert figures["state"] == "money runs short"
    assert {row["note"] for row in result["flows"]} == {"short"}


def test_rising_prices_leave_self_support_and_lower_leverage() -> None:
    grown = {name_of("fees", year): amount for year, amount in enumerate([1, 2, 6, 8, 9])}
    nominal, real = (run(**grown, prices=prices, inflation=10)["figures"] for prices in ("nominal", "real"))
    assert nominal["support"] == real["support"] == "4"
    assert real["leverage"] < nominal["leverage"]
    assert run(prices="real", inflation=0)["figures"] == run()["figures"]


def test_programmes_have_the_money_that_their_entries_state() -> None:
    plans = plans_of_programmes()
    assert list(plans.index) == [PILOTS, *FOREIGN]
    assert plans.at[PILOTS, "public"] == (52, 100, 50, 0, 0)
    assert plans.at["deu-spitzencluster", "public"] == plans.at["deu-spitzencluster", "firms"] == (8,) * 5
    assert plans.at["fra-poles-2", "public"] == (7.04, 7.04, 7.04, 0, 0)
    assert plans.at["swe-vinnvaxt", "public"] == (10,) * 5
    assert set(plans["verification"]) == {"sourced"}
    shares = regional_shares(load("cluster_programmes"))
    assert shares.to_dict("index") == {2013: {"low": 30, "high": 70}, 2014: {"low": 5, "high": 30}}


def test_a_preset_is_a_setting_that_the_controls_take_and_says_where_it_comes_from() -> None:
    names = [control.name for control in item().controls]
    for preset in item().presets:
        assert set(preset.values) <= set(names)
        figures = run(**preset.values)["figures"]
        assert preset.note[-1] == "." and "{" not in preset.note and "no data" not in preset.note
        if preset.name in plans_of_programmes().index:
            assert "sourced" in preset.note
            assert figures["refused"] == 0


def test_the_quiz_agrees_with_the_model() -> None:
    data = {"federal": 8, "other": 3, "cost": 10, "months": 6}
    worked = plan_of(plan(federal=[8, 0, 0, 0, 0], fees=[3, 0, 0, 0, 0], cost=[10, 0, 0, 0, 0]), 0, 0, 6)
    assert check_quiz(data, "cash", worked["cash"][0] / KOPECKS, {}, {})["right"]
