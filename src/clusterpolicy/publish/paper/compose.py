"""One page of the whole course: cover, contents, and the pages of the site in the order of its table of contents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml
from babel.dates import format_date
from bs4 import BeautifulSoup, Tag

from clusterpolicy.hosts.page import atlas, glossary, indicator_pages
from clusterpolicy.publish.paper import anchors
from clusterpolicy.publish.paper.render import render
from clusterpolicy.publish.paper.still import settle
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.release import citation, edition
from clusterpolicy.text import _, format_message, plural

STYLE = Path(__file__).parent / "paper.css"
NUMBERED = re.compile(r"(?:.*/)?(\d\d)-")
# Holds the place of a page's number until the first print says it.
UNKNOWN = "000"


@dataclass(frozen=True)
class Heading:
    """A heading that the contents list, and the id of its place."""

    title: str
    anchor: str


@dataclass(frozen=True)
class Sheet:
    """A page of the site as it is printed.

    Attributes
    ----------
    page : str
        Its document.
    part : str
        The part of the course that it belongs to.
    markup : str
        What is printed of it.
    heading : Heading
        Its title.
    sections : list of Heading
        Its sections.
    """

    page: str
    part: str
    markup: str
    heading: Heading
    sections: list[Heading]

    @property
    def anchor(self) -> str:
        """The id of the whole page on paper."""
        return anchors.name(self.page)

    @property
    def number(self) -> str:
        """The number of a chapter; empty for other pages."""
        found = NUMBERED.match(self.page)
        return str(int(found[1])) if found else ""

    @property
    def running(self) -> str:
        """The title as a string of a style sheet, for the head of each of its pages."""
        return quoted(f"{self.number} · {self.heading.title}" if self.number else self.heading.title)


def sheets(project: Project) -> list[Sheet]:
    """Return the pages of the built site that go onto paper, in order.

    Parameters
    ----------
    project : Project
        The checkout, whose site is built.
    """
    articles: dict[str, Tag] = {}
    parts = dict(listed(project))
    for page in parts:
        articles[page] = article(soup(project, page))
        settle(articles[page])
        draw_in(articles[page], project, page)
        lead_to_glossary(articles[page], page)
        name_headings(articles[page])
    targets = {page: anchors.ids(found) for page, found in articles.items()}
    for page, found in articles.items():
        anchors.rename(found, page)
        anchors.connect(found, page, targets)
    return [sheet(page, parts[page], found) for page, found in articles.items()]


def listed(project: Project) -> Iterator[tuple[str, str]]:
    """Yield the documents of the table of contents with the captions of their parts, as the site's navigation has them."""
    root = str(yaml.safe_load((project.root / "_toc.yml").read_text(encoding="utf-8"))["root"])
    yield root, ""
    navigation = soup(project, root).select_one("#site-nav")
    assert navigation is not None
    part = ""
    for found in navigation.select("p.caption, li.toctree-l1 > a"):
        if found.name == "p":
            part = words(found)
        else:
            yield anchors.target(root, str(found["href"])).removesuffix(".html"), part


def soup(project: Project, page: str) -> BeautifulSoup:
    """Return a page of the built site."""
    return BeautifulSoup((project.site / f"{page}.html").read_text(encoding="utf-8"), "html.parser")


def article(page: BeautifulSoup) -> Tag:
    """Return the text of a page, without its frame."""
    found = page.select_one("article.bd-article")
    assert found is not None
    return found


def words(element: Tag) -> str:
    """Return the text of an element on one line."""
    return " ".join(element.get_text().split())


def name_headings(found: Tag) -> None:
    """Give each heading that the contents list an id of its own: it marks the place where the words are."""
    for number, heading in enumerate(found.select("h1, h2")):
        heading["id"] = heading.get("id") or f"heading-{number}"


