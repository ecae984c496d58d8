"""Controls as ipywidgets."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import ipywidgets as widgets
import traitlets

from clusterpolicy.exercises.framework.controls import (
    Cell,
    Checkbox,
    Control,
    Grid,
    MultiSelect,
    Select,
    Slider,
)

STYLE = {"description_width": "14em"}
LAYOUT = {"width": "36em", "max_width": "100%"}


def widget_for(control: Control) -> Any:
    """Return the widget of a control; its ``value`` is what the model takes."""
    common = {"description": control.label, "tooltip": control.help, "style": STYLE, "layout": LAYOUT}
    if isinstance(control, Cell):
        # The label names the field for whoever hears it; the headings of the table stand there to be seen.
        hidden = {"style": {"description_width": "0"}, "layout": {"width": "100%", "margin": "0"}}
        return widgets.FloatText(**(common | hidden), value=control.default, step=control.step)
    if isinstance(control, Slider):
        label = f"{control.label} ({control.unit})" if control.unit else control.label
        return widgets.FloatSlider(
            **(common | {"description": label}),
            value=control.default,
            min=control.minimum,
            max=control.maximum,
            step=control.step,
            readout_format=f".{control.digits}f",
        )
    if isinstance(control, Select):
        return widgets.Dropdown(**common, options=entries_of(control), value=control.default)
    if isinstance(control, MultiSelect):
        return CheckList(control)
    if isinstance(control, Checkbox):
        return widgets.Checkbox(**common, value=control.default, indent=False)
    return widgets.Textarea(**common, value=control.default)


class CheckList(widgets.VBox):  # type: ignore[misc]
    """Several of a list, each with a box of its own; ``value`` holds those that are ticked, in the list's order."""

    value = traitlets.Tuple()

    def __init__(self, control: MultiSelect) -> None:
        self.boxes = {
            value: widgets.Checkbox(description=label, indent=False, layout=LAYOUT)
            for label, value in entries_of(control)
        }
        heading = widgets.HTML(escape(control.label), tooltip=control.help)
        super().__init__([heading, *self.boxes.values()])
        for box in self.boxes.values():
            box.observe(self.read, "value")
        self.value = tuple(control.default)

    def read(self, _change: object) -> None:
        """Take the value from the boxes."""
        self.value = tuple(value for value, box in self.boxes.items() if box.value)

    @traitlets.observe("value")
    def show(self, _change: object) -> None:
        """Tick the boxes of the value, and only then follow them again."""
        chosen = self.value
        for value, box in self.boxes.items():
            box.unobserve(self.read, "value")
            box.value = value in chosen
            box.observe(self.read, "value")


def table_of(grid: Grid, drawn: Mapping[str, Any]) -> Any:
    """Return the widgets of cells under their headings."""
    headings = [widgets.Label(""), *map(widgets.Label, grid.columns)]
    lines = [[widgets.Label(heading), *(drawn[cell.name] for cell in row)] for heading, row in grid.rows]
    layout = {
        "grid_template_columns": f"minmax(9em, 14em) repeat({len(grid.columns)}, minmax(5em, 7em))",
        "grid_gap": "2px 4px",
        "overflow": "auto",
    }
    fields = widgets.GridBox([*headings, *(part for line in lines for part in line)], layout=layout)
    return widgets.VBox([widgets.HTML(f"<strong>{escape(grid.caption)}</strong>"), fields])


def entries_of(control: Select | MultiSelect) -> list[tuple[str, str]]:
    """Return the entries of a list as ipywidgets takes them."""
    return [(option.label, option.value) for option in control.options]


def value_of(widget: Any) -> Any:
    """Return a widget's value as the models take it."""
    return list(widget.value) if isinstance(widget.value, tuple) else widget.value
