"""The facilitator's screen in Chromium: twelve groups' files and what is wrong with others, chart, timer, summary, clearing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from axe import violations
from coursebook import PREFIX, Coursebook, until
from group_files import EXERCISES, QUIZ, entries
from playwright.sync_api import Page, Route
from progress_files import FORMULAS, SCRIPTS

import clusterpolicy
from clusterpolicy.exercises.framework.registry import subject
from clusterpolicy.models.groups import MAXIMUM_GROUPS

Opener = Callable[..., Coursebook]
File = dict[str, Any]
PAGE = "book/facilitators-screen.html"
GROUPS = 12
KEPT = "clusterpolicy:groups:1"
KEEP = "([prefix, entries]) => { for (const id in entries) localStorage.setItem(prefix + id, JSON.stringify(entries[id])); }"


def as_file(name: str, text: str) -> File:
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


def written(entered: dict[str, Any], **changes: Any) -> str:
    """Return the text of a progress file."""
    whole = {"format": "clusterpolicy-progress", "version": 3, "edition": clusterpolicy.__version__}
    return json.dumps(whole | {"entries": entered, "own": None} | changes, ensure_ascii=False)


def group(number: int) -> File:
    return as_file(f"group-{number}.json", written(entries(number)))


def exported(opened: Opener, progress_page: str) -> list[File]:
    """Return the files that the browsers of twelve groups export on “My progress”."""
    files = []
    for number in range(1, GROUPS + 1):
        book = opened()
        book.page.goto(f"{book.start}{progress_page}")
        book.page.evaluate(KEEP, [PREFIX, entries(number)])
        with book.page.expect_download() as download:
            book.page.locator("[data-progress=export]").click()
        text = Path(download.value.path()).read_text(encoding="utf-8")
        files.append(as_file(f"group-{number}.json", text))
        book.context.close()
    return files


def screen(book: Coursebook) -> Page:
    """Open the page and wait until it takes files."""
    book.page.goto(f"{book.start}{PAGE}")
    book.page.wait_for_selector("[data-screen-page][data-state=live]")
    return book.page


def add(page: Page, files: Iterable[File]) -> str:
    """Hand in files and return what is said to them."""
    status = page.locator("[data-screen=status]")
    status.evaluate("box => { box.textContent = ''; }")
    page.locator("[data-screen=files]").set_input_files(list(files))  # type: ignore[arg-type]
    until(status.text_content, "an answer to the files", 30)
    return status.text_content() or ""


def names(page: Page) -> list[str]:
    """Return the names of the groups in their order."""
    found: list[str] = page.locator("[data-screen=groups] input").evaluate_all(
        "all => all.map(one => one.value)"
    )
    return found


def refused(page: Page) -> list[str]:
    return page.locator("[data-screen=refused] li").all_text_contents()


def table(page: Page) -> dict[str, list[str]]:
    """Return the cells of the table of answers by group."""
    lines = (
        page.locator("[data-screen=tables] table")
        .last.locator("tbody tr")
        .evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.textContent))")
    )
    return {line[0]: line[1:] for line in lines}


def drawn(page: Page) -> str:
    """Return the words of the chart when it stands."""
    page.wait_for_selector("[data-screen=box] svg")
    return " ".join(page.locator("[data-screen=box] svg text").all_text_contents())


@pytest.mark.parametrize("way", ["http", "file"])
def test_twelve_groups_are_shown_and_what_is_no_file_of_theirs_is_named(
    opened: Opener, progress_page: str, way: str
) -> None:
    files = exported(opened, progress_page)
    broken = as_file("broken.json", files[0]["buffer"].decode()[:300])
    other = as_file("another.json", json.dumps({"format": "another-course", "entries": {}}))
    alien = as_file("alien.json", written({"their-exercise": entries(1)[QUIZ]}))
    book = opened(way)
    page = screen(book)
    said = add(
        page, [*files[:4], broken, *files[4:8], other, alien, *files[8:], files[2] | {"name": "twice.json"}]
    )
    assert said == "12 groups added. 4 files were not taken; the reasons stand below."
    assert names(page) == [f"group-{number}" for number in range(1, GROUPS + 1)]
    reasons = dict(
        zip(("broken.json", "another.json", "alien.json", "twice.json"), refused(page), strict=True)
    )
    assert all(line.startswith(name) for name, line in reasons.items())
    assert "cannot be read as JSON" in reasons["broken.json"]
    assert "not a progress file of this course" in reasons["another.json"]
    assert "comes from another course" in reasons["alien.json"]
    assert "“group-3”" in reasons["twice.json"]
    for name in (*EXERCISES, QUIZ):
        page.locator("[data-screen=subject]").select_option(name)
        until(
            lambda name=name: page.locator("[data-screen=title]").text_content() == subject(name).title, name
        )  # type: ignore[misc]
        until(lambda: all(one in drawn(page) for one in names(page)), "every group on the chart")
        assert sorted(table(page)) == sorted(names(page))
    assert (book.foreign, book.troubles) == ([], [])


def test_the_chart_says_who_predicted_what_and_what_came_out(opened: Opener) -> None:
    page = screen(opened())
    add(page, [group(number) for number in range(1, GROUPS + 1)])
    name = EXERCISES[0]
    page.locator("[data-screen=subject]").select_option(name)
    given = {f"group-{number}": entries(number)[name]["answers"] for number in range(1, GROUPS + 1)}
    asked = subject(name).questions
    options = {option.value: option.label for option in asked[0].options}
    until(lambda: page.locator("[data-screen=title]").text_content() == subject(name).title, "the exercise")
    for group_name, cells in table(page).items():
        prediction = given[group_name].get("guess")
        assert cells[0] == (options[prediction["answer"]] if prediction else "no answer")
        for question, cell in zip(asked[1:], cells[1:], strict=True):
            kept = given[group_name].get(question.id)
            assert cell[0] == ("n" if kept is None else "✓" if kept["right"] else "✗")
    right = sum(kept.get("factor", {}).get("right") is True for kept in given.values())
    label = page.locator("[data-screen=box]").get_attribute("aria-label") or ""
    assert label.startswith("Find the clusters: answers of 12 groups. Predictions: About the same ")
    assert f"Question 1 right: {right} of 12." in label and f"{right} of 12" in drawn(page)
    page.locator("[data-screen=details] summary").click()
    prompts = page.locator("[data-screen=prompts]").inner_text()
    assert asked[0].prompt in prompts and "Right: " in prompts


def test_groups_stay_until_they_are_cleared_and_clearing_can_be_undone(opened: Opener) -> None:
    book = opened()
    page = screen(book)
    page.evaluate(KEEP, [PREFIX, {"find-clusters": entries(1)["find-clusters"]}])
    add(page, [group(1), group(2)])
    page.locator("[data-screen=groups] input").first.fill("The river")
    page.locator("[data-screen=groups] input").first.press("Enter")
    page = screen(book)
    assert names(page) == ["The river", "group-2"]
    page.get_by_role("button", name="Remove group-2").click()
    assert names(page) == ["The river"]
    page.locator("[data-screen=undo]").click()
    assert names(page) == ["The river", "group-2"]
    page.locator("[data-screen=clear]").click()
    assert names(page) == [] and page.evaluate(f"localStorage.getItem('{KEPT}')") is None
    assert list(book.kept()) == [PREFIX + "find-clusters"]
    page.locator("[data-screen=undo]").click()
    assert names(page) == ["The river", "group-2"]
    assert book.troubles == []


def test_kept_groups_are_drawn_though_the_charts_script_comes_late(opened: Opener) -> None:
    book = opened("http")
    page = screen(book)
    add(page, [group(1), group(2)])
    held: list[Route] = []
    page.route("**/vega.js*", lambda route: held.append(route))  # noqa: PLW0108 - no built-in is taken
    page.reload(wait_until="commit")
    page.wait_for_selector("[data-screen=tables] table", state="attached")
    until(lambda: held, "the request for the charts")
    assert page.locator("[data-screen=box] svg").count() == 0
    held[0].continue_()
    assert "group-1" in drawn(page)
    assert book.troubles == []


def test_text_that_is_pasted_is_taken_like_a_file(opened: Opener) -> None:
    page = screen(opened())
    page.get_by_text("Paste answers in place of a file").click()
    for number in (1, 2):
        page.locator("[data-screen=paste]").fill(written(entries(number)))
        page.locator("[data-screen=add]").click()
        until(lambda number=number: len(names(page)) == number, "the group")  # type: ignore[misc]
    assert names(page) == ["Group 1", "Group 2"] and page.locator("[data-screen=paste]").input_value() == ""
    page.locator("[data-screen=paste]").fill("{")
    page.locator("[data-screen=add]").click()
    until(lambda: refused(page), "the reason")
    assert len(names(page)) == 2 and page.locator("[data-screen=paste]").input_value() == "{"


def test_dropped_files_are_taken(opened: Opener) -> None:
    page = screen(opened())
    drop = """(box, texts) => {
      const data = new DataTransfer();
      texts.forEach((text, index) => data.items.add(new File([text], `dropped-${index}.json`)));
      box.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    page.locator("[data-screen=drop]").evaluate(drop, [written(entries(1)), written(entries(2))])
    until(lambda: names(page) == ["dropped-0", "dropped-1"], "the dropped files")


def test_exports_that_nobody_renamed_get_names_of_their_own(opened: Opener) -> None:
    page = screen(opened())
    add(page, [as_file("clusterpolicy-progress.json", written(entries(number))) for number in (1, 2)])
    add(page, [as_file("team.json", written(entries(3)))])
    add(page, [as_file("team.json", written(entries(4)))])
    assert names(page) == ["Group 1", "Group 2", "team", "team (2)"]


def test_files_of_other_editions_are_read_and_named(opened: Opener) -> None:
    page = screen(opened())
    old = json.loads(written(entries(1), edition="0.0.9", version=1))
    del old["own"]
    strange = entries(2) | {"gone-exercise": entries(2)[QUIZ]}
    newer = written(entries(3), version=99)
    said = add(
        page,
        [
            as_file("old.json", json.dumps(old)),
            as_file("more.json", written(strange)),
            as_file("new.json", newer),
        ],
    )
    assert said.startswith("2 groups added. 1 file was not taken")
    lines = page.locator("[data-screen=groups] li").all_text_contents()
    assert (
        "Written with edition 0.0.9" in lines[0]
        and "1 exercise or answer in it is not in this edition" in lines[1]
    )
    assert "later edition" in refused(page)[0]


def test_forty_groups_fit_and_no_more(opened: Opener) -> None:
    page = screen(opened(viewport={"width": 1280, "height": 720}))
    add(page, [group(number) for number in range(1, MAXIMUM_GROUPS + 2)])
    assert len(names(page)) == MAXIMUM_GROUPS and "no room for more" in refused(page)[0]
    until(lambda: "group-40" in drawn(page), "the fortieth group")
    height = page.locator("[data-screen=box] svg").bounding_box()
    assert height and height["height"] < 720


def test_what_is_hostile_in_a_file_or_its_name_stays_text(opened: Opener, tmp_path: Path) -> None:
    book = opened("file")
    page = screen(book)
    values = dict(zip(EXERCISES, SCRIPTS, strict=False))
    hostile = {name: entries(1)[name] | {"values": {"words": text}} for name, text in values.items()}
    hostile["committee-signal"]["answers"]["needed"] = {"answer": SCRIPTS[1], "right": False}
    formula = entries(2)
    formula["committee-signal"]["answers"]["needed"] = {"answer": FORMULAS[0], "right": True}
    add(page, [as_file(f"{SCRIPTS[1]}.json", written(hostile)), as_file("=1+1.json", written(formula))])
    page.locator("[data-screen=groups] input").nth(1).fill(FORMULAS[1])
    page.locator("[data-screen=groups] input").nth(1).press("Enter")
    page.locator("[data-screen=subject]").select_option("committee-signal")
    until(lambda: SCRIPTS[1] in str(table(page)), "the answer as text")
    page.locator("[data-screen=make]").click()
    page.wait_for_selector("article.brief")
    with page.expect_download() as download:
        page.locator("[data-screen=save]").click()
    download.value.save_as(tmp_path / "summary.html")
    saved = book.context.new_page()
    saved.goto((tmp_path / "summary.html").as_uri())
    assert SCRIPTS[1] in saved.locator("article").inner_text()
    for one in (page, saved):
        assert one.evaluate("window.__hit") is None and one.locator("img[src=x], iframe").count() == 0
    assert book.troubles == []


def test_the_summary_read_back_holds_every_answer(opened: Opener, tmp_path: Path) -> None:
    page = screen(opened())
    add(page, [group(number) for number in range(1, GROUPS + 1)])
    with page.expect_download() as download:
        page.locator("[data-screen=csv]").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    words = {True: "right", False: "not right", None: "predicted"}
    wanted = {
        (f"group-{number}", subject(name).title, question.prompt, words[kept["right"]])
        for number in range(1, GROUPS + 1)
        for name, entry in entries(number).items()
        for question in subject(name).questions
        if (kept := entry["answers"].get(question.id))
    }
    assert {(line["Group"], line["Exercise"], line["Question"], line["Outcome"]) for line in lines} == wanted
    assert len(lines) == len(wanted)
    assert all(line["File"] == f"{line['Group']}.json" and line["Answer"] for line in lines)
    page.locator("[data-screen=make]").click()
    page.wait_for_selector("article.brief")
    with page.expect_download() as download:
        page.locator("[data-screen=save]").click()
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    assert saved.count("<h2") == len(EXERCISES) + 1 and saved.count(">group-12<") == len(EXERCISES) + 1
    page.emulate_media(media="print")
    assert page.locator("article.brief").is_visible() and not page.locator("[data-screen=stage]").is_visible()


def test_cells_that_a_spreadsheet_would_run_are_text(opened: Opener) -> None:
    page = screen(opened())
    entered = entries(1)
    entered["committee-signal"]["answers"]["needed"] = {"answer": FORMULAS[1], "right": False}
    add(page, [as_file("=1+1.json", written(entered))])
    with page.expect_download() as download:
        page.locator("[data-screen=csv]").click()
    rows = csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig")))
    cells = [cell for row in rows for cell in row]
    assert any(cell.startswith(f"'{FORMULAS[1]}") for cell in cells) and "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-", "\t"))]


