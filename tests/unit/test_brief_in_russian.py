"""The brief in Russian: of every region, as the command writes it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from latin import english

from clusterpolicy.datasets import region_names
from clusterpolicy.publish.project import Project


def test_no_brief_of_a_region_holds_a_run_of_english(tmp_path: Path, project: Project) -> None:
    """Names of works and organisations aside; the language is chosen as a user chooses it, in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "clusterpolicy",
        "brief",
        "--all",
        "--kind",
        "html",
        "--out",
        str(tmp_path),
    ]
    environment = {**os.environ, "CLUSTERPOLICY_LANGUAGE": "ru"}
    subprocess.run(command, cwd=project.root, env=environment, check=True, capture_output=True)
    briefs = sorted(tmp_path.glob("*.html"))
    assert len(briefs) == len(region_names())
    found = [f"{path.name}: {run}" for path in briefs for run in english(path.read_text(encoding="utf-8"))]
    assert found == []
