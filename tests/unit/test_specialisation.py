"""Location quotients, the Krugman index and stars, against published and hand-computed values."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from tables import full_tables, tables

from clusterpolicy.errors import CourseError
from clusterpolicy.indicators import cluster_stars, comparative_advantage, krugman_index, location_quotient
from clusterpolicy.indicators.tables import dominated_by_one_firm, region_industry_table


@pytest.fixture(scope="module")
def added() -> pd.DataFrame:
    return region_industry_table("gva", 2010)


@pytest.fixture(scope="module")
def revenue() -> pd.DataFrame:
    return region_industry_table("firm_revenue", 2013)


def test_a_quotient_computed_by_hand() -> None:
    x = pd.DataFrame({"cars": [30.0, 10.0], "bread": [20.0, 40.0]}, index=["A", "B"])
    # Cars: 30 of 50 in A, 40 of 100 in the country: 0.6 / 0.4.
    assert location_quotient(x).at["A", "cars"] == pytest.approx(1.5)
    assert location_quotient(x).at["B", "bread"] == pytest.approx(0.8 / 0.6)


@given(tables())
def test_the_quotients_of_an_industry_weighted_by_the_regions_average_one(x: pd.DataFrame) -> None:
    weight = x.sum(axis=1) / (x.to_numpy().sum() or 1)
    means = location_quotient(x).mul(weight, axis=0).sum(min_count=1).dropna()
    assert np.allclose(means, 1)


@given(tables())
def test_the_symmetric_form_lies_between_minus_one_and_one_and_keeps_the_order(x: pd.DataFrame) -> None:
    ratio = location_quotient(x).stack().dropna().sort_values()
    symmetric = location_quotient(x, form="symmetric").stack()[ratio.index]
    assert symmetric.between(-1, 1).all()
    assert (symmetric.diff().dropna() >= -1e-12).all()
    assert (symmetric[ratio > 1] > 0).all() and (symmetric[ratio < 1] < 0).all()


def test_symmetric_quotients_computed_by_hand() -> None:
    x = pd.DataFrame({"cars": [30.0, 10.0], "bread": [20.0, 40.0]}, index=["A", "B"])
    # Quotients of cars are 1.5 and 0.5: (1.5 - 1) / (1.5 + 1) and (0.5 - 1) / (0.5 + 1).
    assert location_quotient(x, form="symmetric")["cars"].tolist() == pytest.approx([0.2, -1 / 3])


def test_standardised_quotients_computed_by_hand() -> None:
    x = pd.DataFrame({"cars": [30.0, 10.0], "bread": [20.0, 40.0]}, index=["A", "B"])
    # Quotients 1.5 and 0.5: mean 1, deviation √((0.25 + 0.25) / 1).
    assert location_quotient(x, form="standardised")["cars"].tolist() == pytest.approx(
        [0.5**0.5, -(0.5**0.5)]
    )


@given(full_tables(least=2))
def test_the_standardised_form_has_mean_nought_and_deviation_one(x: pd.DataFrame) -> None:
    scores = location_quotient(x, form="standardised")
    spread = scores.std().dropna()
    assert np.allclose(scores.mean().dropna(), 0, atol=1e-6)
    assert np.allclose(spread, 1)


def test_one_region_is_as_its_country() -> None:
    x = pd.DataFrame({"cars": [3.0], "bread": [7.0]}, index=["A"])
    assert location_quotient(x).loc["A"].tolist() == pytest.approx([1, 1])
    assert location_quotient(x, form="standardised").isna().all(axis=None)
    assert comparative_advantage(x).all(axis=None)
    assert krugman_index(x)["A"] == 0


def test_a_krugman_index_computed_by_hand() -> None:
    x = pd.DataFrame({"cars": [30.0, 10.0], "bread": [20.0, 40.0]}, index=["A", "B"])
    # A: 0.6 and 0.4 against the country's 0.4 and 0.6.
    assert krugman_index(x).to_dict() == pytest.approx({"A": 0.4, "B": 0.4})


@given(tables())
def test_the_krugman_index_lies_between_nought_and_two(x: pd.DataFrame) -> None:
    assert krugman_index(x).dropna().between(0, 2).all()


@given(tables())
def test_every_region_and_every_industry_with_a_value_has_an_advantage_somewhere(x: pd.DataFrame) -> None:
    held = comparative_advantage(x)
    assert (held.any(axis=1) == (x.sum(axis=1) > 0)).all()
    assert (held.any() == (x.sum() > 0)).all()


def test_a_quotient_of_exactly_one_is_an_advantage() -> None:
    x = pd.DataFrame({"cars": [0.1, 0.2, 0.3], "bread": [0.3, 0.6, 0.9]}, index=["A", "B", "C"])
    assert comparative_advantage(x).all(axis=None)


@pytest.mark.parametrize(
    ("region", "expected"), [("RU-LIP", 2.319), ("RU-VLG", 2.158), ("RU-CHE", 2.045), ("RU-KLU", 1.894)]
)
def test_quotients_of_manufacturing_in_2010(added: pd.DataFrame, region: str, expected: float) -> None:
    assert location_quotient(added).at[region, "D"] == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize(
    ("threshold", "size", "focus", "expected"),
    [(2, 0.05, 0.05, 8), (1.5, 0.02, 0.05, 40), (2, 0.01, 0.01, 51), (1.2, 0.01, 0.01, 141)],
)
def test_cells_with_three_stars_in_2010(
    added: pd.DataFrame, threshold: float, size: float, focus: float, expected: int
) -> None:
    stars = cluster_stars(added, threshold=threshold, size=size, focus=focus)["stars"]
    assert int((stars == 3).sum()) == expected


def test_an_absolute_focus_of_one_per_cent_gives_most_cells_a_star(added: pd.DataFrame) -> None:
    assert added.size == 1280
    assert int((cluster_stars(added)["stars"] >= 1).sum()) == 983


def test_most_specialised_cells_of_manufacturing_hang_on_one_firm(revenue: pd.DataFrame) -> None:
    specialised = location_quotient(revenue) >= 2
    assert int(specialised.to_numpy().sum()) == 226
    assert int((specialised & dominated_by_one_firm(2013)).to_numpy().sum()) == 160


def test_fine_clusters_shrink_when_several_firms_are_asked_for(revenue: pd.DataFrame) -> None:
    stars = cluster_stars(revenue)["stars"]
    firms = region_industry_table("firm_count", 2013).stack()[stars.index]
    found = stars == 3
    assert (int(found.sum()), int((found & (firms >= 3)).sum()), int((found & (firms >= 10)).sum())) == (
        162,
        87,
        19,
    )


def test_value_added_of_2012_is_not_the_early_estimate() -> None:
    revised = region_industry_table("gva", 2012)
    assert revised.shape == (80, 16)
    assert location_quotient(revised).at["RU-LIP", "D"] > 1.5


def test_a_relative_rule_gives_every_industry_the_same_number_of_large_cells(added: pd.DataFrame) -> None:
    large = cluster_stars(added, rule="relative")["large"].groupby("section").sum()
    full = (added > 0).sum() == 80
    assert set(large[full]) == {8}


def test_a_region_or_industry_without_value_has_no_quotient() -> None:
    x = pd.DataFrame({"cars": [1.0, 0.0], "ships": [0.0, 0.0]}, index=["A", "B"])
    assert location_quotient(x).isna().to_numpy().tolist() == [[False, True], [True, True]]
    assert len(cluster_stars(x)) == 1


@pytest.mark.parametrize("wrong", [-1.0, float("nan")])
def test_a_value_below_zero_or_missing_is_refused_by_name(wrong: float) -> None:
    x = pd.DataFrame({"cars": [1.0, wrong]}, index=["A", "B"])
    with pytest.raises(CourseError, match="row 'B', column 'cars'"):
        location_quotient(x)


def test_a_year_without_a_table_is_refused() -> None:
    with pytest.raises(CourseError, match="no table of 'gva' for 1999"):
        region_industry_table("gva", 1999)
