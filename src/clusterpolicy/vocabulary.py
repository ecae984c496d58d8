"""Words for the codes that datasets hold, in the language in force."""

from __future__ import annotations

import re

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


def amount_kind() -> dict[str, str]:
    """Return what kind of amount an entry states."""
    return {
        "stated": _("as stated"),
        "planned": _("planned, in part or whole"),
        "ceiling": _("at most"),
    }


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


def instrument_kind() -> dict[str, str]:
    """Return the kinds of Russian instruments, the four types of zones as one; `federal` stands above the regions."""
    return {
        "zone": _("special economic zones"),
        "naukograd": _("science cities"),
        "technopark": _("technoparks"),
        "innovation_centre": _("Skolkovo"),
        "pilot_cluster_2012": _("pilot clusters of 2012"),
        "leader_cluster_2016": _("lead clusters of 2016"),
        "regional_priority_cluster": _("Saint Petersburg's own clusters"),
        "zato": _("closed towns (ZATO)"),
        "cluster_development_centre": _("cluster development centres"),
        "industrial_cluster_779": _("industrial clusters"),
        "industrial_park": _("industrial parks"),
        "tosed": _("advanced development territories"),
        "nti": _("National Technology Initiative"),
        "federal": _("federal laws and subsidies"),
    }


def lever() -> dict[str, str]:
    """Return by what an instrument acts."""
    return {
        "tax": _("tax relief"),
        "infrastructure": _("infrastructure"),
        "grant": _("grants"),
        "coordination": _("coordination"),
        "regulation": _("special rules"),
    }


def public_body() -> dict[str, str]:
    """Return who answers for an instrument."""
    return {
        "government": _("Federal Government"),
        "economy": _("Ministry of Economic Development"),
        "communications": _("Ministry of Communications"),
        "industry": _("Ministry of Industry and Trade"),
        "science": _("ministry for science"),
        "defence": _("Ministry of Defence"),
        "far_east": _("Ministry for Far East Development"),
        "rosatom": _("Rosatom"),
        "zone_authority": _("zone authority"),
        "zone_company": _("Special Economic Zones JSC"),
        "skolkovo": _("Skolkovo Foundation"),
        "venture": _("Russian Venture Company (RVC)"),
        "group": _("interagency working group"),
        "region": _("regions"),
        "town": _("municipalities"),
    }


def event_kind() -> dict[str, str]:
    """Return what an event of the timeline is."""
    return {
        "law": _("law"),
        "programme": _("programme"),
        "institution": _("new body"),
        "selection": _("places chosen"),
        "funding": _("money"),
        "crisis": _("crisis"),
    }


def instrument_event() -> dict[str, str]:
    """Return the events that made Russia's instruments, by their id in `timeline`, in words that fit beside a chart."""
    return {
        "1991-union-development-science-cities": _("Union of science cities formed"),
        "1992-07-14-law-closed-administrative-territorial": _("Law on closed towns (ZATO)"),
        "1999-04-07-federal-law-70-fz": _("Law on science cities (70-FZ)"),
        "2000-obninsk-becomes-first-official": _("Obninsk: first science city"),
        "2005-07-22-federal-law-116-fz": _("Law on special economic zones (116-FZ)"),
        "2005-12-first-six-sez-winners": _("First zones chosen"),
        "2006-03-10-state-programme-high-technology": _("Technopark programme"),
        "2006-08-10-government-approves-creation-russian": _("Russian Venture Company (RVC)"),
        "2007-07-russian-corporation-nanotechnologies-rosnano": _("Rosnano"),
        "2008-09-global-financial-crisis-reaches": _("Financial crisis"),
        "2008-11-17-concept-long-term-development": _("Concept to 2020: cluster principles"),
        "2010-09-28-federal-law-244-fz": _("Law on Skolkovo (244-FZ)"),
        "2010-regional-cluster-development-centres": _("Cluster development centres"),
        "2011-12-08-strategy-innovative-development-2020": _("Innovation strategy to 2020"),
        "2012-03-ministry-opens-contest-pilot": _("Contest for pilot clusters opens"),
        "2012-08-28-list-25-pilot-innovative": _("Pilot clusters listed"),
        "2013-first-subsidies-14-pilot": _("First subsidies to pilot clusters"),
        "2014-11-subsidies-2014-pilot-clusters": _("Subsidies of 2014 distributed"),
        "2014-12-29-federal-law-473-fz": _("Advanced development territories (473-FZ)"),
        "2014-12-31-federal-law-488-fz": _("Law on industrial policy (488-FZ)"),
        "2015-07-31-decree-779-industrial-clusters": _("Decree 779: industrial clusters"),
        "2016-01-28-decree-41-subsidies-joint": _("Decree 41: money for their projects"),
        "2016-10-19-eleven-lead-clusters-selected": _("Lead clusters chosen"),
        "2016-network-special-economic-zones": _("Number of zones cut"),
    }


def sum_kind() -> dict[str, str]:
    """Return what a sum that an entry names is; only a subsidy was paid."""
    return {
        "capital": _("capital of a body"),
        "budget": _("budget of a programme"),
        "estimate": _("estimate"),
        "plan": _("planned subsidy"),
        "subsidy": _("subsidy"),
    }


def organisation_type() -> dict[str, str]:
    """Return the kinds of organisations of the case."""
    return {
        "research": _("universities and institutes"),
        "authority": _("public bodies"),
        "large": _("large firms"),
        "small": _("small firms"),
        "hub": _("cluster organisation"),
        "outside": _("other clusters"),
    }


def network_lever() -> dict[str, str]:
    """Return the levers that add ties to the network of the case, from none to all."""
    return {
        "base": _("no lever"),
        "cluster-organisation": _("cluster organisation"),
        "large-firms": _("large firms push"),
        "public-purchasing": _("public purchasing"),
        "other-clusters": _("other clusters"),
        "all": _("all four levers"),
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


def act(name: str) -> str:
    """Return an act as `clusterpolicy.indicators.instruments.named_acts` reads it from a text, with the kind in words."""
    kinds = {"Law": _("Law"), "Decree": _("Decree"), "order": _("order"), "FZ": _("FZ"), "r": _("r")}
    return re.sub("[A-Za-z]+", lambda found: kinds.get(found[0], found[0]), name)
