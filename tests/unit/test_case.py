"""The fictional region is one region: its tables agree with each other over chapters 7 to 12, and it is marked wherever it appears."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from clusterpolicy.charts.figure import describe, new_figure
from clusterpolicy.charts.table import table
from clusterpolicy.datasets import card, load, reading, resources
from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.registry import exercise_names, subject
from clusterpolicy.hosts.lab import view
from clusterpolicy.hosts.page import markup
from clusterpolicy.indicators.case import composite, criteria_of_regions
from clusterpolicy.publish.project import Project
from clusterpolicy.teaching import teaching_mark

TEACHING = {name for name, described in resources().items() if described.get("teaching")}


def facts() -> dict[str, float]:
    """Return the single figures of the case."""
    return load("case_facts").set_index("fact")["value"].to_dict()


def tied(*levers: str) -> set[tuple[str, str]]:
    """Return the ties that are there from the start and with some levers."""
    rows = load("case_ties", lever=["base", *levers])
    return set(zip(rows["organisation_a"], rows["organisation_b"], strict=True))


def test_the_profile_is_the_rounded_composite_and_no_regions_own() -> None:
    profile = load("case_profile").set_index("criterion")["value"].dropna()
    regions = criteria_of_regions()
    rounded = composite(regions).map(lambda value: float(f"{value:.2g}"))
    assert rounded.to_dict() == profile.to_dict()
    near = (regions[profile.index] / profile - 1).abs().max(axis="columns", skipna=False)
    assert near.min() > 0.05


def test_there_are_six_organisations_of_each_of_four_types() -> None:
    rows = load("case_organisations", lever="base")
    assert rows["type"].value_counts().to_dict() == {"research": 6, "authority": 6, "large": 6, "small": 6}
    added = load("case_organisations").query("lever != 'base'")
    assert set(added["type"]) == {"hub", "outside"}
    for field in ("name_en", "name_ru", "short_en", "short_ru"):
        assert load("case_organisations")[field].is_unique


def test_every_firm_is_of_the_size_that_its_type_says() -> None:
    firms = load("case_firms").merge(load("case_organisations"), on="organisation_id", validate="one_to_one")
    organisations = load("case_organisations", type=["large", "small"])
    assert set(firms["organisation_id"]) == set(organisations["organisation_id"])
    small = firms["type"] == "small"
    assert (firms.loc[small, "employees"] <= 100).all() and (firms.loc[small, "revenue"] <= 400).all()
    assert (firms.loc[~small, "revenue"] > 1000).all()
    # The region has more large firms than the case names.
    profile = load("case_profile").set_index("criterion")["value"]
    assert profile["large_firms"] * facts()["population"] > (~small).sum()


def test_a_tie_has_its_ends_in_order_and_comes_with_the_lever_of_its_ends() -> None:
    ties = load("case_ties")
    levers = load("case_organisations").set_index("organisation_id")["lever"]
    assert (ties["organisation_a"] < ties["organisation_b"]).all()
    for end in ("organisation_a", "organisation_b"):
        brought = levers[ties[end]].to_numpy()
        assert ((brought == "base") | (brought == ties["lever"].to_numpy())).all()


def test_levers_do_what_the_deck_says_of_them() -> None:
    ties, kinds = load("case_ties"), load("case_organisations").set_index("organisation_id")["type"]
    ends = pd.DataFrame({"a": kinds[ties["organisation_a"]].array, "b": kinds[ties["organisation_b"]].array})
    pairs = ends.apply(frozenset, axis="columns").groupby(ties["lever"]).agg(set)
    assert pairs["large-firms"] == {frozenset({"large", "small"})}
    assert pairs["public-purchasing"] <= {
        frozenset({"authority", "small"}),
        frozenset({"authority", "large"}),
    }
    assert all("outside" in pair for pair in pairs["other-clusters"])
    assert {kind for pair in pairs["cluster-organisation"] for kind in pair} == {
        "hub",
        "research",
        "authority",
        "large",
        "small",
    }


def test_some_organisations_stand_alone_at_the_start() -> None:
    met = {end for pair in tied() for end in pair}
    alone = set(load("case_organisations", lever="base")["organisation_id"]) - met
    assert len(alone) == 3
    everything = {end for pair in tied(*load("case_ties")["lever"].unique()) for end in pair}
    assert set(load("case_organisations")["organisation_id"]) <= everything | {"education-ministry"}


def test_a_project_has_one_leader_who_is_tied_to_each_partner() -> None:
    projects = load("case_projects").set_index("project_id")
    for name, members in load("case_project_members").groupby("project_id"):
        leader = members.loc[members["role"] == "leader", "organisation_id"].tolist()
        partners = members.loc[members["role"] == "partner", "organisation_id"].tolist()
        assert len(leader) == 1 and partners
        ties = tied(projects.at[name, "lever"])
        assert all(tuple(sorted((leader[0], partner))) in ties for partner in partners), name
    assert set(projects.index) == set(load("case_project_members")["project_id"])
    assert ((projects["status"] == "running") == (projects["start_year"] <= 2012)).all()
    assert (projects.loc[projects["status"] == "running", "lever"] == "base").all()


def test_projects_serve_the_five_objectives_of_the_deck() -> None:
    objectives = load("claims").query("part == 'case-objectives'")["claim_id"]
    assert set(load("case_projects")["objective"]) == set(objectives)


def test_the_chain_has_seven_links_in_order() -> None:
    assert sorted(load("case_links")["place"]) == list(range(1, 8))


def test_the_budget_agrees_with_the_project_the_support_and_the_region() -> None:
    budget = load("case_budget")
    assert sorted(budget["year"].unique()) == list(range(2013, 2018))
    assert budget.groupby("line")["year"].count().eq(5).all()
    cost = budget[budget["side"] == "cost"]
    assert cost["amount"].sum() == load("case_projects").set_index("project_id").at["cluster-office", "cost"]
    support = load("case_support_actions", payer="cluster-organisation")["cost"].sum()
    services = cost.loc[cost["line"] == "services-for-firms", "amount"]
    assert services.tolist() == pytest.approx([support] * 5)
    profile = load("case_profile").set_index("criterion")["value"]
    assert facts()["budget-revenue"] == pytest.approx(profile["budget"] * facts()["population"])
    region = budget.loc[budget["line"] == "region", "amount"].max() / 1000
    assert region < facts()["budget-revenue"] / 10_000


def test_the_budget_gives_the_hand_worked_plan() -> None:
    budget = load("case_budget").pivot_table(index="year", columns="side", values="amount", aggfunc="sum")
    assert (budget["income"] - budget["cost"]).cumsum().tolist() == [-1, 0, 3, 2, 3]


def test_public_purchases_are_the_project_that_they_pay() -> None:
    project = load("case_projects").set_index("project_id").loc["parcel-map"]
    assert project["lever"] == "public-purchasing"
    assert project["cost"] == facts()["geo-purchases"]


def test_the_funnel_narrows_and_holds_the_committees_base_rate() -> None:
    counts = load("case_funnel").sort_values("place").set_index("stage")["count"]
    assert counts.is_monotonic_decreasing and counts["idea"] == 100
    assert counts["finance"] / counts["plan"] == pytest.approx(facts()["good-plans"])
    threshold = facts()["investor-loss"] / (facts()["investor-loss"] + facts()["investor-gain"])
    assert facts()["good-plans"] < threshold


def test_support_follows_the_deck_and_one_action_runs_already() -> None:
    actions = load("case_support_actions")
    assert set(actions["claim_id"]) == {f"S15-{number}" for number in range(1, 7)}
    running = actions[actions["since"].notna()]
    assert running["claim_id"].tolist() == ["S15-1"] and running["payer"].tolist() == ["region"]


def test_the_case_has_the_mark_in_its_description_and_on_every_card() -> None:
    assert {name for name in resources() if name.startswith("case_")} == TEACHING
    for name in TEACHING:
        assert teaching_mark().removesuffix(".") in card(name).replace("**", "")


@pytest.mark.parametrize("name", exercise_names())
def test_an_exercise_that_reads_the_case_is_marked_and_no_other(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: set[str] = set()
    frame = reading._frame

    def recorded(dataset: str) -> pd.DataFrame:
        read.add(dataset)
        return frame(dataset)

    monkeypatch.setattr(reading, "_frame", recorded)
    item = subject(name)
    assert isinstance(item, Exercise)
    item.data()
    assert item.teaching == bool(read & TEACHING)
    assert item.chart.source.startswith(teaching_mark()) == item.teaching
    assert (f'<p class="teaching-data">{teaching_mark()}</p>' in markup.exercise(name, 1)) == item.teaching
    title = view(item).children[0].value
    assert (teaching_mark() in title) == item.teaching


def test_a_figure_and_a_table_of_the_case_carry_the_mark() -> None:
    figure, axes = new_figure()
    axes.bar([1, 2], [1, 2])
    drawn = describe(
        figure, title="T", alt="Alt {n|0}", source="Case. Data to 2012.", teaching=True, n=2
    )._repr_mimebundle_()
    listed = table(pd.DataFrame({"a": [1]}), {"a": "A"}, caption="C", teaching=True)._repr_mimebundle_()
    for shown in (*drawn.values(), *listed.values()):
        assert teaching_mark() in shown
    plain = table(pd.DataFrame({"a": [1]}), {"a": "A"}, caption="C")._repr_mimebundle_()
    assert not [text for text in plain.values() if teaching_mark() in text]


def names_in(node: ast.AST) -> set[str]:
    """Return the variables that a piece of code reads."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def loads_the_case(node: ast.AST) -> bool:
    """Return whether a piece of code loads a teaching dataset."""
    texts = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)}
    return bool(texts & TEACHING)


