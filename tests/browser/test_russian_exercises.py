"""Every exercise alive in Russian, with Russian numbers; and the way to the other language and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe import violations
from coursebook import Coursebook, all_subjects, another_setting
from latin import english
from playwright.sync_api import Browser

from clusterpolicy.exercises.framework.registry import exercise, exercise_names

Opener = Callable[..., Coursebook]
# What a learner sees of an exercise, without its own frame around it.
SEEN = "id => document.getElementById(id).outerHTML"


@pytest.fixture
def in_russian(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This interpreter computes and writes in Russian too."""
    monkeypatch.setenv("CLUSTERPOLICY_LANGUAGE", "ru")
    yield


@pytest.fixture
def book(opened: Opener, russian_site: Path, in_russian: None) -> Coursebook:
    """The Russian edition from a disk."""
    return opened("file", folder=russian_site)


def test_everything_wakes_quietly_without_a_network(book: Coursebook) -> None:
    for names in book.by_page(all_subjects()).values():
        page = book.open(names[0])
        states = page.eval_on_selector_all("[data-state]", "all => all.map(one => one.dataset.state)")
        assert set(states) == {"live"}, names
    assert (book.troubles, book.foreign) == ([], [])


@pytest.mark.parametrize("name", exercise_names())
def test_an_exercise_computes_and_speaks_russian(name: str, book: Coursebook) -> None:
    """At its first setting and at another one: figures are those of Python, words and numbers those of the language."""
    subject = exercise(name)
    book.open(name)
    book.expect(subject, subject.defaults)
    _control, values = another_setting(subject)
    book.put(name, values)
    book.expect(subject, values)
    shown = book.page.evaluate(SEEN, name)
    assert list(english(shown)) == []
    assert (book.troubles, book.foreign) == ([], [])


def test_numbers_follow_the_language(book: Coursebook) -> None:
    """The same figure of the same exercise: a point in English, a comma in Russian."""
    subject = exercise("read-a-quotient")
    book.open(subject.id)
    book.expect(subject, subject.defaults)
    alt = book.shown(subject.id)["alt"]
    assert any(character == "," for character in alt) and "." not in alt.rstrip(".").replace(". ", "")


def test_the_switch_keeps_settings_and_answers_and_is_remembered(
    browser: Browser, site: Path, site_server: str, homes: dict[str, str]
) -> None:
    subject = exercise("find-clusters")
    sites = site_server.removesuffix("en/")
    english_book = Coursebook(browser.new_context(locale="en-GB"), sites, {}, cut=True)
    page = english_book.page
    page.goto(f"{sites}en/{homes[subject.id]}")
    english_book.wait_until_awake()
    control, values = another_setting(subject)
    english_book.put(subject.id, values)
    english_book.wait_until_kept(subject.id, "values", control, values[control])
    before = english_book.kept()

    page.get_by_role("link", name="Русский").click()
    page.wait_for_url("**/ru/**")
    english_book.wait_until_awake()
    assert page.url.split("#")[0] == f"{sites}ru/{homes[subject.id]}"
    assert (
        json.loads(english_book.kept()[f"clusterpolicy:1:{subject.id}"])["values"][control] == values[control]
    )
    assert english_book.kept() == before
    shown = page.locator(f"[id='{subject.id}'] [name='{control}']").input_value()
    assert shown == str(values[control])

    # The next visit begins where the reader is at home now, whatever the browser asks for.
    page.goto(f"{sites}index.html")
    page.wait_for_url("**/ru/**")
    assert (english_book.troubles, english_book.foreign) == ([], [])
    english_book.context.close()


@pytest.mark.parametrize(("locale", "edition"), [("ru-RU", "ru"), ("en-US", "en"), ("fi-FI", "en")])
def test_the_start_page_leads_to_the_edition_that_the_browser_asks_for(
    locale: str, edition: str, browser: Browser, site: Path
) -> None:
    page = browser.new_context(locale=locale).new_page()
    page.goto((site.parent / "index.html").as_uri())
    page.wait_for_url(f"**/{edition}/**")
    page.context.close()


def test_the_start_page_offers_both_editions_without_scripts(browser: Browser, site: Path) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((site.parent / "index.html").as_uri())
    assert page.get_by_role("link").all_inner_texts() == ["English", "Русский"]
    page.context.close()


@pytest.mark.parametrize("query", ["кластер", "кластеров", "кластерами"])
def test_the_search_finds_every_form_of_a_word(query: str, browser: Browser, russian_site: Path) -> None:
    page = browser.new_page()
    page.goto(f"{russian_site.as_uri()}/search.html?q={query}")
    page.locator("#search-results a[href*='01-what-is-a-cluster']").first.wait_for()
    page.close()


def test_the_search_says_where_an_exercise_stands_and_leaves_the_title_as_it_is(
    browser: Browser, russian_site: Path
) -> None:
    page = browser.new_page()
    page.goto(f"{russian_site.as_uri()}/search.html?q=кластеры")
    words = "Найдите кластеры (упражнение — Что такое кластер и как его найти?)"
    page.locator("#search-results li", has_text=words).wait_for()
    page.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_on_pages_in_russian(width: int, browser: Browser, russian_site: Path) -> None:
    """Longer words in narrower places; rules that look at structure see the same as in English."""
    page = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True).new_page()
    kinds = ("notebooks/", "book/", "plans/")
    found = {}
    for path in sorted(russian_site.rglob("*.html")):
        name = path.relative_to(russian_site).as_posix()
        if name.startswith(kinds) or name in ("atlas/RU-KLU.html", "indicators/grp.html"):
            page.goto(path.as_uri())
            page.wait_for_function("() => !document.querySelector('[data-exercise][data-state=loading]')")
            found[name] = violations(page)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found[name].append("scrolls sideways")
    assert {name: some for name, some in found.items() if some} == {}
    page.context.close()
