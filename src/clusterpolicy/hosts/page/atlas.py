"""The atlas of regions: a page for each of the 83, with all that its profile holds, and what they are compared by."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

import pandas as pd

from clusterpolicy import region_words, vocabulary
from clusterpolicy.charts.breaks import Break, place_names, series_breaks
from clusterpolicy.charts.region_svg import Bar, place_svg, stars_svg
from clusterpolicy.charts.series_svg import Line, series_svg
from clusterpolicy.datasets import industry_name, load, region_names
from clusterpolicy.exercises.framework.regions import tiles
from clusterpolicy.hosts.page.indicator_pages import page_name as series_page
from clusterpolicy.indicators.instruments import named_sites
from clusterpolicy.indicators.region_facts import Course, Fact, Series
from clusterpolicy.indicators.region_growth import PRODUCT, Crisis, Growth
from clusterpolicy.indicators.region_industries import THRESHOLD, Specialisation
from clusterpolicy.indicators.region_instruments import Instrument
from clusterpolicy.indicators.region_profile import Missing, RegionProfile, profile, profiles
from clusterpolicy.text import _, format_message, format_number, language

FOLDER = "atlas"
HOME = "book/atlas"
# Figures whose course over the years a page draws, in this order.
DRAWN = ("rd_share", "innovation", "students", "unemployment")
# Firms are counted by the classes of this classification.
CLASSES = "OKVED-1"
SHOWN_SECTIONS, LEAST_SECTIONS, SHOWN_CLASSES = 6, 3, 6


def listed(documents: Container[str]) -> list[str]:
    """Return the codes of the regions that a book has a page for: all, or none in a book without the page that leads there.

    Parameters
    ----------
    documents : container of str
        The book's documents that have a source.
    """
    return sorted(profiles()) if HOME in documents else []


def page_name(code: str) -> str:
    """Return the document of a region."""
    return f"{FOLDER}/{code}"


def addresses(up: str) -> dict[str, str]:
    """Return the address of each region's page from a page that lies so many folders deep."""
    return {code: f"{up}{page_name(code)}.html" for code in profiles()}


@lru_cache
def _tiles(_language: str) -> list[dict[str, Any]]:
    return tiles()


@dataclass
class Notes:
    """Remarks below the tables of a page, each once and with a number."""

    said: dict[str, int] = field(default_factory=dict)

    def number(self, text: str) -> int:
        """Return the number of a remark."""
        return self.said.setdefault(text, len(self.said) + 1)


def view(code: str) -> dict[str, Any]:
    """Return all that the template of a page shows."""
    region, names, notes = profile(code), region_names(), Notes()
    crises = [_crisis(region, crisis, names[code]) for crisis in region.crises]
    return {
        "code": code,
        "title": names[code],
        "district": place_names()[region.district],
        "about": list(_about(region, names)),
        "short": list(_short(region, names)),
        "map": _place(region, names),
        "tables": [_subject(region, subject, notes) for subject in region_words.subjects()],
        "notes": notes.said,
        "sections": _sections(region, names[code]),
        "dependence": _dependence(region),
        "crises": crises,
        "growth": [_growth(growth) for growth in region.growth],
        "growth_notes": [one.change for one in _growth_breaks(region)],
        "charts": [chart for key in DRAWN if (chart := _course(region.courses[key], code, names[code]))],
        "instruments": [_instrument(one, names) for one in region.instruments],
        "applications": [
            (
                _(one.name),
                region_words.contests()[one.contest],
                region_words.outcomes()[one.won],
                _mark(one.verification),
            )
            for one in region.applications
        ],
        "pilots": region.pilots,
        "peers": [_peer(region, peer.code, names) for peer in region.peers],
        "own": _fared(region),
        "criteria": list(_criteria(region)),
        "missing": list(_missing(region)),
        "sources": list(_sources(region)),
        "compare": compare_address(code, [peer.code for peer in region.peers]),
    }


def compare_address(code: str, others: Iterable[str]) -> str:
    """Return the address of the comparison of a region with others, from a region's page."""
    return f"../{HOME}.html#compare?regions={'+'.join([code, *others])}"


def _about(region: RegionProfile, names: Mapping[str, str]) -> Iterable[str]:
    if region.oblast:
        said = _(
            "{oblast} counts this okrug too. In a ranking the okrug stands for its oblast, so that nothing is counted twice."
        )
        yield format_message(said, {"oblast": names[region.oblast]})
    if region.okrugs:
        said = _("Its figures include {okrugs}, which have pages of their own: never add them up.")
        yield format_message(said, {"okrugs": [names[okrug] for okrug in region.okrugs]})
    if region.note and not (region.oblast or region.okrugs):
        yield f"{_(region.note)}."


