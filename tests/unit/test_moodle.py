"""The questions as Moodle XML: read back as Moodle reads them, they ask, accept and answer what the quizzes do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import pytest
from moodle_xml_parser import parser as independent

from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Question
from clusterpolicy.exercises.framework.registry import quiz, quiz_names
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.teaching import bank, moodle
from clusterpolicy.text import LANGUAGES, _, format_message


@dataclass(frozen=True)
class Edition:
    """The questions of one language, as text and as a tree, and the quizzes that they come from."""

    text: str
    root: ElementTree.Element
    asked: dict[str, tuple[Quiz, Question]]

    def of_kind(self, kind: str) -> Iterator[tuple[ElementTree.Element, Quiz, Question]]:
        """Yield the questions of one of Moodle's kinds with what they come from."""
        for element in self.root.findall(f"question[@type='{kind}']"):
            yield element, *self.asked[element.findtext("idnumber", "")]


@pytest.fixture(scope="module", params=LANGUAGES)
def edition(request: pytest.FixtureRequest, project: Project) -> Iterator[Edition]:
    """Each language's file."""
    with moodle.speaking(request.param):
        text = moodle.document(project.edition(request.param))
        asked = {
            f"{name}/{question.id}": (quiz(name), question)
            for name in quiz_names()
            for question in quiz(name).questions
        }
        yield Edition(text, ElementTree.fromstring(text), asked)


def said(quiz_: Quiz, question: Question, answer: Any) -> tuple[bool, str]:
    """Return what the quiz itself says to an answer; what is no usual mistake is called “your answer”."""
    outcome = quiz_.module.check(quiz_.dataset, question.id, answer, quiz_.defaults, {})
    template = quiz_.messages[outcome["message"]]
    if question.kind == "numeric" and outcome["message"].endswith(("-too-high", "-too-low", "-other")):
        template = re.sub(r"\{answer.*?\}", _("Your answer"), str(template))
    return outcome["right"], format_message(template, outcome["params"], outcome["n"])


def plain(html: str | None) -> str:
    """Return the words of HTML."""
    return "".join(ElementTree.fromstring(f"<p>{html}</p>").itertext())


def test_each_question_of_the_quizzes_is_there_once_and_has_one_of_moodles_kinds(edition: Edition) -> None:
    found = [
        (element.findtext("idnumber"), element.get("type"))
        for element in edition.root.findall("question")
        if element.get("type") != "category"
    ]
    assert sorted(found) == sorted(
        (key, moodle.KINDS[item.kind]) for key, (_quiz, item) in edition.asked.items()
    )


def test_each_chapter_is_one_category_with_the_questions_of_its_quiz(edition: Edition) -> None:
    paths: list[str] = []
    members: list[set[str]] = []
    for element in edition.root:
        if element.get("type") == "category":
            paths.append(element.findtext("category/text", ""))
            members.append(set())
        else:
            members[-1].add(element.findtext("idnumber", "").partition("/")[0])
    assert paths == sorted(set(paths)), "in the order of the chapters, none twice"
    assert all(path.startswith("$course$/top/") and path.count("/") == 3 for path in paths)
    assert all(len(names) == 1 for names in members)
    assert sorted(name for names in members for name in names) == quiz_names()


def test_prompts_are_the_quizzes_own_and_every_question_names_its_chapter(edition: Edition) -> None:
    for element in edition.root.findall("question"):
        if element.get("type") != "category":
            _quiz, question = edition.asked[element.findtext("idnumber", "")]
            text = plain(element.findtext("questiontext/text"))
            assert text.startswith(question.prompt)
            assert question.unit in text
            assert element.findtext("name/text", "")[:2].isdigit()
            assert plain(element.findtext("generalfeedback/text"))


def test_another_program_reads_the_choices_with_their_marks_and_feedback(edition: Edition) -> None:
    read = independent.parse_string(edition.text)["multichoice"]
    written = list(edition.of_kind("multichoice"))
    assert len(read) == len(written) > 0
    for found, (_element, subject, question) in zip(read, written, strict=True):
        assert found.single
        assert plain(found.text_pre_parse) == question.prompt
        assert [plain(option.answer) for option in found.options] == [
            option.label for option in question.options
        ]
        for option, choice in zip(found.options, question.options, strict=True):
            right, text = said(subject, question, choice.value)
            assert (option.score_fraction, plain(option.feedback)) == (100 if right else 0, text)
        assert sum(option.score_fraction for option in found.options) == 100


