"""Evaluation: did regions with a programme change more than the others, and could the data show it?"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clusterpolicy.errors import CourseError
from clusterpolicy.indicators.checks import Floats, complete, known, panel_table, positive_weights

LEVEL = 0.05
Weights: TypeAlias = Mapping[Hashable, float] | pd.Series | None


@dataclass(frozen=True)
class Effect:
    """An estimated effect.

    Attributes
    ----------
    estimate, standard_error, low, high : float
        In the unit of the outcome; `low` to `high` is the 95 % confidence interval. All but the estimate are missing
        where the constants of regions and years use up every value, as with two regions and two years.
    p_value : float
        Of no effect, two-sided, from t with (regions − 1) degrees of freedom.
    treated, controls, observations : int
        Regions on each side and values that count.
    """

    estimate: float
    standard_error: float
    p_value: float
    low: float
    high: float
    treated: int
    controls: int
    observations: int


@dataclass(frozen=True)
class EventStudy:
    """Effects by year.

    Attributes
    ----------
    years : DataFrame
        One row a year: ``estimate``, ``standard_error``, ``p_value``, ``low``, ``high``.
    pre_trend_p : float
        Of no difference between the years before, all at once; a small one says that treated and controls were drifting
        apart before anything happened. Missing with one year before.
    """

    years: pd.DataFrame
    pre_trend_p: float


@dataclass(frozen=True)
class Placebo:
    """An estimate among those for regions drawn by lot.

    Attributes
    ----------
    estimate : float
        For the regions that were treated.
    draws : Series
        For as many regions drawn by lot, one figure a draw.
    p_value : float
        Share of the draws that lie as far from 0 as the estimate; where the draws are a sample, the estimate counts
        as one of them.
    """

    estimate: float
    draws: pd.Series
    p_value: float


@dataclass(frozen=True)
class _Sample:
    """The values of a panel one under the other, with who was treated and when."""

    outcome: Floats
    region: NDArray[np.intp]
    year: NDArray[np.intp]
    regions: pd.Index
    years: pd.Index
    treated: NDArray[np.bool_]
    since: int
    weight: Floats

    @cached_property
    def after(self) -> NDArray[np.bool_]:
        """Whether each value is of a year with the programme."""
        found: NDArray[np.bool_] = np.asarray(self.years)[self.year] >= self.since
        return found

    @cached_property
    def of_years(self) -> Floats:
        """Dummies, one column a year but the first, less their regions' means."""
        return self.within(np.eye(len(self.years))[self.year][:, 1:])

    def within(self, columns: Floats) -> Floats:
        """Return columns less their weighted means by region: what is left once each region has its constant."""
        weight = self.weight[self.region, None]
        sums = pd.DataFrame(columns * weight).groupby(self.region).transform("sum").to_numpy()
        total = np.bincount(self.region, weights=self.weight[self.region])[self.region, None]
        left: Floats = columns - sums / total
        return left


