"""Stems of words: a term is the same term in every case and number."""

from __future__ import annotations

import re
from functools import cache

from snowballstemmer import stemmer

WORD = re.compile(r"[^\W\d_]+")
STEMMERS = {"en": "english", "ru": "russian"}


def stems(text: str, language: str) -> tuple[str, ...]:
    """Return the stems of a text's words in their order.

    Parameters
    ----------
    text : str
        Any text; what is no letter divides words.
    language : str
        Code of the language that it is written in.
    """
    return tuple(_stem(word, language) for word in WORD.findall(text.casefold().replace("ё", "е")))


@cache
def _stem(word: str, language: str) -> str:
    return str(stemmer(STEMMERS[language]).stemWord(word))
