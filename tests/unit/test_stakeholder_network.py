"""Measures of the network: hand-worked values, networkx on random networks, and the limits; the drawing stays legible."""

from __future__ import annotations

import itertools
import math
from random import Random
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from clusterpolicy import indicators
from clusterpolicy.datasets import load
from clusterpolicy.errors import CourseError
from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.models import networks
from clusterpolicy.models.stakeholder_network import BROKER, LEVERS, TYPES, asked, hub_gain, network

STAR = [("hub", leaf) for leaf in "abcd"]


def near_of(nodes: Any, ties: Any) -> Any:
    return networks.neighbours(list(nodes), list(ties))


def in_tables(types: dict[str, str], ties: Any) -> tuple[pd.Series, pd.DataFrame]:
    return pd.Series(types, dtype=object), pd.DataFrame(list(ties), columns=["a", "b"])


def test_a_star_of_five_gives_the_hand_worked_measures() -> None:
    near = near_of(["hub", *"abcd"], STAR)
    # 4 of 10 pairs; 4 at one step and 6 at two: 16 steps over 10 pairs, and 4 + 6/2 = 7 over 10.
    assert networks.density(near) == pytest.approx(0.4)
    assert networks.mean_distance(near) == pytest.approx(1.6)
    assert networks.global_efficiency(near) == pytest.approx(0.7)
    assert networks.betweenness(near) == {"hub": 1.0, "a": 0.0, "b": 0.0, "c": 0.0, "d": 0.0}
    assert networks.reachable_share(near) == 1
    assert len(networks.components(near_of("abcd", []))) == 4


def test_a_star_is_what_the_indicator_library_makes_of_it() -> None:
    types, ties = in_tables({"hub": "hub", **dict.fromkeys("abcd", "firm")}, STAR)
    assert indicators.network_density(types, ties) == pytest.approx(0.4)
    assert indicators.global_efficiency(types, ties) == pytest.approx(0.7)
    assert indicators.betweenness(types, ties).tolist() == [1, 0, 0, 0, 0]
    assert indicators.components(types, ties).tolist() == [1] * 5
    # A hub of its own type: all ties join two types; by chance it would be 4 of 10 pairs.
    assert indicators.cross_type_ties(types, ties).tolist() == pytest.approx([1, 0.4])
    without = types.drop("hub"), ties.iloc[:0]
    assert indicators.components(*without).tolist() == [1, 2, 3, 4]


def test_four_types_of_six_would_meet_by_chance_in_216_of_276_pairs() -> None:
    types = {f"{kind}{number}": kind for kind in TYPES for number in range(6)}
    assert networks.cross_type_by_chance(types) == pytest.approx(216 / 276)
    assert indicators.cross_type_ties(*in_tables(types, []))["by_chance"] == pytest.approx(216 / 276)


def random_networks(number: int) -> list[tuple[dict[str, str], list[tuple[str, str]]]]:
    """Return networks by chance, of nothing up to thirty organisations, loose and dense."""
    chance, found = Random("networks"), []
    for size in (*range(6), *(chance.randint(6, 30) for _ in range(number - 6))):
        nodes = [f"n{place:02}" for place in range(size)]
        share = chance.choice([0, 0.05, 0.1, 0.3, 1])
        ties = [pair for pair in itertools.combinations(nodes, 2) if chance.random() < share]
        found.append(({node: chance.choice(TYPES) for node in nodes}, ties))
    return found


@pytest.mark.parametrize(("types", "ties"), random_networks(60))
def test_measures_of_random_networks_are_those_of_networkx(types: Any, ties: Any) -> None:
    graph = nx.Graph(ties)
    graph.add_nodes_from(types)
    near = near_of(types, ties)
    assert len(networks.components(near)) == nx.number_connected_components(graph)
    assert networks.betweenness(near) == pytest.approx(nx.betweenness_centrality(graph), abs=1e-12)
    if len(types) < 2:
        assert (
            networks.density(near)
            is networks.global_efficiency(near)
            is networks.reachable_share(near)
            is None
        )
        return
    assert networks.density(near) == pytest.approx(nx.density(graph))
    assert networks.global_efficiency(near) == pytest.approx(nx.global_efficiency(graph), abs=1e-12)
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    reached = sum(len(steps) - 1 for steps in lengths.values())
    assert networks.reachable_share(near) == pytest.approx(reached / (len(types) * (len(types) - 1)))
    total = sum(sum(steps.values()) for steps in lengths.values())
    assert networks.mean_distance(near) == (pytest.approx(total / reached) if reached else None)
    nx.set_node_attributes(graph, types, "type")
    mixing = nx.attribute_mixing_dict(graph, "type")
    across = sum(count for one in mixing for other, count in mixing[one].items() if one != other) / 2
    assert networks.cross_type_share(types, ties) == (pytest.approx(across / len(ties)) if ties else None)


