"""Questions as ipywidgets."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets

from clusterpolicy.exercises.framework.questions import Answer, Question
from clusterpolicy.text import _

WIDE = {"width": "auto"}


class QuestionView:
    """One question: its prompt, its fields, a button, and the feedback below."""

    def __init__(self, question: Question, submit: Callable[[QuestionView], None]) -> None:
        self.question = question
        self.fields = self.make_fields()
        label = _("Keep my prediction") if question.stage == "predict" else _("Check")
        button = widgets.Button(description=label, button_style="primary", layout={"width": "auto"})
        button.on_click(lambda _button: submit(self))
        self.feedback = widgets.HTML()
        prompt = widgets.HTML(f"<strong>{escape(question.prompt)}</strong>")
        self.box = widgets.VBox([prompt, *self.fields, button, self.feedback])

    def make_fields(self) -> list[Any]:
        """Return the form elements of the question's kind."""
        question = self.question
        if question.kind == "choice":
            options = [(option.label, option.value) for option in question.options]
            return [widgets.RadioButtons(options=options, value=None, layout=WIDE)]
        if question.kind == "numeric":
            return [widgets.Text(description=question.unit, placeholder=_("Your answer"))]
        places = [(str(place), str(place)) for place in range(1, len(question.options) + 1)]
        targets = [(target.label, target.value) for target in question.targets]
        choices = [(_("Choose …"), ""), *(targets if question.kind == "match" else places)]
        style = {"description_width": "22em"}
        return [
            widgets.Dropdown(
                description=option.label, options=choices, value="", style=style, layout={"width": "42em"}
            )
            for option in question.options
        ]

    def answer(self) -> Answer:
        """Return the answer as the models take it; None where there is none or a part is missing."""
        values = [field.value for field in self.fields]
        if self.question.kind in ("choice", "numeric"):
            return values[0] or None
        names = [option.value for option in self.question.options]
        if not all(values) or (self.question.kind == "order" and len(set(values)) < len(values)):
            return None
        if self.question.kind == "match":
            return dict(zip(names, values, strict=True))
        return [name for _place, name in sorted(zip(map(int, values), names, strict=True))]

    def put(self, answer: Answer) -> None:
        """Set the fields to an answer of the right form; None clears them."""
        names = [option.value for option in self.question.options]
        if self.question.kind in ("choice", "numeric"):
            self.fields[0].value = (
                answer if self.question.kind == "choice" else "" if answer is None else str(answer)
            )
            return
        for name, field in zip(names, self.fields, strict=True):
            if answer is None:
                field.value = ""
            else:
                field.value = answer[name] if self.question.kind == "match" else str(answer.index(name) + 1)

    def written(self) -> str:
        """Return a choice or a number in the learner's words."""
        labels = {option.value: option.label for option in self.question.options}
        return labels.get(self.fields[0].value, str(self.fields[0].value))

    def say(self, text: str, right: bool | None = None) -> None:
        """Show feedback."""
        mark = {True: "✓ ", False: "✗ ", None: ""}[right] if text else ""
        self.feedback.value = f'<p role="status">{mark}{escape(text)}</p>' if text else ""
