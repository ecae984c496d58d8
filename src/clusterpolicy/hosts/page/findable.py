"""What the site's search finds beside words of text: exercises, figures, claims, series, regions and terms, each with its place.

Sphinx's own index holds titles, words and terms; what stands in markup made by the course would be missing there.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from docutils import nodes
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment

from clusterpolicy.datasets import load, region_names
from clusterpolicy.exercises.framework.registry import exercise_names, subject
from clusterpolicy.hosts.page import atlas, indicator_pages
from clusterpolicy.hosts.page.homes import homes_among
from clusterpolicy.text import _

CLAIMS = "book/claims-ledger"
# Sphinx shows what matters most first: 0 before 1.
FIRST, SECOND = 0, 1
Place = tuple[str, str, str, str, str, int]


class CourseDomain(Domain):
    """The course's own objects, for the search alone: nothing refers to them by name."""

    name = "course"
    label = "Course"

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        kinds = {
            "exercise": _("exercise"),
            "figure": _("figure"),
            "claim": _("claim of the deck"),
            "series": _("series"),
            "region": _("region"),
        }
        # Here and not on the class: the words are those of the language in force.
        self.object_types = {kind: ObjType(words) for kind, words in kinds.items()}

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: ARG002 - as Sphinx calls it
        """Return what the search calls such an object; that it is the course's goes without saying."""
        return str(type.lname)

    def get_objects(self) -> Iterator[Place]:
        """Yield name, shown name, kind, document, place on it and rank of each object.

        Both names are the shown one: the search makes the place anew from it where the other name would do.
        """
        for title, kind, document, place, rank in self.found():
            yield title, title, kind, document, place, rank

    def found(self) -> Iterator[tuple[str, str, str, str, int]]:
        """Yield shown name, kind, document, place on it and rank of each object."""
        for name, page in homes_among(self.env.srcdir, self.env.found_docs).items():
            if name in exercise_names():
                yield subject(name).title, "exercise", page.removesuffix(".html"), name, FIRST
        for document, title in figures((Path(self.env.srcdir) / "notebooks").glob("*.ipynb")):
            yield title, "figure", document, "", SECOND
        for row in load("claims").itertuples():
            yield f"{row.claim_id} {_(row.claim)}", "claim", CLAIMS, f"claim-{row.claim_id}", SECOND
        for described in load("indicators").to_dict("records"):
            place = f"series-{indicator_pages.file_name(described['indicator'])}"
            yield indicator_pages.title(described), "series", indicator_pages.CATALOGUE, place, SECOND
        for code, name in region_names().items():
            yield name, "region", atlas.HOME, f"region-{code}", FIRST


def add_to_search(app: Sphinx, document: str, title: str, words: Iterable[str]) -> None:
    """Let the search find a page that has no source: by its title, and by other words.

    Parameters
    ----------
    app : sphinx.application.Sphinx
        The build, before it writes the index.
    document : str
        The page.
    title : str
        What a result is headed by.
    words : iterable of str
        What else it is found by.
    """
    tree = new_document(document)
    section = nodes.section("", nodes.title("", title), *(nodes.paragraph("", one) for one in words))
    tree.append(section)
    app.builder.index_page(document, tree, title)  # type: ignore[attr-defined]
    # The index keeps the documents alone that the build knows; it is written once they are all read, so that none is looked for.
    app.env.all_docs[document], app.env.titles[document] = 0, nodes.title("", title)


def figures(notebooks: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield document and title of every figure that a notebook describes, read from its cells."""
    for path in sorted(notebooks):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] != "code" or "describe(" not in "".join(cell["source"]):
                continue
            for node in ast.walk(ast.parse("".join(cell["source"]))):
                if (
                    isinstance(node, ast.keyword)
                    and node.arg == "title"
                    and isinstance(node.value, ast.Constant)
                ):
                    yield f"notebooks/{path.stem}", str(node.value.value)