@pytest.mark.parametrize(("types", "ties"), random_networks(60))
def test_the_model_and_the_indicator_library_give_equal_figures(types: Any, ties: Any) -> None:
    near, tables = near_of(types, ties), in_tables(types, ties)
    pairs = [
        (networks.density(near), indicators.network_density(*tables)),
        (networks.global_efficiency(near), indicators.global_efficiency(*tables)),
        (networks.reachable_share(near), indicators.reachable_share(*tables)),
        (networks.cross_type_share(types, ties), indicators.cross_type_ties(*tables)["share"]),
        (networks.cross_type_by_chance(types), indicators.cross_type_ties(*tables)["by_chance"]),
    ]
    for here, there in pairs:
        assert np.isnan(there) if here is None else here == pytest.approx(there, abs=1e-12)
    assert indicators.betweenness(*tables).to_dict() == pytest.approx(networks.betweenness(near), abs=1e-12)
    pieces = indicators.components(*tables)
    assert pieces.nunique() == len(networks.components(near))
    sizes = pieces.value_counts()
    assert sizes.sort_index().is_monotonic_decreasing and pieces.index.tolist() == list(types)


@pytest.mark.parametrize(
    ("types", "ties", "message"),
    [
        (
            pd.Series({"a": "x"}),
            [("a", "b")],
            r"^tie 1, 'a' and 'b': a tie has an end that is no organisation",
        ),
        (pd.Series({"a": "x"}), [("a", "a")], r"joins one with itself"),
        (
            pd.Series({"a": "x", "b": "y"}),
            [("a", "b"), ("b", "a")],
            r"^tie 2, 'b' and 'a': a tie joins one with itself or occurs",
        ),
        (pd.Series(["x", "y"], index=["a", "a"]), [], r"^'a': an organisation occurs twice"),
    ],
)
def test_what_is_no_network_is_refused_by_name(types: pd.Series, ties: Any, message: str) -> None:
    with pytest.raises(CourseError, match=message):
        indicators.network_density(types, pd.DataFrame(ties, columns=["a", "b"]))


def run(**values: Any) -> dict[str, Any]:
    item = exercise("stakeholder-network")
    return item.run(item.defaults | values)


@pytest.mark.parametrize("levers", [chosen for n in range(5) for chosen in itertools.combinations(LEVERS, n)])
@pytest.mark.parametrize("without", ["", BROKER, "economy-ministry", "cluster-organisation"])
def test_the_exercise_shows_what_the_indicator_library_finds_in_the_datasets(
    levers: Any, without: str
) -> None:
    controls = {lever.replace("-", "_"): lever in levers for lever in LEVERS}
    result = run(**controls, without=without)
    figures = result["figures"]
    rows, ties, there = load("case_organisations"), load("case_ties"), ["base", *levers]
    organisations = rows[rows["lever"].isin(there)].set_index("organisation_id")["type"]
    ties = ties[ties["lever"].isin(there)]
    gone = without
    if without == BROKER:
        gone = indicators.betweenness(organisations, ties).idxmax()
    kept = organisations.drop(gone, errors="ignore")
    left = ties[(ties["organisation_a"] != gone) & (ties["organisation_b"] != gone)]
    assert [row["key"] for row in result["rows"] if row["out"]] == [gone] * (gone in organisations)
    assert figures["organisations"] == len(kept) and figures["ties"] == len(left)
    assert figures["density"] == pytest.approx(indicators.network_density(kept, left))
    assert figures["efficiency"] == pytest.approx(indicators.global_efficiency(kept, left))
    assert figures["reachable"] == pytest.approx(indicators.reachable_share(kept, left))
    assert figures["components"] == indicators.components(kept, left).nunique()
    assert [figures["cross"], figures["chance"]] == pytest.approx(
        indicators.cross_type_ties(kept, left).tolist()
    )
    shares = indicators.betweenness(kept, left)
    assert figures["brokered"] == pytest.approx(shares.max())
    names = load("case_organisations").set_index("organisation_id")["name_en"]
    assert figures["broker"] == names[shares.idxmax()]
    drawn = {row["key"]: row["brokered"] for row in result["rows"] if not row["out"]}
    assert drawn == pytest.approx(shares.to_dict(), abs=1e-12)


