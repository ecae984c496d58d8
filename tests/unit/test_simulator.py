"""The policy simulator: the same in three interpreters, money and firms accounted for, names that are refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_python import PagePython, read_strictly

from clusterpolicy.errors import CourseError, ParameterError, UnknownNameError
from clusterpolicy.models import simulator
from clusterpolicy.models.chance import place_stream
from clusterpolicy.models.simulator import COLUMNS, size_of_result
from clusterpolicy.models.simulator_parameters import DEFAULTS, LEVERS, NAMES, PARAMETERS
from clusterpolicy.simulator import NO_POLICY, Policy, compare, engine, simulate, with_equal_money
from clusterpolicy.simulator.outcomes import OUTCOMES, PRIVATE, PUBLIC
from clusterpolicy.simulator.policy import INSTRUMENTS

SETS = 200
COUNTS = (
    "firms",
    "entries",
    "exits",
    "innovations",
    "new_innovators",
    "innovators",
    "cooperators",
    "science_cooperators",
)
TIES = ("firm_ties", "university_ties", "outside_ties")
INFLOWS = ("sales_inside", "sales_outside", "sales_public", "invested", "founded", "written_off")
OUTFLOWS = ("running_costs", "overheads", "tie_costs", "own_rd", "cofinanced", "paid_out")

# What the page runs: the model as it stands there, its result as JSON.
PAGE_CODE = """
import json
from clusterpolicy.models import simulator

def call(text):
    values, firms, quarters, run = json.loads(text)
    out = [0.0] * simulator.size_of_result(firms, quarters)
    simulator.run_model(values, firms, quarters, run, out)
    return json.dumps(out)
"""


def any_set(chance: Random) -> tuple[list[float], int, int, int]:
    """Return parameters anywhere in their ranges, some at an end, with a size and a run."""
    values = []
    for _name, default, least, greatest, *_ in PARAMETERS:
        where = chance.random()
        anywhere = chance.uniform(least, greatest)
        values.append(
            least if where < 0.1 else greatest if where < 0.2 else default if where < 0.5 else anywhere
        )
    return values, chance.choice([2, 7, 30, 60]), chance.choice([1, 5, 40]), chance.randrange(100_000)


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    """The model in the page's interpreter."""
    interpreter = PagePython()
    interpreter.run(PAGE_CODE)
    yield interpreter
    interpreter.close()


def on_page(page: PagePython, values: list[float], firms: int, quarters: int, run: int) -> list[float]:
    text = json.dumps([values, firms, quarters, run])
    found: list[float] = read_strictly(page.ask("call", text))
    return found


def test_the_same_seed_gives_the_same_states_in_three_interpreters(page: PagePython) -> None:
    chance = Random("parameter sets")
    for number in range(SETS):
        values, firms, quarters, run = any_set(chance)
        plain = engine.run_plain(values, 1, firms, quarters, run)
        compiled = engine.run_compiled(values, 1, firms, quarters, run)
        # Equal to the last digit, and so is what the page says: JSON writes a float so that it reads back as it was.
        assert np.array_equal(plain, compiled), (number, values)
        assert plain[0].tolist() == on_page(page, values, firms, quarters, run), (number, values)


def test_the_default_run_is_the_same_too(page: PagePython) -> None:
    plain = engine.run_plain(DEFAULTS, 1, 60, 40, 0)
    assert np.array_equal(plain, engine.run_compiled(DEFAULTS, 1, 60, 40, 0))
    assert plain[0].tolist() == on_page(page, list(DEFAULTS), 60, 40, 0)
    assert plain.shape == (1, size_of_result(60, 40)) and np.isfinite(plain).all()


def cash_at_first(books: dict[str, float], firms: int, seed: int) -> float:
    """Return the cash of all firms before the first quarter, from the model's own start."""
    slots = simulator.places_for(firms)
    amounts = [simulator.reals(slots) for _ in range(7)]
    marks = [simulator.wholes(slots) for _ in range(8)]
    minds = (simulator.reals((slots + 4) * 4), simulator.reals(slots * 4), simulator.reals(4))
    fated, fate, ties = [0, 0, 0], simulator.reals(firms * simulator.BIRTH), simulator.wholes(slots * 3)
    place_stream(fated, seed, 1, 2)
    values = [books[name] for name in NAMES]
    simulator.set_up(values, firms, slots, simulator.reals(5), fated, fate, amounts, marks, minds, ties)
    return float(sum(amounts[simulator.CASH]))


def levers() -> Any:
    return st.fixed_dictionaries({row[0]: st.floats(row[2], row[3]) for row in LEVERS})


def rules() -> Any:
    return st.fixed_dictionaries(
        {}, optional={row[0]: st.floats(row[2], row[3]) for row in PARAMETERS[len(LEVERS) :]}
    )


