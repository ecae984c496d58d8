"""Settings to start from in JupyterLab: one replaces what stands in the controls, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets

from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.messages import framework_messages
from clusterpolicy.hosts.lab.controls import LAYOUT, STYLE
from clusterpolicy.text import _, format_message


class Presets:
    """A list with a note on the chosen entry, a button that puts it into the controls, and one that takes it back."""

    def __init__(
        self,
        subject: Exercise,
        values: Callable[[], dict[str, Any]],
        put: Callable[[dict[str, Any]], None],
    ) -> None:
        self.subject, self.values, self.put = subject, values, put
        self.before: dict[str, Any] | None = None
        names = [(preset.label, preset.name) for preset in subject.presets]
        self.list = widgets.Dropdown(description=_("Start from"), options=names, style=STYLE, layout=LAYOUT)
        self.note, self.said = widgets.HTML(), widgets.HTML()
        load = widgets.Button(description=_("Put it into the controls"), layout={"width": "auto"})
        self.back = widgets.Button(description=_("Take it back"), disabled=True, layout={"width": "auto"})
        load.on_click(lambda _button: self.load())
        self.back.on_click(lambda _button: self.take_back())
        self.list.observe(lambda _change: self.show(), "value")
        self.box = widgets.VBox([widgets.HBox([self.list, load, self.back]), self.note, self.said])
        self.show()

    def show(self) -> None:
        """Show where the figures of the chosen preset come from."""
        (preset,) = (preset for preset in self.subject.presets if preset.name == self.list.value)
        self.note.value = f"<small>{escape(preset.note)}</small>"

    def load(self) -> None:
        """Put the chosen preset into the controls."""
        (preset,) = (preset for preset in self.subject.presets if preset.name == self.list.value)
        self.before = self.values()
        self.back.disabled = False
        self.put({**self.subject.defaults, **preset.values})
        self.say("setting-loaded", preset.label)

    def take_back(self) -> None:
        """Put back what stood in the controls before."""
        if self.before is not None:
            self.put(self.before)
        self.forget()
        self.say("preset-taken-back")

    def forget(self) -> None:
        """Forget what stood there before."""
        self.before = None
        self.back.disabled = True

    def say(self, message: str, name: str = "") -> None:
        """Say what happened."""
        text = format_message(framework_messages()[message], {"name": name})
        self.said.value = f'<p role="status">{escape(text)}</p>'
