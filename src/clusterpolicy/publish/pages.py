"""What every built page must hold to: descriptions, working links, no inline handlers."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

IMAGE_SUFFIXES = (".png", ".svg", ".jpg", ".jpeg", ".gif", ".webp")


class Page(HTMLParser):
    """One page's ids, links and faults.

    Attributes
    ----------
    ids : set of str
        Targets that a fragment may name.
    elements : set of str
        Ids of elements alone.
    links : list of str
        Addresses in ``href`` and ``src``.
    faults : list of str
        What is wrong with single elements.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.elements: set[str] = set()
        self.links: list[str] = []
        self.faults: list[str] = []
        self.unnamed: list[str] = []
        self.feed(text)
        self.close()
        self.faults += self.unnamed

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect ids and links, and look at the element's own duties."""
        attributes = {name: value or "" for name, value in attrs}
        place = f"line {self.getpos()[0]}: <{tag}>"
        if attributes.get("id") and attributes["id"] in self.elements:
            self.faults.append(f"{place} has the id {attributes['id']} of another element")
        self.elements.add(attributes.get("id", ""))
        self.ids.update(attributes[name] for name in ("id", "name") if attributes.get(name))
        # Twins in other languages lie outside this edition; the site is checked for them when all are built.
        if "hreflang" not in attributes:
            self.links += [attributes[name] for name in ("href", "src") if name in attributes]
        self.faults += [
            f"{place} has the inline handler {name}" for name in attributes if name.startswith("on")
        ]
        if attributes.get("href", "").startswith("javascript:"):
            self.faults.append(f"{place} has a javascript: address")
        if tag == "img" and not is_described(attributes):
            self.faults.append(f"{place} {attributes.get('src', '')} has no alternative text")
        if tag == "svg" and attributes.get("role") == "img" and not is_named(attributes):
            self.unnamed.append(f'{place} with role="img" has no name')
        if tag == "title" and self.unnamed:
            # A <title> inside the drawing names it.
            self.unnamed.pop()


def is_described(attributes: dict[str, str]) -> bool:
    """Return whether an image has alternative text; for want of one, Sphinx writes the file's path."""
    text = attributes.get("alt", "").strip()
    decorative = attributes.get("role") == "presentation" or attributes.get("aria-hidden") == "true"
    return decorative or (bool(text) and not text.lower().endswith(IMAGE_SUFFIXES))


def is_named(attributes: dict[str, str]) -> bool:
    """Return whether an attribute names the element."""
    return bool(attributes.get("aria-label") or attributes.get("aria-labelledby"))


def faults(site: Path) -> Iterator[str]:
    """Yield every fault of a built site, with page and line.

    Parameters
    ----------
    site : pathlib.Path
        Folder of the built pages.
    """
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        name = path.relative_to(site)
        yield from (f"{name}: {fault}" for fault in page.faults)
        yield from (f"{name}: {link} leads nowhere" for link in page.links if is_broken(link, path, pages))


def is_broken(link: str, path: Path, pages: dict[Path, Page]) -> bool:
    """Return whether an address inside the site has no file, or its fragment no element."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return False
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if target.is_dir():
        target /= "index.html"
    if target not in pages:
        return not target.is_file()
    # What stands behind a question mark is a state for the element to open in.
    element = unquote(parts.fragment).partition("?")[0]
    return bool(element) and element not in pages[target].ids
