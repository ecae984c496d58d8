"""My region in Chromium: chosen once, every exercise opens on it, and a page says what is known of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from coursebook import PREFIX, Coursebook, until
from own_files import COMMA, NAME

from clusterpolicy.datasets import region_names
from clusterpolicy.exercises.framework.messages import framework_messages
from clusterpolicy.exercises.framework.registry import exercise, exercise_names, regional_exercises
from clusterpolicy.models.contract import OWN
from clusterpolicy.models.my_region import NAME as MY_REGION
from clusterpolicy.text import format_message

Opener = Callable[..., Coursebook]
MAP, QUOTIENT = "find-clusters", "read-a-quotient"
MINE, OTHER, OKRUG = "RU-KO", "RU-SAM", "RU-NEN"
REGIONAL = [item.id for item in regional_exercises()]
# A time before any test, and one behind them all.
EARLY, LATE = "2020-01-01T00:00:00.000Z", "2999-01-01T00:00:00.000Z"


def entry(values: dict[str, Any], at: str) -> str:
    return json.dumps({"values": values, "answers": {}, "at": at})


def keep(book: Coursebook, entries: dict[str, str]) -> None:
    """Write entries into the browser's storage, as an earlier visit did."""
    code = "kept => { for (const name in kept) localStorage.setItem(name, kept[name]); }"
    book.page.evaluate(code, {f"{PREFIX}{name}": text for name, text in entries.items()})


def region(book: Coursebook, name: str) -> str:
    """Return the region that an exercise shows."""
    control = exercise(name).region_control
    assert control
    value: str = book.section(name).locator(f"[name={control.name}]").input_value()
    return value


def note(book: Coursebook, name: str) -> str:
    return book.section(name).locator("[data-mine-note]").text_content() or ""


def my_page(book: Coursebook, my_region_page: str) -> Any:
    """Open the page “My region” and wait until it has asked every exercise."""
    book.page.goto(f"{book.start}{my_region_page}")
    until(
        lambda: book.page.locator("[data-my-region-page][data-state=live]").count(),
        "the page to be ready",
        60,
    )
    return book.page


def test_every_exercise_opens_on_it(opened: Opener) -> None:
    """On it where it is listed, figures included; where it is not, as if none were chosen, and that is said."""
    book = opened()
    book.open(MAP)
    keep(book, {MY_REGION: entry({"region": OKRUG}, EARLY)})
    for name in book.page_by_page(REGIONAL):
        item = exercise(name)
        control = item.region_control
        assert control
        listed = OKRUG in [option.value for option in control.options]
        values = item.defaults | ({control.name: OKRUG} if listed else {})
        book.expect(item, values)
        assert region(book, name) == values[control.name]
        said = framework_messages()["my-region-not-listed"]
        assert note(book, name) == ("" if listed else format_message(said, {"region": region_names()[OKRUG]}))
    assert {f"{PREFIX}{MY_REGION}"} == set(book.kept()), "who only looks has begun nothing"
    assert (book.troubles, book.foreign) == ([], [])


def test_the_button_makes_it_so_for_all_exercises_of_all_open_pages(opened: Opener) -> None:
    book = opened()
    page = book.open(MAP)
    second = book.context.new_page()
    second.goto(page.url)
    until(lambda: not second.locator("[data-state=loading]").count(), "the second page", 30)
    button = book.section(MAP).locator("[data-mine-choose]")
    page.evaluate(
        "id => { const list = document.querySelector(`[id='${id}'] [name=region]`); list.value = 'RU-KO'; list.dispatchEvent(new Event('input', { bubbles: true })); }",
        MAP,
    )
    button.focus()
    page.keyboard.press("Enter")
    until(lambda: region(book, QUOTIENT) == MINE, "the other exercise of the page to follow")
    assert button.is_hidden() and book.section(MAP).locator("[data-mine-here]").is_visible()
    for name in (MAP, QUOTIENT):
        listed = second.locator(f"[id='{name}'] [name=region]")
        until(lambda listed=listed: listed.input_value() == MINE, "the second page to follow")
    book.expect(exercise(QUOTIENT), exercise(QUOTIENT).defaults | {"region": MINE})
    kept = json.loads(book.kept()[f"{PREFIX}{MY_REGION}"])
    assert (kept["values"], kept["answers"]) == ({"region": MINE}, {})
    assert f"{PREFIX}{QUOTIENT}" not in book.kept()
    assert book.troubles == []


