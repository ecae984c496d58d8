"""Translations as programs read them. The build hook runs this file before the package is there, so it imports none of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def read(path: Path) -> Catalog:
    """Return a file for translators."""
    with path.open("rb") as file:
        return read_po(file)


def is_done(message: Message) -> bool:
    """Return whether a message has a translation, in every plural form, that nobody need look at."""
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return bool(message.id) and all(strings) and not message.fuzzy


def compile_files(files: Iterable[Path], language: str, target: Path) -> Catalog:
    """Write the finished translations of some files into one compiled file, and return them.

    Parameters
    ----------
    files : iterable of pathlib.Path
        Files for translators.
    language : str
        Code of their language.
    target : pathlib.Path
        The compiled file; its folder is made.
    """
    done = Catalog(locale=language, fuzzy=False)
    for path in sorted(files):
        for message in read(path):
            if is_done(message):
                done.add(message.id, message.string)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, done)
    return done
