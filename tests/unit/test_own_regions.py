"""Own regions in the models: taken where their figures suffice, beside the country, in both interpreters alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from own_files import NAME, ROWS, VALUES
from page_python import PagePython
from settings import settings

from clusterpolicy.datasets import load
from clusterpolicy.datasets.own import MEASURES
from clusterpolicy.errors import UnknownNameError
from clusterpolicy.exercises.framework.exercise import Exercise, Takes
from clusterpolicy.exercises.framework.own import needs
from clusterpolicy.exercises.framework.registry import exercise, exercise_names
from clusterpolicy.models import gateway
from clusterpolicy.models.contract import OWN, check_values
from clusterpolicy.models.own_columns import FIGURES, LIMITS
from clusterpolicy.models.own_regions import offered

TAKING = [name for name in exercise_names() if exercise(name).takes]
# It holds instruments, has stars, and nothing of it is confidential.
CODE = "RU-SAM"
# Figures that say whose they are; and the guideline on instruments, which no file holds.
NAMING, NOT_COPIED = ("region", "name", "place", "own"), "tools known"
AT = "2026-01-31T12:00:00.000Z"
RUNS, FEW = 12, 2


def kept(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what a host keeps of a file with these rows."""
    return {"file": "my.csv", "at": AT, "rows": rows}


def whole_rows(item: Exercise, name: str) -> list[dict[str, Any]]:
    """Return rows with all that an exercise can take, a figure between the limits in each column."""
    alongside = [pair for take in item.takes for pair in take.alongside]
    years = sorted(
        {year for take in item.takes for year in take.years} | {year for _column, year in alongside}
    )
    columns = sorted(
        {column for take in item.takes for column in take.columns} | {column for column, _year in alongside}
    )
    figures = {
        column: max(LIMITS[column][0], 1) + (LIMITS[column][1] - 1) * (number % 7 + 1) / 1000
        for number, column in enumerate(columns)
    }
    return [{"name": name, "year": year, "values": figures} for year in years]


def copied(code: str, name: str) -> list[dict[str, Any]]:
    """Return the course's own figures of a region as a learner would copy them into a file."""
    rows: dict[int, dict[str, float]] = {}
    panel = load("panel", regions=code).dropna(subset="value")
    for entry in panel[panel["indicator"].isin(FIGURES) & panel["year"].between(1990, 2040)].itertuples():
        rows.setdefault(entry.year, {})[entry.indicator] = entry.value
    for prefix, (_id, measure) in MEASURES.items():
        industry = load("industry", regions=code, measure=measure, classification="OKVED-1")
        for entry in industry.dropna(subset="value").itertuples():
            rows.setdefault(entry.year, {})[f"{prefix}{entry.section}"] = entry.value
    return [
        {"name": name, "year": year, "values": {c: v for c, v in values.items() if c in LIMITS}}
        for year, values in sorted(rows.items())
    ]


@pytest.fixture(scope="module")
def page() -> Iterator[PagePython]:
    interpreter = PagePython()
    yield interpreter
    interpreter.close()


