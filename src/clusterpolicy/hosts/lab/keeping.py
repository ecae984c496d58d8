"""Settings kept by name in JupyterLab: one line each in the exercise's text control."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import ipywidgets as widgets

from clusterpolicy.exercises.framework.exercise import Keeps
from clusterpolicy.exercises.framework.messages import framework_messages
from clusterpolicy.hosts.lab.controls import STYLE
from clusterpolicy.text import _, format_message


class Keeping:
    """A name and a button that keep the present setting, a list and a button that bring one back."""

    def __init__(
        self,
        keeps: Keeps,
        controls: Mapping[str, Any],
        put: Callable[[dict[str, Any]], None],
    ) -> None:
        self.keeps, self.controls, self.put = keeps, controls, put
        self.name = widgets.Text(description=_("Name of this setting"), style=STYLE)
        self.list = widgets.Dropdown(description=_("Kept settings"), options=[], style=STYLE)
        self.note = widgets.HTML()
        keep = widgets.Button(description=_("Keep this setting"), layout={"width": "auto"})
        load = widgets.Button(description=_("Put it into the controls"), layout={"width": "auto"})
        keep.on_click(lambda _button: self.keep())
        load.on_click(lambda _button: self.load())
        self.text.observe(lambda _change: self.show(), "value")
        self.box = widgets.VBox([widgets.HBox([self.name, keep]), widgets.HBox([self.list, load]), self.note])
        self.show()

    @property
    def text(self) -> Any:
        """The control that holds the lines."""
        return self.controls[self.keeps.control]

    def lines(self) -> dict[str, str]:
        """Return the settings of each line that has a name, by that name."""
        found = (line.partition(":") for line in self.text.value.splitlines() if ":" in line)
        return {name.strip(): rest for name, _colon, rest in found}

    def show(self) -> None:
        """List the names that there are."""
        chosen, names = self.list.value, list(self.lines())
        self.list.options = names
        if chosen in names:
            self.list.value = chosen

    def keep(self) -> None:
        """Write the present setting under its name, in place of one of the same name."""
        name = " ".join(self.name.value.replace(":", " ").split())
        if not name:
            self.say("setting-unnamed")
            return
        levers = " ".join(f"{lever}={self.controls[lever].value:g}" for lever in self.keeps.names)
        others = [
            line
            for line in self.text.value.splitlines()
            if line.strip() and line.partition(":")[0].strip() != name
        ]
        self.text.value = "\n".join([*others, f"{name}: {levers}"])
        self.list.value = name
        self.say("setting-kept", name)

    def load(self) -> None:
        """Put a kept setting into the controls; what it does not hold stays as it is."""
        name = self.list.value
        if name is None:
            return
        words = self.lines()[name].replace(",", " ").replace(";", " ").split()
        given = dict(word.split("=", 1) for word in words if "=" in word)
        self.put({lever: number(given[lever]) for lever in self.keeps.names if lever in given})
        self.say("setting-loaded", name)

    def say(self, message: str, name: str = "") -> None:
        """Say what happened."""
        self.note.value = (
            f'<p role="status">{escape(format_message(framework_messages()[message], {"name": name}))}</p>'
        )


def number(text: str) -> float | str:
    """Return what stands for a number, or the text itself, which the control's check refuses by name."""
    try:
        return float(text)
    except ValueError:
        return text
