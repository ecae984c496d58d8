"""The self-study path in Chromium: how far a learner is, a missed question that comes back, and a certificate of what was done."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe import violations
from coursebook import PREFIX, Coursebook, until
from playwright.sync_api import Page
from progress_files import SCRIPTS
from pypdf import PdfReader

import clusterpolicy
from clusterpolicy.exercises.framework.registry import subject
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.teaching import plans
from clusterpolicy.publish.teaching.study import PLAN, steps

Opener = Callable[..., Coursebook]
PAGE = "book/self-study.html"
PATH = plans.load(Project.here(), PLAN).sessions
NAMES = [step["name"] for session in PATH for step in steps(session) if step["kind"] == "answer"]
QUIZ, QUESTION = "what-is-a-cluster", "size"
AT = "2026-03-14T10:00:00.000Z"
KEEP = "([prefix, entries]) => { for (const id in entries) localStorage.setItem(prefix + id, JSON.stringify(entries[id])); }"


def right(name: str) -> dict[str, Any]:
    """Return what the browser keeps of somebody who answered an exercise rightly."""
    item = subject(name)
    samples = item.samples(item.dataset)
    answers = {
        question.id: {
            "answer": samples[question.id].right[0],
            "right": None if question.stage == "predict" else True,
        }
        for question in item.questions
    }
    return {"values": {}, "answers": answers, "at": AT}


def whole_path() -> dict[str, Any]:
    written = {"values": {"message": "Ask ten firms first."}, "answers": {}, "at": AT}
    chosen = {"values": {"region": "RU-KLU"}, "answers": {}, "at": AT}
    return {**{name: right(name) for name in NAMES}, "brief": written, "my-region": chosen}


def path(book: Coursebook, entries: dict[str, Any] | None = None) -> Page:
    """Open the page, with what an earlier visit kept, and wait until it says how far the learner is."""
    page = book.page
    page.goto(f"{book.start}{PAGE}")
    if entries:
        page.evaluate(KEEP, [PREFIX, entries])
        page.reload()
    page.wait_for_selector("[data-study-page][data-state=live]")
    until(lambda: said(page, "how-far"), "how far the learner is")
    return page


def said(page: Page, name: str) -> str:
    return page.locator(f"[data-study={name}]").inner_text()


@pytest.mark.parametrize("way", ["http", "file"])
def test_the_next_step_leads_to_its_place_and_answers_count(opened: Opener, way: str) -> None:
    book = opened(way)
    page = path(book)
    assert (
        said(page, "how-far")
        == f"0 of 12 evenings done. About {sum(one.minutes for one in PATH)} minutes left."
    )
    first = subject(NAMES[0])
    page.locator("[data-study=next] a").click()
    page.wait_for_url(f"**#question-{first.id}-{first.questions[0].id}")
    assert page.locator(f"[id='question-{first.id}-{first.questions[0].id}']").count() == 1
    page = path(book, {NAMES[0]: right(NAMES[0])})
    assert said(page, "how-far").startswith("1 of 12 evenings done.")
    assert page.locator("[data-evening='0']").get_attribute("data-done") == "true"
    assert subject(NAMES[1]).title in said(page, "next") and "evening 2" in said(page, "next")
    assert (book.foreign, book.troubles) == ([], [])


def test_a_missed_question_comes_back_until_it_is_answered_right(opened: Opener) -> None:
    book = opened()
    page = book.page
    page.clock.install(time="2026-03-10T19:00:00")
    item = subject(QUIZ)
    samples = item.samples(item.dataset)[QUESTION]
    wrong = next(iter(samples.wrong.values()))[0]

    def answer(given: Any) -> None:
        book.open(QUIZ)
        assert book.ask(QUIZ, QUESTION, "choice", given)[1] in ("right", "wrong")

    def comes_back() -> bool:
        found = path(book)
        return found.locator("[data-study=due-list] li").count() == 1

    for day, wait in ((10, 1), (11, 3), (14, 7), (21, 7)):
        page.clock.set_system_time(f"2026-03-{day}T19:00:00")
        answer(wrong)
        answer(wrong)
        assert not comes_back() and "comes back later" in said(page, "later")
        page.clock.set_system_time(f"2026-03-{day + wait - 1}T23:00:00")
        assert not comes_back()
        page.clock.set_system_time(f"2026-03-{day + wait}T08:00:00")
        assert comes_back()
    link = page.locator("[data-study=due-list] a")
    assert (link.get_attribute("href") or "").endswith(f"#question-{QUIZ}-{QUESTION}")
    answer(samples.right[0])
    found = path(book)
    assert found.locator("[data-study=repeat]").is_hidden()
    kept = json.loads(book.kept()[PREFIX + QUIZ])["answers"][QUESTION]
    assert kept == {"answer": samples.right[0], "right": True}
    assert book.troubles == []


def test_what_is_missing_is_listed_and_there_is_no_certificate_before(opened: Opener) -> None:
    entries = whole_path()
    gone = NAMES[3]
    del entries[gone], entries["brief"]
    page = path(opened(), entries)
    lines = page.locator("[data-study=missing] li").all_inner_texts()
    count = len(subject(gone).questions)
    assert lines == [
        f"Evening 3: {subject(gone).title}, {count} questions",
        "Evening 12: A brief for your region, a text of your own",
    ]
    assert page.locator("[data-study=make]").is_disabled() and page.locator("article.brief").count() == 0


@pytest.mark.parametrize("edition", ["en", "ru"])
def test_the_certificate_says_what_was_done_on_one_page(
    opened: Opener, russian_site: Path, edition: str, tmp_path: Path
) -> None:
    entries = whole_path()
    entries[QUIZ]["answers"][QUESTION]["right"] = False
    book = opened("file", folder=russian_site if edition == "ru" else None)
    page = path(book, entries)
    page.locator("[data-study=make]").click()
    assert page.evaluate("document.activeElement.id") == "study-name"
    page.locator("[data-study=name]").fill("Anna Karenina")
    page.locator("[data-study=make]").click()
    text = page.locator("article.brief").inner_text()
    questions = [question for name in NAMES for question in subject(name).questions]
    judged = sum(question.stage != "predict" for question in questions)
    numbers = [int(number) for number in re.findall(r"\d+", text.split("\n\n")[3])]
    assert "Anna Karenina" in text and clusterpolicy.__version__ in text
    assert str(len(questions)) in text and str(judged) in text and str(judged - 1) in text and numbers
    assert ("Kaluga Oblast" if edition == "en" else "Калужская область") in text
    assert ("no result of an examination" if edition == "en" else "не результат экзамена") in text
    page.evaluate("globalThis.print = () => { globalThis.printed = true; }")
    page.locator("[data-study=print]").click()
    assert page.evaluate("globalThis.printed") is True
    printed = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    assert len(printed.pages) == 1 and "Anna Karenina" in printed.pages[0].extract_text()
    with page.expect_download() as download:
        page.locator("[data-study=save]").click()
    download.value.save_as(tmp_path / "certificate.html")
    saved = book.context.new_page()
    saved.goto((tmp_path / "certificate.html").as_uri())
    assert saved.locator("article").inner_text() == text
    assert len(PdfReader(io.BytesIO(saved.pdf(format="A4"))).pages) == 1
    assert book.troubles == []


@pytest.mark.parametrize("name", [SCRIPTS[0], SCRIPTS[1], "W" * 80, "a\u202eb\u2028c"])
def test_a_name_stays_text_and_fits(opened: Opener, name: str) -> None:
    book = opened("file", viewport={"width": 320, "height": 700})
    page = path(book, whole_path())
    page.locator("[data-study=name]").evaluate("(field, name) => { field.value = name; }", name)
    page.locator("[data-study=make]").click()
    article = page.locator("article.brief")
    assert re.sub(r"\W", "", name) in re.sub(r"\W", "", article.inner_text())
    assert "\u202e" not in article.inner_text()
    assert article.locator("script, img").count() == 0 and page.evaluate("window.__hit") is None
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) == 1
    assert book.troubles == []


def test_an_answer_that_is_cleared_elsewhere_takes_the_certificate_away(opened: Opener) -> None:
    book = opened()
    page = path(book, whole_path())
    page.locator("[data-study=name]").fill("Anna")
    page.locator("[data-study=make]").click()
    assert page.locator("article.brief").count() == 1
    beside = book.context.new_page()
    beside.goto(f"{book.start}{PAGE}")
    beside.evaluate("key => localStorage.removeItem(key)", PREFIX + QUIZ)
    until(lambda: page.locator("article.brief").count() == 0, "the certificate to go")
    assert page.locator("[data-study=missing] li").count() == 1


@pytest.mark.parametrize("width", [320, 1280])
def test_nobody_is_shut_out_of_the_path(opened: Opener, width: int) -> None:
    entries = whole_path()
    entries[QUIZ]["answers"][QUESTION] = {"answer": "x", "right": False, "at": AT, "missed": 1}
    page = path(opened(bypass_csp=True, viewport={"width": width, "height": 800}), entries)
    assert page.locator("[data-study=due-list] li").count() == 1
    page.locator("[data-study=name]").fill("Anna")
    page.locator("[data-study=make]").click()
    page.wait_for_selector("article.brief")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert violations(page) == []
