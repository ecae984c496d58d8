"""Models of chapter 4 against the indicator library and against the values that its data must give."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterpolicy.datasets import load
from clusterpolicy.errors import CourseError
from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.indicators import chained, shift_share
from clusterpolicy.indicators.industry_growth import industry_shift_share
from clusterpolicy.indicators.tables import OKRUGS, region_industry_table
from clusterpolicy.models.enterprise import moscow, russia
from clusterpolicy.models.shift_share import case, cells_of, nation_of, other_signs, split
from clusterpolicy.models.volumes import levels

SPANS = list(combinations(range(2005, 2012), 2))
SHARES = exercise("shift-share").dataset
CODES = sorted(SHARES["tables"]["industry"]["values"]["2011"])


def parts_of(scope: str, code: str, span: tuple[int, int], basis: str, method: str) -> dict[str, Any]:
    table, (first, last) = SHARES["tables"][scope], map(str, span)
    nation = nation_of(SHARES, table, first, last)
    cells = cells_of(SHARES, table, nation, code, first, last)
    found: dict[str, Any] = split(SHARES, table, nation, cells, code, first, last, basis, method)
    return found


@pytest.mark.parametrize("code", CODES)
@given(
    span=st.sampled_from(SPANS),
    scope=st.sampled_from(["industry", "product"]),
    method=st.sampled_from(["classic", "esteban-marquillas"]),
    show=st.sampled_from(["both", "real", "nominal"]),
)
def test_parts_of_every_region_add_up_to_its_change(
    code: str, span: tuple[int, int], scope: str, method: str, show: str
) -> None:
    item = exercise("shift-share")
    values = {"region": code, "scope": scope, "method": method, "show": show}
    result = item.run(item.defaults | values | {"start": str(span[0]), "end": str(span[1])})
    figures = result["figures"]
    assert figures["real_sum"] == pytest.approx(figures["real_change"], abs=1e-9)
    assert figures["nominal_sum"] == pytest.approx(figures["nominal_change"], abs=1e-9)
    for basis in {row["basis"] for row in result["rows"]}:
        *parts, change = [row for row in result["rows"] if row["basis"] == basis]
        assert sum(row["value"] for row in parts) == pytest.approx(change["value"], abs=1e-9)
        assert parts[-1]["end"] == pytest.approx(change["end"], abs=1e-9)


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("prices", ["real", "nominal"])
@pytest.mark.parametrize("method", ["classic", "esteban-marquillas"])
def test_industry_is_split_as_in_the_indicator_library(
    span: tuple[int, int], prices: Any, method: Any
) -> None:
    library = industry_shift_share(*span, prices=prices, method=method)
    named = {"country": "national", "mix": "mix", "rest": "competitive", "allocation": "allocation"}
    for code in library.index[::7].union(["RU-MOW", "RU-TYU"]):
        found = parts_of("industry", code, span, prices, method)
        assert found["change"] == pytest.approx(library.at[code, "change"], abs=1e-8)
        assert len(found["sections"]) == library.at[code, "sections"]
        for part, value in found["parts"].items():
            assert value == pytest.approx(library.at[code, named[part]], abs=1e-8)


def test_what_has_no_volume_index_is_left_out_and_not_filled_in() -> None:
    assert industry_shift_share(2009, 2011).at["RU-MOW", "sections"] == 2
    assert "RU-CE" not in industry_shift_share(2005, 2011).index
    for span in ((2004, 2008), (2009, 2009), (2011, 2009), (2009, 2012)):
        with pytest.raises(CourseError, match="span"):
            industry_shift_share(*span)


@pytest.mark.parametrize("span", SPANS)
def test_the_whole_product_is_split_as_in_the_indicator_library(span: tuple[int, int]) -> None:
    x0, x1 = (region_industry_table("gva", year) for year in span)
    both = [section for section in x0 if section in x1 and x0[section].sum() > 0 and x1[section].sum() > 0]
    rows = x0.index.intersection(x1.index)
    x0, x1 = x0.loc[rows, both].round(1), x1.loc[rows, both].round(1)
    library = shift_share(x0, x1).groupby(level=0).sum().div(x0.sum(axis=1), axis=0) * 100
    for code in ("RU-TYU", "RU-KLU", "RU-MOW"):
        parts = parts_of("product", code, span, "nominal", "classic")["parts"]
        assert parts["mix"] == pytest.approx(library.at[code, "mix"], abs=1e-8)
        assert parts["rest"] == pytest.approx(library.at[code, "competitive"], abs=1e-8)


def test_prices_pass_for_competitiveness() -> None:
    found = case(SHARES)
    assert found["mix"] == pytest.approx(10.6, abs=0.05)
    assert found["lag"] == pytest.approx(-1.0, abs=0.05)
    table = SHARES["tables"]["product"]
    assert other_signs(SHARES, table, nation_of(SHARES, table, "2005", "2011"), "2005", "2011") == (22, 80)


@pytest.mark.parametrize("measure", ["grp_index", "ipi_okved1"])
@pytest.mark.parametrize("base", [2007, 2008])
def test_levels_are_those_of_the_indicator_library(measure: str, base: int) -> None:
    data = exercise("crisis-and-recovery").dataset
    library = chained(load("panel", indicator=measure), base)
    for code, indices in data["groups"][measure]["series"].items():
        found = levels(data["years"], indices, base)
        known = library.loc[code].reindex(data["years"]).to_numpy()
        assert np.allclose(np.array(found, dtype=float), known, rtol=1e-6, equal_nan=True)


def test_levels_computed_by_hand() -> None:
    # A tenth less, then a tenth more, is 0.99; before, 1 / 1.25.
    assert levels([2007, 2008, 2009, 2010], [None, 125, 90, 110], 2008) == pytest.approx([0.8, 1, 0.9, 0.99])
    assert levels([2007, 2008, 2009], [None, None, None], 2008) == [None, 1, None]


def test_sixty_of_eighty_regions_were_back_by_2011_and_moscow_not_by_2016() -> None:
    item = exercise("crisis-and-recovery")
    figures = item.run(item.defaults | {"region": "RU-MOW"})["figures"]
    assert (figures["back"], figures["count"]) == (60, 80)
    assert figures["recovery"] == "not by 2016" and figures["trough_year"] == "2009"


def test_russia_fell_second_deepest_of_the_countries() -> None:
    item = exercise("crisis-and-recovery")
    figures = item.run(item.defaults | {"scope": "countries", "country": "RUS"})["figures"]
    assert figures["deeper"] == 2 and figures["change"] == pytest.approx(-7.8, abs=0.05)
    assert item.run(item.defaults | {"scope": "countries", "country": "FIN"})["figures"]["deeper"] == 1


def test_chuvashia_tyumen_and_sakhalin_are_a_puzzle() -> None:
    regions = {entry["key"]: entry for entry in exercise("diversified-and-resilient").dataset["regions"]}
    assert regions["RU-CU"]["industry"] == pytest.approx(-26, abs=0.5)
    assert regions["RU-TYU"]["industry"] == pytest.approx(-4, abs=0.5)
    assert regions["RU-SAK"]["industry"] == pytest.approx(27, abs=0.5)
    counted = [entry for entry in regions.values() if not entry["inside"]]
    assert min(counted, key=lambda entry: entry["herfindahl"])["key"] == "RU-TYU"
    assert {entry["key"] for entry in regions.values() if entry["inside"]} == set(OKRUGS)


def test_measures_of_enterprise_disagree() -> None:
    data = exercise("enterprise").dataset
    found = moscow(data)
    assert (found["first_rank"], found["second_rank"], found["count"]) == (1, 80, 80)
    assert found["agree"] == pytest.approx(-0.14, abs=0.005)
    assert russia(data, "intentions") == (23, 23)
    by_country = {place["key"]: place for place in data["countries"]}
    assert by_country["RUS"]["intentions"] == pytest.approx(2.8, abs=0.05)
    assert by_country["FIN"]["intentions"] == pytest.approx(6.0, abs=0.05)
    assert by_country["RUS"]["new_firms"] > by_country["DEU"]["new_firms"]


def test_a_table_with_okrugs_differs_in_nothing_but_their_rows() -> None:
    for measure, year in (("gva", 2007), ("gva", 2012), ("shipped_output", 2010)):
        without = region_industry_table(measure, year)  # type: ignore[arg-type]
        beside = region_industry_table(measure, year, okrugs=True)  # type: ignore[arg-type]
        assert set(beside.index) - set(without.index) == set(OKRUGS)
        pd.testing.assert_frame_equal(beside.drop(list(OKRUGS)), without)
