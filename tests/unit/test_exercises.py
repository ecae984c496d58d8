"""What every exercise and quiz declares holds together: data, controls, figures, chart, tables."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
import vl_convert
from settings import settings

import clusterpolicy
from clusterpolicy.deck import claims
from clusterpolicy.errors import UnknownNameError
from clusterpolicy.exercises.framework.citation import citations
from clusterpolicy.exercises.framework.exercise import Exercise, Look
from clusterpolicy.exercises.framework.registry import (
    exercise,
    exercise_names,
    quiz,
    quiz_names,
    subject,
)
from clusterpolicy.hosts.page.assets import VEGA_LITE
from clusterpolicy.indicators.specialisation import cluster_stars, location_quotient
from clusterpolicy.indicators.tables import region_industry_table
from clusterpolicy.models.contract import check_values
from clusterpolicy.text import PLACE, format_message

NAMES = [*exercise_names(), *quiz_names()]
LOOKS: tuple[Look, ...] = ("light", "dark")
LARGEST_DATA = 400 * 1024
MARKS = {"bar", "rect", "circle", "point", "square", "tick", "text", "arc"}
SVG = "{http://www.w3.org/2000/svg}"


def rows_of(item: Exercise) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = item.run(item.defaults)["rows"]
    return rows


def walk(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a JSON value."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value)


def test_there_are_exercises_and_quizzes() -> None:
    assert exercise_names() and quiz_names()
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_id_is_the_name_of_its_module(name: str) -> None:
    item = subject(name)
    assert item.id == name
    assert item.title and item.module.__name__ == f"clusterpolicy.models.{item.model}"
    assert importlib.import_module(item.data.__module__).__name__.endswith("." + name.replace("-", "_"))


@pytest.mark.parametrize("name", NAMES)
def test_data_is_plain_and_small(name: str) -> None:
    text = json.dumps(subject(name).dataset, ensure_ascii=False, allow_nan=False)
    assert len(text.encode("utf-8")) <= LARGEST_DATA


@pytest.mark.parametrize("name", NAMES)
def test_claims_stand_in_the_deck(name: str) -> None:
    item = subject(name)
    assert list(claims(*item.claims).texts) == list(item.claims)


@pytest.mark.parametrize("name", NAMES)
def test_controls_have_names_and_labels_of_their_own(name: str) -> None:
    controls = subject(name).controls
    assert len({control.name for control in controls}) == len(controls)
    assert len({control.label for control in controls}) == len(controls)
    for control in controls:
        assert control.name.isidentifier() and control.label
        assert set(control.when) <= {other.name for other in controls} - {control.name}


@pytest.mark.parametrize("name", NAMES)
def test_opening_setting_is_allowed(name: str) -> None:
    item = subject(name)
    assert check_values(item.subject()["controls"], item.defaults) is None


@pytest.mark.parametrize("name", exercise_names())
def test_results_are_plain_finite_and_shaped_alike(name: str) -> None:
    item = exercise(name)
    first = item.run(item.defaults)
    for values in settings(item.subject()["controls"], 20, name):
        result = item.run(values)
        json.dumps(result, allow_nan=False)
        assert set(result) == set(first) and set(result["figures"]) == set(first["figures"])
        assert all(isinstance(row, dict) and set(row) == set(first["rows"][0]) for row in result["rows"])


@pytest.mark.parametrize("name", exercise_names())
def test_declared_figures_are_computed_and_computed_ones_used(name: str) -> None:
    item = exercise(name)
    declared = [figure.name for figure in item.figures]
    computed = set(item.run(item.defaults)["figures"])
    assert declared and len(set(declared)) == len(declared)
    assert set(declared) <= computed
    quoted = {
        place.group(1) for text in (item.chart.alt, item.of_region) for place in PLACE.finditer(str(text))
    }
    assert computed - set(declared) <= quoted


@pytest.mark.parametrize("name", exercise_names())
def test_tables_read_what_the_model_gives(name: str) -> None:
    item = exercise(name)
    results = [item.run(values) for values in settings(item.subject()["controls"], 20, name)]
    for table in (item.chart.table, *item.details):
        rows = [row for result in results for row in result[table.source]]
        assert rows and table.caption
        assert all(column.name in row and column.label for row in rows for column in table.columns)
        assert table.empty or all(result[table.source] for result in results)


@pytest.mark.parametrize("name", exercise_names())
def test_rows_have_keys_of_their_own(name: str) -> None:
    keys = [row["key"] for row in rows_of(exercise(name))]
    assert len(set(keys)) == len(keys) > 0


@pytest.mark.parametrize("name", exercise_names())
def test_a_click_chooses_what_its_control_offers(name: str) -> None:
    item = exercise(name)
    controls = {control["name"]: control for control in item.subject()["controls"]}
    if item.chart.click:
        offered = {option["value"] for option in controls[item.chart.click]["options"]}
        assert {row["key"] for row in rows_of(item)} <= offered
    else:
        assert not [spec for spec in walk(item.chart.spec("light")) if spec.get("cursor") == "pointer"]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", exercise_names())
def test_chart_reads_the_rows_and_nothing_else(name: str, look: Look) -> None:
    spec = exercise(name).chart.spec(look)
    sources = [node["data"] for node in walk(spec) if "data" in node]
    assert sources and all(source == {"name": "rows"} for source in sources)
    assert "datasets" not in spec
    assert not [node for node in walk(spec) if "url" in node or "href" in node]
    assert "://" not in json.dumps({key: value for key, value in spec.items() if key != "$schema"})


@pytest.mark.parametrize("name", exercise_names())
def test_chart_reads_fields_that_the_rows_have(name: str) -> None:
    item = exercise(name)
    spec = item.chart.spec("light")
    made = {node["as"] for node in walk(spec) if isinstance(node.get("as"), str)}
    read = {node["field"] for node in walk(spec) if isinstance(node.get("field"), str)}
    assert read and read - made <= set(rows_of(item)[0])


def drawn(item: Exercise, look: Look) -> ElementTree.Element:
    """Return the chart of the first state as SVG."""
    spec = item.chart.spec(look)
    if spec.get("width") == "container":
        spec = spec | {"width": 600}
    svg = vl_convert.vegalite_to_svg(spec | {"datasets": {"rows": rows_of(item)}}, vl_version=VEGA_LITE)
    return ElementTree.fromstring(svg)


def marks(svg: ElementTree.Element) -> dict[str, list[int]]:
    """Return how many marks each layer has, by kind of mark; axes and legends do not count."""
    found: dict[str, list[int]] = {}
    for group in svg.iter(f"{SVG}g"):
        kind = re.match(r"mark-(\w+) role-mark\b(?! role-legend)", group.get("class", ""))
        if kind and "legend" not in group.get("class", ""):
            found.setdefault(kind.group(1), []).append(len(list(group)))
    return found


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", exercise_names())
def test_chart_draws_a_mark_for_every_row(name: str, look: Look) -> None:
    item = exercise(name)
    spec, found = item.chart.spec(look), marks(drawn(item, look))
    assert found and all(count > 0 for counts in found.values() for count in counts)
    words = json.dumps(spec)
    if any(f'"{word}"' in words for word in ("aggregate", "filter", "bin", "facet", "repeat")):
        return
    for layer in spec.get("layer", [spec]):
        mark = layer["mark"]["type"] if isinstance(layer["mark"], dict) else layer["mark"]
        if mark in MARKS:
            counts = (
                found["rect" if mark in ("bar", "tick") and "rect" in found else "symbol"]
                if (mark in ("bar", "tick", "circle", "point", "square"))
                else found[mark]
            )
            assert len(rows_of(item)) in counts, (mark, found)


@pytest.mark.parametrize(
    "name", [n for n in exercise_names() if "tiles" in exercise(n).chart.spec("light").get("usermeta", {})]
)
def test_tile_map_has_a_square_for_each_of_the_83_regions(name: str) -> None:
    assert marks(drawn(exercise(name), "light"))["rect"] == [83]


@pytest.mark.parametrize("name", exercise_names())
def test_alternative_text_holds_a_computed_value(name: str) -> None:
    item = exercise(name)
    assert PLACE.search(str(item.chart.alt))
    texts = set()
    for values in settings(item.subject()["controls"], 20, name):
        texts.add(format_message(item.chart.alt, item.run(values)["figures"]))
    assert len(texts) > 1 and item.chart.title not in texts
    assert not [text for text in texts if "no data" in text or "{" in text]


@pytest.mark.parametrize("name", exercise_names())
def test_source_line_names_the_last_year(name: str) -> None:
    assert re.search(r"Data to \d{4}\.$", exercise(name).chart.source)


@pytest.mark.parametrize("name", exercise_names())
def test_citation_names_title_source_and_exercise(name: str) -> None:
    item = exercise(name)
    for text in citations(item).values():
        assert item.chart.title in text and item.chart.source in text and clusterpolicy.__version__ in text


@pytest.mark.parametrize("name", NAMES)
def test_unknown_name_suggests_the_nearest(name: str) -> None:
    find = exercise if name in exercise_names() else quiz
    with pytest.raises(
        UnknownNameError, match=f"no (exercise|quiz) named '{name}x'.*Did you mean .*'{name}'"
    ):
        find(name + "x")


@pytest.mark.parametrize("name", ["", "none-such-at-all", "../find-clusters", "framework", 3, None])
def test_names_that_are_none_are_refused(name: Any) -> None:
    for find in (exercise, quiz, subject, clusterpolicy.show, clusterpolicy.ask):
        with pytest.raises(UnknownNameError):
            find(name)


@pytest.mark.parametrize("name", NAMES)
def test_show_outside_jupyter_is_text_and_html_alone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLUSTERPOLICY_HOST", raising=False)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    show = clusterpolicy.show if name in exercise_names() else clusterpolicy.ask
    bundles = [show(name)._repr_mimebundle_() for _ in range(2)]
    assert bundles[0] == bundles[1]
    assert set(bundles[0]) == {"text/plain", "text/html"}
    assert bundles[0]["text/html"] == f'<div data-mount="{name}"></div>'
    assert name in bundles[0]["text/plain"]


@pytest.mark.parametrize("rule", ["absolute", "relative"])
@pytest.mark.parametrize("threshold", [0.5, 1.5, 2.0, 3.3])
@pytest.mark.parametrize(("size", "focus", "top"), [(1, 1, 10), (0, 5, 1), (7.5, 0, 33), (20, 20, 50)])
def test_clusters_are_those_of_the_indicator_library(
    rule: Any, threshold: float, size: float, focus: float, top: float
) -> None:
    setting = {"rule": rule, "threshold": threshold, "size": size, "focus": focus, "top": top}
    item = exercise("find-clusters")
    values = item.defaults | setting | {"measure": "gva", "year": "2010", "everywhere": True, "region": ""}
    table = region_industry_table("gva", 2010).round(1)
    stars = cluster_stars(
        table, rule=rule, threshold=threshold, size=size / 100, focus=focus / 100, top=top / 100
    )["stars"]
    for least in (1, 2, 3):
        figures = item.run(values | {"stars": str(least)})["figures"]
        assert figures["clusters"] == int((stars >= least).sum())
    assert figures["cells"] == len(stars)
    by_number = [figures["one_star"], figures["two_stars"], figures["three_stars"]]
    assert by_number == [int((stars == number).sum()) for number in (1, 2, 3)]


def test_firms_behind_the_cells_are_those_of_the_indicator_library() -> None:
    item = exercise("find-clusters")
    setting = {"measure": "revenue", "rule": "absolute", "threshold": 2, "size": 0, "focus": 0, "stars": "3"}
    table = region_industry_table("firm_revenue", 2013).round(1)
    firms = region_industry_table("firm_count", 2013).reindex_like(table).fillna(0)
    specialised = (location_quotient(table) >= 2) & (table > 0)
    for least in (1, 2, 5):
        figures = item.run(item.defaults | setting | {"firms": least})["figures"]
        assert figures["clusters"] == int((specialised & (firms >= least)).to_numpy().sum())


def test_quotients_are_those_of_the_indicator_library() -> None:
    item = exercise("read-a-quotient")
    controls = {control["name"]: control for control in item.subject()["controls"]}
    quotients = location_quotient(region_industry_table("gva", 2010))
    for region in (option["value"] for option in controls["region"]["options"]):
        for section in (option["value"] for option in controls["section"]["options"]):
            figures = item.run({"region": region, "section": section})["figures"]
            assert figures["region_share"] / figures["country_share"] == pytest.approx(
                quotients.at[region, section], rel=1e-12
            )