def _short(region: RegionProfile, names: Mapping[str, str]) -> Iterable[str]:
    """Yield what an official would look for first."""
    first = next(one for one in region.sections if not one.everywhere)
    values = {
        "industry": industry_name(first.classification, first.section),
        "quotient": first.quotient,
        "stars": first.stars,
        "year": str(first.year),
    }
    yield format_message(
        _("Specialised first of all in: {industry}, quotient {quotient|2}, {stars|0} of 3 stars ({year})."),
        values,
    )
    yield _fall(region.crises[0], region_words.volumes()[region.crises[0].indicator])
    for key in ("rd_share", "revenue_head"):
        fact = region.fact(key)
        if fact.value is not None:
            said = _("{figure}: {value} {unit} ({year}), place {place}.")
            line = _line(fact, [])
            words = {"figure": region_words.figures()[key], "unit": region_words.units()[fact.unit]}
            yield format_message(said, {**words, **line})
    held = sum(one.in_deck for one in region.instruments)
    unseen = sum(one.in_deck and one.verification != "sourced" for one in region.instruments)
    said = _(
        "Instruments held in April 2012 with a known year: {held|0}, of them not or partly verified: {unseen|0}."
    )
    yield format_message(said, {"held": held, "unseen": unseen})
    yield format_message(_("Nearest peers: {peers}."), {"peers": [names[peer.code] for peer in region.peers]})


def _place(region: RegionProfile, names: Mapping[str, str]) -> str:
    alt = _("Tile map of the regions: {region} is filled, its nearest peers are outlined: {peers}.")
    values = {"region": names[region.code], "peers": [names[peer.code] for peer in region.peers]}
    near = {peer.code for peer in region.peers}
    return place_svg(_tiles(language()), {region.code}, near, format_message(alt, values))


def _subject(region: RegionProfile, subject: str, notes: Notes) -> dict[str, Any]:
    later = {fact.key: fact for fact in region.later_facts}
    rows = [
        _row(region.code, fact, later[fact.key], notes)
        for key in region_words.figures()
        for fact in region.facts
        if fact.key == key and fact.subject == subject
    ]
    return {"subject": subject, "title": region_words.subjects()[subject], "rows": rows}


def _row(code: str, early: Fact, late: Fact, notes: Notes) -> dict[str, Any]:
    between = _breaks(tuple(dict.fromkeys(early.series + late.series)), early.year, late.year, code)
    marks = sorted({notes.number(one.change) for one in between})
    # Where the figure changes its source between the two years, both have links.
    links = dict.fromkeys([*_links(early.series), *_links(late.series)])
    return {
        "key": early.key,
        "name": region_words.figures()[early.key],
        "unit": region_words.units()[early.unit],
        "nominal": early.nominal,
        "lines": [_line(early, []), _line(late, marks)],
        "sources": ", ".join(dict.fromkeys(early.sources + late.sources)),
        "links": list(links),
    }


def _breaks(series: tuple[Series, ...], first: int, last: int, code: str) -> list[Break]:
    """Return the breaks of series that concern a region."""
    # Most regions have none of their own: what is found for one of them holds for all.
    return _breaks_of(series, first, last, code if code in _with_breaks() else "", language())


@lru_cache
def _with_breaks() -> frozenset[str]:
    return frozenset(load("breaks")["iso_code"].dropna())


@cache
def _breaks_of(series: tuple[Series, ...], first: int, last: int, code: str, _language: str) -> list[Break]:
    return series_breaks(series, [first, last], [code])


def _line(fact: Fact, marks: list[int]) -> dict[str, Any]:
    return {
        "year": str(fact.year),
        "value": region_words.write_figure(fact.value, fact.median),
        "why": region_words.reasons()[fact.missing] if fact.missing else "",
        "place": place(fact.rank, fact.of),
        "median": region_words.write_figure(fact.median, fact.median),
        "doubtful": fact.doubtful,
        "marks": marks,
    }


def place(rank: int | None, of: int) -> str:
    """Return a place among regions in words."""
    return "–" if rank is None else format_message(_("{rank|0} of {of|0}"), {"rank": rank, "of": of})