def by_chance(item: Exercise, controls: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return settings by chance; few where the work is long. Every option and edge has its turn in the parity of exercises."""
    return settings(controls, RUNS, item.id)[: FEW if item.long else RUNS]


def there(control: dict[str, Any]) -> dict[str, Any]:
    """Return a setting under which a control matters."""
    return {name: wanted[0] for name, wanted in control["when"].items()}


def both(page: PagePython, request: dict[str, Any]) -> Any:
    here, there = json.loads(gateway.call(json.dumps(request))), page.call(request)
    assert here == there
    return here["result"]


@pytest.mark.parametrize("name", TAKING)
def test_an_exercise_with_own_regions_runs_alike_in_both_interpreters(page: PagePython, name: str) -> None:
    item = exercise(name)
    rows = [
        *whole_rows(item, NAME),
        *whole_rows(item, "Other"),
        {"name": "Bare", "year": 1999, "values": {"grp": 1}},
    ]
    subject = item.subject() | {"own": kept(rows)}
    page.open(subject)
    gateway.open_subject(json.dumps(subject))
    offer = both(page, {"id": item.id, "do": "own"})
    assert [option["label"] for option in offer["options"]] == [NAME, "Other"]
    assert [lack["params"]["region"] for lack in offer["lacking"]] == ["Bare"]
    extended, same = item.with_own(kept(rows))
    assert same == offer
    controls = extended.subject()["controls"]
    for values in by_chance(item, controls):
        both(page, {"id": item.id, "do": "run", "values": values})
    chosen = [control for control in controls if control.get("regions")]
    assert chosen, "no control lists regions"
    for control in chosen:
        values = extended.defaults | {control["name"]: OWN + NAME} | there(control)
        request = {"id": item.id, "do": "run", "values": values}
        assert NAME in json.dumps(both(page, request), ensure_ascii=False)


@pytest.mark.parametrize("name", TAKING)
def test_own_regions_change_no_result_for_others(name: str) -> None:
    """Rows of other regions and all headline figures stay what they were."""
    item = exercise(name)
    extended, _offer = item.with_own(kept(whole_rows(item, NAME)))
    for values in by_chance(item, item.subject()["controls"]):
        before, after = item.run(values), extended.run(values)
        assert after["figures"] == before["figures"]
        others = [row for row in after["rows"] if not row.get("own")]
        assert [row | {"own": None} for row in others] == [row | {"own": None} for row in before["rows"]]


@pytest.mark.parametrize("name", TAKING)
def test_opening_anew_without_them_gives_the_exercise_as_it_was_made(name: str) -> None:
    item = exercise(name)
    before = json.dumps(item.subject())
    item.with_own(kept(whole_rows(item, NAME)))
    assert json.dumps(item.subject()) == before


@pytest.mark.parametrize("name", TAKING)
def test_a_copied_region_has_the_figures_of_the_region_itself(name: str) -> None:
    """What the course computes on its tables, a model computes from the same figures of a file; published rates are rounded."""
    item = exercise(name)
    extended, offer = item.with_own(kept(copied(CODE, "Copy")))
    assert not offer["lacking"] and not offer["wrong"]
    control = item.region_control
    assert control
    for values in ({}, *by_chance(item, item.subject()["controls"])[:FEW]):
        setting = extended.defaults | values | there(control.declaration())
        if name == "match-the-case":
            # No file counts large firms: there a copy has one criterion less.
            setting["criteria"] = [key for key in setting["criteria"] if key != "large_firms"]
        whole = extended.run(setting | {control.name: CODE})
        copy = extended.run(setting | {control.name: OWN + "Copy"})
        assert_alike(whole["figures"], copy["figures"])
        if name == "choose-an-approach":
            scores = {row["key"]: row for row in copy["rows"]}
            for score in ("sum", "topsis"):
                assert scores[OWN + "Copy"][score] == pytest.approx(scores[CODE][score], abs=0.01)
        for table in item.details:
            if table.of_region or table.source in ("found", "sections"):
                for one, other in zip(whole[table.source], copy[table.source], strict=True):
                    if one.get("guideline") != NOT_COPIED:
                        assert_alike(one, other)


def assert_alike(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Hold figures equal but for rounding: that moves a copy by few places where many regions are close to each other."""
    assert one.keys() == other.keys()
    for key, value in one.items():
        if isinstance(value, str) and key not in NAMING:
            assert other[key] == value, key
        elif isinstance(value, (int, float)):
            place = 4.01 if "rank" in key or key == "shown" else 2e-3
            assert other[key] == pytest.approx(value, rel=0.02, abs=place), key


@pytest.mark.parametrize(
    "name", [name for name in TAKING if all(take.missed for take in exercise(name).takes[:2])]
)
def test_what_a_region_lacks_is_named_by_column_and_year(name: str) -> None:
    """Whichever column is left out of a file that has all that an exercise can take."""
    item = exercise(name)
    whole = whole_rows(item, NAME)
    assert item.with_own(kept(whole))[1]["lacking"] == []
    for column in sorted({column for take in item.takes for column in take.columns}):
        rows = [
            row | {"values": {one: value for one, value in row["values"].items() if one != column}}
            for row in whole
        ]
        rows = [row for row in rows if row["values"]]
        if not rows:
            continue
        said = json.dumps(item.with_own(kept(rows))[1]["lacking"])
        assert column in said, (column, said)
        assert any(str(year) in said for take in item.takes if column in take.columns for year in take.years)


def test_a_file_that_somebody_else_wrote_is_not_taken() -> None:
    item = exercise("find-clusters")
    spoilt = kept([{"name": NAME, "year": 2010, "values": {"gva_A": "many"}}])
    extended, offer = item.with_own(spoilt)
    assert offer == {"options": [], "lacking": [], "wrong": "own.rows.1"}
    assert extended.subject()["data"] == item.subject()["data"]


def test_an_own_region_that_is_not_there_is_refused_by_its_name() -> None:
    item = exercise("find-clusters")
    problem = check_values(item.subject()["controls"], item.defaults | {"region": OWN + NAME})
    assert problem is not None
    assert (problem["message"], problem["params"]["value"]) == ("control-own-region", NAME)


def take(columns: list[str], years: list[int], **more: Any) -> dict[str, Any]:
    return Takes(tuple(columns), tuple(years), **more).declaration()


@pytest.mark.parametrize(
    ("takes", "message", "params"),
    [
        ([take(["gva_A", "gva_B"], [2010])], None, {}),
        ([take(["grp"], [2010])], "own-lacks-columns", {"year": 2010, "columns": ["grp"]}),
        ([take(["grp"], [2010]), take(["gva_C"], [2010])], None, {}),
        ([take(["gva_A", "grp", "investment"], [2010])], "own-lacks-columns", {"year": 2010, "columns": ["grp", "investment"]}),
        ([take(["gva_A"], [2005, 2006, 2008])], "own-lacks-year", {"years": "2005\u20132008"}),
        ([take(["gva_A"], [2005])], "own-lacks-year", {"years": "2005"}),
        ([take(["gva_A"], [2009, 2010, 2011])], None, {}),
        ([take(["gva_A"], [2009, 2010], least=2)], "own-lacks-year", {"years": "2009"}),
        ([take(["gva_A"], [2010], least=1, parts=True)], None, {}),
        ([take(["gva_A"], [2003, 2004, 2005], least=2)], "own-lacks-year", {"years": "2003\u20132004"}),
        ([take(["gva_A"], [2010], alongside=(("grp_index", 2009),))], "own-lacks-columns", {"year": 2009, "columns": ["grp_index"]}),
        ([take(["gva_A", "grp"], [2010], alongside=(("grp_index", 2009),))], "own-lacks", {"missing": ["grp 2010", "grp_index 2009"]}),
        ([take(["gva_A"], [2010], alongside=(("gva_B", 2010),))], None, {}),
        ([take(["output_C"], [2011], parts=True)], "own-lacks-values", {"year": 2011, "columns": []}),
        ([take(["output_C"], [2011])], None, {}),
    ],
)  # fmt: skip
def test_what_a_region_lacks_is_named(
    takes: list[dict[str, Any]], message: str | None, params: dict[str, Any]
) -> None:
    rows = [*ROWS, {"name": NAME, "year": 2011, "values": VALUES | {"output_C": 0}}]
    if message != "own-lacks-values":
        rows = [rows[0], rows[1] | {"values": VALUES | {"output_C": 0}}]
    found, lacking = offered(takes, rows)
    assert len(found) == (message is None)
    if message:
        assert lacking == [{"message": message, "params": params | {"region": NAME}}]


def test_regions_that_begin_alike_have_letters_of_their_own() -> None:
    rows = [{"name": f"City {number}", "year": 2010, "values": VALUES} for number in range(12)]
    found, _lacking = offered([take(["gva_A"], [2010])], rows)
    codes = [region["code"] for region in found]
    assert len(set(codes)) == 12 and {len(code) for code in codes} == {3}


def test_an_exercise_cannot_ask_for_a_column_that_no_file_has() -> None:
    with pytest.raises(UnknownNameError, match="gva_Z"):
        Takes(("gva_Z",), (2010,))


def test_what_an_exercise_takes_is_said_briefly() -> None:
    takes = [
        Takes(("gva_A", "gva_B", "gva_C", "grp"), (2004, 2005, 2006, 2009)),
        Takes(("output_C",), (2010, 2011), least=2),
        Takes(("output_D",), (2009, 2010, 2011), least=2, alongside=(("grp_index", 2009),)),
    ]
    assert needs(takes) == (
        "gva_A–gva_C, grp of 2004–2006, 2009; output_C of every year 2010–2011; "
        "output_D of at least 2 of the years 2009–2011 with grp_index of 2009"
    )
