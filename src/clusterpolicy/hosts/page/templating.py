"""How templates are filled: nothing is left out unseen, no text of a learner becomes markup, and every word goes through gettext."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from clusterpolicy.text import _, format_message


def environment(folder: Path) -> Environment:
    """Return an environment for the templates of a folder, which may say ``_("…")`` and ``fill(_("…"), place=…)``.

    Parameters
    ----------
    folder : pathlib.Path
        Where the templates lie.
    """
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(_=_, fill=lambda template, **values: format_message(template, values))
    return made