def first_near(element: ElementTree.Element, value: float) -> ElementTree.Element:
    """Return the answer that Moodle takes for a number: the first that it is near enough to."""
    for answer in element.findall("answer"):
        written = answer.findtext("text", "")
        if written == "*" or abs(float(written) - value) <= float(answer.findtext("tolerance", "")):
            return answer
    raise AssertionError(f"{element.findtext('idnumber')}: nothing is said to {value}")


def test_numbers_are_right_as_near_as_the_quiz_takes_them_and_mistakes_hear_what_it_says(
    edition: Edition,
) -> None:
    tried = 0
    for element, subject, question in edition.of_kind("numerical"):
        samples = subject.samples(subject.dataset)[question.id]
        given = [*samples.right, *(value for kind in samples.wrong.values() for value in kind)]
        for value in (float(value) for value in given if not isinstance(value, str)):
            # A little aside of each sample, and on the edge of what is right.
            for number in (
                value,
                value * 1.004,
                value * 0.996,
                value * 1.0099,
                value * 0.9901,
                value * 1.3,
                value / 2,
            ):
                right, text = said(subject, question, number)
                answer = first_near(element, number)
                assert (answer.get("fraction") == "100") is right, (question.id, number)
                if number == value or text.startswith(_("Your answer")):
                    assert plain(answer.findtext("feedback/text")) == text
                    tried += 1
    assert tried > 50


def test_a_pair_is_right_where_the_quiz_says_so(edition: Edition) -> None:
    for element, subject, question in edition.of_kind("matching"):
        options = {option.label: option.value for option in question.options}
        targets = {target.label: target.value for target in question.targets}
        pairs = [
            (plain(pair.findtext("text")), pair.findtext("answer/text", ""))
            for pair in element.findall("subquestion")
        ]
        answer = {options[option]: targets[target] for option, target in pairs if option}
        right, text = said(subject, question, answer)
        assert right
        assert plain(element.findtext("correctfeedback/text")) == text
        assert sorted(target for _option, target in pairs) == sorted(targets), (
            "what belongs nowhere is there too"
        )


def test_the_order_is_the_one_that_the_quiz_takes(edition: Edition) -> None:
    for element, subject, question in edition.of_kind("ordering"):
        values = {option.label: option.value for option in question.options}
        right, text = said(
            subject,
            question,
            [values[plain(answer.findtext("text"))] for answer in element.findall("answer")],
        )
        assert right
        assert plain(element.findtext("correctfeedback/text")) == text
        assert element.findtext("gradingtype") == "ALL_OR_NOTHING"
        assert element.findtext("selecttype") == "ALL"


def test_pairs_and_orders_that_are_wrong_hear_all_that_the_quiz_says_to_such(edition: Edition) -> None:
    for kind in ("matching", "ordering"):
        for element, subject, question in edition.of_kind(kind):
            hints = "".join(
                plain(element.findtext(f"{name}/text"))
                for name in ("partiallycorrectfeedback", "incorrectfeedback")
            )
            for answers in subject.samples(subject.dataset)[question.id].wrong.values():
                _right, text = said(subject, question, answers[0])
                # Sentences that count what is right are left out: the count differs from answer to answer.
                assert any(sentence in hints for sentence in bank.SENTENCE.split(text)), (question.id, text)
            assert plain(element.findtext("incorrectfeedback/text"))


def test_sentences_that_differ_are_left_out_of_what_is_said_to_all() -> None:
    assert bank.shared(["One is right. Look again.", "Two are right. Look again."]) == "Look again."
    assert bank.shared([]) == ""


def test_numbers_have_a_point_and_no_exponent() -> None:
    written = [
        moodle.number(value) for value in (0.35000000000000003, 67333333.3333, 100.0, -3.0, 6.7e-5, None)
    ]
    assert written == ["0.35", "67333333.3333", "100", "-3", "0.000067", "*"]


def test_what_looks_like_markup_stays_text() -> None:
    assert moodle.cdata(moodle.paragraphs(["a < b ]]> c"])) == "<![CDATA[<p>a &lt; b ]]&gt; c</p>]]>"


def test_files_are_named_by_edition_and_language(project: Project) -> None:
    assert moodle.target(project.edition("ru")).name.endswith(".ru.xml")