def difference_in_differences(
    panel: pd.DataFrame, treated: Collection[Hashable], since: int, *, weights: Weights = None
) -> Effect:
    r"""Compare how much treated regions changed with how much the others did.

    .. math:: y_{rt} = \alpha_r + \gamma_t + \beta D_{rt} + e_{rt}, \quad
        D_{rt} = 1 \text{ for treated } r \text{ from the year } since \text{ on}

    Ordinary least squares by statsmodels, regions' constants taken out as means; errors clustered by region, with its
    correction for few clusters and parameters. The regions' constants are nested in the clusters and not counted as
    parameters, as in Stata's ``xtreg``; a regression with a dummy for each region counts them, and its errors are a few
    per cent larger. The base is the average of all years before. It is an effect only if both
    groups would have moved alike without the programme: see `event_study` and `placebo`, and try a date before the
    programme on the years before it. With few treated regions clustered errors come out too small: trust `placebo`.

    Parameters
    ----------
    panel : DataFrame
        Outcome, regions × years, or long with ``iso_code``, ``year``, ``value``. Missing values are left out, and regions
        without a value before or without one since.
    treated : collection
        Labels of the treated regions.
    since : int
        First year with the programme.
    weights : mapping or Series, optional
        What each region counts for, as its inhabitants; all alike where left out. A weight of 0 leaves a region out.

    Returns
    -------
    Effect
        β in the unit of the outcome (of log points, if it is a logarithm), its error and the numbers behind it.

    Raises
    ------
    CourseError
        A treated region is not in the panel; no treated or no other region has values on both sides of the date; the
        values cannot tell the effect from the years'.

    References
    ----------
    Angrist, J. and Pischke, J.-S. (2009). Mostly Harmless Econometrics. Princeton University Press, chapters 5 and 8.
    Bertrand, M., Duflo, E. and Mullainathan, S. (2004). How Much Should We Trust Differences-in-Differences Estimates?
    Quarterly Journal of Economics 119.
    Cameron, A. C. and Miller, D. (2015). A Practitioner's Guide to Cluster-Robust Inference. Journal of Human Resources
    50, section III.
    """
    sample = _sample(panel, treated, since, weights)
    switched = (sample.treated[sample.region] & sample.after).astype(float)
    fit = _fitted(sample, switched[:, None])
    found = _contrasted(sample, fit, np.ones((1, 1)), pd.Index([since])).loc[since]
    return Effect(
        estimate=float(found["estimate"]),
        standard_error=float(found["standard_error"]),
        p_value=float(found["p_value"]),
        low=float(found["low"]),
        high=float(found["high"]),
        treated=int(sample.treated.sum()),
        controls=int((~sample.treated).sum()),
        observations=len(sample.outcome),
    )


def event_study(
    panel: pd.DataFrame,
    treated: Collection[Hashable],
    since: int,
    *,
    base: Collection[int] | None = None,
    weights: Weights = None,
) -> EventStudy:
    r"""Return the difference between treated regions and the others year by year.

    .. math:: y_{rt} = \alpha_r + \gamma_t + \sum_s \theta_s [r \text{ treated}] [t = s] + e_{rt}, \quad
        \text{reported: } \theta_s - \overline{\theta}_{base}

    Ordinary least squares by statsmodels, errors clustered by region. One base year can flip the sign of all that
    follows: the default is the average of the years before.

    Parameters
    ----------
    panel, treated, since, weights
        As in `difference_in_differences`.
    base : collection of int, optional
        The years whose average is 0; all years before `since` where left out.

    Returns
    -------
    EventStudy
        Estimates in the unit of the outcome, a row a year, and the test of the years before. A single base year is 0 by
        definition: it has no error.

    Raises
    ------
    CourseError
        As in `difference_in_differences`; or a base year is not in the panel.

    References
    ----------
    Angrist, J. and Pischke, J.-S. (2009). Mostly Harmless Econometrics. Princeton University Press, chapter 5.
    """
    sample = _sample(panel, treated, since, weights)
    years = np.asarray(sample.years)
    chosen = np.isin(years, years[years < since] if base is None else list(base))
    if base is not None and (not len(base) or set(base) - set(years.tolist())):
        raise CourseError(
            f"base {list(base)!r} is not among the years", todo=f"Choose from {years[0]} to {years[-1]}."
        )
    of_year = np.eye(len(years))[sample.year] * sample.treated[sample.region, None]
    fit = _fitted(sample, of_year[:, 1:])
    # The first year's coefficient is 0; each row takes the average of the base years from one year.
    contrasts = (np.eye(len(years)) - chosen / chosen.sum())[:, 1:]
    before = int((years < since).sum())
    return EventStudy(_contrasted(sample, fit, contrasts, sample.years), _leads_p(sample, fit, before))


def _leaves_residuals(sample: _Sample, fit: Any) -> bool:
    """Return whether any value is left, from which an error can be told, when all constants are fitted."""
    return len(sample.outcome) > len(sample.regions) + len(fit.params)


