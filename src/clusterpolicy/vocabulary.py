"""Words for the codes that datasets hold, in the language in force."""

from __future__ import annotations

from clusterpolicy.text import _


def verification() -> dict[str, str]:
    """Return how far an entry was checked."""
    return {
        "sourced": _("sourced"),
        "partly": _("checked in part"),
        "unverified": _("not verified"),
        "recalled": _("not verified"),
    }


def governance() -> dict[str, str]:
    """Return who leads a programme."""
    return {
        "business-led": _("led by business"),
        "mixed": _("mixed"),
        "state-led": _("led by the State"),
    }


def selection() -> dict[str, str]:
    """Return how a programme chooses its clusters."""
    return {
        "competition": _("public contest"),
        "committee": _("chosen by a committee"),
        "bottom-up": _("not chosen: they form themselves"),
    }


def funding_level() -> dict[str, str]:
    """Return whose money a programme spends."""
    return {"national": _("national"), "regional": _("regional"), "mixed": _("national and regional")}