def _links(series: Iterable[Series]) -> Iterable[tuple[str, str]]:
    """Yield name and address of the pages that series have."""
    for dataset, name in series:
        if dataset == "panel":
            yield name, f"../{series_page(name)}.html"
        else:
            yield f"{dataset}: {name}", f"../book/datasets.html#dataset-{dataset}"


def _sections(region: RegionProfile, name: str) -> list[dict[str, Any]]:
    return [_one_year(several, name) for several in (region.sections, region.later_sections)]


def _one_year(several: tuple[Specialisation, ...], region: str) -> dict[str, Any]:
    own = [one for one in several if not one.everywhere]
    above = [one for one in own if one.quotient >= 1 or one.stars > 1]
    shown = (above if len(above) >= LEAST_SECTIONS else own)[:SHOWN_SECTIONS]
    year = str(several[0].year)
    bars = [Bar(industry_name(one.classification, one.section), one.quotient, one.stars) for one in shown]
    alt = _("{region}, {year}: location quotients and stars. {bars}. A dashed line stands at {threshold|~1}.")
    said = [
        format_message(
            _("{name} {value|2}, {stars|0} of 3 stars"),
            {"name": bar.name, "value": bar.value, "stars": bar.stars},
        )
        for bar in bars
    ]
    values = {"region": region, "year": year, "bars": "; ".join(said), "threshold": THRESHOLD}
    return {
        "year": year,
        "classification": several[0].classification,
        "stars": len([one for one in own if one.stars == 3]),
        "svg": stars_svg(bars, THRESHOLD, format_message(alt, values)),
        "rows": [_section(one) for one in shown],
        "natural": [
            industry_name(one.classification, one.section)
            for one in several
            if one.everywhere and one.stars >= 2
        ],
        "sources": ", ".join(several[0].sources),
        "links": list(_links(several[0].series)),
    }


def _section(one: Specialisation) -> dict[str, str]:
    course = _("{start|2} in {since}: {trend}")
    values = {
        "start": one.quotients[one.since],
        "since": str(one.since),
        "trend": region_words.trends()[one.trend],
    }
    return {
        "name": industry_name(one.classification, one.section),
        "quotient": format_number(one.quotient, "", 2),
        "of_region": format_number(one.of_region, "%", 1),
        "of_industry": format_number(one.of_industry, "%", 1),
        "stars": "★" * one.stars + "☆" * (3 - one.stars),
        "count": format_message(_("{stars|0} of 3 stars"), {"stars": one.stars}),
        "course": format_message(course, values),
    }


def _dependence(region: RegionProfile) -> dict[str, Any]:
    found = region.dependence
    values = {
        "year": str(found.year),
        "firms": found.firms,
        "revenue": found.revenue,
        "share": found.in_one_firm_classes,
        "largest": found.largest_at_least,
        "class": industry_name(CLASSES, found.largest_class) if found.largest_class else "",
    }
    return {
        "found": found,
        "values": values,
        "rows": [
            {
                "name": industry_name(CLASSES, one.code),
                "share": format_number(one.share, "%", 1),
                "firms": format_number(one.firms, "", 0),
                "quotient": format_number(one.quotient, "", 2),
                "one_firm": region_words.one_firm()[one.one_firm],
                "head_office": one.head_office,
            }
            for one in found.classes[:SHOWN_CLASSES]
        ],
        "links": list(_links(found.series[:1])),
    }


def _chart(
    lines: list[Line], series: Iterable[Series], code: str, years: list[int], alt: str
) -> dict[str, Any]:
    breaks = _breaks(tuple(series), years[0], years[-1], code)
    return {
        "svg": series_svg(lines, [], breaks, years, alt),
        "lines": lines,
        "breaks": [one.note for one in breaks],
        "last": str(years[-1]),
    }


def _crisis(region: RegionProfile, crisis: Crisis, name: str) -> dict[str, Any]:
    what = region_words.volumes()[crisis.indicator]
    lines = [Line(name, crisis.levels, 0), Line(_("median of the regions"), crisis.median_levels, 1)]
    alt = _(
        "{what} of {region} by volume, {base} is 100: {end|0} in {last}, the median of the regions {median|0}."
    )
    values = {
        "what": what,
        "region": name,
        "base": str(crisis.base),
        "last": str(crisis.last),
        "end": crisis.levels[crisis.last],
        "median": crisis.median_levels[crisis.last],
    }
    chart = _chart(lines, crisis.series, region.code, list(crisis.levels), format_message(alt, values))
    return chart | {
        "title": format_message(_("{what}, volume, {base} is 100"), values),
        "said": _fall(crisis, what),
        "source": ", ".join(crisis.sources),
        "links": list(_links(crisis.series)),
    }


