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


def organisation_type() -> dict[str, str]:
    """Return the kinds of organisations of the case."""
    return {
        "research": _("universities and institutes"),
        "authority": _("public bodies"),
        "large": _("large firms"),
        "small": _("small firms"),
        "hub": _("cluster organisation"),
        "outside": _("clusters of other regions"),
    }


def budget_line() -> dict[str, str]:
    """Return the lines of the case's budget, costs first."""
    return {
        "staff": _("staff"),
        "rooms": _("rooms"),
        "services-for-firms": _("services for firms"),
        "market-and-visibility": _("market and visibility"),
        "federal-subsidy": _("federal subsidy"),
        "region": _("the region"),
        "fees": _("fees of members"),
        "services-sold": _("services sold"),
        "private-investors": _("private investors"),
    }


def budget_side() -> dict[str, str]:
    """Return the two sides of a budget."""
    return {"cost": _("cost"), "income": _("income")}


def project_status() -> dict[str, str]:
    """Return whether a project of the case runs in April 2012."""
    return {"running": _("running"), "planned": _("planned")}
