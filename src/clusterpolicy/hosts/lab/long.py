"""Long work in JupyterLab: in parts, beside the kernel's own work, with progress and a way to stop."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from threading import Event, Thread
from typing import Any

import ipywidgets as widgets

from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.messages import framework_messages
from clusterpolicy.text import format_message


class LongRun:
    """A button that starts the long work of an exercise, a bar that shows how far it is, a button that stops it.

    Parameters
    ----------
    subject : Exercise
        The exercise that the work belongs to.
    values : callable
        Returns the setting of the controls.
    guarded : callable
        Calls the model; what goes wrong is said in one line, and None comes back.
    finished : callable
        Called when all parts are done.
    """

    def __init__(
        self,
        subject: Exercise,
        values: Callable[[], dict[str, Any]],
        guarded: Callable[[Callable[[], Any]], Any],
        finished: Callable[[], None],
    ) -> None:
        self.subject, self.values, self.guarded, self.finished = subject, values, guarded, finished
        self.kept: dict[str, Any] = {}
        self.stopped = Event()
        self.thread: Thread | None = None
        label = subject.long.label if subject.long else ""
        self.start_button = widgets.Button(description=label, layout={"width": "auto"})
        self.stop_button = widgets.Button(description=framework_messages()["stop"], layout={"width": "auto"})
        self.bar = widgets.FloatProgress(min=0, max=1, layout={"width": "12em"})
        self.note = widgets.HTML()
        self.start_button.on_click(lambda _button: self.start())
        self.stop_button.on_click(lambda _button: self.stopped.set())
        self.box = widgets.HBox([self.start_button, self.bar, self.stop_button, self.note])
        self.show(running=False)

    def show(self, *, running: bool) -> None:
        """Offer the start, or the bar and the way to stop."""
        self.start_button.disabled = running
        for widget in (self.bar, self.stop_button):
            widget.layout.display = None if running else "none"

    def say(self, name: str, share: float = 0) -> None:
        """Say how the work stands; nothing for an empty name."""
        text = format_message(framework_messages()[name], {"share": share}) if name else ""
        self.note.value = f'<span role="status">{text}</span>' if text else ""

    def outcomes(self) -> list[Any] | None:
        """Return the outcomes of the setting's parts, if all of them were done before."""
        if not self.kept:
            return None
        plan = self.guarded(lambda: self.subject.plan(self.values())) or []
        found = [self.kept.get(key(part)) for part in plan]
        return found if found and all(outcome is not None for outcome in found) else None

    def start(self) -> None:
        """Do the parts of the present setting that were not done yet, in a thread of their own."""
        plan = self.guarded(lambda: self.subject.plan(self.values()))
        if plan is None or (self.thread and self.thread.is_alive()):
            return
        self.stopped.clear()
        self.show(running=True)
        self.thread = Thread(target=self.work, args=(plan,), daemon=True)
        self.thread.start()

    def work(self, plan: list[dict[str, Any]]) -> None:
        """Do one part after the other, until all are done or somebody stops it."""
        missing = [part for part in plan if key(part) not in self.kept]
        done, whole = len(plan) - len(missing), len(plan)
        for part in missing:
            self.tell(done / whole)
            outcome = None if self.stopped.is_set() else self.guarded(partial(self.subject.run_part, part))
            if outcome is None:
                break
            self.kept[key(part)] = outcome
            done += 1
        self.show(running=False)
        if done == whole:
            self.say("long-done")
            self.finished()
        elif self.stopped.is_set():
            self.say("long-stopped", done / whole)
        else:
            self.say("")

    def tell(self, share: float) -> None:
        """Show how far the work is."""
        self.bar.value = share
        self.say("long-progress", share)

    def moved(self) -> None:
        """Stop what belongs to the setting before."""
        self.stopped.set()
        if not (self.thread and self.thread.is_alive()):
            self.say("")


def key(part: dict[str, Any]) -> str:
    """Return the text that a part is kept under."""
    return json.dumps(part, sort_keys=True)