def test_the_timer_runs_by_the_clock_pauses_and_says_when_a_minute_is_left(opened: Opener) -> None:
    book = opened()
    book.page.clock.install(time="2026-03-14T10:00:00")
    page = screen(book)
    time, note = page.locator("[data-timer=time]"), page.locator("[data-timer=note]")
    page.locator("[data-timer=minutes]").fill("2.5")
    page.locator("[data-timer=start]").click()
    assert note.inner_text() == "The timer runs: 2.5 minutes."
    page.clock.run_for(60_000)
    assert time.inner_text() == "1:30"
    page.locator("[data-timer=pause]").click()
    page.clock.run_for(600_000)
    assert time.inner_text() == "1:30" and note.inner_text() == "Paused at 1:30."
    page.locator("[data-timer=start]").click()
    page.clock.run_for(31_000)
    assert time.inner_text() == "0:59" and note.inner_text() == "One minute left."
    page.clock.run_for(60_000)
    assert time.inner_text() == "0:00" and note.inner_text() == "Time is up."
    page.locator("[data-timer=reset]").click()
    assert time.inner_text() == "2:30"
    page.locator("[data-timer=minutes]").fill("0")
    page.locator("[data-timer=start]").click()
    assert note.inner_text() == "Enter minutes from 0.5 to 180."
    assert note.get_attribute("role") == "status" and book.troubles == []


