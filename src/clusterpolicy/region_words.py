"""Words for what a region's profile holds, in the language in force: shared by the atlas of regions and by the brief."""

from __future__ import annotations

from clusterpolicy.text import _, format_message, format_number


def subjects() -> dict[str, str]:
    """Return what figures are about."""
    return {
        "economy": _("People and economy"),
        "research": _("Research and innovation"),
        "education": _("Education"),
        "small_firms": _("Firms"),
        "money": _("Public money and administration"),
    }


def figures() -> dict[str, str]:
    """Return the names of figures, by key."""
    return {
        "population": _("Inhabitants"),
        "urban_share": _("Town dwellers"),
        "product_head": _("Gross regional product per inhabitant"),
        "manufacturing": _("Manufacturing in value added"),
        "investment_head": _("Investment per inhabitant"),
        "wage": _("Mean wage"),
        "unemployment": _("Unemployment"),
        "rd_share": _("R&D spending"),
        "rd_personnel": _("R&D personnel"),
        "innovation": _("Organisations that innovate"),
        "innovative_output": _("Innovative goods in shipped output"),
        "patents": _("Patent applications for inventions"),
        "students": _("Students in higher education"),
        "graduates": _("Graduates of higher education"),
        "vocational": _("Students in vocational education"),
        "postgraduates": _("Postgraduates"),
        "small_firms": _("Small firms, full count"),
        "organisations": _("Organisations"),
        "proprietors": _("Sole proprietors"),
        "large_firms": _("Large manufacturing firms"),
        "websites": _("Organisations with a website"),
        "revenue_head": _("Budget revenue"),
        "expenditure_head": _("Budget expenditure"),
        "balance": _("Budget surplus (a minus is a deficit)"),
        "expenditure_share": _("Budget expenditure in the product"),
        "rd_head": _("R&D spending per inhabitant"),
        "officials": _("State and municipal officials"),
    }


def units() -> dict[str, str]:
    """Return the units of figures."""
    return {
        "thousand persons": _("thousand persons"),
        "percent": _("percent"),
        "roubles": _("roubles"),
        "roubles per month": _("roubles per month"),
        "percent of value added": _("percent of value added"),
        "percent of gross regional product": _("percent of gross regional product"),
        "percent of organisations": _("percent of organisations"),
        "percent of shipped output": _("percent of shipped output"),
        "percent of budget revenue": _("percent of budget revenue"),
        "persons per 10,000 inhabitants": _("persons per 10,000 inhabitants"),
        "persons per 100,000 inhabitants": _("persons per 100,000 inhabitants"),
        "persons per thousand inhabitants": _("persons per thousand inhabitants"),
        "applications per 100,000 inhabitants": _("applications per 100,000 inhabitants"),
        "firms per 10,000 inhabitants": _("firms per 10,000 inhabitants"),
        "firms per million inhabitants": _("firms per million inhabitants"),
        "units per thousand inhabitants": _("units per thousand inhabitants"),
        "thousand roubles per inhabitant": _("thousand roubles per inhabitant"),
        "roubles per inhabitant": _("roubles per inhabitant"),
    }


def reasons() -> dict[str, str]:
    """Return why there is no value."""
    return {
        "dash": _("the source prints a dash"),
        "absent": _("confidential, or not printed"),
        "territory": _("counted in other borders than what it is divided by"),
        "parts": _("printed for the oblast without its okrugs; here their sum is shown"),
        "no_firm": _("no such firm in the accounts"),
    }


def trends() -> dict[str, str]:
    """Return where a quotient went."""
    return {
        "rises": _("rises"),
        "falls": _("falls"),
        "same": _("about the same"),
        "unknown": _("not known"),
    }


def one_firm() -> dict[str, str]:
    """Return how far a class of industry is one firm."""
    return {
        "single": _("it is one firm"),
        "half": _("one firm has more than half"),
        "": _("no firm has half"),
    }


def volumes() -> dict[str, str]:
    """Return what a volume index measures."""
    return {"grp_index": _("Gross regional product"), "ipi_okved1": _("Industrial production")}


def contests() -> dict[str, str]:
    """Return the contests of clusters."""
    return {"pilot_2012": _("pilot clusters, 2012"), "leader_2016": _("lead clusters, 2016")}


def outcomes() -> dict[str, str]:
    """Return how a bid in a contest ended."""
    return {"yes": _("won"), "no": _("rejected"), "unknown": _("not known")}


def figure_digits(typical: float) -> int:
    """Return how many decimals figures of a size are written with: about three figures that count, two decimals at most.

    Parameters
    ----------
    typical : float
        A typical value: the median of the regions.
    """
    size = abs(typical)
    return 0 if size >= 100 else 1 if size >= 10 else 2


def write_figure(value: float | None, typical: float) -> str:
    """Return a figure of a profile as atlas and brief write it.

    Parameters
    ----------
    value : float or None
        The figure.
    typical : float
        The median of the regions, which has as many decimals.
    """
    return format_number(value, "", figure_digits(typical))


def grown(mean: float | None, spread: float | None) -> str:
    """Return mean real growth with its spread."""
    return format_message(_("{mean|1} ± {spread|1}"), {"mean": mean, "spread": spread})
