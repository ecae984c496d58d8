"""A learner's own regions in JupyterLab: a file picker, what is said of the file, and all open exercises that take them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any
from weakref import WeakSet

import anywidget
import ipywidgets as widgets
import traitlets

from clusterpolicy.datasets.own import decoded
from clusterpolicy.errors import CourseError
from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.own import needs
from clusterpolicy.hosts.lab import learner
from clusterpolicy.models import own_data
from clusterpolicy.text import _

# Exercises of one kernel that show own regions: what one of them reads in, all of them get.
_OPEN: WeakSet[OwnRegions] = WeakSet()


class FilePicker(anywidget.AnyWidget):
    """A file of the learner's computer; a message brings its name, its size, and its bytes unless it is too large."""

    _esm = Path(__file__).with_name("file_picker.js")
    label = traitlets.Unicode().tag(sync=True)
    accept = traitlets.Unicode(".csv,.txt,text/csv,text/plain").tag(sync=True)
    maximum = traitlets.Int(own_data.MAXIMUM_BYTES).tag(sync=True)


class OwnRegions:
    """The part of an exercise's view that reads own regions in, says what came of it, and removes them.

    Parameters
    ----------
    subject : Exercise
        The exercise as it is made.
    folder : pathlib.Path
        Where the learner's file lies.
    say : callable
        Takes a message id with parameters and a number and returns its words.
    take : callable
        Puts the exercise, with own regions or as it is made, into the view.
    """

    def __init__(
        self,
        subject: Exercise,
        folder: Path,
        say: Callable[..., str],
        take: Callable[[Exercise], None],
    ) -> None:
        self.subject, self.folder, self.say, self.take = subject, folder, say, take
        self.own: dict[str, Any] | None = None
        self.note = widgets.HTML()
        picker = FilePicker(label=_("Your file (CSV)"))
        picker.on_msg(self.received)
        self.button = widgets.Button(description=_("Remove my own regions"), layout={"width": "auto"})
        self.button.on_click(lambda _button: self.remove())
        help_text = [
            _("Write its figures into the template, save it as CSV and choose the file."),
            _("A terminal writes the template: {command}").replace(
                "{command}", "clusterpolicy template regions > my.csv"
            ),
            f"{_('This exercise takes:')} {needs(subject.takes)}",
        ]
        text = "".join(f"<p>{escape(line)}</p>" for line in help_text)
        inside = widgets.VBox([widgets.HTML(text), picker, self.button])
        fold = widgets.Accordion([inside], titles=[_("Your own region")], selected_index=None)
        self.box = widgets.VBox([fold, self.note])
        self.show(None)
        _OPEN.add(self)

    def received(self, _picker: Any, content: dict[str, Any], buffers: list[memoryview]) -> None:
        """Take a file that the picker sent."""
        self.read(content["name"], content["size"], bytes(buffers[0]) if buffers else b"")

    def read(self, name: str, size: int, content: bytes) -> None:
        """Judge a file; where it is right, its regions stand in all open exercises, else nothing changes."""
        outcome = own_data.too_large() if size > own_data.MAXIMUM_BYTES else own_data.read(decoded(content))
        said = self.say(outcome["message"], outcome["params"], outcome["n"])
        if not outcome["right"]:
            self.tell([said, self.say("own-unchanged")], wrong=True)
            return
        shown = "".join(mark if mark.isprintable() else " " for mark in name)[-own_data.MAXIMUM_FILE_NAME :]
        self.replace({"file": shown, "rows": outcome["rows"], "at": learner.timestamp()}, said)

    def remove(self) -> None:
        """Forget the own regions, in all open exercises and in the learner's file."""
        self.replace(None, self.say("own-removed"))

    def replace(self, own: dict[str, Any] | None, said: str) -> None:
        """Keep own regions and show them wherever they are taken."""
        try:
            learner.keep_own(self.folder, own)
        except (CourseError, OSError) as error:
            # They stand in the exercises all the same, as on a page whose browser keeps nothing.
            said = f"{said} {error}"
        for view in list(_OPEN):
            if view.folder == self.folder:
                view.show(own)
        self.tell([said, *self.notes])

    def show(self, own: dict[str, Any] | None) -> None:
        """Put own regions into the exercise, or take them out; say which are there and which are not."""
        self.notes: list[str] = []
        self.button.layout.display = None if own else "none"
        if own:
            subject, offer = self.subject.with_own(own)
            if offer["wrong"]:
                self.notes = [self.say("own-kept-wrong", {"where": offer["wrong"]})]
            else:
                self.notes = [self.say(lack["message"], lack["params"]) for lack in offer["lacking"]]
            self.take(subject)
            names = list(dict.fromkeys(row["name"] for row in own["rows"]))
            self.tell([self.say("own-kept", {"file": own["file"], "regions": names}), *self.notes])
        elif self.own:
            self.take(self.subject)
            self.tell([])
        self.own = own

    def tell(self, sentences: list[str], *, wrong: bool = False) -> None:
        """Show what is to be said."""
        colour = ' style="color:#b00020"' if wrong else ""
        text = escape(" ".join(sentences))
        self.note.value = f'<p role="status"{colour}>{text}</p>' if text else ""
