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


def outcome_group() -> dict[str, str]:
    """Return what an evaluation looked at, from what is put in to what comes out."""
    return {
        "rd_input": _("research spending"),
        "networks": _("networks"),
        "innovation": _("innovation"),
        "performance": _("jobs, sales, productivity"),
        "other": _("other"),
    }


def effect() -> dict[str, str]:
    """Return what an evaluation found."""
    return {
        "positive": _("rises"),
        "mixed": _("mixed"),
        "none": _("no effect"),
        "negative": _("falls"),
        "": _("not seen"),
    }


def design() -> dict[str, str]:
    """Return how an evaluation was made, from the weakest design to the strongest."""
    return {
        "case study": _("case study"),
        "survey": _("survey"),
        "panel regression": _("panel regression"),
        "DiD": _("difference-in-differences"),
        "matching + DiD": _("matching and difference-in-differences"),
        "regression discontinuity": _("regression discontinuity"),
        "randomised": _("randomised experiment"),
    }
