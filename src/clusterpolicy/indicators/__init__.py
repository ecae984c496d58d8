"""Measures of regional economics on DataFrames, vectorised.

Tables of industries are regions × industries, panels regions × years; labels stay in the result. What cannot be
measured (a region without any industry) is missing in the result; what should not be there (a negative or missing
value, a label twice) is refused by name.
"""

from importlib import import_module
from typing import Any

_SUBJECTS = {
    "specialisation": ("cluster_stars", "comparative_advantage", "krugman_index", "location_quotient"),
    "concentration": ("entropy", "herfindahl", "related_variety", "spatial_gini", "theil"),
    "growth": (
        "beta_convergence",
        "chained",
        "growth_rates",
        "shift_share",
        "shift_share_by_year",
        "sigma_convergence",
    ),
    "economic_complexity": ("complexity", "density", "fitness", "proximity"),
    "evaluation": (
        "balance",
        "difference_in_differences",
        "event_study",
        "match_on_trends",
        "placebo",
        "smallest_detectable_effect",
    ),
    "network": (
        "betweenness",
        "components",
        "cross_type_ties",
        "global_efficiency",
        "network_density",
        "reachable_share",
    ),
    "decisions": ("min_max", "rank_stability", "topsis", "weighted_sum", "z_scores"),
}
# Names are fetched when they are first used: a quotient need not wait for statsmodels.
_HOMES = {name: f"{__name__}.{subject}" for subject, names in _SUBJECTS.items() for name in names}
__all__ = sorted(_HOMES)  # noqa: PLE0605 (a list, made from the homes above)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
