"""Packages for learning platforms: unpacked, in a frame of a platform that holds to SCORM 1.2, they report and go on."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from axe import violations
from coursebook import ASK, PREFIX, PUT
from playwright.sync_api import Browser, BrowserContext, Frame, Page

from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.registry import exercise, quiz, subject
from clusterpolicy.publish import commands, scorm_command
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.release import edition
from clusterpolicy.publish.teaching import scorm

QUIZ, EXERCISE = "what-is-a-cluster", "read-a-quotient"
HEAD = '<!DOCTYPE html><meta charset="utf-8"><title>Platform</title><link rel="icon" href="data:,">'
PLATFORM = f'{HEAD}<script src="lms.js"></script>'
FRAME = '<iframe name="package" src="package/index.html" width="900" height="700"></iframe>'
NAMESPACE = {"cp": "http://www.imsproject.org/xsd/imscp_rootv1p1p2"}


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server of files that says nothing."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep the tests' output clean."""


class Platform:
    """A learning platform with one package, and what a browser did there."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.foreign: list[str] = []
        self.troubles: list[str] = []

    def page(self, before: dict[str, str] | None = None) -> Page:
        """Return a page that knows what the platform kept."""
        page = self.context.new_page()
        page.set_default_timeout(10_000)
        page.add_init_script(f"window.before = {json.dumps(before or {})}")
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", self.note)
        page.on("request", lambda request: self.watch(request.url))
        return page

    def note(self, message: Any) -> None:
        """Keep what the console says at warning level or above."""
        if message.type in ("error", "warning"):
            self.troubles.append(message.text)

    def watch(self, address: str) -> None:
        """Keep the address of a request to anywhere else."""
        if not address.startswith((self.address, "data:", "blob:")):
            self.foreign.append(address)

    def launch(self, before: dict[str, str] | None = None) -> tuple[Page, Frame]:
        """Open the package in the platform's frame and wait until it is awake."""
        page = self.page(before)
        page.goto(f"{self.address}platform.html")
        frame = page.frame("package")
        assert frame is not None
        frame.wait_for_selector("[data-state=live]")
        # Kept answers have been checked again.
        frame.wait_for_function("() => !document.querySelector('fieldset[data-waits][disabled]')")
        return page, frame


Maker = Callable[..., Platform]


@pytest.fixture
def platform(browser: Browser, project: Project, site: Path, tmp_path: Path) -> Iterator[Maker]:
    """Make platforms: each unpacks a package of its own."""
    handler = functools.partial(Quiet, directory=str(tmp_path))
    contexts: list[BrowserContext] = []
    (tmp_path / "lms.js").write_text((Path(__file__).parent / "lms.js").read_text(encoding="utf-8"))
    (tmp_path / "platform.html").write_text(f"{PLATFORM}{FRAME}")
    (tmp_path / "opener.html").write_text(PLATFORM)
    (tmp_path / "bare.html").write_text(f"{HEAD}{FRAME}")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def make(name: str, **options: Any) -> Platform:
            path = scorm.write(project, subject(name), scorm_command.NEEDED, tmp_path)
            with zipfile.ZipFile(path) as archive:
                archive.extractall(tmp_path / "package")
            contexts.append(browser.new_context(**options))
            return Platform(contexts[-1], f"http://127.0.0.1:{server.server_port}/")

        yield make
        for context in contexts:
            context.close()
        server.shutdown()


def answer(frame: Frame, found: Quiz, question: str, given: Any) -> str:
    """Answer a question as a learner does and return the outcome."""
    (asked,) = (item for item in found.questions if item.id == question)
    return str(frame.evaluate(ASK, [found.id, question, asked.kind, given])[1])


def right_answers(found: Quiz) -> dict[str, Any]:
    """Return a right answer to each question, as it is typed; any to a prediction."""
    samples = found.samples(found.dataset)
    given = {item.id: samples[item.id].right[0] for item in found.questions}
    return {name: str(value) if isinstance(value, float | int) else value for name, value in given.items()}


def kept(page: Page) -> dict[str, str]:
    """Return what the platform holds of the attempt; it found nothing wrong."""
    assert page.evaluate("wrong") == []
    found: dict[str, str] = page.evaluate("kept")
    return found


def test_the_manifest_names_every_file_and_the_page(project: Project, site: Path, tmp_path: Path) -> None:
    path = scorm.write(project, quiz(QUIZ), 75, tmp_path)
    assert path.name == f"{QUIZ}-{edition(project.root).number}.{project.language}.zip"
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        page = archive.read("index.html").decode()
    listed = {found.get("href") for found in manifest.iterfind(".//cp:file", NAMESPACE)}
    assert listed == names - {"imsmanifest.xml"}
    (resource,) = manifest.iterfind(".//cp:resource", NAMESPACE)
    assert resource.get("href") in names
    assert resource.get("{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype") == "sco"
    assert manifest.findtext("cp:metadata/cp:schemaversion", namespaces=NAMESPACE) == "1.2"
    assert manifest.findtext(".//cp:item/cp:title", namespaces=NAMESPACE) == quiz(QUIZ).title
    assert "Content-Security-Policy" in page
    assert "<nav" not in page
    assert "<a " not in page


