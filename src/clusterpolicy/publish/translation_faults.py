"""What is wrong with the translations: missing, doubtful and stale ones, other places than the message has, other terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from clusterpolicy.publish.compiling import is_done, read
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.terms import departures
from clusterpolicy.publish.texts import folder, translations, write_templates

# What a translation must hold just as the message does: roles with their targets, places, code, addresses, elements.
ROLE = re.compile(r"\{[\w:]+\}`[^`]*`")
TARGET = re.compile(r"<([^<>`]+)>`$")
WORDS_IN_FORMULA = re.compile(r"\\text\{[^}]*\}")
MARKS = (
    re.compile(r"\{\w+(?:\|[%~]?\d+)?\}"),
    re.compile(r"(?<!`)`[^`]+`"),
    re.compile(r"\]\([^)]*\)"),
    re.compile(r"</?\w+[^>]*>"),
)


def faults(project: Project) -> Iterator[str]:
    """Yield every fault of the translations, with file and message."""
    templates = write_templates(project)
    for code in translations():
        place = folder(project, code)
        files = {path.relative_to(place).with_suffix("") for path in place.rglob("*.po")}
        wanted = {path.relative_to(templates).with_suffix("") for path in templates.rglob("*.pot")}
        for name in sorted(wanted - files):
            yield f"locale/{code}: {name} is missing (make texts)"
        for name in sorted(files - wanted):
            yield f"locale/{code}: {name} belongs to no source any more (make texts)"
        for name in sorted(wanted & files):
            template, catalogue = (
                read(root / f"{name}.{end}") for root, end in ((templates, "pot"), (place, "po"))
            )
            yield from (f"locale/{code}/{name}: {fault}" for fault in of_file(template, catalogue))


def of_file(template: Catalog, catalogue: Catalog) -> Iterator[str]:
    """Yield the faults of one file for translators.

    Parameters
    ----------
    template : Catalog
        The messages of the source.
    catalogue : Catalog
        Their translations.
    """
    wanted, there = ({message.id for message in one if message.id} for one in (template, catalogue))
    yield from (f"not there yet (make texts): {shown(message)}" for message in wanted - there)
    yield from (f"stale (make texts): {shown(message)}" for message in there - wanted)
    for message in catalogue:
        if message.id in wanted:
            if message.fuzzy:
                yield f"marked fuzzy: {shown(message.id)}"
            elif not is_done(message):
                yield f"not translated: {shown(message.id)}"
            else:
                yield from (f"{fault}: {shown(message.id)}" for fault in of_message(message))


def of_message(message: Message) -> Iterator[str]:
    """Yield what a translation has otherwise than its message: places and other marks, terms of the glossary."""
    sources, strings = forms(message.id), forms(message.string)
    allowed = [sorted(marks(source)) for source in sources]
    for string in strings:
        if sorted(marks(string)) not in allowed:
            yield f"places differ, {' '.join(sorted(marks(string)))} for {' '.join(allowed[-1])}"
    for term, word in departures(sources[-1], strings[-1]):
        yield f"“{term}” is «{word}» in the glossary"


def forms(text: object) -> list[str]:
    """Return the plural forms of a message, or the one that it has."""
    return [str(form) for form in text] if isinstance(text, (tuple, list)) else [str(text)]


def marks(text: str) -> Iterator[str]:
    """Yield what a text must keep in every language; of a role with words of its own, the target alone."""
    for role in ROLE.findall(text):
        target = TARGET.search(role)
        yield f"{role.partition('`')[0]}{target[1]}" if target else role
    rest = WORDS_IN_FORMULA.sub("", ROLE.sub("", text))
    for mark in MARKS:
        yield from mark.findall(rest)


def shown(message: object) -> str:
    """Return a message as a line of a report shows it."""
    text = forms(message)[0]
    return repr(text if len(text) < 70 else f"{text[:70]}…")
