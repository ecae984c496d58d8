"""A page for each term of the glossary: what it means, and where the course uses it, read from the pages and the data."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from babel import Locale
from docutils import nodes

from clusterpolicy.datasets import load, resources
from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.registry import exercise, exercise_names
from clusterpolicy.hosts.page import glossary, indicator_pages
from clusterpolicy.hosts.page.glossary import Term, term_of, terms
from clusterpolicy.stems import stems
from clusterpolicy.text import _, format_message, language

# Pages that list what others use: the glossary itself, titles of books, cards of datasets.
LISTS = (glossary.HOME, "book/bibliography", indicator_pages.CATALOGUE)
# What of a page is no prose.
SILENT = (nodes.raw, nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.comment)


@dataclass(frozen=True)
class Link:
    """Words, and the address below the site's root that they lead to."""

    words: str
    address: str


@dataclass(frozen=True)
class Passage:
    """A section of a page: its heading, its address, its prose and what it prints bold."""

    heading: Link
    prose: str
    bold: tuple[str, ...]


@dataclass
class Chapter:
    """A page that uses a term: in which sections, and whether it explains it."""

    page: Link
    explains: bool
    sections: list[Link] = field(default_factory=list)


@dataclass
class Uses:
    """Where the course uses a term."""

    chapters: list[Chapter] = field(default_factory=list)
    exercises: list[Link] = field(default_factory=list)
    series: list[Link] = field(default_factory=list)
    datasets: list[Link] = field(default_factory=list)


def place(document: str) -> tuple[bool, str]:
    """Return what pages are sorted by: chapters first, in their order."""
    return not document.startswith(glossary.LINKED), document


def passages(document: str, tree: nodes.document) -> list[Passage]:
    """Return the sections of a page in their order.

    Parameters
    ----------
    document : str
        The page.
    tree : docutils.nodes.document
        What Sphinx has read of it, translated.
    """
    found = []
    for section in tree.findall(nodes.section):
        title = section.next_node(nodes.title)
        own = [child for child in section.children if not isinstance(child, nodes.section)]
        bold = [one.astext() for child in own for one in child.findall(nodes.strong)]
        heading = Link(title.astext() if title else "", f"{document}.html#{section['ids'][0]}")
        found.append(Passage(heading, " ".join(map(prose, own)), tuple(bold)))
    return found


def prose(node: nodes.Node) -> str:
    """Return the words of a part of a page, without code, formulas and drawings."""
    if isinstance(node, SILENT):
        return ""
    if isinstance(node, nodes.Text):
        return str(node.astext())
    inside = "".join(map(prose, node.children))
    return inside if isinstance(node, nodes.Inline) else f"{inside}\n"


