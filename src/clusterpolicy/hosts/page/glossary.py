"""The glossary and its pages, and the links to them from the terms that chapters print bold."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from clusterpolicy.datasets import load
from clusterpolicy.stems import stems
from clusterpolicy.text import alphabetical, language

FOLDER = "terms"
HOME = "book/glossary"
LINKED = "notebooks/"


@dataclass(frozen=True)
class Term:
    """A term in the language in force.

    Attributes
    ----------
    id : str
        Its id, the same in all languages.
    words : str
        The term.
    also : tuple of str
        Other words that mean it.
    other : str
        Its word in the other language.
    other_language : str
        Code of that language.
    definition : str
        What it means.
    """

    id: str
    words: str
    also: tuple[str, ...]
    other: str
    other_language: str
    definition: str

    @property
    def forms(self) -> tuple[str, ...]:
        """All words that mean it."""
        return (self.words, *self.also)


def terms() -> list[Term]:
    """Return the terms in the order of their words in the language in force."""
    return list(_terms(language()))


@lru_cache
def _terms(code: str) -> tuple[Term, ...]:
    other = "en" if code == "ru" else "ru"
    found = [
        Term(
            row["term_id"],
            row[f"term_{code}"],
            tuple(filter(None, row[f"also_{code}"].split("|"))),
            row[f"term_{other}"],
            other,
            row[f"definition_{code}"],
        )
        for row in load("glossary").fillna("").to_dict("records")
    ]
    return tuple(sorted(found, key=lambda term: alphabetical(term.words)))


def term_of(printed: str) -> str | None:
    """Return the id of the term that a chapter prints, in whatever case and number; None where the glossary has none."""
    return _forms(language()).get(stems(printed, language()))


@lru_cache
def _forms(code: str) -> dict[tuple[str, ...], str]:
    return {stems(form, code): term.id for term in _terms(code) for form in term.forms}


def listed(documents: Container[str]) -> list[str]:
    """Return the ids of the terms that a book has a page for: all, or none in a book without the glossary that leads there.

    Parameters
    ----------
    documents : container of str
        The book's documents that have a source.
    """
    return [term.id for term in terms()] if HOME in documents else []


def page_name(term_id: str) -> str:
    """Return the document of a term."""
    return f"{FOLDER}/{term_id}"


class LinkTerms(SphinxPostTransform):
    """Makes a link of the first bold print of each term of the glossary on a page that computes."""

    default_priority = 5
    # Only pages can be linked to that have no source.
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Put a link to the term's page into each such bold print."""
        document = self.env.docname
        if not document.startswith(LINKED) or not listed(self.env.found_docs):
            return
        linked: set[str] = set()
        for bold in list(self.document.findall(nodes.strong)):
            term = term_of(bold.astext())
            if term is None or term in linked:
                continue
            linked.add(term)
            address = self.app.builder.get_relative_uri(document, page_name(term))
            link = nodes.reference("", "", *bold.children, internal=True, refuri=address, classes=["term"])
            bold.children = []
            bold.append(link)