def _contrasted(sample: _Sample, fit: Any, contrasts: Floats, years: pd.Index) -> pd.DataFrame:
    """Return each contrast of the first coefficients with its error; a contrast of nothing is 0 and has none."""
    names = ["estimate", "standard_error", "p_value", "low", "high"]
    table = pd.DataFrame(np.nan, index=years, columns=names)
    free = contrasts.any(axis=1)
    padded = np.zeros((int(free.sum()), len(fit.params)))
    padded[:, : contrasts.shape[1]] = contrasts[free]
    tests = fit.t_test(padded)
    table.loc[free, names] = np.column_stack([tests.effect, tests.sd, tests.pvalue, tests.conf_int(LEVEL)])
    table.loc[~free, "estimate"] = 0.0
    if not _leaves_residuals(sample, fit):
        table[names[1:]] = np.nan
    return table


def _leads_p(sample: _Sample, fit: Any, before: int) -> float:
    """Return the p value of no difference between the years before."""
    if before < 2 or not _leaves_residuals(sample, fit):
        return math.nan
    leads = np.eye(before - 1, len(fit.params))
    return float(fit.wald_test(leads, use_f=True, scalar=True).pvalue)


def placebo(
    panel: pd.DataFrame,
    treated: Collection[Hashable],
    since: int,
    *,
    weights: Weights = None,
    draws: int = 2000,
    seed: int = 0,
) -> Placebo:
    """Return the effects that regions drawn by lot would show, and how far out the real one lies among them.

    Each draw takes as many regions as were treated, from all, and estimates the same difference-in-differences. Where
    there are no more than `draws` ways to choose, all are taken once.

    Parameters
    ----------
    panel, treated, since, weights
        As in `difference_in_differences`; weights stay with their regions.
    draws : int
        How many times to draw.
    seed : int
        Start of the random numbers: the same seed gives the same draws.

    Returns
    -------
    Placebo
        In the unit of the outcome; draws whose effect the values cannot tell from the years' are left out. For a placebo
        *date* give `difference_in_differences` the years before and a date among them.

    Raises
    ------
    CourseError
        As in `difference_in_differences`.

    References
    ----------
    Conley, T. and Taber, C. (2011). Inference with "Difference in Differences" with a Small Number of Policy Changes.
    Review of Economics and Statistics 93.
    """
    sample = _sample(panel, treated, since, weights)
    chosen, exact = _lots(len(sample.regions), int(sample.treated.sum()), draws, seed)
    estimate, *drawn = _effects(sample, np.vstack([sample.treated, chosen]))
    if not math.isfinite(estimate):
        raise _untold()
    found = pd.Series(drawn, name="estimate").dropna()
    # The small step back counts the very same set, whose figure may differ in the last digit.
    beyond = int((found.abs() >= abs(estimate) * (1 - 1e-9)).sum())
    p_value = beyond / len(found) if exact else (1 + beyond) / (1 + len(found))
    return Placebo(float(estimate), found, p_value)


def _effects(sample: _Sample, chosen: NDArray[np.bool_]) -> Floats:
    """Return the effect for each row of treated regions; missing where the values cannot tell it from the years'."""
    moved, spread = _residual_forms(sample)
    ways = chosen.astype(float)
    left = ((ways @ spread) * ways).sum(axis=1)
    found: Floats = (ways @ moved) / np.where(left > 1e-9 * spread.trace(), left, np.nan)
    return found


def _residual_forms(sample: _Sample) -> tuple[Floats, Floats]:
    """Return a and K so that treating the regions of a 0/1 vector T gives the estimate (T a) / (T K T).

    By Frisch and Waugh the estimate is the regression of what is left of the outcome on what is left of the treatment,
    when regions' and years' constants are taken out; both are linear in T.
    """
    from scipy.linalg import orth

    root = np.sqrt(sample.weight[sample.region])[:, None]
    switch = np.zeros((len(root), len(sample.regions)))
    switch[np.arange(len(root)), sample.region] = sample.after
    left = sample.within(switch) * root
    years = orth(sample.of_years * root)
    left -= years @ (years.T @ left)
    return left.T @ (sample.outcome * root[:, 0]), left.T @ left


