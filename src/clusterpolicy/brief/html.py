"""A brief as one HTML file that needs nothing else; ``hosts/page/browser/brief_view.js`` draws the same on the page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

from clusterpolicy.brief.blocks import (
    Advice,
    Block,
    Heading,
    Items,
    Missing,
    Note,
    Own,
    Paragraph,
    Picture,
    Section,
    Table,
)
from clusterpolicy.brief.words import messages
from clusterpolicy.text import format_message, language

STYLE = Path(__file__).with_name("brief.css")
# What JavaScript's encodeURIComponent leaves as it is.
PLAIN = "!'()*-._~"


class Counter:
    """Numbers of tables and figures, each kind by itself."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def next(self, kind: str, caption: str) -> str:
        """Return a caption with the next number of its kind in front."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return said(f"caption-{kind}", number=self.counts[kind], caption=caption)


def said(name: str, **params: object) -> str:
    """Return one of the frame's own texts."""
    return format_message(messages()[name], params)


def document(title: str, sections: tuple[Section, ...]) -> str:
    """Return the whole file."""
    style = STYLE.read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n{article(title, sections)}\n</body>\n</html>\n"
    )


def article(title: str, sections: tuple[Section, ...]) -> str:
    """Return title, first page, contents and sections."""
    first, *rest = sections
    counter = Counter()
    parts = [f'<article class="brief"><h1 class="brief-title">{escape(title)}</h1>', _section(first, counter)]
    entries = "".join(f'<li><a href="#brief-{one.key}">{escape(one.title)}</a></li>' for one in rest)
    contents = escape(said("contents"))
    parts.append(
        f'<section class="brief-contents"><h2 class="brief-section">{contents}</h2><ol>{entries}</ol></section>'
    )
    parts += [_section(one, counter) for one in rest]
    return "\n".join([*parts, "</article>"])


def _section(section: Section, counter: Counter) -> str:
    head = f'<section id="brief-{section.key}"><h2 class="brief-section">{escape(section.title)}</h2>'
    return "\n".join([head, *(_block(block, counter) for block in section.blocks), "</section>"])


def _block(block: Block, counter: Counter) -> str:
    match block:
        case Heading(text):
            return f'<h3 class="brief-part">{escape(text)}</h3>'
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Note(text, role):
            return f'<p class="brief-note brief-{role}">{escape(text)}</p>'
        case Missing(text):
            return f'<p class="brief-missing">{escape(said("missing", text=text))}</p>'
        case Items(entries, ordered):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{escape(text)}</li>' for text in entries)}</{tag}>"
        case Advice():
            because = said("because-of", rule=block.rule, value=block.value)
            return (
                f'<div class="brief-advice"><p><strong>{escape(block.text)}</strong></p>'
                f'<p class="brief-because">{escape(because)}</p></div>'
            )
        case Own(label, text):
            return (
                f'<div class="brief-own"><p class="brief-label">{escape(said("own-text", label=label))}</p>'
                f"<p>{escape(text or said('own-empty'))}</p></div>"
            )
        case Picture():
            return _picture(block, counter)
        case Table():
            return "".join(_table(block, counter))


def _picture(picture: Picture, counter: Counter) -> str:
    address = "data:image/svg+xml," + quote(picture.svg, safe=PLAIN)
    caption = counter.next("picture", picture.caption)
    return (
        f'<figure><img src="{escape(address)}" alt="{escape(picture.alt)}" width="{picture.width}" height="{picture.height}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>{_source(picture.source)}"
    )


def _source(source: str) -> str:
    return f'<p class="brief-source">{escape(said("source", text=source))}</p>' if source else ""


def _table(table: Table, counter: Counter) -> Iterator[str]:
    marks = [' class="number"' if number else "" for number in table.numbers]
    caption = escape(counter.next("table", table.caption))
    yield f'<div class="brief-frame" tabindex="0" role="region" aria-label="{caption}"><table><caption>{caption}</caption><thead><tr>'
    for label, mark in zip(table.columns, marks, strict=True):
        yield f'<th scope="col"{mark}>{escape(label)}</th>'
    yield "</tr></thead><tbody>"
    for row in table.rows:
        yield f'<tr><th scope="row"{marks[0]}>{escape(row[0])}</th>'
        for cell, mark in zip(row[1:], marks[1:], strict=True):
            yield f"<td{mark}>{escape(cell)}</td>"
        yield "</tr>"
    yield f"</tbody></table></div>{_source(table.source)}"
