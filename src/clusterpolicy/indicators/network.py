"""Measures of a network of organisations: density, efficiency, reach, brokers, ties between types.

A network is a Series of the types of its organisations, by id, and a DataFrame whose first two columns are the ends of each tie. Ties have no
direction and no weight. What needs a pair of organisations, or a tie, is missing where there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from clusterpolicy.errors import CourseError

if TYPE_CHECKING:
    import networkx as nx


def network_density(types: pd.Series, ties: pd.DataFrame) -> float:
    r"""Return the share of the pairs of organisations that have a tie.

    .. math:: D = \frac{2m}{n(n - 1)}

    Parameters
    ----------
    types : Series
        Type of each of the n organisations, by id.
    ties : DataFrame
        The m ties, one row each; the first two columns are the ends.

    Returns
    -------
    float
        From 0 to 1, without unit; missing with fewer than two organisations.

    Raises
    ------
    CourseError
        An id occurs twice, a tie has an end that is no organisation, joins one with itself, or occurs twice.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis. Cambridge University Press, section 4.1.
    """
    graph = _graph(types, ties)
    return _of_pairs(graph, graph.number_of_edges())


def reachable_share(types: pd.Series, ties: pd.DataFrame) -> float:
    r"""Return the share of the pairs of organisations between which there is a path.

    .. math:: S = \frac{\sum_k n_k (n_k - 1)}{n(n - 1)}

    :math:`n_k` is the size of component k. Krackhardt's connectedness.

    Parameters
    ----------
    types : Series
        Type of each of the n organisations, by id.
    ties : DataFrame
        One row a tie; the first two columns are the ends.

    Returns
    -------
    float
        From 0 to 1, without unit; missing with fewer than two organisations.

    Raises
    ------
    CourseError
        An id occurs twice, a tie has an end that is no organisation, joins one with itself, or occurs twice.

    References
    ----------
    Krackhardt, D. (1994). Graph Theoretical Dimensions of Informal Organizations. In: Computational Organization Theory.
    """
    graph = _graph(types, ties)
    return _of_pairs(graph, sum(_pairs(len(piece)) for piece in _pieces(graph)))


def components(types: pd.Series, ties: pd.DataFrame) -> pd.Series:
    r"""Return the component of each organisation: the set of those between which there are paths.

    .. math:: c_i = c_j \iff d_{ij} < \infty

    :math:`d_{ij}` is the number of ties on the shortest path. ``.nunique()`` counts the components.

    Parameters
    ----------
    types : Series
        Type of each organisation, by id.
    ties : DataFrame
        One row a tie; the first two columns are the ends.

    Returns
    -------
    Series
        Number of its component for each organisation, 1 for the largest; without unit.

    Raises
    ------
    CourseError
        An id occurs twice, a tie has an end that is no organisation, joins one with itself, or occurs twice.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis. Cambridge University Press, section 4.2.
    """
    pieces = sorted(_pieces(_graph(types, ties)), key=lambda piece: (-len(piece), min(map(str, piece))))
    numbers = {node: number for number, piece in enumerate(pieces, 1) for node in piece}
    return pd.Series([numbers[node] for node in types.index], types.index, dtype=int, name="component")


def global_efficiency(types: pd.Series, ties: pd.DataFrame) -> float:
    r"""Return how near organisations are to each other on average, a pair without a path counting as nought.

    .. math:: E = \frac{1}{n(n - 1)} \sum_{i \ne j} \frac{1}{d_{ij}}

    :math:`d_{ij}` is the number of ties on the shortest path, infinite where there is none. The mean distance over the pairs that
    have a path rises when pieces are joined, and does not see who stands alone: it is no substitute.

    Parameters
    ----------
    types : Series
        Type of each of the n organisations, by id.
    ties : DataFrame
        One row a tie; the first two columns are the ends.

    Returns
    -------
    float
        From 0 to 1, without unit; missing with fewer than two organisations.

    Raises
    ------
    CourseError
        An id occurs twice, a tie has an end that is no organisation, joins one with itself, or occurs twice.

    References
    ----------
    Latora, V. and Marchiori, M. (2001). Efficient Behavior of Small-World Networks. Physical Review Letters 87.
    """
    import networkx as nx

    graph = _graph(types, ties)
    return float(nx.global_efficiency(graph)) if len(graph) > 1 else np.nan


def betweenness(types: pd.Series, ties: pd.DataFrame) -> pd.Series:
    r"""Return for each organisation the share of the shortest paths between others that run through it.

    .. math:: B_i = \frac{2}{(n - 1)(n - 2)} \sum_{j < k;\, j, k \ne i} \frac{\sigma_{jk}(i)}{\sigma_{jk}}

    :math:`\sigma_{jk}` counts the shortest paths between j and k, :math:`\sigma_{jk}(i)` those of them through i.

    Parameters
    ----------
    types : Series
        Type of each of the n organisations, by id.
    ties : DataFrame
        One row a tie; the first two columns are the ends.

    Returns
    -------
    Series
        From 0 to 1 for each organisation, without unit; 0 for all with fewer than three organisations: there is no third.

    Raises
    ------
    CourseError
        An id occurs twice, a tie has an end that is no organisation, joins one with itself, or occurs twice.

    References
    ----------
    Freeman, L. C. (1977). A Set of Measures of Centrality Based on Betweenness. Sociometry 40.
    """
    import networkx as nx

    shares = nx.betweenness_centrality(_graph(types, ties))
    return pd.Series([shares[node] for node in types.index], types.index, dtype=float, name="betweenness")


def cross_type_ties(types: pd.Series, ties: pd.DataFrame) -> pd.Series:
    r"""Return the share of the ties that join two types, and what ties made by chance would give.

    .. math:: X = \frac{m_{\ne}}{m}, \quad X_0 = 1 - \frac{\sum_t n_t (n_t - 1)}{n(n - 1)}

    :math:`m_{\ne}` counts the ties between types, :math:`n_t` the organisations of type t. By chance means that each pair is as likely to have a
    tie. A hub is a type of its own, so all its ties join two types: compare with and without it.

    Parameters
    ----------
    types : Series
        Type of each of the n organisations, by id.
    ties : DataFrame
        The m ties, one row each; the first two columns are the ends.

    Returns
    -------
    Series
        ``share`` and ``by_chance``, from 0 to 1, without unit; missing without a tie, and without a pair.

    Raises
    ------
    CourseError
        An id occurs twice, a tie has an end that is no organisation, joins one with itself, or occurs twice.

    References
    ----------
    Blau, P. M. (1977). Inequality and Heterogeneity. Free Press.
    """
    graph = _graph(types, ties)
    kinds = types.to_dict()
    across = sum(kinds[one] != kinds[other] for one, other in graph.edges)
    share = across / graph.number_of_edges() if graph.number_of_edges() else np.nan
    within = sum(_pairs(int(count)) for count in types.value_counts())
    by_chance = _of_pairs(graph, _pairs(len(graph)) - within)
    return pd.Series({"share": share, "by_chance": by_chance}, name="cross_type_ties")


def _graph(types: pd.Series, ties: pd.DataFrame) -> nx.Graph[Any]:
    """Return the network for networkx, or refuse what is none."""
    import networkx as nx

    if not types.index.is_unique:
        twice = types.index[types.index.duplicated()][0]
        raise CourseError("an organisation occurs twice", f"{twice!r}", "Give each an id of its own.")
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(types.index)
    for row, (one, other) in enumerate(zip(ties.iloc[:, 0], ties.iloc[:, 1], strict=True), 1):
        where = f"tie {row}, {one!r} and {other!r}"
        if one not in graph or other not in graph:
            raise CourseError("a tie has an end that is no organisation", where, "Take it out of the ties.")
        if one == other or graph.has_edge(one, other):
            raise CourseError("a tie joins one with itself or occurs twice", where, "Keep each pair once.")
        graph.add_edge(one, other)
    return graph


def _pieces(graph: nx.Graph[Any]) -> list[set[Any]]:
    import networkx as nx

    return list(nx.connected_components(graph))


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _of_pairs(graph: nx.Graph[Any], count: int) -> float:
    return count / _pairs(len(graph)) if len(graph) > 1 else np.nan