def _lots(regions: int, treated: int, draws: int, seed: int) -> tuple[NDArray[np.bool_], bool]:
    """Return who is treated in each draw, and whether these are all the ways there are."""
    exact = math.comb(regions, treated) <= draws
    if exact:
        places = np.array(list(combinations(range(regions), treated)))
    else:
        places = np.random.default_rng(seed).random((draws, regions)).argsort(axis=1)[:, :treated]
    chosen = np.zeros((len(places), regions), dtype=bool)
    np.put_along_axis(chosen, places, True, axis=1)
    return chosen, exact


def smallest_detectable_effect(standard_error: float, *, power: float = 0.8) -> float:
    r"""Return the effect that data with this standard error would find often enough.

    .. math:: \left(z_{0.975} + z_{power}\right) SE

    about 2.8 standard errors. Show it before the estimate: where it is larger than anything that the money could have
    done, "no effect found" says nothing.

    Parameters
    ----------
    standard_error : float
        Of the effect, as `difference_in_differences` gives it.
    power : float
        How often a true effect of this size is found, at the 5 % level, two-sided.

    Returns
    -------
    float
        In the unit of the standard error.

    Raises
    ------
    CourseError
        The error is not above zero, or the power not between 0 and 1.

    References
    ----------
    Bloom, H. (1995). Minimum Detectable Effects. Evaluation Review 19.
    """
    from scipy.special import ndtri

    if not (0 < standard_error < math.inf and 0 < power < 1):
        raise CourseError(
            f"a standard error of {standard_error} and a power of {power} give no effect",
            todo="The error must be above zero, the power between 0 and 1.",
        )
    return float((ndtri(1 - LEVEL / 2) + ndtri(power)) * standard_error)


def balance(features: pd.DataFrame, treated: Collection[Hashable]) -> pd.DataFrame:
    r"""Compare treated regions with the others before anything happened, and say where they have no equals.

    .. math:: d = \frac{\bar x_1 - \bar x_0}{\sqrt{(s_1^2 + s_0^2) / 2}}

    Parameters
    ----------
    features : DataFrame
        Regions × features of the years before, any units, no value missing.
    treated : collection
        Labels of the treated regions.

    Returns
    -------
    DataFrame
        One row a feature: the means ``treated`` and ``controls``; ``difference``, d, in standard deviations (n − 1),
        missing where neither group varies or one has a single region; ``outside``, the share of treated regions beyond
        the range of the controls. Beyond 0.25 deviations regression no longer makes up for the difference; what is
        outside has nothing to be compared with.

    Raises
    ------
    CourseError
        A treated region is not in the table, one side is empty, a value is missing or no number.

    References
    ----------
    Imbens, G. and Rubin, D. (2015). Causal Inference. Cambridge University Press, chapter 14.
    """
    complete(features)
    ones, others = _two_sides(features, treated)
    spread = np.sqrt((ones.var() + others.var()) / 2)
    outside = (ones < others.min()) | (ones > others.max())
    return pd.DataFrame(
        {
            "treated": ones.mean(),
            "controls": others.mean(),
            "difference": (ones.mean() - others.mean()) / spread.where(spread > 0),
            "outside": outside.mean(),
        }
    )