def test_without_storage_the_page_warns_and_goes_on(opened: Opener) -> None:
    refuse = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    page = screen(opened(script=refuse))
    assert "keeps nothing" in add(page, [group(1), group(2)])
    assert len(names(page)) == 2


def test_what_another_page_wrote_in_its_place_does_no_harm(opened: Opener) -> None:
    book = opened()
    page = screen(book)
    for text in (
        "{",
        "[null, 1]",
        '[{"name": 1}]',
        '{"0": []}',
        '[{"name":"a","file":"b","edition":"c","times":{},"answers":{"x":1}}]',
    ):
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEPT, text])
        page = screen(book)
        assert names(page) == []
    add(page, [group(1)])
    assert names(page) == ["group-1"] and book.troubles == []


def test_it_fills_the_screen_and_twelve_groups_fit_on_a_projector(opened: Opener) -> None:
    page = screen(opened(viewport={"width": 1280, "height": 720}))
    add(page, [group(number) for number in range(1, GROUPS + 1)])
    page.locator("[data-screen=full]").click()
    page.wait_for_selector("[data-screen=full][aria-pressed=true]")
    stage = page.locator("[data-screen=stage]")
    until(lambda: stage.evaluate("box => box.scrollHeight <= box.clientHeight"), "all of it on one screen")
    sizes = page.locator("[data-screen=box] svg text").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 18


@pytest.mark.parametrize("width", [320, 1280])
def test_nobody_is_shut_out(opened: Opener, width: int) -> None:
    page = screen(opened(bypass_csp=True, viewport={"width": width, "height": 720}))
    add(page, [group(1), group(2), as_file("broken.json", "{")])
    for summary in page.locator("[data-screen-page] summary").all():
        summary.click()
    page.locator("[data-screen=make]").click()
    page.wait_for_selector("article.brief")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert violations(page) == []
