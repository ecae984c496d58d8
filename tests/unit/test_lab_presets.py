"""Tables to type in, and settings to start from, in JupyterLab without its browser."""

from __future__ import annotations

import pytest
from lab_views import opened

from clusterpolicy.exercises.framework.controls import Cell, Grid, Slider, arranged
from clusterpolicy.exercises.framework.registry import exercise, exercise_names

WITH_PRESETS = [name for name in exercise_names() if exercise(name).presets]


pytestmark = pytest.mark.usefixtures("folder")


def cell(name: str, row: str, column: str) -> Cell:
    return Cell(
        name=name,
        label=f"{row}, {column}",
        table="Table",
        row=row,
        column=column,
        minimum=0,
        maximum=9,
        step=1,
        default=0,
    )


@pytest.mark.parametrize("name", WITH_PRESETS)
def test_each_preset_stands_in_the_controls_and_can_be_taken_back(name: str) -> None:
    view = opened(name)
    presets = view.presets
    assert presets is not None
    load, back = presets.box.children[0].children[1:]
    mine = next(control.name for control in view.subject.controls if isinstance(control, Slider))
    view.controls[mine].value = 3.25
    before = view.values()
    for preset in view.subject.presets:
        presets.list.value = preset.name
        assert preset.note.split(".")[0] in presets.note.value
        load.click()
        assert view.values() == view.subject.defaults | dict(preset.values)
        assert view.chart.rows == view.subject.run(view.values())["rows"]
        assert preset.label in presets.said.value
        assert opened(name).values() == view.values()
        back.click()
        assert view.values() == before and back.disabled
        assert opened(name).values() == before


@pytest.mark.parametrize("name", WITH_PRESETS)
def test_reset_leaves_nothing_to_take_back(name: str) -> None:
    view = opened(name)
    assert view.presets is not None
    view.presets.load()
    view.reset()
    assert view.values() == view.subject.defaults
    assert view.presets.back.disabled


def test_a_cell_out_of_range_is_refused_by_name() -> None:
    view = opened("financing-plan")
    rows = view.chart.rows
    field = next(control for control in view.subject.controls if isinstance(control, Cell))
    view.controls[field.name].value = field.maximum + 1
    assert field.label in view.problem.value
    assert view.chart.rows == rows
    view.controls[field.name].value = 1
    assert view.problem.value == ""


def test_neighbouring_cells_of_a_table_make_a_grid() -> None:
    alone = Slider(name="s", label="S", minimum=0, maximum=1, step=1, default=0)
    table = [cell("a1", "A", "1"), cell("a2", "A", "2"), cell("b1", "B", "1"), cell("b2", "B", "2")]
    before, grid, after = arranged((alone, *table, alone))
    assert before is after is alone
    assert isinstance(grid, Grid)
    assert (grid.caption, grid.columns) == ("Table", ("1", "2"))
    assert [[one.name for one in row] for _heading, row in grid.rows] == [["a1", "a2"], ["b1", "b2"]]


def test_rows_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match=r"Table.*do not have the same columns"):
        arranged((cell("a1", "A", "1"), cell("a2", "A", "2"), cell("b1", "B", "1")))
