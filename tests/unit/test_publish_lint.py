"""The checks say what they could not check, and find what makes a notebook unfit to be stored."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from clusterpolicy.publish.lint import notebook_faults, report, report_browser_parts


@pytest.mark.parametrize(
    ("packages", "said", "passed"),
    [
        ([{"name": "a", "version": "1", "vulns": []}], "Audited 1 of 1 packages.", True),
        (
            [{"name": "a", "version": "1", "vulns": [{"id": "X-1"}]}],
            "a 1 has known vulnerabilities: X-1",
            False,
        ),
        ([{"name": "a", "skip_reason": "not found"}], "NOT AUDITED", True),
    ],
)
def test_the_audit_says_what_it_knows(
    packages: list[dict[str, object]], said: str, passed: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(json.dumps({"dependencies": packages}), "") is passed
    assert said in capsys.readouterr().out


def test_an_unreachable_service_is_no_silent_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert report("", "Traceback\nConnectionError: refused")
    assert "NOT AUDITED" in capsys.readouterr().out


TOTAL = {"dependencies": {"total": 2}}
FAULT = {"range": "<2", "via": [{"url": "https://github.com/advisories/GHSA-1"}, "b"]}


@pytest.mark.parametrize(
    ("answer", "said", "passed"),
    [
        ({"vulnerabilities": {}, "metadata": TOTAL}, "Audited 2 browser packages.", True),
        (
            {"vulnerabilities": {"a": FAULT}, "metadata": TOTAL},
            "a <2 has known vulnerabilities: https://github.com/advisories/GHSA-1, b",
            False,
        ),
        ({"message": "405 Method Not Allowed", "error": {}}, "NOT AUDITED, browser parts", True),
    ],
)
def test_the_audit_of_the_browser_parts_says_what_it_knows(
    answer: dict[str, object], said: str, passed: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report_browser_parts(json.dumps(answer)) is passed
    assert said in capsys.readouterr().out


def test_npm_without_an_answer_is_no_silent_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert report_browser_parts("")
    assert "NOT AUDITED, browser parts" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("source", "text", "fault"),
    [
        ("x = 1\n" * 16, "", "has 16 lines"),
        ("plot();", "", "ends a line with ';'"),
        ("x", "<Line2D at 0x7f00>", "address in memory"),
        ("x", "/home/someone/data.csv", "path of the machine"),
    ],
)
def test_an_unfit_cell_is_named(tmp_path: Path, source: str, text: str, fault: str) -> None:
    output = nbformat.v4.new_output("stream", text=text)
    cell = nbformat.v4.new_code_cell(source, execution_count=1, outputs=[output])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, tmp_path / "a.ipynb")
    found = list(notebook_faults(tmp_path / "a.ipynb"))
    assert len(found) == 1
    assert found[0].startswith("cell 1") and fault in found[0]