def test_the_same_site_gives_the_same_bytes(project: Project, site: Path, tmp_path: Path) -> None:
    once = scorm.write(project, exercise(EXERCISE), 75, tmp_path / "once").read_bytes()
    assert scorm.write(project, exercise(EXERCISE), 75, tmp_path / "again").read_bytes() == once


def test_a_quiz_reports_each_answer_and_is_passed(platform: Maker) -> None:
    found, at = quiz(QUIZ), platform(QUIZ)
    page, frame = at.launch()
    assert kept(page)["cmi.core.lesson_status"] == "incomplete"
    scores = []
    for question, given in right_answers(found).items():
        assert answer(frame, found, question, given) == "right"
        scores.append(int(kept(page)["cmi.core.score.raw"]))
    count = len(found.questions)
    assert scores == [round(100 * (place + 1) / count) for place in range(count)]
    at_last = kept(page)
    assert at_last["cmi.core.lesson_status"] == "passed"
    assert (at_last["cmi.core.score.min"], at_last["cmi.core.score.max"]) == ("0", "100")
    assert frame.inner_text("[data-report]") == frame.get_attribute("[data-report]", "data-reported")
    assert (at.troubles, at.foreign) == ([], [])


def test_too_few_right_answers_fail_and_better_ones_still_pass(platform: Maker) -> None:
    found, at = quiz(QUIZ), platform(QUIZ)
    page, frame = at.launch()
    samples = found.samples(found.dataset)
    for question in found.questions:
        wrong = next(iter(samples[question.id].wrong.values()))[0]
        assert answer(frame, found, question.id, wrong) == "wrong"
    assert (kept(page)["cmi.core.lesson_status"], kept(page)["cmi.core.score.raw"]) == ("failed", "0")
    for question_id, given in right_answers(found).items():
        answer(frame, found, question_id, given)
    assert (kept(page)["cmi.core.lesson_status"], kept(page)["cmi.core.score.raw"]) == ("passed", "100")
    # What was reached stays reached.
    frame.click("[data-reset]")
    assert (kept(page)["cmi.core.lesson_status"], kept(page)["cmi.core.score.raw"]) == ("passed", "100")


def test_an_attempt_goes_on_where_it_was_left(platform: Maker) -> None:
    found, at = quiz(QUIZ), platform(QUIZ)
    page, frame = at.launch()
    given = right_answers(found)
    first, second, *rest = given
    answer(frame, found, first, given[first])
    answer(frame, found, second, given[second])
    # The platform takes the frame away: the time comes, and the end.
    page.evaluate("document.querySelector('iframe').remove()")
    before = kept(page)
    assert [call for call, _value in page.evaluate("calls")][-3:] == [
        "cmi.core.session_time",
        "LMSCommit",
        "LMSFinish",
    ]
    assert before["cmi.core.exit"] == "suspend"
    page.close()

    page, frame = at.launch(before)
    frame.wait_for_selector(f"[data-feedback={second}][data-outcome=right]")
    assert frame.get_attribute(f"[data-feedback={first}]", "data-outcome") == "right"
    for question in rest:
        assert frame.get_attribute(f"[data-feedback={question}]", "data-outcome") == "none"
        answer(frame, found, question, given[question])
    assert kept(page)["cmi.core.lesson_status"] == "passed"
    # The browser, which another learner may use next, keeps nothing of it.
    assert page.evaluate("localStorage.length") == 0
    assert (at.troubles, at.foreign) == ([], [])


def test_an_exercise_is_completed_with_all_its_answers_and_keeps_its_setting(platform: Maker) -> None:
    found, at = exercise(EXERCISE), platform(EXERCISE)
    page, frame = at.launch()
    name = found.controls[0].name
    options = frame.eval_on_selector_all(f"[name={name}] option", "all => all.map(one => one.value)")
    chosen = next(value for value in options if value != found.defaults[name])
    frame.evaluate(PUT, [found.id, {name: chosen}])
    page.wait_for_function(f"kept['cmi.suspend_data']?.includes({json.dumps(chosen)})")
    for item in found.questions:
        frame.evaluate(ASK, [found.id, item.id, item.kind, right_answers(found)[item.id]])
    at_last = kept(page)
    assert at_last["cmi.core.lesson_status"] == "completed"
    page.close()
    page, frame = at.launch(at_last)
    assert frame.input_value(f"[name={name}]") == chosen
    assert frame.query_selector("[data-own], [data-link], a[href]") is None
    assert (at.troubles, at.foreign) == ([], [])


@pytest.mark.parametrize("name", ["find-clusters", "policy-simulator", "shift-share"])
def test_exercises_with_regions_long_work_and_kept_settings_wake_alone(name: str, platform: Maker) -> None:
    at = platform(name)
    page, _frame = at.launch()
    assert kept(page)["cmi.core.lesson_status"] == "incomplete"
    assert (at.troubles, at.foreign) == ([], [])


