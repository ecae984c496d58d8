"""A small book of its own: what is built, what is not built again, and what turns the build red."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from clusterpolicy.publish.project import Project

QUOTE = "Growth was {value}`notebooks/01-sums:growth`, a share of {value}`notebooks/01-sums:share`."
CELL = """from clusterpolicy.values import value
value("growth", 12.345, digits=1)
value("share", 0.5, digits=1, kind="percent")"""
TOC = """format: jb-book
root: book/index
chapters:
  - file: notebooks/01-sums
"""
EDITIONS = "editions: [en, ru]"
TRANSLATED = QUOTE.replace("Growth was", "Рост:").replace(", a share of", ", доля:")
TITLE = 'msgid "Sums"\nmsgstr "Суммы"\n\n'
FORMULA = 'msgid "$x^2$"\nmsgstr "$x^2$"\n\n'
RUSSIAN = f'{TITLE}{FORMULA}msgid "{QUOTE}"\nmsgstr "{TRANSLATED}"\n'
COMPUTED = {"Sums computed": "Вычисленные суммы", "{value}`growth`": "{value}`growth`"}
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def book(tmp_path: Path, project: Project) -> Path:
    """A checkout with the course's configuration and templates, one page and one notebook."""
    in_english(project.root / "_config.yml", tmp_path)
    for name in ("pyproject.toml", "requirements.txt", "package-lock.json"):
        shutil.copy(project.root / name, tmp_path)
    for name in ("_templates", "_static"):
        shutil.copytree(project.root / "book" / name, tmp_path / "book" / name)
    shutil.copy(project.root / "book/references.bib", tmp_path / "book")
    (tmp_path / "node_modules").symlink_to(project.root / "node_modules")
    copy_dataset(project.root / "datasets", tmp_path / "datasets", "claims")
    (tmp_path / "_toc.yml").write_text(TOC, encoding="utf-8")
    (tmp_path / "book/index.md").write_text(f"# Sums\n\n{QUOTE}\n\n$x^2$\n", encoding="utf-8")
    write_notebook(tmp_path, CELL)
    return tmp_path


def in_english(settings: Path, target: Path) -> None:
    """Copy the course's configuration with one edition; a translation would have nothing of this book."""
    text = settings.read_text(encoding="utf-8")
    assert EDITIONS in text
    (target / settings.name).write_text(text.replace(EDITIONS, "editions: [en]"), encoding="utf-8")


