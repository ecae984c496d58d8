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


def units() -> dict[str, str]:
    """Return the units of the regional series."""
    return {
        "billion kWh": _("billion kWh"),
        "billion roubles": _("billion roubles"),
        "km per 1,000 sq km": _("km per 1,000 sq km"),
        "km per 10,000 sq km": _("km per 10,000 sq km"),
        "million US dollars": _("million US dollars"),
        "million roubles": _("million roubles"),
        "million tonnes": _("million tonnes"),
        "per 10,000 population": _("per 10,000 population"),
        "percent": _("percent"),
        "percent of organisations": _("percent of organisations"),
        "percent of previous year": _("percent of previous year"),
        "percent, December to December": _("percent, December to December"),
        "persons": _("persons"),
        "persons per 10,000": _("persons per 10,000"),
        "roubles": _("roubles"),
        "roubles per month": _("roubles per month"),
        "square metres": _("square metres"),
        "thousand persons": _("thousand persons"),
        "thousand square metres": _("thousand square metres"),
        "thousand units": _("thousand units"),
        "units": _("units"),
        "units per 1,000": _("units per 1,000"),
        "units per 10,000": _("units per 10,000"),
        "years": _("years"),
    }


def kinds_of_break() -> dict[str, str]:
    """Return what changes within a series, as a mark on a chart says it."""
    return {
        "method": _("new method"),
        "classification": _("new classification"),
        "boundary": _("new borders"),
        "coverage": _("other coverage"),
        "revision": _("revised"),
        "source": _("other source"),
        "gap": _("gap"),
        "prices": _("current prices"),
        "registration": _("place of registration"),
        "suspect": _("doubtful value"),
    }
