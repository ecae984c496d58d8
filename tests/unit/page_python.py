"""The page's own interpreter, run by Node.js: the models lie in it as the page puts them there."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from clusterpolicy.hosts.page.assets import model_sources
from clusterpolicy.publish import node
from clusterpolicy.publish.project import Project

LOADER = "node_modules/@micropython/micropython-webassembly-pyscript/micropython.mjs"


class PagePythonError(Exception):
    """What the page's interpreter raised, as text."""


class PagePython:
    """One running interpreter; requests and answers are lines of JSON."""

    def __init__(self) -> None:
        root = Project.here().root
        node.install(root)
        self.folder = tempfile.TemporaryDirectory()
        sources = Path(self.folder.name) / "models.json"
        sources.write_text(json.dumps(model_sources()), encoding="utf-8")
        script = Path(__file__).with_name("parity.mjs")
        command = [node.program(), str(script), str(root / LOADER), str(sources)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def ask(self, what: str, text: str) -> str:
        """Send one request and return the answer's text."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps({"what": what, "text": text}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise PagePythonError(f"the interpreter ended with {self.process.wait()}")
        answer = json.loads(line)
        if "error" in answer:
            raise PagePythonError(answer["error"])
        return str(answer["text"])

    def open(self, subject: dict[str, Any]) -> None:
        """Open an exercise, a quiz or the progress file, as the page does."""
        self.ask("open", json.dumps(subject, ensure_ascii=False))

    def call(self, request: dict[str, Any]) -> Any:
        """Return the outcome of a call; a bare NaN or Infinity in it is an error."""
        return read_strictly(self.ask("call", json.dumps(request, ensure_ascii=False)))

    def run(self, code: str) -> None:
        """Run lines of Python."""
        self.ask("run", code)

    def close(self) -> None:
        """End the interpreter."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()
        self.folder.cleanup()


def read_strictly(text: str) -> Any:
    """Return what a browser would read: it refuses NaN and Infinity."""

    def refuse(constant: str) -> None:
        raise PagePythonError(f"{constant} is not JSON")

    return json.loads(text, parse_constant=refuse)


PROGRESS = {"id": "progress", "model": "progress", "controls": [], "questions": [], "data": None}


def import_request(text: str, earlier: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what the page *My progress* asks when a file is imported."""
    return {
        "id": "progress",
        "do": "check",
        "question": "import",
        "answer": text,
        "values": {},
        "earlier": {"entries": earlier or {}, "own": None},
    }


OWN = {"id": "own", "model": "own_data", "controls": [], "questions": [], "data": None}


def own_request(text: str) -> dict[str, Any]:
    """Return what a page asks when a learner chooses a file of own regions."""
    return {"id": "own", "do": "check", "question": "read", "answer": text, "values": {}, "earlier": None}
