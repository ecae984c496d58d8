"""The page of the atlas: the map and the list that lead to each region, and the comparison of up to ten of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

import pandas as pd

from clusterpolicy import region_words
from clusterpolicy.charts.breaks import place_names
from clusterpolicy.charts.tile_svg import tile_map_svg
from clusterpolicy.datasets import load, region_names
from clusterpolicy.exercises.framework.regions import tiles
from clusterpolicy.hosts.page import atlas
from clusterpolicy.indicators.region_profile import RegionProfile, profiles
from clusterpolicy.indicators.region_standing import median_of_regions, standing
from clusterpolicy.text import _, alphabetical, format_message, language

LIMIT = 10
# What the comparison shows before anything is chosen.
FIRST_FIGURES = ("product_head", "manufacturing", "rd_share", "students", "small_firms", "fall_product")


@dataclass(frozen=True)
class Compared:
    """A figure by which regions are compared.

    Attributes
    ----------
    key, name, unit, subject : str
        Its id, words and group.
    moments : tuple of Moment
        The early one and the last one; one alone where there is no other.
    """

    key: str
    name: str
    unit: str
    subject: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True)
class Moment:
    """Values of a figure in one year or span of years: by region, with what the reader has to know of them."""

    years: str
    values: Mapping[str, float | None]
    missing: Mapping[str, str]
    nominal: bool
    source: str


def subjects() -> dict[str, str]:
    """Return the groups of figures, in order."""
    return {
        **region_words.subjects(),
        "structure": _("Specialisation and single firms"),
        "course": _("Fall, recovery and growth"),
        "instruments": _("Instruments"),
    }


def compared() -> list[Compared]:
    """Return all figures by which regions are compared, by group."""
    order = list(subjects())
    return sorted([*_facts(), *_others()], key=lambda one: order.index(one.subject))


def _facts() -> Iterator[Compared]:
    for key, name in region_words.figures().items():
        one = profiles()["RU-KLU"].fact(key)
        moments = tuple(_moment(key, later=later) for later in (False, True))
        yield Compared(key, name, region_words.units()[one.unit], one.subject, moments)


def _moment(key: str, *, later: bool) -> Moment:
    facts = {code: one.fact(key, later=later) for code, one in profiles().items()}
    first = next(iter(facts.values()))
    reasons = region_words.reasons()
    return Moment(
        years=str(first.year),
        values={code: fact.value for code, fact in facts.items()},
        missing={code: reasons[fact.missing] for code, fact in facts.items() if fact.missing},
        nominal=first.nominal,
        source=", ".join(first.sources),
    )


def _others() -> Iterator[Compared]:
    """Yield the figures that profiles hold beside their facts."""
    firms = region_words.reasons()["no_firm"]
    stars = _("industries with three stars")
    yield Compared(
        "stars",
        _("Specialisation with three stars"),
        stars,
        "structure",
        (
            _read("2010", "EMISS_GRP", lambda one: float(len(one.starred))),
            _read("2022", "ROSSTAT_VDS, ROSSTAT_VRP", lambda one: float(_starred_later(one))),
        ),
    )
    yield Compared(
        "one_firm",
        _("Large manufacturing firms: in classes of which one has more than half"),
        _("percent of their revenue"),
        "structure",
        (_read("2013", "ROSSTAT_BOO", _in_one_firm_classes, firms),),
    )
    for place, (key, name) in enumerate(
        (("fall_product", _("Gross regional product")), ("fall_industry", _("Industrial production")))
    ):
        label = format_message(_("{what}: change to {year}"), {"what": name, "year": "2009"})
        yield Compared(
            key,
            label,
            format_message(_("percent of the volume of {year}"), {"year": "2008"}),
            "course",
            (_read("2009", "RR2023", partial(_fall, place)),),
        )
    spans = profiles()["RU-KLU"].growth
    yield Compared(
        "growth",
        _("Real growth of gross regional product"),
        _("percent a year"),
        "course",
        tuple(
            _read(
                f"{spans[place].first}–{spans[place].last}",
                "RR2023",
                partial(_mean_growth, place),
            )
            for place in (0, -1)
        ),
    )
    yield Compared(
        "instruments",
        _("Instruments held in April 2012, unverified entries too"),
        _("entries with a year"),
        "instruments",
        (
            _read(
                "2012",
                _("list of the course"),
                lambda one: float(sum(entry.in_deck for entry in one.instruments)),
            ),
        ),
    )


def _fall(place: int, one: RegionProfile) -> float:
    return one.crises[place].change


def _mean_growth(place: int, one: RegionProfile) -> float:
    return one.growth[place].mean


def _starred_later(one: RegionProfile) -> int:
    return len([section for section in one.later_sections if section.stars == 3 and not section.everywhere])


def _in_one_firm_classes(one: RegionProfile) -> float | None:
    share = one.dependence.in_one_firm_classes
    return None if share is None else 100 * share


def _read(years: str, source: str, read: Callable[[RegionProfile], float | None], why: str = "") -> Moment:
    values = {code: read(one) for code, one in profiles().items()}
    missing = {code: why for code, value in values.items() if value is None}
    return Moment(years, values, missing, nominal=False, source=source)


def data() -> dict[str, Any]:
    """Return all that the comparison needs, as plain data: regions once, then each figure in their order."""
    codes, names = list(profiles()), region_names()
    return {
        "language": language(),
        "limit": LIMIT,
        "regions": [[code, names[code]] for code in codes],
        "first": list(FIRST_FIGURES),
        "figures": [_plain(one, codes) for one in compared()],
        "words": words(),
    }


def _plain(one: Compared, codes: list[str]) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "unit": one.unit,
        "moments": [_plain_moment(moment, codes) for moment in one.moments],
    }


def _plain_moment(moment: Moment, codes: list[str]) -> dict[str, Any]:
    values = pd.Series({code: moment.values[code] for code in codes}, dtype=float)
    median, places = median_of_regions(values), standing(values)
    digits = region_words.figure_digits(median)
    return {
        "years": moment.years,
        "digits": digits,
        "median": rounded(median, digits),
        "values": [None if moment.values[code] is None else rounded(values[code], digits) for code in codes],
        "places": [None if pd.isna(rank) else int(rank) for rank in places["rank"]],
        "of": [int(count) for count in places["of"]],
        "missing": {str(codes.index(code)): why for code, why in moment.missing.items()},
        "nominal": moment.nominal,
        "source": moment.source,
    }


def rounded(value: float, digits: int) -> float:
    """Return a value with the decimals that it is written with, as `format_number` rounds it: a browser then has nothing to round."""
    return float(round(Decimal(str(float(value))), digits))


def words() -> dict[str, Any]:
    """Return what the comparison says."""
    return {
        "no-data": _("no data"),
        "region": _("Region"),
        "place": _("Place"),
        "median": _("median of the regions"),
        "remove": _("Remove {region}"),
        "full": _("Ten regions are the most. Remove one before you add {region}."),
        "there": _("{region} is compared already."),
        "unknown": _("The link names what the atlas does not have, and it was left out: {codes}."),
        "many": _("The link names {count} regions. The first ten are compared."),
        "none": _("Choose a region to begin."),
        "no-figure": _("Choose at least one figure."),
        "status": _("Regions compared: {regions}. Figures: {figures}."),
        "nominal": _("Roubles of {years}: compare regions with each other, not with another year."),
        "source": _("Source: {source}. Data of {years}."),
        "place-of": _("{rank} of {of}"),
        "atlas": _("{region} in the atlas"),
        "figure": _("{name}, {unit}, {years}"),
        "chosen": _("Figures to compare ({count} chosen)"),
    }


def regions() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the regions by federal district: code and name, in the order of their names."""
    names, table = region_names(), load("regions")
    districts = place_names()
    found = {
        districts[district]: sorted(
            ((code, names[code]) for code in rows["iso_code"]), key=lambda one: one[1]
        )
        for district, rows in table.groupby("fd_code", sort=False)
    }
    return sorted(found.items())


def map_of_regions(up: str) -> str:
    """Return the tile map of all regions, each tile a link to its page, the darker the more three-star sections."""
    levels: dict[str, int | None] = {code: len(one.starred) for code, one in profiles().items()}
    alt = _(
        "Tile map of the 83 regions of April 2012; each tile leads to the page of its region. The darker, the more sections with three stars."
    )
    return tile_map_svg(tiles(), levels, alt, atlas.addresses(up))


def view(up: str) -> dict[str, Any]:
    """Return all that the template of the page shows.

    Parameters
    ----------
    up : str
        The way from the page to the root of the site.
    """
    figures = compared()
    return {
        "map": map_of_regions(up),
        "districts": regions(),
        "names": sorted(region_names().items(), key=lambda one: alphabetical(one[1])),
        "groups": [
            (title, [one for one in figures if one.subject == subject])
            for subject, title in subjects().items()
        ],
        "first": FIRST_FIGURES,
        "limit": LIMIT,
        "words": words(),
        "up": up,
    }
