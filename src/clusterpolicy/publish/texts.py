"""The texts that learners see, for translators: gathered from the sources, brought into ``locale``, compiled.

Pages of the book are gathered by Sphinx, one file a page. The rest is gathered here, one file a module or
dataset below ``package``; what several of them say stands once, in ``common``.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

import clusterpolicy
from clusterpolicy.datasets import card, load, resources, reworded
from clusterpolicy.errors import CourseError
from clusterpolicy.publish.compiling import compile_files, is_done, read
from clusterpolicy.publish.notebooks import read as read_notebook
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.teaching import plans
from clusterpolicy.text import DOMAIN, LANGUAGES, SOURCE_LANGUAGE

PACKAGE = "package"
COMMON, SITE = "common", "site"
TEMPLATES = [("**/templates/*.html", "jinja2.ext:babel_extract")]
MARKING = {"_", "fill", "plural"}
# Strings in notebooks: what is a text, and whose arguments are names of data and conditions.
TEXT = re.compile(r"(?=.*[a-z])(\s|.*\s|^[A-Z])", re.DOTALL)
SPACED, ANY = re.compile(r"(?=.*[a-z]).*\s", re.DOTALL), re.compile("[a-z]")
CHOOSING = {"load", "query", "agreed", "value"}
LABELLING = {"set_xlabel", "set_ylabel", "fill"}
MessageId = str | tuple[str, str]


def translations() -> tuple[str, ...]:
    """Return the languages that the course is translated into."""
    return tuple(code for code in LANGUAGES if code != SOURCE_LANGUAGE)


def of_modules(project: Project) -> Iterator[tuple[str, MessageId]]:
    """Yield each message of the package's code and templates with the name of its file for translators."""
    source = project.root / "src" / "clusterpolicy"
    for path in sorted(source.rglob("*.py")):
        name = path.relative_to(source).with_suffix("").as_posix()
        yield from ((name, message) for message in marked(ast.parse(path.read_text(encoding="utf-8"))))
    for template, _line, message, _comments, _context in extract_from_dir(source, TEMPLATES):
        yield Path(template).with_suffix("").as_posix(), str(message)


