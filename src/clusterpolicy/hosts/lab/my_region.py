"""My region in JupyterLab: a button beside the list of regions, and all open exercises that follow it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any
from weakref import WeakSet

import ipywidgets as widgets

from clusterpolicy.datasets import region_names
from clusterpolicy.errors import CourseError
from clusterpolicy.hosts.lab import learner
from clusterpolicy.models.contract import OWN
from clusterpolicy.models.my_region import NAME, REGION, chosen, opening
from clusterpolicy.text import _

# Exercises of one kernel that list regions: what is chosen in one of them, all of them open on.
_OPEN: WeakSet[MyRegion] = WeakSet()


class MyRegion:
    """What stands below the list of regions of an exercise: a button, or that this is the region; and whether the chosen one is missing.

    Parameters
    ----------
    exercise, control : str
        Ids of the exercise and of its list of regions.
    widget : ipywidgets.Dropdown
        That list.
    folder : pathlib.Path
        Where the learner's file lies.
    say : callable
        Takes a message id with parameters and returns its words.
    follow : callable
        Puts another region into the exercise, without keeping it as the learner's setting.
    """

    def __init__(
        self,
        exercise: str,
        control: str,
        widget: Any,
        folder: Path,
        say: Callable[..., str],
        follow: Callable[[str], None],
    ) -> None:
        self.exercise, self.control, self.widget = exercise, control, widget
        self.folder, self.say, self.follow = folder, say, follow
        self.region: str | None = None
        self.button = widgets.Button(description=_("Make this my region"), layout={"width": "auto"})
        self.button.on_click(lambda _button: self.choose())
        self.note = widgets.HTML()
        self.box = widgets.VBox([self.button, self.note])
        widget.observe(lambda _change: self.show(), "value")
        self.show()
        _OPEN.add(self)

    @property
    def listed(self) -> list[str]:
        """The regions that there are to choose."""
        return [value for _label, value in self.widget.options]

    def opened(self, entries: dict[str, Any]) -> str | None:
        """Return the region on which the exercise opens; nothing where it opens as if none were chosen."""
        self.region = chosen(entries)[0]
        region: str | None = opening(self.control, self.listed, entries.get(self.exercise), entries)[0]
        self.show()
        return region

    def choose(self) -> None:
        """Keep the region that is set as the learner's, and let all open exercises open on it."""
        region, problem = self.widget.value, ""
        try:
            learner.keep(self.folder, NAME, {REGION: region}, {})
        except (CourseError, OSError) as error:
            # It holds for this session all the same, as on a page whose browser keeps nothing.
            problem = str(error)
        for other in list(_OPEN):
            if other.folder == self.folder:
                other.take(region)
        self.tell(self.say("my-region-chosen", {"region": name_of(region)}), problem)

    def take(self, region: str) -> None:
        """Go to the region that was just chosen, where it is listed."""
        self.region = region
        if region in self.listed and self.widget.value != region:
            self.follow(region)
        self.show()

    def show(self) -> None:
        """Say how the list stands to the learner's region."""
        here = self.widget.value
        self.button.layout.display = "none" if not here or here == self.region else None
        if self.region and self.region not in self.listed:
            self.tell(self.say("my-region-not-listed", {"region": name_of(self.region)}))
        else:
            self.tell(_("This is my region") if self.region and here == self.region else "")

    def tell(self, *sentences: str) -> None:
        """Show what is to be said."""
        text = escape(" ".join(filter(None, sentences)))
        self.note.value = f'<p role="status">{text}</p>' if text else ""


def name_of(region: str) -> str:
    """Return the words of a region: its name, or that of an own one."""
    return region_names().get(region, region.removeprefix(OWN))
