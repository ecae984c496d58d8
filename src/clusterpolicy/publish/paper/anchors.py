"""Names on one page that holds many: each page's ids get its own prefix, and links lead where they led."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from bs4 import Tag

# Attributes that name other elements of the page, several of them a list.
NAMING = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "for", "headers")
# A drawing names its gradients and clipping paths in any attribute.
DRAWN = re.compile(r"url\((['\"]?)#([^)'\"]+)\1\)")
USED = ("href", "xlink:href")


def name(page: str, element: str = "") -> str:
    """Return the id on paper of a page, or of an element of it.

    Parameters
    ----------
    page : str
        Document of the site, without suffix.
    element : str
        Its id on that page; empty for the page itself.
    """
    start = page.replace("/", "-")
    return f"{start}--{element}" if element else start


def ids(article: Tag) -> set[str]:
    """Return the ids that links may lead to."""
    return {str(found["id"]) for found in article.find_all(id=True)}


def rename(article: Tag, page: str) -> None:
    """Give the ids of a page its prefix, with all that names them; links are the matter of `connect`."""
    for element in article.find_all(True):
        if "id" in element.attrs:
            element["id"] = name(page, str(element["id"]))
        for attribute in NAMING:
            if attribute in element.attrs:
                named = element[attribute]
                words = named if isinstance(named, list) else str(named).split()
                element[attribute] = " ".join(name(page, word) for word in words)
        for attribute, value in element.attrs.items():
            if isinstance(value, str) and "url(" in value:
                element[attribute] = DRAWN.sub(lambda match: f"url(#{name(page, match[2])})", value)
        if element.name != "a":
            for attribute in USED:
                if str(element.get(attribute, "")).startswith("#"):
                    element[attribute] = f"#{name(page, str(element[attribute])[1:])}"


def connect(article: Tag, page: str, targets: Mapping[str, set[str]]) -> None:
    """Let links lead to the same places on paper; what is not there is no link any more.

    Parameters
    ----------
    article : bs4.Tag
        What is printed of the page.
    page : str
        Its document.
    targets : mapping of str to set of str
        Ids of each document that is printed.
    """
    for link in article.find_all("a", href=True):
        parts = urlsplit(str(link["href"]))
        if parts.scheme or parts.netloc:
            continue
        document, suffix = posixpath.splitext(target(page, unquote(parts.path)))
        if suffix != ".html" or document not in targets:
            del link["href"]
            continue
        # Behind a question mark stands a setting for an exercise to open in.
        element = unquote(parts.fragment).partition("?")[0]
        link["href"] = f"#{name(document, element if element in targets[document] else '')}"


def target(page: str, path: str) -> str:
    """Return the file of the site that a relative address on a page leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else f"{page}.html"