def draw_in(found: Tag, project: Project, page: str) -> None:
    """Put the drawings that a page names into the page: words that are wider than foreseen are not cut at their edge."""
    for image in found.select('img[src*=".svg"]'):
        file = (project.site / page).parent / str(image["src"]).partition("?")[0]
        drawing = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser").select_one("svg")
        assert drawing is not None
        anchors.rename(drawing, file.name.partition(".")[0])
        drawing["aria-label"], drawing["role"] = str(image["alt"]), "img"
        image.replace_with(drawing)


def lead_to_glossary(found: Tag, page: str) -> None:
    """Let terms lead to their entries in the glossary: their own pages are not printed."""
    for link in found.select("a[href]"):
        folder, _slash, term = anchors.target(page, str(link["href"])).removesuffix(".html").partition("/")
        if folder == glossary.FOLDER and page == glossary.HOME:
            link.unwrap()
        elif folder == glossary.FOLDER:
            link["href"] = f"{'../' * page.count('/')}{glossary.HOME}.html#term-{term}"


def sheet(page: str, part: str, found: Tag) -> Sheet:
    """Return a page as it is printed."""
    title, *sections = [Heading(words(heading), str(heading["id"])) for heading in found.select("h1, h2")]
    return Sheet(page, part, found.decode_contents(), title, sections)


def quoted(text: str) -> str:
    """Return a text as a string of a style sheet."""
    return json.dumps(text, ensure_ascii=False).replace("<", "\\3c ")


def course(project: Project, printed: list[Sheet], pages: Mapping[str, int]) -> str:
    """Return the whole course as one page.

    Parameters
    ----------
    project : Project
        The checkout, whose site is built.
    printed : list of Sheet
        The pages.
    pages : mapping of str to int
        Number of the page of each heading's anchor, where it is known.
    """
    released = edition(project.root)
    title = printed[0].heading.title
    return render(
        "course.html",
        language=project.language,
        site=project.site.resolve().as_uri(),
        css=STYLE.read_text(encoding="utf-8"),
        running=quoted(title),
        title=title,
        subtitle=subtitle(),
        picture=picture(project, printed[0].page),
        edition=released.number,
        date=format_date(released.day, "long", locale=project.language),
        authors=authors(citation(project.root)),
        licence=_("text under CC BY 4.0, code under the MIT License"),
        left_out=left_out(project),
        sheets=printed,
        parts=[(part, list(members)) for part, members in groupby(printed, lambda member: member.part)],
        pages={heading.anchor: pages.get(heading.anchor, UNKNOWN) for heading in headings(printed)},
    )


def subtitle() -> str:
    """Return the second half of the course's title."""
    return _("Cluster-based innovation policy in Russia")


def headings(printed: Iterable[Sheet]) -> Iterator[Heading]:
    """Yield all headings that the contents list."""
    for found in printed:
        yield found.heading
        yield from found.sections


def authors(cited: Mapping[str, Any]) -> str:
    """Return the authors that ``CITATION.cff`` names."""
    return ", ".join(str(author["name"]) for author in cited["authors"])


def picture(project: Project, page: str) -> str:
    """Return the picture of the welcome page, whose tiles lead nowhere here."""
    found = article(soup(project, page)).select_one("figure.cover svg")
    assert found is not None
    for link in found.select("a[href]"):
        del link["href"]
    return str(found)


def left_out(project: Project) -> str:
    """Return which pages of the site are not on paper."""
    regions, series, terms = (
        len(list((project.site / folder).glob("*.html")))
        for folder in (atlas.FOLDER, indicator_pages.FOLDER, glossary.FOLDER)
    )
    regions_words = format_message(
        plural("{count|0} page of a region in the atlas", "{count|0} pages of the regions in the atlas"),
        {"count": regions},
        regions,
    )
    series_words = format_message(
        plural("{count|0} page of a series", "{count|0} pages of the series"), {"count": series}, series
    )
    terms_words = format_message(
        plural("{count|0} page of a term", "{count|0} pages of the terms"), {"count": terms}, terms
    )
    return format_message(
        _(
            "Left out, and only on the site: {regions}, {series}, {terms}, course plans, fields and first rows of the datasets."
        ),
        {"regions": regions_words, "series": series_words, "terms": terms_words},
    )