@pytest.mark.parametrize(
    ("link", "before", "wanted"),
    [
        ("", {}, MINE),
        ("", {QUOTIENT: ({"region": OTHER}, EARLY)}, MINE),
        ("", {QUOTIENT: ({"region": OTHER}, LATE)}, OTHER),
        ("", {QUOTIENT: ({}, LATE)}, MINE),
        ("#read-a-quotient?region=RU-SAM", {}, OTHER),
        ("#read-a-quotient?section=C", {}, MINE),
    ],
)
def test_a_link_and_a_later_setting_go_before_it(
    opened: Opener, link: str, before: dict[str, Any], wanted: str
) -> None:
    book = opened("file")
    book.open(QUOTIENT)
    kept = {name: entry(*given) for name, given in before.items()}
    keep(book, kept | {MY_REGION: entry({"region": MINE}, "2025-01-01T00:00:00.000Z")})
    book.open(QUOTIENT, link)
    assert region(book, QUOTIENT) == wanted
    book.section(QUOTIENT).locator("[data-reset]").click()
    until(lambda: region(book, QUOTIENT) == MINE, "a reset to open on it again")
    book.section(QUOTIENT).locator("[data-link]").click()
    assert f"region={MINE}" in book.page.url, "whoever follows the link may have another region"


@pytest.mark.parametrize(
    "spoilt", ["mine", "[]", '{"values":{"region":5},"answers":{},"at":"2025-01-01T00:00:00.000Z"}']
)
def test_what_others_wrote_into_the_storage_stops_nothing(opened: Opener, spoilt: str) -> None:
    book = opened("file")
    book.open(QUOTIENT)
    keep(book, {MY_REGION: spoilt})
    book.reload()
    book.expect(exercise(QUOTIENT), exercise(QUOTIENT).defaults)
    assert note(book, QUOTIENT) == "" and book.troubles == []


def test_an_unknown_region_is_named_as_text(opened: Opener) -> None:
    book = opened("file")
    book.open(QUOTIENT)
    keep(book, {MY_REGION: entry({"region": "<b>RU-XX</b>"}, EARLY)})
    book.reload()
    book.expect(exercise(QUOTIENT), exercise(QUOTIENT).defaults)
    assert "<b>RU-XX</b>" in note(book, QUOTIENT)


def test_an_own_region_can_be_it_and_comes_back_with_its_file(opened: Opener) -> None:
    book = opened()
    page = book.open(MAP)
    file = {"name": "my.csv", "mimeType": "text/csv", "buffer": COMMA.encode()}
    picker = book.section(MAP).locator("[data-own-file]")
    picker.set_input_files(file)  # type: ignore[arg-type]
    for name in (MAP, QUOTIENT):
        listed = book.section(name).locator("optgroup option")
        until(listed.count, f"{name} to list the region", 20)
    book.put(MAP, {"region": OWN + NAME})
    book.section(MAP).locator("[data-mine-choose]").evaluate("button => button.click()")
    until(lambda: region(book, QUOTIENT) == OWN + NAME, "the other exercise to follow")
    book.section(MAP).locator("[data-own-remove]").evaluate("button => button.click()")
    until(lambda: NAME in note(book, QUOTIENT), "the exercise to say that it is missing")
    assert region(book, QUOTIENT) == exercise(QUOTIENT).defaults["region"]
    picker.set_input_files(file)  # type: ignore[arg-type]
    until(lambda: region(book, QUOTIENT) == OWN + NAME, "the region to come back", 20)
    book.reload()
    assert region(book, QUOTIENT) == OWN + NAME
    assert page.locator("[data-state=static]").count() == 0 and book.troubles == []


