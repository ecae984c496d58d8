"""What tests of JupyterLab share: the folder in which a learner works."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's folder, before a JupyterLab."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLUSTERPOLICY_HOST", "lab")
    return tmp_path
