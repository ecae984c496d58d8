"""The glossary: Sphinx's own, made from the dataset, and links to it from the terms that chapters print bold."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.domains.std import Glossary
from sphinx.transforms.post_transforms import SphinxPostTransform

from clusterpolicy.datasets import load
from clusterpolicy.stems import stems
from clusterpolicy.text import language

LINKED = "notebooks/"


def entries() -> list[dict[str, str]]:
    """Return term, its word in the other language, and definition, by term, in the language in force."""
    code = language()
    other = "en" if code == "ru" else "ru"
    found = [
        {
            "term": row[f"term_{code}"],
            "other": row[f"term_{other}"],
            "language": other,
            "definition": row[f"definition_{code}"],
        }
        for row in load("glossary").to_dict("records")
    ]
    return sorted(found, key=lambda entry: entry["term"].casefold())


def term_of(printed: str) -> str | None:
    """Return the term that a chapter prints, in whatever case and number; None where the glossary has none."""
    return _forms(language()).get(stems(printed, language()))


@lru_cache
def _forms(code: str) -> dict[tuple[str, ...], str]:
    found = {}
    for row in load("glossary").to_dict("records"):
        others = row[f"also_{code}"]
        for form in [row[f"term_{code}"], *(others.split("|") if isinstance(others, str) else [])]:
            found[stems(form, code)] = row[f"term_{code}"]
    return found


class CourseGlossary(Glossary):
    """The dataset `glossary` as a list of definitions: each term has an address, and the search finds it."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        lines: list[str] = []
        for entry in entries():
            other = f'<span lang="{entry["language"]}">{entry["other"]}</span>'
            lines += [entry["term"], f"    {other}: {entry['definition']}", ""]
        self.content = StringList(lines, source="datasets/glossary")
        made = super().run()
        # The dataset holds each language's words: nothing here is for translators.
        for part in made:
            for element in part.findall(nodes.TextElement):
                element["translatable"] = False
            # The search knows terms by their entries in the index, and translators would get these once more.
            if self.env.app.builder.name == "gettext":
                for index in list(part.findall(addnodes.index)):
                    index.parent.remove(index)
        return made


class LinkTerms(SphinxPostTransform):
    """Makes a link of the first bold print of each term of the glossary on a page that computes."""

    # References are resolved at priority ten.
    default_priority = 5

    def run(self, **_kwargs: Any) -> None:
        """Put a reference into each such bold print."""
        if not self.env.docname.startswith(LINKED):
            return
        linked: set[str] = set()
        for bold in list(self.document.findall(nodes.strong)):
            term = term_of(bold.astext())
            if term is None or term in linked:
                continue
            linked.add(term)
            reference = addnodes.pending_xref(
                "",
                refdomain="std",
                reftype="term",
                reftarget=term,
                refexplicit=True,
                refwarn=True,
                refdoc=self.env.docname,
            )
            reference += nodes.inline("", "", *bold.children, classes=["xref", "std", "std-term"])
            bold.children = []
            bold.append(reference)
