"""Location quotients and stars, against published and hand-computed values on the course's own data."""

from __future__ import annotations

import pandas as pd
import pytest

from clusterpolicy.errors import CourseError
from clusterpolicy.indicators.specialisation import cluster_stars, location_quotient
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
