"""Exercises and quizzes in JupyterLab."""

from __future__ import annotations

import traceback
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from clusterpolicy.errors import ControlError, CourseError, ModelError
from clusterpolicy.exercises.framework.controls import Grid, Select, arranged
from clusterpolicy.exercises.framework.exercise import Exercise, Quiz, Table
from clusterpolicy.exercises.framework.messages import say
from clusterpolicy.hosts.lab import learner
from clusterpolicy.hosts.lab.chart import ChartWidget
from clusterpolicy.hosts.lab.controls import entries_of, table_of, value_of, widget_for
from clusterpolicy.hosts.lab.deadline import LIMIT_SECONDS, EndlessModelError, deadline
from clusterpolicy.hosts.lab.keeping import Keeping
from clusterpolicy.hosts.lab.long import LongRun
from clusterpolicy.hosts.lab.my_region import MyRegion
from clusterpolicy.hosts.lab.own import OwnRegions
from clusterpolicy.hosts.lab.presets import Presets
from clusterpolicy.hosts.lab.questions import QuestionView
from clusterpolicy.models.contract import check_answer, check_values, is_relevant
from clusterpolicy.teaching import teaching_mark
from clusterpolicy.text import _, format_message


def view(subject: Quiz) -> widgets.Widget:
    """Return the widget of an exercise or quiz, as the learner left it."""
    drawn = ExerciseView(subject) if isinstance(subject, Exercise) else QuizView(subject)
    drawn.restore()
    return drawn.box


class QuizView:
    """Questions, a line for problems, and what the learner's file holds of them."""

    def __init__(self, subject: Quiz) -> None:
        self.subject = subject
        self.folder = Path.cwd()
        self.answers: dict[str, Any] = {}
        self.problem = widgets.HTML()
        self.questions = [QuestionView(question, self.submit) for question in subject.questions]
        reset = widgets.Button(description=_("Reset this exercise"), layout={"width": "auto"})
        reset.on_click(lambda _button: self.reset())
        self.tools = widgets.HBox([reset])
        self.box = widgets.VBox(self.parts())

    def parts(self) -> list[Any]:
        """Return the widgets from top to bottom."""
        return [*(question.box for question in self.questions), self.problem, self.tools]

    def values(self) -> dict[str, Any]:
        """Return the setting of the controls."""
        return {}

    def say(self, name: str, params: dict[str, Any] | None = None, n: float | None = None) -> str:
        """Return a message of the exercise or the framework."""
        return say(self.subject, name, params, n)

    def warn(self, text: str) -> None:
        """Show what is wrong, or nothing."""
        self.problem.value = f'<p role="alert" style="color:#b00020">{escape(text)}</p>' if text else ""

    def guarded(self, work: Any) -> Any:
        """Call the model: what it refuses, raises or never ends is said in one line, and None comes back."""
        try:
            refused = check_values(self.subject.subject()["controls"], self.values())
            if refused:
                raise ControlError(self.say(refused["message"], refused["params"]))
            try:
                with deadline(LIMIT_SECONDS):
                    result = work()
            except EndlessModelError:
                raise ModelError(self.say("model-endless", {"seconds": LIMIT_SECONDS})) from None
            except Exception as error:  # a model is the author's code: anything can come out of it
                place = traceback.extract_tb(error.__traceback__)[-1]
                reason = f"{type(error).__name__}: {error}, {Path(place.filename).name}:{place.lineno}"
                raise ModelError(self.say("model-failed", {"reason": reason})) from error
        except CourseError as error:
            self.warn(str(error))
            return None
        self.warn("")
        return result

    def submit(self, question: QuestionView) -> None:
        """Check an answer, say why it is right or wrong, and keep it."""
        answer = question.answer()
        if answer is None:
            question.say(self.say("answer-missing"))
            return
        outcome = self.check(question, answer)
        if outcome is not None:
            name = question.question.id
            self.answers[name] = learner.answered(self.answers.get(name), answer, outcome["right"])
            self.keep()

    def check(self, question: QuestionView, answer: Any) -> dict[str, Any] | None:
        """Show and return the outcome of a check."""
        if not check_answer(question.question.declaration(), answer):
            question.say(self.say("answer-refused"))
            return None
        earlier = {name: kept["answer"] for name, kept in self.answers.items()}
        outcome: dict[str, Any] | None = self.guarded(
            lambda: self.subject.module.check(
                self.subject.dataset, question.question.id, answer, self.values(), earlier
            )
        )
        if outcome is not None:
            text = self.say(outcome["message"], outcome["params"], outcome["n"])
            question.say(" ".join([text, *self.recall(question)]), outcome["right"])
        return outcome

    def recall(self, question: QuestionView) -> list[str]:
        """Return what was predicted, to stand beside what came out."""
        if question.question.stage == "predict":
            return []
        kept = [
            view
            for view in self.questions
            if view.question.stage == "predict" and view.question.id in self.answers
        ]
        return [self.say("prediction-recall", {"answer": view.written()}) for view in kept]

    def keep(self) -> None:
        """Write the learner's file; what stands in the way is said, the exercise goes on."""
        try:
            learner.keep(self.folder, self.subject.id, self.values(), self.answers)
        except (CourseError, OSError) as error:
            self.warn(str(error))

    def restore(self) -> None:
        """Bring back what the learner's file holds."""
        try:
            kept = learner.content(self.folder)
        except (CourseError, OSError) as error:
            self.warn(str(error))
            return
        self.take_own(kept["own"])
        entry = kept["entries"].get(self.subject.id)
        if entry:
            self.apply(entry)
        self.open_on(kept["entries"])

    def open_on(self, entries: dict[str, Any]) -> None:
        """Open on the region that the learner chose; questions have none."""

    def take_own(self, own: dict[str, Any] | None) -> None:
        """Take the learner's own regions in; questions have no use for them."""

    def apply(self, entry: dict[str, Any]) -> None:
        """Put kept answers back and check them again."""
        self.answers = dict(entry["answers"])
        for question in self.questions:
            kept = self.answers.get(question.question.id)
            if kept and self.check(question, kept["answer"]) is not None:
                question.put(kept["answer"])

    def reset(self) -> None:
        """Forget the answers."""
        self.answers = {}
        for question in self.questions:
            question.put(None)
            question.say("")
        try:
            learner.forget(self.folder, self.subject.id)
        except (CourseError, OSError) as error:
            self.warn(str(error))