@lru_cache
def _by_first_stem(code: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for term in terms():
        for form in term.forms:
            split = stems(form, code)
            found.setdefault(split[0], []).append((split, term.id))
    # Of two that start alike, the longer one is meant.
    return {first: sorted(forms, key=lambda form: -len(form[0])) for first, forms in found.items()}


def named(text: str, single: Container[str] = ()) -> set[str]:
    """Return the ids of the terms that a text names.

    One word alone may be meant as in any text ("reach", "size"): such a form counts for the terms of `single` alone. Inside a longer
    form, a shorter one is no term of its own.

    Parameters
    ----------
    text : str
        Words in the language in force.
    single : container of str
        Ids of the terms that one word may name here.
    """
    split, forms = stems(text, language()), _by_first_stem(language())
    found, place = set(), 0
    while place < len(split):
        here = (
            (len(form), term)
            for form, term in forms.get(split[place], ())
            if split[place : place + len(form)] == form and (len(form) > 1 or term in single)
        )
        length, term = next(here, (1, ""))
        found |= {term} if term else set()
        place += length
    return found


def all_uses(pages: Mapping[str, list[Passage]], homes: Mapping[str, str]) -> dict[str, Uses]:
    """Return where the course uses each term, by its id.

    Parameters
    ----------
    pages : mapping of str to list of Passage
        The sections of each page, in the order of the pages.
    homes : mapping of str to str
        Address of the page on which each exercise stands.
    """
    found = {term.id: Uses() for term in terms()}
    explained = {
        document: {term for part in parts for bold in part.bold if (term := term_of(bold))}
        for document, parts in pages.items()
    }
    # A term that no page explains is meant wherever its word stands.
    always = set(found).difference(*explained.values())
    for document, parts in pages.items():
        for term, chapter in _of_page(document, parts, explained[document], always):
            found[term].chapters.append(chapter)
    for name, home in sorted(homes.items(), key=lambda entry: entry[::-1]):
        if name in exercise_names():
            subject = exercise(name)
            single = always | explained.get(home.removesuffix(".html"), set())
            for term in sorted(named(said(subject), single)):
                found[term].exercises.append(Link(subject.title, f"{home}#{name}"))
    for term, link in _of_data(series()):
        found[term].series.append(link)
    for term, link in _of_data(datasets()):
        found[term].datasets.append(link)
    return found


def _of_page(
    document: str, parts: list[Passage], explained: set[str], always: set[str]
) -> Iterator[tuple[str, Chapter]]:
    """Yield each term that a page uses, with the sections."""
    used: dict[str, Chapter] = {}
    for part in parts:
        meant = named(part.prose, explained)
        for term in sorted(meant | named(part.prose, always)):
            page = Link(parts[0].heading.words, f"{document}.html")
            chapter = used.setdefault(term, Chapter(page, term in explained))
            # What stands above the first section is the page itself; a word of everyday use would name nearly every section.
            if part is not parts[0] and term in meant:
                chapter.sections.append(part.heading)
    yield from used.items()


def said(subject: Exercise) -> str:
    """Return what a learner reads in an exercise before an answer: title, task, labels, questions."""
    controls = [words for control in subject.controls for words in (control.label, control.help)]
    figures = [figure.label for figure in subject.figures]
    asked = [
        words
        for question in subject.questions
        for words in (question.prompt, *(option.label for option in (*question.options, *question.targets)))
    ]
    return "\n".join([subject.title, subject.task, subject.chart.title, *controls, *figures, *asked])


def series() -> Iterator[tuple[Link, str, str]]:
    """Yield a link to the page of each series, its title and its definition."""
    for described in load("indicators").to_dict("records"):
        title = indicator_pages.title(described)
        address = f"{indicator_pages.page_name(described['indicator'])}.html"
        yield Link(title, address), title, _(described["definition"])


def datasets() -> Iterator[tuple[Link, str, str]]:
    """Yield a link to the entry of each dataset in the catalogue, its title and its description."""
    for name, described in resources().items():
        title = _(described["title"])
        yield (
            Link(title, f"{indicator_pages.CATALOGUE}.html#dataset-{name}"),
            title,
            _(described["description"]),
        )


def _of_data(entries: Iterable[tuple[Link, str, str]]) -> Iterator[tuple[str, Link]]:
    """Yield each term that a series or a dataset is named after or described with; in a title, the term's own word is enough."""
    own = {stems(term.words, language()): term.id for term in terms()}
    for link, title, text in entries:
        alone = {own[(stem,)] for stem in stems(title, language()) if (stem,) in own}
        for term in sorted(alone | named(f"{title}\n{text}")):
            yield term, link


def language_name(code: str) -> str:
    """Return what a language is called in the language in force, as a heading writes it."""
    name = Locale.parse(code).get_language_name(language()) or code
    return name[:1].upper() + name[1:]


def view(term: Term, uses: Uses) -> dict[str, Any]:
    """Return all that the template of a page shows.

    Parameters
    ----------
    term : Term
        The term.
    uses : Uses
        Where the course uses it.
    """
    return {
        # What a result of the search is headed by says what it is.
        "title": format_message(_("{term} (term)"), {"term": term.words}),
        "term": term,
        "uses": uses,
        "other_name": language_name(term.other_language),
    }