def test_settings_too_long_for_the_platform_make_way_for_answers(platform: Maker) -> None:
    found, at = exercise("policy-simulator"), platform("policy-simulator")
    assert found.keeps is not None
    page, frame = at.launch()
    question = found.questions[-1]
    given = right_answers(found)[question.id]
    frame.evaluate(ASK, [found.id, question.id, question.kind, given])
    text = "\n".join(f"{place}: " for place in range(700))
    frame.evaluate(PUT, [found.id, {found.keeps.control: text}])
    page.wait_for_function("JSON.stringify(JSON.parse(kept['cmi.suspend_data']).values) === '{}'")
    assert json.loads(kept(page)["cmi.suspend_data"])["answers"][question.id]["answer"] == given


def test_without_a_platform_it_says_so_and_the_browser_keeps_the_answers(platform: Maker) -> None:
    found, at = quiz(QUIZ), platform(QUIZ)
    page = at.page()
    page.goto(f"{at.address}bare.html")
    frame = page.frame("package")
    assert frame is not None
    frame.wait_for_selector("[data-state=live]")
    assert frame.inner_text("[data-report]") == frame.get_attribute("[data-report]", "data-alone")
    question, given = next(iter(right_answers(found).items()))
    assert answer(frame, found, question, given) == "right"
    assert page.evaluate(f"localStorage.getItem('{PREFIX}{QUIZ}')") is not None
    assert (at.troubles, at.foreign) == ([], [])


def test_a_platform_that_opens_a_window_of_its_own_is_found(platform: Maker) -> None:
    found, at = quiz(QUIZ), platform(QUIZ)
    page = at.page()
    page.goto(f"{at.address}opener.html")
    with page.expect_popup() as opened:
        page.evaluate("open('package/index.html'), null")
    opened.value.wait_for_selector("[data-state=live]")
    question, given = next(iter(right_answers(found).items()))
    answer(opened.value.main_frame, found, question, given)
    assert int(kept(page)["cmi.core.score.raw"]) == round(100 / len(found.questions))


def test_a_report_that_the_platform_refuses_is_said(platform: Maker) -> None:
    found, at = quiz(QUIZ), platform(QUIZ)
    page, frame = at.launch()
    page.evaluate("window.refusing = true")
    question, given = next(iter(right_answers(found).items()))
    assert answer(frame, found, question, given) == "right"
    assert frame.inner_text("[data-report]") == frame.get_attribute("[data-report]", "data-refused")


def test_a_look_at_an_earlier_attempt_reports_nothing(platform: Maker) -> None:
    found, at = quiz(QUIZ), platform(QUIZ)
    page, frame = at.launch({"cmi.core.lesson_mode": "review", "cmi.core.lesson_status": "passed"})
    question, given = next(iter(right_answers(found).items()))
    answer(frame, found, question, given)
    assert frame.inner_text("[data-report]") == frame.get_attribute("[data-report]", "data-silent")
    assert [call for call, _value in page.evaluate("calls")] == ["LMSInitialize"]


@pytest.mark.parametrize("name", [QUIZ, EXERCISE])
def test_the_page_holds_to_the_rules_of_access(name: str, platform: Maker) -> None:
    at = platform(name, bypass_csp=True)
    page = at.page()
    page.goto(f"{at.address}package/index.html")
    page.wait_for_selector("[data-state=live]")
    # Platforms are light, and so is what stands in their frame.
    assert violations(page, ["light"]) == []


def test_a_platform_that_begins_no_attempt_is_none(platform: Maker) -> None:
    found, at = quiz(QUIZ), platform(QUIZ)
    page = at.page()
    page.goto(f"{at.address}opener.html")
    page.evaluate("window.API.LMSInitialize = () => 'false'")
    with page.expect_popup() as opened:
        page.evaluate("open('package/index.html'), null")
    opened.value.wait_for_selector("[data-state=live]")
    note = opened.value.locator("[data-report]")
    assert note.inner_text() == note.get_attribute("data-alone")
    question, given = next(iter(right_answers(found).items()))
    assert answer(opened.value.main_frame, found, question, given) == "right"
    assert page.evaluate("calls") == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["scorm", "what-is-a-clutser"], "what-is-a-cluster"),
        (["scorm", QUIZ, "--needed", "101"], "from 0 to 100"),
    ],
)
def test_a_command_that_names_nothing_is_told_so_before_anything_is_built(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with contextlib.suppress(SystemExit):
        assert commands.run(arguments) == 1
    out, err = capsys.readouterr()
    assert told in err
    assert not out


def test_a_package_speaks_the_language_that_is_asked_for(
    project: Project, russian_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLUSTERPOLICY_LANGUAGE", "ru")
    path = scorm.write(project.edition("ru"), quiz(QUIZ), 75, tmp_path)
    with zipfile.ZipFile(path) as archive:
        page = archive.read("index.html").decode()
        assert f"_static/course/subject-{QUIZ}.ru.js" in archive.namelist()
    assert '<html lang="ru"' in page
    assert quiz(QUIZ).title in page
    assert path.name.endswith(".ru.zip")