def copy_dataset(source: Path, target: Path, name: str) -> None:
    """Copy one dataset with its description."""
    shutil.copytree(source / name, target / name)
    package = json.loads((source / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [resource for resource in package["resources"] if resource["name"] == name]
    (target / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


def write_notebook(book: Path, source: str) -> None:
    """Store the book's notebook with one code cell."""
    cells = [
        nbformat.v4.new_markdown_cell("# Sums computed\n\n{value}`growth`", id="text"),
        nbformat.v4.new_code_cell(source, id="code"),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    (book / "notebooks").mkdir(exist_ok=True)
    nbformat.write(notebook, book / "notebooks/01-sums.ipynb")


def build(book: Path, **settings: str) -> tuple[int, str]:
    """Build the book in a process of its own; return its exit code and all that it printed."""
    environment = {**os.environ, **settings}
    answer = subprocess.run(
        [sys.executable, "-m", "clusterpolicy", "book"],
        cwd=book,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode, answer.stdout + answer.stderr


def page(book: Path, name: str, language: str = "en") -> str:
    """Return a built page."""
    return (book / f"_build/html/{language}/{name}.html").read_text(encoding="utf-8")


def test_a_book_quotes_what_its_notebook_computes(book: Path) -> None:
    assert build(book)[0] == 0
    assert '<span class="value" data-value="12.345">12.3</span>' in page(book, "book/index")
    assert '<span class="value" data-value="0.5">50.0%</span>' in page(book, "book/index")
    assert '<span class="katex">' in page(book, "book/index")
    assert "growth = 12.3" not in page(book, "notebooks/01-sums")
    assert "Nothing changed" in build(book)[1]

    # Another figure in the notebook reaches the page that quotes it, whose own file is as before.
    write_notebook(book, CELL.replace("12.345", "23.456"))
    assert build(book)[0] == 0
    assert '<span class="value" data-value="23.456">23.5</span>' in page(book, "book/index")

    # A page on which only the text changed is built without executing anything.
    (book / "book/index.md").write_text("# Sums\n\nNo figure.\n", encoding="utf-8")
    status, printed = build(book)
    assert status == 0 and "Executed" not in printed


def contents(site: Path) -> dict[str, str]:
    """Return the hash of every file of a site."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_two_builds_give_the_same_files(book: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Wherever the checkout lies, in any time zone, and in whichever order sets come."""
    other = tmp_path_factory.mktemp("elsewhere") / "a folder with another name"
    shutil.copytree(book, other, symlinks=True)
    assert build(book, PYTHONHASHSEED="1", TZ="UTC")[0] == 0
    # Files of another age, for whoever looks at their times.
    for path in [one for one in other.rglob("*") if not one.is_symlink() and "node_modules" not in one.parts]:
        os.utime(path, (1e9, 1e9))
    assert build(other, PYTHONHASHSEED="2", TZ="Asia/Kamchatka")[0] == 0
    site = Project(book).site.relative_to(book)
    assert contents(book / site) == contents(other / site)


def test_a_changed_style_reaches_pages_that_are_as_they_were(book: Path) -> None:
    assert build(book)[0] == 0
    sheet = book / "_build/html/en/_static/style/course.css"
    before = re.findall(r"course\.css\?v=\w+", page(book, "book/index"))
    assert len(before) == 1 and "katex" in sheet.read_text(encoding="utf-8")
    style = book / "book/_static/course.css"
    style.write_text(style.read_text(encoding="utf-8") + "\nh1 { color: rgb(1 2 3); }\n", encoding="utf-8")
    assert build(book)[0] == 0
    assert "#010203" in sheet.read_text(encoding="utf-8")
    assert re.findall(r"course\.css\?v=\w+", page(book, "book/index")) != before

    # A page of its own, in no table of contents: nothing is written again, and the sheet stands.
    (book / "notebooks/draft.md").write_text("# Draft\n", encoding="utf-8")
    assert build(book)[0] == 0
    assert "#010203" in sheet.read_text(encoding="utf-8")


@pytest.fixture
def bilingual(book: Path, project: Project) -> Path:
    """The same book in two editions, its own pages translated but for one sentence."""
    shutil.copy(project.root / "_config.yml", book)
    package = "locale/ru/LC_MESSAGES/package"
    shutil.copytree(project.root / package, book / package)
    for name, text in (("book/index", RUSSIAN), ("notebooks/01-sums", "")):
        catalogue = book / f"locale/ru/LC_MESSAGES/{name}.po"
        catalogue.parent.mkdir(parents=True, exist_ok=True)
        catalogue.write_text(HEADER + text, encoding="utf-8")
    return book


def test_a_text_that_is_not_translated_turns_the_build_red(bilingual: Path) -> None:
    status, printed = build(bilingual)
    assert status == 1
    assert (
        "01-sums.ipynb" in printed
        and "not translated in locale/ru/LC_MESSAGES/notebooks/01-sums.po" in printed
    )
    assert "“Sums computed”" in printed


def test_two_editions_stand_side_by_side_each_in_its_own_way_of_writing(bilingual: Path) -> None:
    catalogue = bilingual / "locale/ru/LC_MESSAGES/notebooks/01-sums.po"
    texts = "".join(f'msgid "{text}"\nmsgstr "{said}"\n\n' for text, said in COMPUTED.items())
    catalogue.write_text(HEADER + texts, encoding="utf-8")
    status, printed = build(bilingual)
    assert status == 0, printed
    russian = page(bilingual, "book/index", "ru")
    assert 'Рост: <span class="value" data-value="12.345">12,3</span>' in russian
    assert ">50,0\N{NO-BREAK SPACE}%</span>" in russian
    assert 'hreflang="en" href="../../en/book/index.html"' in russian
    english = page(bilingual, "book/index")
    assert ">12.3</span>" in english and 'hreflang="ru" href="../../ru/book/index.html"' in english
    start = (bilingual / "_build/html/index.html").read_text(encoding="utf-8")
    assert 'href="en/index.html"' in start and 'href="ru/index.html"' in start
    assert not (bilingual / "_build/html/jupyter_execute").exists()
    assert "Nothing changed" in build(bilingual)[1]


def test_a_failing_cell_is_named(book: Path) -> None:
    write_notebook(book, "1 / 0")
    status, printed = build(book)
    assert status == 1
    assert "notebooks/01-sums.ipynb" in printed
    assert "ZeroDivisionError: division by zero" in printed


def test_a_warning_fails_every_build_until_it_is_mended(book: Path) -> None:
    text = "# Sums\n\n{value}`notebooks/01-sums:grwth`\n\n$\\frac{1}$\n\n![](nothing.png)\n"
    (book / "book/index.md").write_text(text, encoding="utf-8")
    for _ in range(2):
        status, printed = build(book)
        assert status == 1
        assert "index.md:3: WARNING: there is no value 'grwth'" in printed
        assert "did you mean 'notebooks/01-sums:growth'" in printed
        assert "index.md:5: WARNING: formula: KaTeX parse error" in printed
        assert "nothing.png" in printed


def test_a_dataset_corrupted_after_a_green_build_turns_the_build_red(book: Path) -> None:
    assert build(book)[0] == 0
    path = book / "datasets/claims/claims.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",history\n", ",rumour\n", 1), encoding="utf-8")
    status, said = build(book)
    assert status == 1
    assert "claims/claims.csv, row 2, field kind" in said
