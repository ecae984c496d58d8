"""The text beside the site in the ZIP: for whoever gets a file from a colleague and has never seen the course."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from babel.dates import format_date

from clusterpolicy.text import format_message

Translate = Callable[[str], str]


def text(number: str, day: datetime.date, language: str, _: Translate) -> str:
    """Return the read-me in a language.

    Parameters
    ----------
    number : str
        Number of the edition.
    day : datetime.date
        Day on which it came out.
    language : str
        Code of the language, for the day.
    _ : callable
        Returns a message in that language.
    """
    values = {"edition": number, "day": format_date(day, "d MMMM y", locale=language)}
    parts = [_head(_), *(f"{title.upper()}\n\n{body}" for title, body in _sections(_))]
    return "\n\n\n".join(format_message(part, values) for part in parts) + "\n"


def _head(_: Translate) -> str:
    return _(
        "A MODEL TO INVENT\n"
        "An open course on cluster-based innovation policy in Russia\n"
        "Edition {edition}, {day}"
    )


def _sections(_: Translate) -> list[tuple[str, str]]:
    """Return title and text of each section; short lines, because not every editor breaks long ones."""
    return [(_("How to open it"), _opening(_)), *_using(_), *_handing_on(_)]


def _opening(_: Translate) -> str:
    return _(
        "1. Unpack the ZIP: on Windows, right click, then “Extract all”; on macOS, double-click.\n"
        "   Do not open the pages inside the ZIP: there they do not find one another.\n"
        "2. In the unpacked folder, double-click index.html. Your browser opens the course.\n"
        "\n"
        "Nothing is installed, and no network is needed: the folder works from a disk, a memory\n"
        "stick or a shared folder. Keep all its files together.\n"
        "\n"
        "The exercises run in Chrome and Edge from version 109, Firefox from 115 and Safari from\n"
        "16.4. An older browser shows each chart at its first setting."
    )


def _using(_: Translate) -> list[tuple[str, str]]:
    return [
        (
            _("Your answers"),
            _(
                "They stay in your browser, on your computer, and are sent nowhere. Before you move the\n"
                "folder, change the browser or hand in your work, open “My progress” and export them to\n"
                "a file. On a shared computer, clear them there when you leave."
            ),
        ),
        (
            _("If something does not work"),
            _(
                "- Pages without colours, or links that lead nowhere: the ZIP was not unpacked, or files\n"
                "  are missing. Unpack it again.\n"
                "- An exercise says that it did not start: the browser is too old, or a rule of your\n"
                "  organisation forbids scripts in local files. Put the folder on a server instead: the\n"
                "  page “Hosting the course” says how."
            ),
        ),
    ]


def _handing_on(_: Translate) -> list[tuple[str, str]]:
    return [
        (
            _("Handing it on"),
            _(
                "Hand on the ZIP as it is, with the file that ends in .sha256. Whoever gets it can see\n"
                "that nothing was changed: the code that one of these commands prints is the one in that\n"
                "file.\n"
                "\n"
                "   Windows   certutil -hashfile a-model-to-invent-{edition}.zip SHA256\n"
                "   macOS     shasum -a 256 a-model-to-invent-{edition}.zip\n"
                "   Linux     sha256sum a-model-to-invent-{edition}.zip"
            ),
        ),
        (
            _("Licences"),
            _(
                "The course may be copied, changed and taught: its code is under the MIT License, its\n"
                "text under CC BY 4.0. LICENCE.txt has both, NOTICES.txt the licences of the parts of\n"
                "others that it carries, CITATION.cff how to cite it."
            ),
        ),
        (_("What changed"), _("CHANGES.txt says what is new in each edition.")),
    ]
