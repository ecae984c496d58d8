"""Agreement with other packages on the course's own data, whole vectors, up to the scale that docstrings name.

Peers: ecomplexity, econcomplex, economic-complexity, inequality, pymcdm; statsmodels has its tests in `test_evaluation`.
"""

from __future__ import annotations

from pathlib import Path

import econcomplex
import economic_complexity
import numpy as np
import pandas as pd
import pytest
from ecomplexity import ecomplexity
from hypothesis import given
from inequality.gini import Gini
from inequality.theil import Theil, TheilD
from peer_figures import PATH, figures
from pymcdm.methods import TOPSIS, WSM
from pymcdm.normalizations import minmax_normalization, vector_normalization
from scipy.stats import zscore
from tables import full_tables, large_firms, value_added

from clusterpolicy.datasets import load
from clusterpolicy.indicators import (
    comparative_advantage,
    complexity,
    density,
    entropy,
    fitness,
    herfindahl,
    krugman_index,
    location_quotient,
    min_max,
    proximity,
    spatial_gini,
    theil,
    topsis,
    weighted_sum,
    z_scores,
)

# ecomplexity calls pandas in a way that pandas 4 will refuse.
pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame.set_index")
TABLES = pytest.mark.parametrize("x", [value_added(), large_firms()], ids=["value added", "large firms"])


def long_form(x: pd.DataFrame) -> pd.DataFrame:
    return (
        x.rename_axis(index="region", columns="industry")
        .stack()
        .rename("value")
        .reset_index()
        .assign(year=2010)
    )


def growth_lab(x: pd.DataFrame) -> pd.DataFrame:
    """Return what ecomplexity finds, a row a cell."""
    names = {"time": "year", "loc": "region", "prod": "industry", "val": "value"}
    return ecomplexity(long_form(x), names, check_logsupermodularity=False, verbose=False)


