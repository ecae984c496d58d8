"""What the framework itself says: on every exercise, in every host."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from clusterpolicy.datasets.own import own_messages
from clusterpolicy.exercises.framework.questions import Message
from clusterpolicy.text import _, format_message, plural

if TYPE_CHECKING:
    from clusterpolicy.exercises.framework.exercise import Quiz


def framework_messages() -> dict[str, Message]:
    """Return the templates that all exercises share, by id."""
    return _refusals() | _states() | _progress() | _my_region() | own_messages()


def say(quiz: Quiz, name: str, params: Mapping[str, object] | None = None, n: float | None = None) -> str:
    """Return a message of an exercise or quiz, or of the framework, with its places filled.

    Parameters
    ----------
    quiz : Quiz
        Whose message it is.
    name : str
        Id of the message.
    params : mapping, optional
        Value of each place; the title of the exercise is always there.
    n : float, optional
        The count that chooses the plural form.
    """
    template = quiz.messages.get(name) or framework_messages()[name]
    return format_message(template, {"exercise": quiz.title, **(params or {})}, n)


def _refusals() -> dict[str, Message]:
    return {
        "control-not-a-number": _(
            "{control}: “{value}” is not a number. Enter a number from {minimum|~3} to {maximum|~3}."
        ),
        "control-out-of-range": _(
            "{control}: {value} is out of range. Enter a number from {minimum|~3} to {maximum|~3}."
        ),
        "control-not-an-option": _("{control}: “{value}” is not in the list. Choose one of its entries."),
        "control-own-region": _(
            "{control}: “{value}” is a region of own figures that are not read in here. "
            "Read in the file that holds it, or choose another region."
        ),
        "control-too-long": _("{control}: the text is too long. Keep it below {maximum|0} characters."),
        "control-missing": _("{control} has no value. Reset the exercise."),
        "control-unknown": _("There is no control named “{control}” here. Reset the exercise."),
        "answer-missing": _("Give an answer first."),
        "answer-refused": _("This answer does not fit the question. Answer it again."),
        "answer-incomplete": _("Some lines have no answer yet. Choose one for each."),
        "model-failed": _(
            "The calculation of “{exercise}” failed ({reason}). Reset the exercise; the rest of the page keeps working."
        ),
        "model-not-finite": _(
            "The calculation of “{exercise}” gave a result that is not a finite number. "
            "Reset the exercise; the rest of the page keeps working."
        ),
        "model-endless": _(
            "The calculation of “{exercise}” did not end within {seconds|~1} seconds and was stopped. "
            "Reset the exercise; the rest of the page keeps working."
        ),
        "model-stopped": _("Stopped. Move a control to calculate again."),
        "chart-failed": _(
            "The chart of “{exercise}” could not be drawn ({reason}). The figures and the table stand."
        ),
    }


def _states() -> dict[str, Message]:
    return {
        "no-data": _("no data"),
        "edition": _("A Model to Invent, edition {edition}"),
        "loading": _("Getting ready …"),
        "live": _("Ready: every control acts at once."),
        "static": _(
            "This browser cannot run the exercise: it lacks WebAssembly. The chart shows the first setting."
        ),
        "working": _("Calculating …"),
        "stop": _("Stop"),
        "long-progress": _("{share|%0} done"),
        "long-done": _("Done: the chart shows all of it."),
        "long-stopped": _("Stopped at {share|%0}. Start again to go on from there."),
        "setting-kept": _("“{name}” is kept."),
        "setting-loaded": _("“{name}” stands in the controls."),
        "setting-unnamed": _("Give the setting a name first."),
        "preset-taken-back": _("The controls are as you had left them."),
        "outdated": _("You moved a control that this question depends on: check your answer again."),
        "prediction-recall": _("Your prediction: {answer}."),
        "link-copied": _("Link copied."),
        "link-failed": _("The link stands in the address bar of the browser: copy it from there."),
        "link-refused": _("The link names a setting that is not allowed here; the exercise opens as it was."),
        "copied": _("Copied."),
        "reset-done": _("The exercise is as it was at first; your answers to it are cleared."),
        "storage-failed": _(
            "This browser keeps nothing between visits: export your progress before you leave."
        ),
    }


def _progress() -> dict[str, Message]:
    return {
        "progress-too-large": _(
            "The file is larger than {maximum|0} kilobytes: this is no progress file. Nothing was changed."
        ),
        "progress-not-json": _(
            "The file is not a progress file: it cannot be read as JSON. Nothing was changed."
        ),
        "progress-not-ours": _("The file is not a progress file of this course. Nothing was changed."),
        "progress-newer": _(
            "The file was written by a later edition (format {version|0}, this course reads up to {known|0}). "
            "Open it with that edition. Nothing was changed."
        ),
        "progress-bad-entry": _(
            "The entry “{where}” of the file is not as it should be. Nothing was changed."
        ),
        "progress-imported": plural(
            "Imported: {count|0} exercise with answers or settings.",
            "Imported: {count|0} exercises with answers or settings.",
        ),
        "progress-imported-own": plural(
            "Imported: {count|0} exercise with answers or settings, and your own regions.",
            "Imported: {count|0} exercises with answers or settings, and your own regions.",
        ),
        "progress-cleared": _("Your progress was cleared."),
        "progress-restored": _("Your progress is back."),
        "progress-empty": _("Nothing is kept yet. Answer a question or move a control."),
        "progress-answers": plural(
            "{right|0} of {count|0} answer right", "{right|0} of {count|0} answers right"
        ),
        "progress-kept": plural("{count|0} answer kept", "{count|0} answers kept"),
        "progress-settings": _("settings kept"),
    }


def _my_region() -> dict[str, Message]:
    return {
        "my-region": _("My region: {region}"),
        "my-region-chosen": _("{region} is your region now: the exercises open on it."),
        "my-region-not-listed": _(
            "Your region, {region}, is not in this list: there are no figures for it here. The exercise opens as if you had chosen none."
        ),
        "my-region-none": _(
            "Choose your region: then the exercises open on it, and here stands what they say of it."
        ),
        "my-region-no-figures": _("No figures for {region} here."),
        "my-region-missing": _("Missing for {region}: {figures}."),
        "my-region-not-begun": _("Not begun."),
        "my-region-settings": _("Begun: settings kept, no question answered."),
        "my-region-done": plural(
            "{answered|0} of {count|0} question answered.", "{answered|0} of {count|0} questions answered."
        ),
    }
