"""English left in a Russian page: runs of Latin words that are no names, titles or code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from bs4 import BeautifulSoup

from clusterpolicy.datasets import load

RUN = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z'’-]+(?:[\s,;:–]+[A-Za-z][A-Za-z'’-]+){2,}")
# Code, formulas, text that says in which language it is, and lists of works, whose titles stay as they were printed.
NO_PROSE = "code, pre, kbd, script, style, .katex, [lang=en], li[id^=id], cite"
JOINING = {"of", "and", "in", "the", "for"}
SPOKEN = ("alt", "title", "aria-label", "placeholder")
DECK = "Implementing a cluster-based innovation policy in Russia: a model to invent"
WORK = re.compile(r"\(\d{4}\w?\)\. |, (?:19|20)\d\d\.")
# Whatever names a work, a programme or an organisation: dataset, then fields.
NAMES = {
    "evaluations": ("study", "title", "venue", "programme"),
    "cluster_programmes": ("programme_en", "source", "source_url_or_citation"),
    "parameters": ("reference",),
    "sources": ("title", "publisher", "citation", "edition"),
    "instruments": ("source", "name_ru"),
    "timeline": ("source",),
    "applicants": ("source",),
}


@lru_cache
def names() -> str:
    """Return everything that may stand in Latin letters, as one text of words and single spaces."""
    texts = [Path(__file__).parents[1].joinpath("book/references.bib").read_text(encoding="utf-8")]
    for dataset, fields in NAMES.items():
        table = load(dataset)
        texts += [text for field in fields for text in table[field].dropna()]
    return plain(" | ".join([*texts, DECK]))


def plain(text: str) -> str:
    """Return a text's letters and single spaces."""
    return " ".join(re.sub(r"[^A-Za-zÀ-ž|]+", " ", text).split())


def english(page: str) -> Iterator[str]:
    """Yield each run of three Latin words and more that a reader of the page sees or hears, names aside.

    Parameters
    ----------
    page : str
        A page as HTML.
    """
    soup = BeautifulSoup(page, "html.parser")
    listed = [line for line in soup.select("li, dd") if WORK.search(line.get_text()) and not line.find("li")]
    for element in [*soup.select(NO_PROSE), *listed]:
        element.decompose()
    texts = [str(text) for text in soup.find_all(string=True)]
    texts += [str(tag[name]) for tag in soup.find_all(True) for name in SPOKEN if tag.get(name)]
    for text in texts:
        yield from (run for run in RUN.findall(text) if not is_name(run))


def is_name(run: str) -> bool:
    """Return whether a run names something: with capital letters throughout, or as a dataset names it."""
    return all(word[0].isupper() or word in JOINING for word in plain(run).split()) or plain(run) in names()