def test_a_hub_gives_nothing_that_is_left_when_it_goes() -> None:
    gain = hub_gain(exercise("stakeholder-network").dataset)
    assert gain["hub"] > gain["start"] == gain["gone"]
    compared = run(cluster_organisation=True)["compared"]
    start, whole, left = ({key: row[key] for key in row if key != "label"} for row in compared)
    assert left == start != whole
    for measure in ("density", "efficiency", "reachable", "cross"):
        assert whole[measure] > start[measure]


def test_efficiency_falls_when_an_organisation_joins_without_a_tie() -> None:
    alone, more = near_of("ab", [("a", "b")]), near_of("abc", [("a", "b")])
    assert networks.mean_distance(alone) == networks.mean_distance(more) == 1
    assert networks.global_efficiency(alone) == 1
    assert networks.global_efficiency(more) == pytest.approx(1 / 3)
    assert networks.reachable_share(more) == pytest.approx(1 / 3)


def test_each_lever_stands_with_its_measures_with_and_without_the_broker() -> None:
    result = run()
    item = exercise("stakeholder-network").dataset
    rows = result["levers"]
    assert len(rows) == 2 + len(LEVERS)
    assert rows[0]["efficiency"] == asked(item, [])["efficiency"]
    assert rows[-1]["ties"] == len(load("case_ties"))
    for row in rows:
        assert row["left_reachable"] < row["reachable"]


@pytest.mark.parametrize("without", ["", BROKER, "city"])
def test_an_empty_network_is_explained(without: str) -> None:
    result = run(types=[], without=without)
    figures = result["figures"]
    assert result["rows"] == [] and figures["organisations"] == figures["ties"] == figures["components"] == 0
    for measure in ("density", "efficiency", "reachable", "cross", "chance"):
        assert figures[measure] is None
    assert figures["state"] == "empty: nobody takes part" and figures["broker"] == "nobody"


def test_one_organisation_has_no_pair_to_measure() -> None:
    figures = run(types=[], cluster_organisation=True)["figures"]
    assert figures["organisations"] == figures["components"] == figures["alone"] == 1
    assert figures["efficiency"] is None and figures["brokered"] == 0
    assert figures["state"] == "one organisation: no pair to measure"
    assert (
        run(types=[], cluster_organisation=True, without="cluster-organisation")["figures"]["organisations"]
        == 0
    )


def test_everybody_alone_is_measured_as_nothing_joined() -> None:
    figures = run(existing=False)["figures"]
    assert figures["density"] == figures["efficiency"] == figures["reachable"] == 0
    assert figures["components"] == figures["alone"] == 24
    assert figures["cross"] is None and figures["chance"] == pytest.approx(216 / 276)
    assert figures["broker"] == "nobody" and figures["state"].startswith("everybody stands alone")


def test_two_brokers_alike_are_said_to_be_so() -> None:
    path = near_of("abcd", [("a", "b"), ("b", "c"), ("c", "d")])
    assert networks.brokers(networks.betweenness(path)) == ["b", "c"]


def places() -> dict[str, tuple[float, float]]:
    """Return the places of the drawing in pixels of a chart 310 wide."""
    rows = load("case_organisations").set_index("organisation_id")
    return {str(key): (row["x"] * 62, row["y"] * 58) for key, row in rows.iterrows()}


def test_the_drawing_gives_each_name_room_on_a_phone() -> None:
    for one, other in itertools.combinations(places().values(), 2):
        assert abs(one[0] - other[0]) >= 60 or abs(one[1] - other[1]) >= 26


def test_no_tie_of_the_drawing_runs_through_a_third_organisation() -> None:
    spots = places()
    for tie in load("case_ties").itertuples():
        start, end = spots[tie.organisation_a], spots[tie.organisation_b]
        length = math.dist(start, end)
        for key, spot in spots.items():
            if key in (tie.organisation_a, tie.organisation_b):
                continue
            along = sum((spot[n] - start[n]) * (end[n] - start[n]) for n in (0, 1)) / length**2
            foot = [start[n] + along * (end[n] - start[n]) for n in (0, 1)]
            assert not 0 < along < 1 or math.dist(spot, foot) > 4, (tie, key)


def test_organisations_of_one_type_lie_together() -> None:
    spots, types = places(), load("case_organisations").set_index("organisation_id")["type"]
    sides = {
        kind: {(spots[key][0] > 124, spots[key][1] > 203) for key in types[types == kind].index}
        for kind in TYPES
    }
    assert all(len(side) == 1 for side in sides.values())
    assert len(set().union(*sides.values())) == len(TYPES)


def test_the_network_of_the_questions_is_that_of_the_datasets() -> None:
    item = exercise("stakeholder-network").dataset
    whole = network(item, TYPES, LEVERS, True)
    assert len(whole["types"]) == len(load("case_organisations")) and len(whole["ties"]) == len(
        load("case_ties")
    )
