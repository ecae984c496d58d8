"""The built site, a server for it and a real Chromium, shared by all tests."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from clusterpolicy.publish.browsers import CHROMIUM, FIREFOX, Program
from clusterpolicy.publish.project import Project

# The same examples in every run, so that a red test is red for everyone; and a busy machine is no failure.
settings.register_profile("course", derandomize=True, deadline=None)
settings.load_profile("course")

PREFIX = "/some/course/"
CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def project() -> Project:
    """The checkout under test."""
    return Project.here()


@pytest.fixture(scope="session")
def site(project: Project) -> Path:
    """The built edition in the language of the tests; they never build it themselves."""
    if not (project.site / "index.html").exists():
        pytest.fail(f"{project.site} is missing: run `make book` first (`make test` does)", pytrace=False)
    return project.site


@pytest.fixture(scope="session")
def russian_site(project: Project, site: Path) -> Path:
    """The built Russian edition, beside the other."""
    return project.edition("ru").site


@pytest.fixture(scope="session")
def site_pages(site: Path) -> list[str]:
    """Every page of the edition, as an address below its root."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser program."""
    return path_of(CHROMIUM)


@pytest.fixture(scope="session")
def firefox_path() -> str:
    """The other browser program."""
    return path_of(FIREFOX)


def path_of(program: Program) -> str:
    """Return where a browser is; without it there is nothing to test with."""
    found = program.find()
    if found is None:
        pytest.fail(
            f"no {program.name} found: install it, or set {program.variable} to its path", pytrace=False
        )
    return found


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """A real Chromium."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_ARGUMENTS)
        yield running
        running.close()


@contextmanager
def serving(folder: Path, missing: Path | None = None) -> Iterator[str]:
    """Serve a folder at a sub-path of a server that holds nothing else, and yield its address.

    `missing` is the page that the server shows for addresses that lead nowhere; without one it has its own.
    """

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            inside = path.removeprefix(PREFIX) if path.startswith(PREFIX) else "outside-the-site"
            return super().translate_path("/" + inside)

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            if missing is None:
                super().send_error(code, message, explain)
                return
            body = missing.read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Keep the tests' output clean."""

    def handler(*arguments: object) -> Handler:
        return Handler(*arguments, directory=str(folder))  # type: ignore[arg-type]

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
        server.shutdown()


@pytest.fixture(scope="session")
def site_server(site: Path) -> Iterator[str]:
    """The edition's address on a static server, at a sub-path, with nothing else on that server but its twins."""
    with serving(site.parent) as address:
        yield f"{address}{site.name}/"


@pytest.fixture(scope="session")
def lost_server(site: Path) -> Iterator[str]:
    """The address of all editions on a server that shows their own page for missing addresses, as GitHub Pages does."""
    with serving(site.parent, site.parent / "404.html") as address:
        yield address