def match_on_trends(
    panel: pd.DataFrame,
    treated: Collection[Hashable],
    since: int,
    *,
    also: pd.DataFrame | None = None,
    caliper: float = 0.25,
) -> pd.DataFrame:
    """Find for each treated region the other one that moved most alike before, if one is near enough.

    The trend is the slope of a straight line through the years before. Trend and further features are put in standard
    deviations over all regions; the distance of two regions is their largest difference in any of them.

    Parameters
    ----------
    panel : DataFrame
        Outcome, regions × years, or long with ``iso_code``, ``year``, ``value``.
    treated : collection
        Labels of the treated regions.
    since : int
        First year with the programme; only years before it are looked at.
    also : DataFrame, optional
        Regions × further features to be alike in, as size and R&D: regions with one trend can differ in all else.
    caliper : float
        The largest distance that still counts as alike, in standard deviations.

    Returns
    -------
    DataFrame
        One row a treated region: ``control``, the nearest other region, and ``distance``. Beyond the caliper the match
        is refused: the control is missing, the distance is that of the nearest. Both are missing where a region has
        fewer than two values before. One control may serve several.

    Raises
    ------
    CourseError
        A treated region is not in the panel, one side is empty, there are fewer than two years before, `also` lacks a
        region or a value.

    References
    ----------
    Stuart, E. (2010). Matching Methods for Causal Inference. Statistical Science 25.
    """
    table = panel_table(panel)
    features = _slopes(table.loc[:, table.columns < since]).to_frame("trend")
    if also is not None:
        complete(also)
        known("row in the further features", features.index.difference(also.index)[:1], also.index)
        features = features.join(also)
    ones, others = _two_sides(features, treated)
    spread = features.std()
    if not (spread > 0).all():
        raise CourseError(
            "all regions are alike", f"feature {spread.index[~(spread > 0)][0]!r}", "Leave it out."
        )
    gaps = np.abs(ones.to_numpy()[:, None, :] - others.to_numpy()[None, :, :]) / spread.to_numpy()
    distance = np.nan_to_num(gaps.max(axis=2), nan=np.inf)
    nearest = distance.argmin(axis=1)
    least = distance[np.arange(len(ones)), nearest]
    matches = pd.DataFrame({"control": others.index[nearest], "distance": least}, index=ones.index)
    matches["control"] = matches["control"].where(least <= caliper)
    return matches.assign(distance=matches["distance"].where(np.isfinite(least)))


def _slopes(table: pd.DataFrame) -> pd.Series:
    """Return each region's slope over the years that it has; missing with fewer than two."""
    if table.shape[1] < 2:
        raise CourseError(
            "there are fewer than two years before", todo="Add earlier years, or choose a later date."
        )
    years = table.columns.to_numpy(dtype=float) + 0 * table
    centred = years.sub(years.mean(axis="columns"), axis="index")
    spread = (centred**2).sum(axis="columns")
    return (centred * table).sum(axis="columns") / spread.where(spread > 0)


def _two_sides(table: pd.DataFrame, treated: Collection[Hashable]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows of the treated regions and those of the others."""
    known("region", treated, table.index)
    inside = table.index.isin(list(treated))
    if inside.all() or not inside.any():
        side = "control" if inside.all() else "treated"
        raise CourseError(f"there is no {side} region", todo="Both sides need one at least.")
    return table[inside], table[~inside]


def _sample(panel: pd.DataFrame, treated: Collection[Hashable], since: int, weights: Weights) -> _Sample:
    """Return the values that can show a change."""
    table = panel_table(panel)
    known("region", treated, table.index)
    early, late = table.loc[:, table.columns < since], table.loc[:, table.columns >= since]
    if early.empty or late.empty:
        raise CourseError(
            f"{since} does not part the years",
            todo="Choose a year with others before it, and data from it on.",
        )
    table = table[early.notna().any(axis=1) & late.notna().any(axis=1)].dropna(axis="columns", how="all")
    weight = positive_weights(table.index, weights)
    table, weight = table[weight > 0], weight[weight > 0]
    _two_sides(table, [region for region in treated if region in table.index])
    region, year = np.nonzero(table.notna().to_numpy())
    return _Sample(
        outcome=table.to_numpy()[region, year],
        region=region,
        year=year,
        regions=table.index,
        years=table.columns,
        treated=table.index.isin(list(treated)),
        since=since,
        weight=weight,
    )


def _fitted(sample: _Sample, switches: Floats) -> Any:
    """Return the regression on the switches, which come first, and the years, with a constant for each region."""
    from statsmodels.regression.linear_model import WLS

    design = np.hstack([sample.within(switches), sample.of_years])
    outcome = sample.within(sample.outcome[:, None])[:, 0]
    if len(outcome) <= design.shape[1] or np.linalg.matrix_rank(design) < design.shape[1]:
        raise _untold()
    model = WLS(outcome, design, weights=sample.weight[sample.region])
    return model.fit(cov_type="cluster", cov_kwds={"groups": sample.region}, use_t=True)


def _untold() -> CourseError:
    return CourseError(
        "the values cannot tell the effect from the years'",
        todo="Treated and other regions need values in the same years: drop years that only one side has.",
    )