@TABLES
def test_quotients_and_advantages(x: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(location_quotient(x), econcomplex.location_quotient(x))
    pd.testing.assert_frame_equal(location_quotient(x), economic_complexity.rca(x))
    held = growth_lab(x).pivot(index="region", columns="industry", values="mcp").astype(bool)
    assert (comparative_advantage(x).to_numpy() == held.loc[x.index, x.columns].to_numpy()).all()


@TABLES
def test_specialisation_and_diversity_of_regions(x: pd.DataFrame) -> None:
    pd.testing.assert_series_equal(krugman_index(x), econcomplex.krugman_index(x))
    pd.testing.assert_series_equal(herfindahl(x), econcomplex.herfindahl(x, normalize=False))
    pd.testing.assert_series_equal(entropy(x), econcomplex.shannon_entropy(x), check_names=False)


@TABLES
def test_the_locational_gini_is_the_hoover_gini_and_twice_an_area(x: pd.DataFrame) -> None:
    pd.testing.assert_series_equal(spatial_gini(x), econcomplex.hoover_gini(x), check_names=False)
    pd.testing.assert_series_equal(spatial_gini(x), 2 * econcomplex.locational_gini(x), check_names=False)


@TABLES
def test_with_regions_of_one_size_the_locational_gini_is_the_plain_one(x: pd.DataFrame) -> None:
    for industry in x.columns:
        rest = x[industry].max() - x[industry]
        found = spatial_gini(pd.DataFrame({"one": x[industry], "rest": rest}))["one"]
        assert found == pytest.approx(Gini(x[industry].to_numpy()).g)


@TABLES
def test_theil_and_its_parts(x: pd.DataFrame) -> None:
    districts = load("regions").set_index("iso_code")["fd_code"].loc[x.index]
    found = theil(x, groups=districts)
    peer = TheilD(x.to_numpy(), districts.to_numpy())
    assert np.allclose(found["total"], Theil(x.to_numpy()).T)
    assert np.allclose(found["between"], peer.bg)
    assert np.allclose(found["within"], peer.wg)


@TABLES
def test_proximity_but_for_the_diagonal(x: pd.DataFrame) -> None:
    peer = econcomplex.proximity(x, compute="product")["product"].to_numpy() + np.eye(x.shape[1])
    assert np.allclose(proximity(x), peer)


@TABLES
def test_density_complexity_and_their_scale_as_the_growth_lab_has_them(x: pd.DataFrame) -> None:
    peer = growth_lab(x)
    regions, industries = complexity(x)
    assert np.allclose(peer.groupby("region")["eci"].first().loc[x.index], regions, atol=1e-9)
    assert np.allclose(peer.groupby("industry")["pci"].first().loc[x.columns], industries, atol=1e-9)
    assert np.allclose(
        peer.pivot(index="region", columns="industry", values="density").loc[x.index], density(x)
    )


@TABLES
def test_complexity_where_industries_are_standardised_by_themselves(x: pd.DataFrame) -> None:
    regions, industries = complexity(x)
    eci, pci = econcomplex.eci_pci(x)
    assert np.allclose(eci, regions, atol=1e-9)
    assert np.allclose(pci, zscore(industries), atol=1e-9)


def test_reflections_come_near_and_then_lose_their_digits() -> None:
    x = value_added()
    regions, _ = complexity(x)
    twenty, _ = economic_complexity.complexity(economic_complexity.rca(x))
    exact = (regions - regions.mean()) / regions.std()
    assert 0.01 < np.abs(twenty - exact).max() < 0.1
    many, _ = economic_complexity.complexity(economic_complexity.rca(x), iterations=200)
    assert many.isna().all()


@TABLES
def test_fitness_after_as_many_rounds_as_it_takes(x: pd.DataFrame) -> None:
    found = fitness(x)
    regions, industries = econcomplex.fitness_complexity(x, iterations=1000, tol=1e-12)
    assert np.allclose(found.regions, regions, atol=1e-6)
    assert np.allclose(found.industries, industries, atol=1e-6)


@given(full_tables(least=3))
def test_multi_criteria_scores(x: pd.DataFrame) -> None:
    weights = np.arange(1.0, x.shape[1] + 1)
    weights /= weights.sum()
    named = dict(zip(x.columns, weights, strict=True))
    types = np.where(np.arange(x.shape[1]) % 2, -1, 1)
    costs = list(x.columns[types < 0])
    if topsis(x, named).dropped:
        return
    values = x.to_numpy()
    classic = TOPSIS(vector_normalization)(values, weights, types, validation=False)
    assert np.allclose(topsis(x, named, costs=costs).scores, classic)
    sums = WSM(minmax_normalization)(values, weights, types, validation=False)
    assert np.allclose(weighted_sum(x, named, costs=costs).scores, sums)
    for column, name in enumerate(x.columns):
        scaled = minmax_normalization(values[:, column], cost=name in costs)
        assert np.allclose(min_max(x, costs=costs)[name], scaled)
    assert np.allclose(z_scores(x), zscore(values, ddof=1))


def test_another_normalisation_lets_another_alternative_win() -> None:
    three = np.array([[6.0, 4.0], [9.0, 2.0], [9.0, 1.0]])
    by_range = TOPSIS(minmax_normalization)(three, np.array([0.5, 0.5]), np.array([1, 1]))
    assert by_range.round(3).tolist() == [0.5, 0.613, 0.5]


def test_the_figures_that_the_methods_appendix_shows_are_what_the_packages_return_today() -> None:
    stored = pd.read_csv(PATH, dtype={"figure": float}, keep_default_na=False)
    today = figures()
    columns = ["measure", "of", "package"]
    assert stored[columns].to_numpy().tolist() == today[columns].to_numpy().tolist()
    assert np.allclose(stored["figure"], today["figure"], rtol=1e-7)
    assert Path(PATH).parent.name == "notebooks"