@given(
    levers=levers(),
    rules=rules(),
    seed=st.integers(0, 1000),
    firms=st.integers(2, 40),
    quarters=st.integers(1, 30),
)
@settings(max_examples=150, deadline=None)
def test_money_and_firms_are_accounted_for(
    levers: dict[str, float], rules: dict[str, float], seed: int, firms: int, quarters: int
) -> None:
    frame = simulate(Policy(**levers), 1, firms, quarters, seed, parameters=rules)
    books = {**dict(zip(NAMES, DEFAULTS, strict=True)), **rules, **levers}
    before = pd.concat([pd.Series([float(firms)]), frame["firms"][:-1]], ignore_index=True)
    assert (frame["firms"] == before + frame["entries"] - frame["exits"]).all()
    cash = pd.concat([pd.Series([cash_at_first(books, firms, seed)]), frame["cash"][:-1]], ignore_index=True)
    flows = frame[list(INFLOWS)].sum(axis=1) - frame[list(OUTFLOWS)].sum(axis=1)
    scale = frame[list(INFLOWS)].sum(axis=1) + cash.abs() + 1
    assert ((frame["cash"] - cash - flows).abs() <= 1e-9 * scale).all()
    whole = frame[[*COUNTS, *TIES]]
    assert (whole >= 0).all(axis=None) and (whole == whole.round()).all(axis=None)
    amounts = frame.drop(
        columns=["run", "quarter", "survival", "cross_ties", "cooperation", "density", "private_per_public"]
    )
    assert np.isfinite(amounts).all(axis=None) and (amounts.drop(columns="cash") >= 0).all(axis=None)
    planned = Policy(**levers).money(quarters)
    assert frame["public"].sum() <= planned * (1 + 1e-9) + 1e-9
    for outcome in ("survival", "cross_ties", "cooperation", "density"):
        assert frame[outcome].dropna().between(0, 1).all()


def test_a_run_is_the_same_alone_and_among_others() -> None:
    among = simulate(runs=4, firms=20, quarters=12, seed=10)
    alone = simulate(runs=1, firms=20, quarters=12, seed=12)
    assert alone.equals(among[among["run"] == 12].reset_index(drop=True))


def test_few_runs_and_many_give_the_same_numbers() -> None:
    few = engine.run_plain(DEFAULTS, 3, 20, 12, 0)
    assert np.array_equal(few, engine.run_compiled(DEFAULTS, 300, 20, 12, 0)[:3])


def test_the_frame_has_a_row_a_run_and_quarter_and_a_column_an_outcome() -> None:
    frame = simulate(runs=2, firms=10, quarters=8, seed=3)
    assert frame[["run", "quarter"]].to_numpy().tolist() == [
        [run, quarter] for run in (3, 4) for quarter in range(1, 9)
    ]
    assert {*OUTCOMES, *PUBLIC, *PRIVATE} <= set(frame.columns)
    assert frame["survival"].isna().all()
    assert len(engine.run_plain(DEFAULTS, 1, 10, 8, 3)[0]) == 8 * COLUMNS + 15


def test_two_policies_have_the_same_luck() -> None:
    other = simulate(NO_POLICY, runs=2, firms=30, quarters=4)
    same = simulate(
        Policy(rd_grants=0, networking=0, sme_services=0, training=0, public_purchasing=0),
        runs=2,
        firms=30,
        quarters=4,
    )
    assert other.equals(same)
    late = simulate(Policy(support_years=0), runs=2, firms=30, quarters=4)
    assert late.equals(other)


def test_every_lever_has_a_field_with_its_default() -> None:
    assert Policy().values() == {row[0]: row[1] for row in LEVERS}


@pytest.mark.parametrize("row", LEVERS, ids=lambda row: row[0])
def test_a_value_outside_a_lever_is_refused_by_name(row: Any) -> None:
    name, _default, least, greatest, *_ = row
    assert Policy(**{name: least}).values()[name] == least
    for value in (least - 0.01, greatest + 0.01, float("nan"), float("inf"), "1", None, True):
        with pytest.raises(
            ParameterError, match=f"{name}: .* is not a number from {least:g} to {greatest:g}"
        ):
            Policy(**{name: value})


def test_an_unknown_parameter_suggests_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"'entry_rat'.*entry_rate"):
        simulate(parameters={"entry_rat": 0.1})
    with pytest.raises(UnknownNameError, match=r"'grants'.*rd_grants"):
        Policy().with_levers(grants=1)


@pytest.mark.parametrize(
    ("name", "value"),
    [("runs", 0), ("runs", 1.5), ("firms", 1), ("quarters", 0), ("seed", -1), ("seed", True)],
)
def test_a_size_out_of_range_is_refused_by_name(name: str, value: Any) -> None:
    with pytest.raises(ParameterError, match=f"{name}: .* is not a whole number from"):
        simulate(**{name: value})


def test_policies_are_compared_at_equal_money() -> None:
    policies = {
        "grants": Policy(**dict.fromkeys(INSTRUMENTS, 0) | {"rd_grants": 5}),
        "mixed": Policy(support_years=5),
    }
    scaled = with_equal_money(policies, 100)
    assert [policy.money(40) for policy in scaled.values()] == pytest.approx([100, 100])
    assert scaled["mixed"].values()["support_years"] == 5
    table = compare(policies, money=100, runs=20, firms=30)
    assert set(table["policy"]) == set(policies)
    spent = table.groupby("policy")["public"].first()
    assert (spent <= 100 * (1 + 1e-9)).all() and (spent > 80).all()
    row = table[(table["policy"] == "mixed") & (table["outcome"] == "innovations")].iloc[0]
    with_it = simulate(scaled["mixed"], 20, 30).groupby("run")["innovations"].sum()
    without = simulate(NO_POLICY, 20, 30).groupby("run")["innovations"].sum()
    assert row["difference"] == pytest.approx((with_it - without).mean())
    assert row["per_million"] == pytest.approx(row["difference"] / row["public"])
    assert row["low"] <= row["difference"] <= row["high"] and row["runs"] == 20


def test_a_policy_that_cannot_have_the_money_is_named() -> None:
    with pytest.raises(CourseError, match="nothing: the policy has no money"):
        with_equal_money({"nothing": NO_POLICY}, 100)
    with pytest.raises(ParameterError, match=r"all on grants, rd_grants: .* from 0 to 40"):
        with_equal_money({"all on grants": Policy(**dict.fromkeys(INSTRUMENTS, 0) | {"rd_grants": 1})}, 1000)
