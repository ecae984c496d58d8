"""Names and links of pages that are put together, and right answers as letters."""

from __future__ import annotations

from string import ascii_uppercase

import pytest
from bs4 import BeautifulSoup, Tag

from clusterpolicy.exercises.framework.registry import exercise_names, quiz_names, subject
from clusterpolicy.publish.paper import anchors, answers

NAMES = [*exercise_names(), *quiz_names()]


def article(markup: str) -> Tag:
    found = BeautifulSoup(f"<article>{markup}</article>", "html.parser").article
    assert found is not None
    return found


def test_ids_of_a_page_get_its_prefix_with_all_that_names_them() -> None:
    found = article(
        '<p id="a" aria-labelledby="b c"></p><label for="b">x</label>'
        '<svg><g clip-path="url(#clip)"></g><use xlink:href="#mark"></use><clipPath id="clip"></clipPath></svg>'
    )
    anchors.rename(found, "book/x")
    assert str(found) == str(
        article(
            '<p id="book-x--a" aria-labelledby="book-x--b book-x--c"></p><label for="book-x--b">x</label>'
            '<svg><g clip-path="url(#book-x--clip)"></g><use xlink:href="#book-x--mark"></use>'
            '<clipPath id="book-x--clip"></clipPath></svg>'
        )
    )


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("#here", "#book-x--here"),
        ("other.html", "#book-other"),
        ("other.html#there", "#book-other--there"),
        ("../notebooks/01-one.html#exercise?level=2", "#notebooks-01-one--exercise"),
        ("other.html#gone", "#book-other"),
        ("../atlas/RU-KLU.html", None),
        ("../_static/datasets/panel.csv", None),
        ("https://example.org/a.html#b", "https://example.org/a.html#b"),
    ],
)
def test_a_link_leads_to_its_place_on_paper_or_nowhere(address: str, place: str | None) -> None:
    found = article(f'<a href="{address}">words</a>')
    anchors.connect(
        found, "book/x", {"book/x": {"here"}, "book/other": {"there"}, "notebooks/01-one": {"exercise"}}
    )
    assert found.a is not None
    assert found.a.get("href") == place
    assert found.a.get_text() == "words"


@pytest.mark.parametrize("name", NAMES)
def test_right_answers_are_said_in_letters_and_predictions_have_none(name: str) -> None:
    for question in subject(name).questions:
        answer = answers.right(name, question.id)
        assert (answer is None) == (question.stage == "predict")
        if answer is None:
            continue
        assert answer.feedback
        letters = [letter for letter in answer.short if letter in ascii_uppercase]
        if question.kind == "order":
            assert sorted(letters) == list(ascii_uppercase[: len(question.options)])
        elif question.kind == "match":
            assert len(letters) == len(question.options)
        elif question.kind == "choice":
            assert answer.short in ascii_uppercase[: len(question.options)]
        else:
            assert any(sign.isdigit() for sign in answer.short)
