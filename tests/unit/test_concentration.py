"""Concentration and diversity: bounds, sums of parts, values computed by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import full_tables, tables, value_added

from clusterpolicy.errors import CourseError
from clusterpolicy.indicators import entropy, herfindahl, related_variety, spatial_gini, theil


def groups_of(labels: pd.Index, number: int) -> dict[str, int]:
    return {label: place % number for place, label in enumerate(labels)}


def test_a_herfindahl_index_and_an_entropy_computed_by_hand() -> None:
    x = pd.DataFrame({"cars": [1.0, 5.0], "bread": [1.0, 0.0], "ships": [2.0, 0.0]}, index=["A", "B"])
    # A: shares ¼, ¼, ½. Squares 1/16 + 1/16 + 1/4; bits ¼ · 2 + ¼ · 2 + ½ · 1.
    assert herfindahl(x).to_dict() == pytest.approx({"A": 0.375, "B": 1.0})
    assert entropy(x).to_dict() == pytest.approx({"A": 1.5, "B": 0.0})


@given(tables())
def test_herfindahl_and_entropy_keep_their_bounds_and_meet_them_together(x: pd.DataFrame) -> None:
    industries = x.shape[1]
    concentrated, varied = herfindahl(x).dropna(), entropy(x).dropna()
    assert concentrated.between(1 / industries - 1e-9, 1 + 1e-9).all()
    assert varied.between(-1e-9, np.log2(industries) + 1e-9).all()
    # By Jensen's inequality no region has more bits than the logarithm of its number of equal industries.
    assert (varied >= -np.log2(concentrated) - 1e-6).all()


@given(full_tables(), st.integers(1, 4))
def test_related_and_unrelated_variety_add_up_to_entropy(x: pd.DataFrame, number: int) -> None:
    parts = related_variety(x, groups_of(x.columns, number))
    assert np.allclose(parts.sum(axis=1), entropy(x), atol=1e-12)
    assert (parts >= 0).all(axis=None)
    assert (parts["unrelated"] <= np.log2(number) + 1e-9).all()


def test_related_variety_by_hand() -> None:
    x = pd.DataFrame([[1.0, 1.0, 1.0, 1.0]], index=["A"], columns=["cars", "lorries", "bread", "beer"])
    parts = related_variety(x, {"cars": "vehicles", "lorries": "vehicles", "bread": "food", "beer": "food"})
    # Two groups of a half each: one bit between them; inside each two equal industries: one bit more.
    assert parts.loc["A"].to_dict() == pytest.approx({"related": 1.0, "unrelated": 1.0})


@given(tables())
def test_one_group_leaves_only_related_variety_and_groups_of_one_only_unrelated(x: pd.DataFrame) -> None:
    together = related_variety(x, dict.fromkeys(x.columns, "all")).dropna()
    apart = related_variety(x, {label: label for label in x.columns}).dropna()
    assert np.allclose(together["unrelated"], 0, atol=1e-9)
    assert np.allclose(apart["related"], 0, atol=1e-9)


def test_an_industry_without_a_group_is_refused() -> None:
    with pytest.raises(CourseError, match="there is no group for 'B'"):
        related_variety(value_added(), {"A": 1})


def test_a_locational_gini_computed_by_hand() -> None:
    x = pd.DataFrame({"cars": [4.0, 0.0], "rest": [4.0, 8.0]}, index=["A", "B"])
    # Both regions are half of the whole, all cars are in A: the curve runs along the axis to ½, then up to 1.
    # Area ½ · ½ · 1 = ¼; Gini 1 − 2 · ¼. Of the rest, A has a third: area ½ · (1/6) + ½ · (2/3) = 5/12.
    assert spatial_gini(x).to_dict() == pytest.approx({"cars": 0.5, "rest": 1 / 6})


@given(tables())
def test_the_locational_gini_lies_between_nought_and_one(x: pd.DataFrame) -> None:
    assert spatial_gini(x).dropna().between(-1e-9, 1).all()


@given(full_tables())
def test_an_industry_spread_as_the_whole_has_a_gini_of_nought(x: pd.DataFrame) -> None:
    same = pd.DataFrame(np.outer(x.sum(axis=1), [1.0, 2.0]), index=x.index, columns=["cars", "bread"])
    assert np.allclose(spatial_gini(same), 0, atol=1e-9)


def test_a_theil_index_computed_by_hand() -> None:
    x = pd.DataFrame({2010: [1.0, 3.0]}, index=["A", "B"])
    # Shares ¼ and ¾ against weights ½ and ½.
    by_hand = 0.25 * np.log(0.5) + 0.75 * np.log(1.5)
    assert theil(x).at[2010, "total"] == pytest.approx(by_hand)
    # With three times as many people in A both have half of the sum: ½ ln(½ / ¾) + ½ ln(½ / ¼).
    weighted = 0.5 * np.log(2 / 3) + 0.5 * np.log(2)
    assert theil(x, weights={"A": 3, "B": 1}).at[2010, "total"] == pytest.approx(weighted)


def test_the_worlds_most_unequal_country_has_the_logarithm_of_its_regions() -> None:
    x = pd.DataFrame({2010: [0.0, 0.0, 0.0, 8.0]}, index=list("ABCD"))
    assert theil(x).at[2010, "total"] == pytest.approx(np.log(4))


@given(tables(), st.integers(1, 3), st.data())
def test_theil_parts_are_what_their_formulas_say_and_add_up(
    x: pd.DataFrame, number: int, data: st.DataObject
) -> None:
    weights = pd.Series(
        data.draw(st.lists(st.floats(0.1, 100), min_size=len(x), max_size=len(x))), index=x.index
    )
    groups = pd.Series(groups_of(x.index, number))
    parts = theil(x, weights, groups)
    pd.testing.assert_series_equal(parts["between"] + parts["within"], parts["total"], check_names=False)
    # Within, group by group: each group's own index, weighted by its share of the sum.
    sums = x.mul(weights, axis=0)
    within = sum(
        (sums.loc[members].sum() / sums.sum()) * theil(x.loc[members], weights[members])["total"].fillna(0)
        for members in (groups.index[groups == group] for group in groups.unique())
    )
    told = parts["within"].dropna()
    assert np.allclose(told, within[told.index], atol=1e-9)
    assert (parts.dropna() >= -1e-12).all(axis=None)


@given(full_tables(least=2))
def test_equal_regions_have_a_theil_index_of_nought(x: pd.DataFrame) -> None:
    equal = pd.DataFrame(7.5, index=x.index, columns=x.columns)
    assert np.allclose(theil(equal, weights=x.sum(axis=1))["total"], 0, atol=1e-12)


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"RU-AD": 1.0}, "there is no weight for"),
        (pd.Series(0.0, index=value_added().index), "all weights are zero"),
        (pd.Series(-1.0, index=value_added().index), "weight of 'RU-.*': -1.0 is not a weight from zero up"),
    ],
)
def test_weights_that_weigh_nothing_are_refused(weights: pd.Series, message: str) -> None:
    with pytest.raises(CourseError, match=message):
        theil(value_added(), weights)


def test_in_2010_fishing_and_mining_lie_furthest_from_the_rest_and_transport_nearest() -> None:
    order = spatial_gini(value_added()).sort_values().index
    assert order[-2:].tolist() == ["C", "B"]
    assert order[0] == "I"
