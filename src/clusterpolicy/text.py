"""Every text that a learner sees: translation, plural forms and numbers as the language writes them.

A message is a template with places for values: ``{name}`` for text, ``{name|2}`` for a number with two
decimals, ``{name|%1}`` for a share shown in per cent with one decimal, ``{name|~3}`` for a number with at most
three decimals. ``hosts/page/format.js`` reads the same templates in the browser; a test holds the two together.
"""

from __future__ import annotations

import gettext as _gettext
import os
import re
from collections.abc import Mapping
from decimal import Decimal, localcontext
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.numbers import format_decimal, format_percent

from clusterpolicy.errors import CourseError, UnknownNameError

SOURCE_LANGUAGE = "en"
LANGUAGES = (SOURCE_LANGUAGE, "ru")
DOMAIN = "clusterpolicy"
MINUS = "\N{MINUS SIGN}"
PLACE = re.compile(r"\{(\w+)(?:\|([%~]?)(\d+))?\}")

# One whole and one broken number for every plural category that CLDR knows in the course's languages.
_SAMPLES = (0, 1, 2, 3, 5, 11, 21, 22, 25)


def language() -> str:
    """Return the language in force: ``CLUSTERPOLICY_LANGUAGE``, English where it is not set.

    Raises
    ------
    UnknownNameError
        The course has no edition in that language.
    """
    code = os.environ.get("CLUSTERPOLICY_LANGUAGE", SOURCE_LANGUAGE)
    if code not in LANGUAGES:
        raise UnknownNameError("language", code, LANGUAGES)
    return code


def locale_folder() -> Path:
    """Return the folder of the translations: in a checkout beside ``src``, else inside the package."""
    checkout = Path(__file__).parents[2] / "locale"
    return checkout if checkout.is_dir() else Path(__file__).parent / "_locale"


@lru_cache
def _translations(code: str) -> _gettext.NullTranslations:
    if code == SOURCE_LANGUAGE:
        return _gettext.NullTranslations()
    try:
        return _gettext.translation(DOMAIN, locale_folder(), [code])
    except FileNotFoundError as error:
        raise CourseError(
            f"the texts of the edition “{code}” are not compiled", todo="Run `make book`."
        ) from error


def _(message: str) -> str:
    """Return the message in the language in force: one of the program's, or a text of a dataset."""
    return in_language(language(), message)


def in_language(code: str, message: str) -> str:
    """Return the message in a language.

    Raises
    ------
    CourseError
        The translations were not compiled.
    """
    # Under the empty message stands the head of the translators' file.
    return message and _translations(code).gettext(message)


def plural(singular: str, several: str) -> dict[str, str]:
    """Return one template for each CLDR plural category of the language in force.

    Parameters
    ----------
    singular, several : str
        English forms, as for ``ngettext``.

    Returns
    -------
    dict of str to str
        For example ``{"one": …, "other": …}`` in English, ``{"one", "few", "many", "other"}`` in Russian.
    """
    rule = Locale.parse(language()).plural_form
    translate = _translations(language()).ngettext
    forms = {rule(n): translate(singular, several, n) for n in _SAMPLES}
    # What is not whole, Russian counts as it counts two: «2,5 региона».
    return {"other": translate(singular, several, 2), **forms}


def choose_form(template: str | Mapping[str, str], n: float | None) -> str:
    """Return the plural form of a template that the count `n` asks for."""
    if isinstance(template, str):
        return template
    category = "other" if n is None else Locale.parse(language()).plural_form(n)
    return template.get(category, template["other"])


def format_number(value: float | None, style: str = "~", digits: int = 3) -> str:
    """Return a number as the language in force writes it; a missing value is said in words.

    Parameters
    ----------
    value : float or None
        The number; for the style ``%`` a share, where 1 is the whole.
    style : {"", "%", "~"}
        Fixed decimals, per cent, or at most so many decimals.
    digits : int
        Decimals.
    """
    if value is None:
        return _("no data")
    decimals = "0" * digits if style != "~" else "#" * digits
    pattern = "#,##0." + decimals if digits else "#,##0"
    # The decimals that are written, not their binary neighbour; wide enough for any number that a learner types.
    with localcontext(prec=700):
        number = Decimal(str(value))
        shown = number * 100 if style == "%" else number
        # A rounded nought carries no sign.
        if round(shown, digits) == 0:
            number = Decimal(0)
        if style == "%":
            # The language says whether a space stands before the sign.
            locale = Locale.parse(language())
            pattern = locale.percent_formats[None].pattern.replace("#,##0", pattern)
            return format_percent(number, pattern, locale=locale).replace("-", MINUS)
        return format_decimal(number, pattern, locale=language()).replace("-", MINUS)


def format_message(
    template: str | Mapping[str, str], params: Mapping[str, object] | None = None, n: float | None = None
) -> str:
    """Fill the places of a template.

    Parameters
    ----------
    template : str or mapping of str to str
        A template, or its plural forms.
    params : mapping, optional
        Value of each place.
    n : float, optional
        The count that chooses the plural form.

    Raises
    ------
    KeyError
        A place has no value.
    """
    values = params or {}

    def fill(match: re.Match[str]) -> str:
        name, style, digits = match.groups()
        value = values[name]
        if isinstance(value, list):
            return ", ".join(map(str, value))
        # A whole number is a whole number in every host: JavaScript has no other.
        if digits is None and isinstance(value, float) and value.is_integer():
            return str(int(value))
        if digits is None and not (value is None or isinstance(value, float)):
            return str(value)
        return format_number(value, style if digits else "~", int(digits or 3))  # type: ignore[arg-type]

    return PLACE.sub(fill, choose_form(template, n))


def alphabetical(name: str) -> str:
    """Return what a name is sorted by: without the Russian mark of a city, ё as е, capitals as small letters."""
    return name.removeprefix("г. ").casefold().replace("ё", "е")


def fill(message: str, **values: object) -> str:
    """Return a message in the language in force with its places filled.

    Parameters
    ----------
    message : str
        A template in English: ``"{name}: number {place|0}"``.
    **values
        Value of each place.

    Raises
    ------
    KeyError
        A place has no value.
    """
    return format_message(_(message), values)