def unmarked(path: Path) -> Iterator[str]:
    """Yield the figures and tables of a notebook that draw what came from the case without the mark."""
    fictional: set[str] = set()
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]))
        touched = False
        for statement in tree.body:
            if loads_the_case(statement) or names_in(statement) & fictional:
                targets = statement.targets if isinstance(statement, ast.Assign) else []
                fictional |= {name for target in targets for name in names_in(target)}
                touched = True
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                words = {keyword.arg for keyword in call.keywords}
                draws = call.func.id == "describe" and touched
                lists = call.func.id == "table" and (loads_the_case(call) or names_in(call) & fictional)
                if (draws or lists) and "teaching" not in words:
                    yield f"{path.name}: {ast.unparse(call)[:80]}"


@pytest.mark.parametrize("path", Project.here().notebooks, ids=lambda path: path.stem)
def test_figures_and_tables_of_a_chapter_that_draw_the_case_are_marked(path: Path) -> None:
    assert list(unmarked(path)) == []


def test_what_a_chapter_forgets_to_mark_is_found(tmp_path: Path) -> None:
    cells = [
        ["firms = load('case_firms')\n", "by_size = firms.sort_values('employees')"],
        ["figure, axes = new_figure()\n", "axes.bar(by_size.index, by_size)\n", "describe(figure, alt='x')"],
        ["table(by_size, {}, caption='C')"],
        ["table(by_size, {}, caption='C', teaching=True)\n", "table(other, {}, caption='C')"],
    ]
    path = tmp_path / "x.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": cell} for cell in cells]}))
    assert [line.split(": ")[1][:8] for line in unmarked(path)] == ["describe", "table(by"]


def test_organisations_of_the_case_bear_no_name_of_a_real_region() -> None:
    names = " ".join(load("case_organisations")["name_en"]).casefold()
    regions = load("regions")["name_en"].str.split().str[0].str.casefold()
    assert not set(regions) & (set(names.split()) - {"republic"})