def _fall(crisis: Crisis, what: str) -> str:
    values = {
        "what": what,
        "base": str(crisis.base),
        "change": crisis.change,
        "rank": crisis.rank,
        "of": crisis.of,
        "median": crisis.median,
        "trough": crisis.trough,
        "year": str(crisis.trough_year),
        "back": str(crisis.recovery),
        "last": str(crisis.last),
    }
    if not crisis.fell:
        said = _(
            "{what} did not fall: in 2009 it changed by {change|1} per cent on {base}, the median of the regions by {median|1}. By depth of the fall "
            "that is place {rank|0} of {of|0}."
        )
        return format_message(said, values)
    said = _(
        "{what} changed by {change|1} per cent to 2009 on {base}, place {rank|0} of {of|0} by depth; the median of the regions changed by {median|1}. "
        "Its lowest level was that of {year}, {trough|1} per cent. "
    )
    end = _("It was back in {back}.") if crisis.recovery else _("By {last} it was not back.")
    return format_message(said + end, values)


def _growth(growth: Growth) -> dict[str, str]:
    return {
        "years": f"{growth.first}–{growth.last}",
        "mean": format_number(growth.mean, "", 1),
        "spread": format_number(growth.spread, "", 1),
        "place": place(growth.rank, growth.of),
        "median": format_number(growth.median, "", 1),
    }


def _growth_breaks(region: RegionProfile) -> list[Break]:
    """Return what changes within the years of growth."""
    return _breaks((("panel", PRODUCT),), region.growth[0].first - 1, region.growth[-1].last, region.code)


def _course(course: Course, code: str, name: str) -> dict[str, Any]:
    """Return the drawing of a figure over the years; nothing where the region has less than two values."""
    known = [year for year, value in course.points.items() if value is not None]
    if len(known) < 2:
        return {}
    what, unit = region_words.figures()[course.key], region_words.units()[course.unit]
    alt = _(
        "{what} of {region}, {unit}: {start|~2} in {first}, {end|~2} in {last}; the median of the regions {low|~2} and {high|~2}."
    )
    values = {
        "what": what,
        "region": name,
        "unit": unit,
        "first": str(known[0]),
        "last": str(known[-1]),
        "start": course.points[known[0]],
        "end": course.points[known[-1]],
        "low": course.median[known[0]],
        "high": course.median[known[-1]],
    }
    lines = [Line(name, course.points, 0), Line(_("median of the regions"), course.median, 1)]
    chart = _chart(lines, course.series, code, list(course.points), format_message(alt, values))
    return chart | {
        "title": f"{what}, {unit}",
        "said": "",
        "source": ", ".join(profile(code).fact(course.key).sources),
        "links": list(_links(course.series)),
    }


def _mark(verification: str) -> str:
    """Return the mark of an entry; nothing where it was seen in a source."""
    return "" if verification == "sourced" else vocabulary.verification()[verification]


def _instrument(one: Instrument, names: Mapping[str, str]) -> dict[str, Any]:
    until = _("to 30 June 2012, then on the ground of {region}")
    return {
        "name": one.name,
        "kind": vocabulary.instrument_kind()[one.group],
        "year": str(one.year) if one.year else _("not known"),
        "closed": str(one.closed or ""),
        "deck": _("yes") if one.in_deck else _("no") if one.year else _("not known"),
        "mark": vocabulary.verification()[one.verification],
        "hollow": one.verification != "sourced",
        "until": format_message(until, {"region": names["RU-MOW"]}) if one.until else "",
        "sites": ", ".join(named_sites(one.source)) or _("no text seen"),
    }


def _fared(region: RegionProfile) -> dict[str, Any]:
    """Return how a region fared, for the table of peers."""
    product = region.crises[0]
    return {
        "change": format_number(product.change, "", 1),
        "growth": [region_words.grown(one.mean, one.spread) for one in region.growth],
        "instruments": _held(region.instruments) or _("no entry"),
    }


def _held(several: tuple[Instrument, ...]) -> str:
    """Return instruments in one line: kind, year, mark."""
    kinds = vocabulary.instrument_kind()
    said: dict[str, int] = {}
    for one in several:
        asides = [
            str(one.year) if one.year else _("year not known"),
            *([mark] if (mark := _mark(one.verification)) else []),
        ]
        line = f"{kinds[one.group]} ({', '.join(asides)})"
        said[line] = said.get(line, 0) + 1
    return "; ".join(f"{count} × {line}" if count > 1 else line for line, count in said.items())