def marked(tree: ast.AST) -> Iterator[MessageId]:
    """Yield the messages that a module hands to gettext: written out there; those in variables come from elsewhere."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKING:
            texts = [str(part.value) for part in call.args if isinstance(part, ast.Constant)]
            if call.func.id == "plural" and len(texts) == 2:
                yield texts[0], texts[1]
            elif call.func.id != "plural":
                yield from texts[:1]


def of_notebooks(project: Project) -> Iterator[tuple[str, str]]:
    """Yield the texts in the code of the notebooks: titles, labels, headings, which the charts and tables translate.

    A string with a space or a capital letter is one, unless it chooses among data; so is every label of an axis.
    """
    for path in project.notebooks:
        for cell in read_notebook(path).cells:
            if cell.cell_type == "code":
                yield from ((f"notebooks/{path.stem}", text) for text in strings(ast.parse(cell.source)))


def strings(tree: ast.AST, wanted: re.Pattern[str] = TEXT) -> Iterator[str]:
    """Yield the texts of a piece of code in its order.

    Parameters
    ----------
    tree : ast.AST
        The code.
    wanted : re.Pattern
        What a string must match to count as a text.
    """
    if isinstance(tree, ast.Constant) and isinstance(tree.value, str) and wanted.search(tree.value):
        yield tree.value
    called = ast.unparse(tree.func).rsplit(".")[-1] if isinstance(tree, ast.Call) else ""
    if called in CHOOSING or isinstance(tree, ast.JoinedStr):
        yield from unit(tree)
        return
    for part in ast.iter_child_nodes(tree):
        # What stands between brackets may name a column, which has a capital letter sometimes and no space.
        inside = SPACED if isinstance(tree, ast.Subscript) and part is tree.slice else wanted
        yield from strings(part, ANY if called in LABELLING else inside)


def unit(call: ast.AST) -> Iterator[str]:
    """Yield the unit that a call names."""
    for given in getattr(call, "keywords", []):
        if given.arg == "unit" and isinstance(given.value, ast.Constant):
            yield str(given.value.value)


def of_datasets() -> Iterator[tuple[str, str]]:
    """Yield each text of a dataset that pages show: description, card, fields, and cells marked ``translated``."""
    for name, described in resources().items():
        said = [described["title"], described["description"]]
        reworded(card(name), partial(_note, said))
        for field in described["schema"]["fields"]:
            said += [field[key] for key in ("description", "unit") if field.get(key)]
            if field.get("translated"):
                said += load(name)[field["name"]].dropna().unique().tolist()
        yield from ((f"datasets/{name}", text) for text in said)


def of_plans(project: Project) -> Iterator[tuple[str, str]]:
    """Yield each text of the course plans."""
    for name in plans.names(project):
        yield from ((f"plans/{name}", text) for text in plans.load(project, name).messages())


def _note(said: list[str], text: str) -> str:
    said.append(text)
    return text


def gather(project: Project) -> dict[str, Catalog]:
    """Return the messages of the package by file for translators.

    Returns
    -------
    dict of str to Catalog
        For example ``"exercises/find_clusters"``, ``"datasets/breaks"``; ``"common"`` for what several hold.
    """
    # The assignments find the texts in their code as the notebooks do, by this module.
    from clusterpolicy.publish.assignments.source import texts as of_assignments

    places: dict[MessageId, list[str]] = defaultdict(list)
    named = [(SITE, project.settings[key]) for key in ("title", "author")]
    for name, message in (
        *named,
        *of_modules(project),
        *of_notebooks(project),
        *of_datasets(),
        *of_assignments(project.root),
        *of_plans(project),
    ):
        if name not in places[message]:
            places[message].append(name)
    catalogues: dict[str, Catalog] = defaultdict(lambda: Catalog(project=DOMAIN))
    for message, names in places.items():
        catalogue = catalogues[names[0] if len(names) == 1 else COMMON]
        catalogue.add(message, locations=[(name, 0) for name in names])
    return dict(catalogues)


def write_templates(project: Project) -> Path:
    """Write the messages of pages and package as templates and return their folder."""
    from clusterpolicy.publish import site

    site.sphinx(project, "gettext")
    templates = project.build / "gettext"
    for stale in (templates / PACKAGE).rglob("*.pot"):
        stale.unlink()
    for name, catalogue in gather(project).items():
        target = templates / PACKAGE / f"{name}.pot"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_po(file, catalogue)
    return templates


def update(project: Project) -> None:
    """Bring the translators' files up to the sources: new messages, changed ones marked, gone ones dropped.

    A message that only moved from one file to another keeps its translation.
    """
    from sphinx_intl.basic import update as bring_up

    templates = write_templates(project)
    for code in translations():
        known = Memory(folder(project, code).rglob("*.po"))
        bring_up(str(project.root / "locale"), str(templates), (code,), ignore_obsolete=True)
        for path in folder(project, code).rglob("*.po"):
            if not (templates / path.relative_to(folder(project, code))).with_suffix(".pot").exists():
                path.unlink()
            else:
                known.tidy(path, code)


def folder(project: Project, code: str) -> Path:
    """Return the folder of the translations into a language."""
    return project.root / project.edition(code).texts


class Memory:
    """Translations that are there, by message: a message that moves to another file is not translated twice."""

    def __init__(self, files: Iterable[Path]) -> None:
        self.known: dict[object, Any] = {}
        for path in files:
            self.known |= {message.id: message.string for message in read(path) if is_done(message)}

    def tidy(self, path: Path, code: str) -> None:
        """Put known translations where a file lacks them, under a head that changes only when the messages do."""
        before = read(path)
        after = Catalog(
            locale=code,
            project=DOMAIN,
            version=clusterpolicy.__version__,
            msgid_bugs_address="see CONTRIBUTING.md",
            last_translator="the authors of the course",
            language_team=code,
            header_comment=f"# {path.stem}",
            creation_date=before.creation_date,
            revision_date=before.creation_date,
            fuzzy=False,
        )
        for message in before:
            if message.id:
                if message.id in self.known and not is_done(message):
                    message.string = self.known[message.id]
                    message.flags.discard("fuzzy")
                after[message.id] = message
        with path.open("wb") as file:
            write_po(file, after)


def compile_all(project: Project) -> None:
    """Compile the messages of the package into the file that the program reads.

    Raises
    ------
    CourseError
        An edition of the book lacks translations: names the files and messages.
    """
    wanted = gather(project)
    for code in translations():
        place = folder(project, code)
        done = compile_files((place / PACKAGE).rglob("*.po"), code, place / f"{DOMAIN}.mo")
        lacking = [
            f"locale/{code}: {PACKAGE}/{name}: {message.id!r}"
            for name, catalogue in wanted.items()
            for message in catalogue
            if message.id and message.id not in done
        ]
        if lacking and code in project.editions:
            listed = "\n".join(lacking[:20])
            raise CourseError(
                f"{len(lacking)} messages are not translated:\n{listed}",
                todo="`make texts` puts new ones into the files: translate them there.",
            )
