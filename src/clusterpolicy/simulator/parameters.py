"""Levers and parameters in words, for the ODD page and the exercise; their values stand in the models' declaration."""

from __future__ import annotations

from dataclasses import dataclass

from clusterpolicy.models.simulator_parameters import LEVERS, PARAMETERS
from clusterpolicy.text import _


@dataclass(frozen=True)
class Parameter:
    """A lever or a parameter of the rules, in words and numbers.

    Parameters
    ----------
    name : str
        Name in ``Policy`` or in ``simulate(parameters=…)``.
    meaning : str
        What it says, in one sentence.
    default, minimum, maximum : float
        Its value and range.
    unit : str
        Its unit in words.
    basis : {"lever", "data", "literature", "calibrated", "assumption"}
        Where the default comes from.
    source : str
        The indicator of the panel, or the row of the dataset ``parameters``, that it rests on; empty for none.
    """

    name: str
    meaning: str
    default: float
    minimum: float
    maximum: float
    unit: str
    basis: str
    source: str


def parameters() -> tuple[Parameter, ...]:
    """Return all levers and parameters in the order of their declaration, in the language in force."""
    words, units = {**lever_meanings(), **rule_meanings()}, unit_words()
    return tuple(
        Parameter(name, words[name], default, least, greatest, units[unit], basis, source)
        for name, default, least, greatest, unit, basis, source in PARAMETERS
    )


def lever_names() -> tuple[str, ...]:
    """Return the names of the levers."""
    return tuple(row[0] for row in LEVERS)


def unit_words() -> dict[str, str]:
    """Return the units in words."""
    return {
        "share": _("share"),
        "share-a-year": _("share a year"),
        "share-a-quarter": _("share a quarter"),
        "mn": _("million roubles"),
        "mn-a-year": _("million roubles a year"),
        "mn-a-quarter": _("million roubles a quarter"),
        "thousand-a-job": _("thousand roubles a job and quarter"),
        "years": _("years"),
        "quarters": _("quarters"),
        "quarters-cost": _("quarters of running costs"),
        "jobs": _("jobs"),
        "ratio": _("ratio"),
        "index": _("index"),
    }


def basis_words() -> dict[str, str]:
    """Return the kinds of basis in words."""
    return {
        "lever": _("lever"),
        "data": _("data"),
        "literature": _("literature"),
        "calibrated": _("assumption, calibrated"),
        "assumption": _("assumption"),
    }


def lever_meanings() -> dict[str, str]:
    """Return what each lever does."""
    return {
        "approach": _(
            "Who decides: 0 is bottom-up (open calls, meetings of firms), 1 is top-down (major projects in the "
            "priority field, firms sent to universities and other clusters); between them, both get their share."
        ),
        "rd_grants": _("Money for grants to R&D projects."),
        "networking": _("Money for meetings at which firms find partners."),
        "sme_services": _(
            "Money for services to young firms: no overhead to pay, a committee that reviews their plans."
        ),
        "training": _("Money for the skills of the region's people."),
        "public_purchasing": _("Money with which the State buys from firms that innovated within a year."),
        "cofinancing": _("Part of each grant project that the firm pays itself."),
        "support_years": _("Years after which all support stops."),
    }


def rule_meanings() -> dict[str, str]:
    """Return what each parameter of the rules says."""
    return {**_region_and_market(), **_firms(), **_research(), **_partners(), **_instruments()}


def _region_and_market() -> dict[str, str]:
    return {
        "sales_per_job": _("What one job can sell at the mean technology level."),
        "rd_firms": _("Share of firms that do R&D."),
        "science": _("Knowledge of the region's universities, compared with Russia as a whole."),
        "skills": _("Skills of the region's people without training, from 0 to 1."),
        "tightness": _(
            "Demand in the first quarter, compared with what all firms can sell at the mean level."
        ),
        "inside": _("Share of the first demand that comes from inside the region."),
        "reach": _(
            "By how many per cent outside demand rises when the region's mean level rises by one per cent."
        ),
        "market_growth": _("Growth of inside and outside demand."),
        "rivalry": _("How far a firm's technology level, and not its size alone, decides what it sells."),
        "swing": _(
            "Chance in a firm's market: its offer finds up to this share more or fewer takers each quarter."
        ),
    }


def _firms() -> dict[str, str]:
    return {
        "start_jobs": _("Mean number of jobs of a firm in the first quarter."),
        "cost_share": _("Running costs of a job, as a share of what it can sell at the mean level."),
        "overhead": _("Costs that every firm has, whatever its size."),
        "hiring": _("By how many per cent a firm grows for each per cent of profit on its running costs."),
        "reserve": _("Cash that owners leave in the firm; half of what is above it is paid out."),
        "entry_rate": _("Firms founded a year, as a share of the firms in the first quarter."),
        "founder_jobs": _("Jobs of a new firm."),
        "founder_cash": _("Cash that founders bring."),
        "spread": _("How far the technology level of a new firm may lie from the mean."),
        "young": _("Age up to which a firm counts as young."),
    }


def _research() -> dict[str, str]:
    return {
        "rd_intensity": _("Share of sales that a firm with R&D spends on it."),
        "project_pace": _("Share of the money in R&D projects that is used up each quarter."),
        "half_effort": _("Money in projects with which a firm has half of the best chance of an innovation."),
        "best_chance": _("Chance of an innovation with all usable knowledge and endless money."),
        "rd_skills": _("By how much that chance rises with the region's skills."),
        "potential": _("Technology level that a firm without any usable knowledge could reach."),
        "step": _("Share of the gap to what a firm's knowledge allows that one innovation closes."),
        "deepening": _(
            "Share of the gap to full knowledge in a firm's best field that one innovation closes."
        ),
        "imitation": _("Share of the gap to the mean level that a firm behind it closes."),
        "frontier": _("Share of its technology level that a firm loses because the world moves on."),
        "obsolescence": _("Share of what a firm learned since its founding that goes out of date."),
    }


def _partners() -> dict[str, str]:
    return {
        "absorb_base": _("Absorptive capacity of a firm without R&D in a region without skills."),
        "absorb_rd": _("What R&D adds to it, at most."),
        "absorb_skills": _("What full skills of the region add to it."),
        "difficulty": _("How fast understanding falls with cognitive distance."),
        "learning": _("Speed at which partners close gaps of knowledge."),
        "search": _("Chance that a firm meets a possible partner without help."),
        "beyond": _("Share of these meetings that are with a university or another cluster."),
        "worth": _("What a tie has to teach to be made and kept."),
        "tie_quarters": _("Mean time after which a partner leaves a tie that still teaches."),
        "tie_cost": _("What a tie costs each firm."),
    }


def _instruments() -> dict[str, str]:
    return {
        "meeting_cost": _("Public money for one meeting of a firm with a possible partner."),
        "grant_size": _("Cost of a grant project, public part and own part together."),
        "displacement": _("Jobs at which a firm replaces half of a grant's worth of its own R&D."),
        "service_cost": _("Public money for serving one young firm."),
        "skill_gain": _("Share of the missing skills that endless training would add."),
        "skill_cost": _("Training with which half of that is reached."),
        "skill_loss": _("Share of the trained skills that is lost."),
        "ticket": _("What an investor puts into a young firm."),
        "good_share": _("Share of good firms among those that ask, as investors believe."),
        "sensitivity": _("Share of good firms that the committee approves."),
        "specificity": _("Share of other firms that it refuses."),
        "threshold": _("Chance of a good firm from which an investor agrees."),
    }
