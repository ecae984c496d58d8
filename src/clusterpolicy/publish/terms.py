"""Whether a translation uses the words of the glossary, whatever their endings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from clusterpolicy.datasets import load
from clusterpolicy.stems import stems

# Marks that hold names, not words: roles, places, code, addresses, formulas.
NAMES = re.compile(r"\{[\w:]+\}`[^`]*`|\{[^}]*\}|`[^`]*`|\]\([^)]*\)|\$[^$]*\$|<[^>]*>")
# A title in a reading list stays in its own language.
REFERENCE = re.compile(r"\(\d{4}\w?\)\. ")


@lru_cache
def glossary() -> list[tuple[re.Pattern[str], str, list[frozenset[str]]]]:
    """Return each English term as a pattern, its Russian word, and the stems that one of its accepted forms has."""
    found = []
    for row in load("glossary").fillna("").to_dict("records"):
        accepted = [row["term_ru"], *filter(None, row["also_ru"].split("|"))]
        words = rf"\b{re.escape(row['term_en'])}s?\b"
        # One word alone may be meant as in any text; where it is meant as the term, it is printed bold.
        words = words if " " in row["term_en"] else rf"\*\*{words}\*\*"
        pattern = re.compile(words, re.IGNORECASE)
        found.append((pattern, row["term_ru"], [frozenset(stems(form, "ru")) for form in accepted]))
    # The longest first: inside “innovative territorial cluster”, “cluster” is no term of its own.
    return sorted(found, key=lambda term: -len(term[0].pattern))


def departures(source: str, translation: str) -> Iterator[tuple[str, str]]:
    """Yield each term of an English text whose word a translation lacks, with that word."""
    if REFERENCE.search(source):
        return
    rest, there = NAMES.sub(" ", source), set(stems(NAMES.sub(" ", translation), "ru"))
    for pattern, word, accepted in glossary():
        found = pattern.search(rest)
        if found:
            rest = pattern.sub(" ", rest)
            if not any(form <= there for form in accepted):
                yield found[0], word
