"""What is built again, and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from clusterpolicy.publish import site
from clusterpolicy.publish.project import Project

FILES = {
    "_config.yml": "title: T",
    "_toc.yml": "root: book/index",
    "pyproject.toml": "",
    "requirements.txt": "pandas==1",
    "package-lock.json": "{}",
    "book/index.md": "# T",
    "book/_static/course.css": "a {}",
    "notebooks/01-a.ipynb": "{}",
    "notebooks/a.csv": "a,b",
    "datasets/regions.csv": "a,b",
    "src/clusterpolicy/models/m.py": "x = 1",
    "src/clusterpolicy/publish/site.py": "x = 1",
    "src/clusterpolicy/hosts/page.js": "x = 1",
}


@pytest.fixture
def checkout(tmp_path: Path) -> Project:
    """A checkout's files, without any of their content."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Project(tmp_path)


OUTPUTS = ["datasets/regions.csv", "notebooks/a.csv", "src/clusterpolicy/models/m.py", "requirements.txt"]
PAGES = [
    "book/index.md",
    "notebooks/01-a.ipynb",
    "src/clusterpolicy/hosts/page.js",
    "_toc.yml",
    "package-lock.json",
]


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_outputs_depend_on_changes_both_keys(checkout: Project, name: str) -> None:
    before = checkout.execution_key(), checkout.book_key()
    (checkout.root / name).write_text("changed", encoding="utf-8")
    after = checkout.execution_key(), checkout.book_key()
    assert before[0] != after[0] and before[1] != after[1]


@pytest.mark.parametrize("name", PAGES)
def test_what_only_pages_depend_on_executes_nothing(checkout: Project, name: str) -> None:
    before = checkout.execution_key(), checkout.book_key()
    (checkout.root / name).write_text("changed", encoding="utf-8")
    after = checkout.execution_key(), checkout.book_key()
    assert before[0] == after[0] and before[1] != after[1]


FRAME = ["book/_static/course.css", "src/clusterpolicy/hosts/page.js", "src/clusterpolicy/publish/site.py"]


@pytest.mark.parametrize("name", FRAME)
def test_what_every_page_is_written_with_changes_the_key_of_the_frame(checkout: Project, name: str) -> None:
    before = checkout.frame_key()
    (checkout.root / "book/index.md").write_text("# Another text", encoding="utf-8")
    assert checkout.frame_key() == before
    (checkout.root / name).write_text("changed", encoding="utf-8")
    assert checkout.frame_key() != before


def test_each_edition_has_its_own_outputs_and_frame(checkout: Project) -> None:
    russian = checkout.edition("ru")
    assert russian.execution_key() != checkout.execution_key()
    assert russian.frame_key() != checkout.frame_key()


def test_a_translation_changes_its_own_edition_alone(checkout: Project) -> None:
    russian = checkout.edition("ru")
    before = (checkout.execution_key(), checkout.frame_key()), (russian.execution_key(), russian.frame_key())
    path = checkout.root / russian.texts / "package/charts/figure.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "a"', encoding="utf-8")
    assert (checkout.execution_key(), checkout.frame_key()) == before[0]
    assert russian.execution_key() != before[1][0] and russian.frame_key() != before[1][1]


def test_leftovers_of_tools_change_nothing(checkout: Project) -> None:
    before = checkout.book_key()
    for folder in ("src/clusterpolicy/__pycache__", "notebooks/.ipynb_checkpoints"):
        (checkout.root / folder).mkdir()
        (checkout.root / folder / "left.pyc").write_text("x", encoding="utf-8")
    assert checkout.book_key() == before


def test_an_unchanged_book_is_not_built(
    checkout: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.sites.mkdir(parents=True)
    (checkout.sites / "index.html").write_text("", encoding="utf-8")
    site.stamp(checkout).write_text(checkout.book_key(), encoding="utf-8")
    monkeypatch.setattr(site, "sphinx", lambda *_: pytest.fail("built"))
    site.build(checkout)
    assert "Nothing changed" in capsys.readouterr().out
    (checkout.root / "book/index.md").write_text("# New", encoding="utf-8")
    assert not site.is_current(checkout)