class ExerciseView(QuizView):
    """A quiz with controls, figures, a chart and tables that follow them."""

    subject: Exercise

    def __init__(self, subject: Exercise) -> None:
        self.controls = {control.name: widget_for(control) for control in subject.controls}
        self.declared = {control.name: control.declaration() for control in subject.controls}
        self.figures = widgets.HTML()
        self.chart = ChartWidget(subject)
        self.details = widgets.HTML()
        self.holding = False
        self.long = LongRun(subject, self.values, self.guarded, self.update) if subject.long else None
        self.keeping = Keeping(subject.keeps, self.controls, self.load) if subject.keeps else None
        self.presets = Presets(subject, self.values, self.load) if subject.presets else None
        self.mine: MyRegion | None = None
        self.own = OwnRegions(subject, Path.cwd(), self.say, self.offer) if subject.takes else None
        super().__init__(subject)
        self.listing(subject)
        for widget in self.controls.values():
            widget.observe(lambda _change: self.changed(), "value")
        self.chart.observe(self.pick, "picked")
        self.update()

    def listing(self, subject: Exercise) -> None:
        """Put what concerns the learner's region below the list of regions."""
        control = subject.region_control
        if control is None:
            return
        widget = self.controls[control.name]
        self.mine = MyRegion(subject.id, control.name, widget, self.folder, self.say, self.follow)
        parts = list(self.box.children)
        parts.insert(parts.index(widget) + 1, self.mine.box)
        self.box.children = parts

    def follow(self, region: str) -> None:
        """Go to the learner's region: nobody set it here, so it is not kept."""
        if self.mine:
            self.put({**self.values(), self.mine.control: region})
            for question in self.questions:
                # An answer that was given about another region is no wrong one about this.
                if self.mine.control in question.question.follow and question.question.id in self.answers:
                    question.say(self.say("outdated"))

    def open_on(self, entries: dict[str, Any]) -> None:
        """Open on the region that the learner chose, unless another was set here later."""
        region = self.mine.opened(entries) if self.mine else None
        if self.mine and region is not None and region != self.values()[self.mine.control]:
            self.follow(region)

    def parts(self) -> list[Any]:
        """Return the widgets from top to bottom: predict, explore, explain."""
        title = f"<h3>{escape(self.subject.title)}</h3><p>{escape(self.subject.task)}</p>"
        if self.subject.teaching:
            title += f"<p><strong>{escape(teaching_mark())}</strong></p>"
        chart = self.subject.chart
        caption = widgets.HTML(f"<strong>{escape(chart.title)}</strong>")
        source = widgets.HTML(f"<small>{escape(chart.source)}</small>")
        before = [view.box for view in self.questions if view.question.stage == "predict"]
        after = [view.box for view in self.questions if view.question.stage != "predict"]
        controls = [
            table_of(block, self.controls) if isinstance(block, Grid) else self.controls[block.name]
            for block in arranged(self.subject.controls)
        ]
        middle = [
            *controls,
            *([self.own.box] if self.own else []),
            *([widgets.HTML(f"<p>{escape(self.subject.takes_none)}</p>")] if self.subject.takes_none else []),
            self.problem,
            self.figures,
            caption,
            self.chart,
            source,
            self.details,
        ]
        if self.keeping:
            middle.insert(len(controls), self.keeping.box)
        if self.presets:
            middle.insert(0, self.presets.box)
        if self.long:
            middle.insert(middle.index(caption), self.long.box)
        return [widgets.HTML(title), *before, *middle, self.tools, *after]

    def values(self) -> dict[str, Any]:
        """Return the setting of the controls."""
        return {name: value_of(widget) for name, widget in self.controls.items()}

    def changed(self) -> None:
        """Follow a control, and keep the setting."""
        if not self.holding:
            if self.long:
                self.long.moved()
            self.update()
            self.keep()

    def load(self, values: dict[str, Any]) -> None:
        """Put some values into the controls and follow them; what a control does not take is said by name."""
        refused = check_values(list(self.declared.values()), {**self.values(), **values})
        if refused:
            self.warn(self.say(refused["message"], refused["params"]))
            return
        self.put({**self.values(), **values})
        self.keep()

    def pick(self, change: dict[str, Any]) -> None:
        """Take a clicked mark as the value of the control that the chart names."""
        options = self.declared[self.subject.chart.click]["options"] if self.subject.chart.click else []
        if change["new"] in [option["value"] for option in options]:
            self.controls[self.subject.chart.click].value = change["new"]

    def update(self) -> None:
        """Run the model and show what comes out."""
        values = self.values()
        for name, widget in self.controls.items():
            widget.layout.display = None if is_relevant(self.declared[name], values) else "none"
        outcomes = self.long.outcomes() if self.long else None
        result = self.guarded(
            lambda: self.subject.gather(outcomes, values) if outcomes else self.subject.run(values)
        )
        if result is None:
            return
        self.figures.value = self.figures_html(result["figures"])
        self.chart.alt = format_message(self.subject.chart.alt, result["figures"])
        self.chart.rows = result["rows"]
        self.details.value = "".join(
            table_html(table, result[table.source]) for table in self.subject.details
        )

    def take_own(self, own: dict[str, Any] | None) -> None:
        """Take the learner's own regions in, where the exercise has a use for them."""
        if self.own:
            self.own.show(own)

    def offer(self, subject: Exercise) -> None:
        """Go on with an exercise that has other own regions; who chose one that is gone gets the first setting back."""
        self.subject = subject
        self.declared = {control.name: control.declaration() for control in subject.controls}
        values = self.values()
        self.holding = True
        for control in subject.controls:
            if isinstance(control, Select) and control.regions:
                before = [value for _label, value in self.controls[control.name].options]
                self.controls[control.name].options = entries_of(control)
                known = [option.value for option in control.options]
                chosen = values[control.name]
                again = (
                    self.mine.region
                    if self.mine and self.mine.region in known and self.mine.region not in before
                    else None
                )
                self.controls[control.name].value = again or (chosen if chosen in known else control.default)
        self.holding = False
        if self.mine:
            self.mine.show()
        self.update()

    def figures_html(self, figures: dict[str, Any]) -> str:
        """Return the headline figures as a list."""
        lines = [
            f'<li>{escape(figure.label)}: <strong data-figure="{figure.name}">'
            f"{escape(figure.written(figures[figure.name]))}</strong></li>"
            for figure in self.subject.figures
        ]
        return f"<ul>{''.join(lines)}</ul>"

    def apply(self, entry: dict[str, Any]) -> None:
        """Put kept settings and answers back; a setting of another edition that is refused stays away."""
        kept = {**self.subject.defaults, **entry["values"]}
        if check_values(list(self.declared.values()), kept) is None:
            self.put(kept)
        super().apply(entry)

    def put(self, values: dict[str, Any]) -> None:
        """Set all controls at once and follow them once."""
        self.holding = True
        for name, widget in self.controls.items():
            widget.value = tuple(values[name]) if isinstance(values[name], list) else values[name]
        self.holding = False
        self.update()

    def reset(self) -> None:
        """Forget answers and settings."""
        region = self.mine.region if self.mine and self.mine.region in self.mine.listed else None
        self.put({**self.subject.defaults, **({self.mine.control: region} if self.mine and region else {})})
        if self.presets:
            self.presets.forget()
        super().reset()


def table_html(table: Table, rows: list[dict[str, Any]]) -> str:
    """Return a table, or its sentence for an empty one."""
    if not rows:
        return f"<p>{escape(table.empty)}</p>"
    head = "".join(f"<th>{escape(column.label)}</th>" for column in table.columns)
    lines = (
        "".join(f"<td>{escape(column.written(row.get(column.name)))}</td>" for column in table.columns)
        for row in rows
    )
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<p><strong>{escape(table.caption)}</strong></p><table><tr>{head}</tr>{body}</table>"