def _peer(region: RegionProfile, code: str, names: Mapping[str, str]) -> dict[str, Any]:
    peer = next(one for one in region.peers if one.code == code)
    return {
        "code": code,
        "name": names[code],
        "distance": format_number(peer.distance, "", 2),
        "compared": f"{peer.compared}/{peer.criteria}",
        **_fared(profile(code)),
    }


@lru_cache
def _criterion_rows(_language: str) -> list[dict[str, Any]]:
    table = load("case_profile").dropna(subset=["value"]).sort_values(["claim_id", "criterion"])
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


@lru_cache
def _criterion_medians() -> dict[str, float]:
    table = pd.DataFrame({code: one.criteria for code, one in profiles().items() if not one.oblast}).T
    return {str(key): float(value) for key, value in table.astype(float).median().items()}


def _criteria(region: RegionProfile) -> Iterable[dict[str, Any]]:
    """Yield each criterion of the likeness with the values of the region and of its peers."""
    for row in _criterion_rows(language()):
        key, median = row["criterion"], _criterion_medians()[row["criterion"]]
        yield {
            "name": row[f"name_{language()}"],
            "unit": _(row["unit"]),
            "year": str(int(row["year"])),
            "values": [
                region_words.write_figure(profile(code).criteria[key], median)
                for code in (region.code, *(peer.code for peer in region.peers))
            ],
            "median": region_words.write_figure(median, median),
        }


def _missing(region: RegionProfile) -> Iterable[str]:
    """Yield what the region lacks, in sentences: figures first, then series."""
    words = region_words.figures()
    reasons = region_words.reasons()
    figures: dict[tuple[str, str], list[str]] = {}
    for one in (*_of_kind(region, "fact"), *_of_kind(region, "later_fact")):
        figures.setdefault((one.key, one.reason), []).append(str(one.year))
    for (key, reason), years in figures.items():
        said = _("{figure}, {years}: {reason}.")
        yield format_message(said, {"figure": words[key], "years": years, "reason": reasons[reason]})
    criteria = {row["criterion"]: row[f"name_{language()}"] for row in _criterion_rows(language())}
    for one in _of_kind(region, "criterion"):
        said = _("Likeness: {criterion}, {year}: {reason}. Distances rest on the other criteria.")
        yield format_message(
            said, {"criterion": criteria[one.key], "year": str(one.year), "reason": reasons[one.reason]}
        )
    for one in _of_kind(region, "firms"):
        said = _("Single firms: no large manufacturing firm is registered here in the accounts of {year}.")
        yield format_message(said, {"year": str(one.year)})
    if _of_kind(region, "instruments"):
        yield _(
            "Instruments: the list of the course has no entry for this region. That is no proof that there was none."
        )
    for one in _of_kind(region, "early_years"):
        yield format_message(
            _("{figure} begins in {year}."), {"figure": words[one.key], "year": str(one.year)}
        )
    yield from _missing_series(region)


def _of_kind(region: RegionProfile, kind: str) -> list[Missing]:
    return [one for one in region.missing if one.kind == kind]


@lru_cache
def _series_titles(_language: str) -> dict[str, str]:
    table = load("indicators")
    return dict(zip(table["indicator"], table[f"title_{_language}"], strict=True))


def _missing_series(region: RegionProfile) -> Iterable[str]:
    titles = _series_titles(language())
    for reason, words in region_words.reasons().items():
        several = [one for one in _of_kind(region, "series") if one.reason == reason]
        if several:
            said = _("Of the regional panel in {year}, {reason}: {series}.")
            found = {
                "year": str(several[0].year),
                "reason": words,
                "series": "; ".join(titles[one.key] for one in several),
            }
            yield format_message(said, found)


@lru_cache
def _citations() -> dict[str, str]:
    table = load("sources")
    return dict(zip(table["source_id"], table["citation"], strict=True))


def _sources(region: RegionProfile) -> Iterable[tuple[str, str]]:
    several = [fact.sources for fact in (*region.facts, *region.later_facts)]
    several += [one.sources for one in (*region.sections[:1], *region.later_sections[:1])]
    several.append(region.dependence.sources)
    for source in sorted({source for sources in several for source in sources}):
        yield source, _(_citations()[source])