def test_the_page_says_what_is_known_done_open_and_missing(opened: Opener, my_region_page: str) -> None:
    """Under the learner's settings, computed by each exercise's own model; chosen by keyboard."""
    book = opened()
    book.open(MAP)
    settings = exercise(MAP).defaults | {"stars": "1", "region": OTHER}
    keep(book, {MAP: entry(settings, EARLY)})
    page = my_page(book, my_region_page)
    assert framework_messages()["my-region-none"] == page.locator("[data-mine-status]").text_content()
    listed = page.locator("[name=my-region]")
    listed.focus()
    page.keyboard.type(region_names()[MINE])
    until(lambda: listed.input_value() == MINE, "the keyboard to choose")
    until(lambda: page.locator("[data-mine-says]:not(:empty)").count() == len(REGIONAL), "all exercises", 60)
    until(lambda: page.locator("[data-my-region-page][data-state=live]").count(), "the last one", 60)
    for name in REGIONAL:
        item, box = exercise(name), page.locator(f"[data-mine-exercise='{name}']")
        control = item.region_control
        assert control
        values = (settings if name == MAP else item.defaults) | {control.name: MINE}
        values |= {key: wanted[0] for key, wanted in control.when.items()}
        result = item.run(values)
        assert box.locator("[data-mine-says]").text_content() == format_message(
            item.of_region, result["figures"]
        )
        lost = [
            str(row[table.columns[0].name])
            for table in item.details
            if table.of_region
            for row in result[table.source]
            if row[table.of_region] is None
        ]
        text = box.locator("[data-mine-missing]").text_content() or ""
        assert all(word in text for word in lost)
        assert bool(text) == bool(lost)
        assert box.locator("[data-mine-question]:not([hidden])").count() == len(item.questions)
    assert (book.troubles, book.foreign) == ([], [])

    # An exercise whose list lacks the region says so.
    listed.select_option(OKRUG)
    until(
        lambda: (
            region_names()[OKRUG]
            in (page.locator(f"[data-mine-exercise='{QUOTIENT}'] [data-mine-says]").text_content() or "")
        ),
        "the missing figures",
        60,
    )
    # Cleared in another tab, it is cleared here.
    second = book.context.new_page()
    second.goto(page.url)
    second.evaluate("name => localStorage.removeItem(name)", f"{PREFIX}{MY_REGION}")
    until(
        lambda: listed.input_value() == "" and page.locator("[data-mine-known]").is_hidden(),
        "the page to follow",
    )


def test_it_goes_with_the_progress(opened: Opener, progress_page: str) -> None:
    """Listed by its name; cleared, taken back and imported like any entry, and every exercise follows."""
    book = opened()
    book.open(QUOTIENT)
    keep(book, {MY_REGION: entry({"region": MINE}, EARLY)})
    page = book.page
    page.goto(f"{book.start}{progress_page}")
    assert region_names()[MINE] in (page.locator("[data-progress=list]").text_content() or "")
    kept = book.kept()
    page.locator("[data-progress=clear]").click()
    until(lambda: book.kept() == {}, "the progress to go")
    book.open(QUOTIENT)
    assert region(book, QUOTIENT) == exercise(QUOTIENT).defaults["region"]

    page.goto(f"{book.start}{progress_page}")
    content = {"format": "clusterpolicy-progress", "version": 2, "edition": "1", "own": None}
    text = json.dumps(
        content | {"entries": {name.removeprefix(PREFIX): json.loads(one) for name, one in kept.items()}}
    )
    second = book.context.new_page()
    second.goto(f"{book.start}{book.pages[QUOTIENT]}")
    until(lambda: not second.locator("[data-state=loading]").count(), "the second page", 30)
    file = {"name": "progress.json", "mimeType": "application/json", "buffer": text.encode()}
    page.locator("[data-progress=import]").set_input_files(file)  # type: ignore[arg-type]
    until(lambda: set(book.kept()) == set(kept), "the import", 20)
    chosen = second.locator(f"[id='{QUOTIENT}'] [name=region]")
    until(lambda: chosen.input_value() == MINE, "the other page to follow the import")
    assert book.troubles == []


def test_each_exercise_on_regions_says_what_it_says_of_one() -> None:
    for name in exercise_names():
        item = exercise(name)
        assert bool(item.region_control) == bool(item.of_region), name
