"""The diagnosis of a brief: figures among the other regions, specialisations, the course since 2006, and what hangs on single firms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clusterpolicy import region_words, vocabulary
from clusterpolicy.brief.pictures import course, key_of_map, region_map
from clusterpolicy.brief.sayings import Block, figure, listed, named, source_line, words
from clusterpolicy.datasets import industry_name, load
from clusterpolicy.indicators.region_facts import Fact
from clusterpolicy.indicators.region_growth import Crisis
from clusterpolicy.indicators.region_industries import FOCUS, SIZE, THRESHOLD, FirmClass, Specialisation
from clusterpolicy.indicators.region_instruments import Instrument
from clusterpolicy.indicators.region_profile import Missing, RegionProfile, profile
from clusterpolicy.models.brief_blocks import advice, heading, missing, paragraph, table
from clusterpolicy.text import _, language

IN_SUMMARY = (
    "population",
    "product_head",
    "manufacturing",
    "rd_share",
    "innovation",
    "small_firms",
    "unemployment",
    "revenue_head",
    "balance",
)
# So many sections and classes are shown.
SECTIONS, CLASSES = 5, 6
# A region is high or low on a figure when it lies in the first or the last third.
THIRD = 1 / 3
HALF = 0.5
ALL_STARS, SEVERAL = 3, 3
# Cities that are regions of their own, and the oblast around each.
AROUND = {"RU-MOW": "RU-MOS", "RU-SPE": "RU-LEN"}


def facts_table(facts: Iterable[Fact], caption: str) -> Block:
    """Return figures beside the middle of all regions, with place, unit and year."""
    several = list(facts)
    columns = [
        (_("Indicator"), False),
        (_("Region"), True),
        (_("Middle of all"), True),
        (_("Place"), True),
        (_("Unit"), False),
        (_("Year"), False),
    ]
    rows = [
        [
            region_words.figures()[fact.key],
            region_words.write_figure(fact.value, fact.median),
            region_words.write_figure(fact.median, fact.median),
            "" if fact.rank is None else words(_("{rank|0} of {of|0}"), rank=fact.rank, of=fact.of),
            region_words.units()[fact.unit],
            str(fact.year),
        ]
        for fact in several
    ]
    sources = [source for fact in several for source in fact.sources]
    return table(caption, columns, rows, source_line(sources, max(fact.year for fact in several)))


def summary_table(found: RegionProfile) -> Block:
    """Return the few figures of the page on top."""
    return facts_table(
        [found.fact(key) for key in IN_SUMMARY], _("The region in figures; place 1 has the highest figure")
    )


def standing(found: RegionProfile) -> list[str]:
    """Return what stands out, in a few sentences."""
    growth, money = found.growth[0], found.dependence
    said = [specialised_in(found)]
    said.append(
        words(
            _(
                "Real growth {first} to {last}: {mean|1} per cent a year, place {rank|0} of {of|0}; the yearly rates spread by {spread|1} points."
            ),
            **vars(growth) | {"first": str(growth.first), "last": str(growth.last)},
        )
    )
    if money.in_one_firm_classes is not None:
        said.append(
            words(
                _(
                    "{share|%0} of the revenue of large manufacturing firms comes from classes of which one firm has more than half ({year})."
                ),
                share=money.in_one_firm_classes,
                year=str(money.year),
            )
        )
    if found.peers:
        said.append(
            words(_("Most like it: {names}."), names=listed(named(peer.code) for peer in found.peers))
        )
    held = [one for one in found.instruments if one.in_deck]
    said.append(
        words(
            _("Instruments held in April 2012, by the course's list: {names}."),
            names=listed(marked_name(one) for one in held),
        )
        if held
        else _("In April 2012 the course's list has no instrument for the region.")
    )
    return said


def marked_name(entry: Instrument) -> str:
    """Return the name of an instrument, with its mark where it was not seen in full."""
    mark = entry.verification
    return entry.name if mark == "sourced" else f"{entry.name} ({vocabulary.verification()[mark]})"


def specialised_in(found: RegionProfile) -> str:
    """Return in one sentence in what the region is specialised."""
    if found.starred:
        return words(_("Industries with three stars in 2010: {names}."), names=starred_names(found))
    best = first_section(found)
    if best is None:
        return _("No value added by industry is published for the region alone.")
    return words(
        _(
            "No industry passes all three thresholds in 2010; the nearest is {industry} with a quotient of {quotient|1}."
        ),
        industry=industry_name(best.classification, best.section),
        quotient=best.quotient,
    )


def starred_names(found: RegionProfile) -> str:
    """Return the industries with three stars, or that there is none."""
    return listed(industry_name(one.classification, one.section) for one in found.starred) or _("none")


def first_section(found: RegionProfile) -> Specialisation | None:
    """Return the section that stands out most, of those that not every region has by nature; None without any."""
    return next((one for one in found.sections if not one.everywhere), None)


def diagnosis(found: RegionProfile) -> list[Block]:
    """Return the blocks of the diagnosis."""
    blocks = [the_map(found)]
    blocks += [paragraph(text) for text in territory(found)]
    blocks.append(advice_on_industry(found))
    blocks += functional(found)
    blocks += advice_on_research(found) + advice_on_small_firms(found)
    blocks += [
        heading(_("Figures among the regions")),
        facts_table(
            found.facts,
            _("All figures, each in the last year known in April 2012; place 1 has the highest figure"),
        ),
    ]
    blocks += [heading(_("Specialisations")), *sections(found)]
    return [*blocks, heading(_("The course of the product")), *the_course(found), *lacks(found)]


def the_map(found: RegionProfile) -> Block:
    """Return the tile map with the region and its peers."""
    name, near = named(found.code), listed(named(peer.code) for peer in found.peers)
    alt = words(
        _("Tile map of the 83 regions of April 2012. {name} is darkest; in the middle shade: {near}."),
        name=name,
        near=near or _("no region"),
    )
    caption = words(_("{name} and the regions most like it. {key}"), name=name, key=key_of_map())
    return region_map(
        found.code,
        [peer.code for peer in found.peers],
        alt,
        caption,
        _("Tiles: the course. Likeness: section “Five regions like this one”."),
    )


def territory(found: RegionProfile) -> list[str]:
    """Return what a reader has to know of the borders in which the region is counted."""
    said = []
    if found.oblast:
        said.append(
            words(
                _("{name} is counted inside {oblast} too: do not add the two up."),
                name=named(found.code),
                oblast=named(found.oblast),
            )
        )
    if found.okrugs:
        said.append(words(_("The figures include: {names}."), names=listed(map(named, found.okrugs))))
    return said


def functional(found: RegionProfile) -> list[Block]:
    """Return the advice for a city and the oblast around it, which firms and commuters do not tell apart."""
    pairs = AROUND | {oblast: city for city, oblast in AROUND.items()}
    if found.code not in pairs:
        return []
    other = pairs[found.code]
    params: dict[str, Any] = {"name": named(found.code), "other": named(other)}
    people = [one.fact("population") for one in (found, profile(other))]
    params |= {"own": people[0].value, "theirs": people[1].value, "year": str(people[0].year)}
    return [
        advice(
            "functional",
            words(
                _(
                    "Plan with {other}: one programme, one cluster organisation, one list of members for both."
                ),
                **params,
            ),
            _("A city that is a region of its own and the oblast around it are planned together."),
            words(
                _(
                    "{name} has {own|0} thousand inhabitants, {other} {theirs|0} thousand ({year}); all figures here are for one of the two."
                ),
                **params,
            ),
        )
    ]


def advice_on_industry(found: RegionProfile) -> Block:
    """Return where to look first: the industry with three stars and the highest quotient, or nowhere yet."""
    rule = words(
        _(
            "An industry counts from a quotient of {threshold|~1}, {size|%0} of the country's industry and {focus|%0} of the region's value added on (three stars, 2010)."
        ),
        threshold=THRESHOLD,
        size=SIZE,
        focus=FOCUS,
    )
    best = found.starred[0] if found.starred else first_section(found)
    if best is None:
        return missing(
            _(
                "No value added by industry is published for the region alone: the rule of three stars cannot be applied."
            )
        )
    params = {"industry": industry_name(best.classification, best.section), "quotient": best.quotient}
    params |= {"of_industry": best.of_industry, "of_region": best.of_region, "stars": best.stars}
    value = words(
        _(
            "{industry}: quotient {quotient|2}, {of_industry|%1} of the industry, {of_region|%1} of the region, {stars|0} of three stars."
        ),
        **params,
    )
    text = (
        _(
            "Begin with {industry}: ask ten of its firms from whom they buy, to whom they sell and from whom they learn, before anybody speaks of a cluster."
        )
        if found.starred
        else _(
            "Name no cluster yet: no industry passes. Ask firms of the nearest one, {industry}, whether they work with each other at all."
        )
    )
    return advice("industry", words(text, **params), rule, value)


def third(fact: Fact) -> str:
    """Return whether a region lies in the first third of the regions on a figure, in the last one or between."""
    place = ((fact.rank or 1) - 0.5) / fact.of
    return "first" if place < THIRD else "last" if place > 1 - THIRD else "middle"


def advice_by_third(key: str, fact: Fact, texts: dict[str, str]) -> list[Block]:
    """Return the advice that the place of a region on a figure asks for, or what is missing for it."""
    label = region_words.figures()[fact.key]
    if fact.value is None:
        return [
            missing(
                words(
                    _("{label}: no figure for {year}; the rule on it cannot be applied."),
                    label=label,
                    year=str(fact.year),
                )
            )
        ]
    value = words(
        _("{label}: {value} ({year}), place {rank|0} of {of|0}."),
        label=label,
        value=region_words.write_figure(fact.value, fact.median),
        year=str(fact.year),
        rank=fact.rank,
        of=fact.of,
    )
    rule = words(
        _("The first and the last third of the regions on “{label}” ask for unlike steps."), label=label
    )
    return [advice(key, texts[third(fact)], rule, value)]


def advice_on_research(found: RegionProfile) -> list[Block]:
    """Return what the weight of research asks for."""
    texts = {
        "first": _(
            "Build on research: pay for contracts between institutes and firms, and count those that end in a product."
        ),
        "middle": _(
            "Bring the firms that already do research to the institutes they do not know yet; a new laboratory can wait."
        ),
        "last": _(
            "Do not build on research of the region's own: pay firms to adopt what exists, with universities of other regions."
        ),
    }
    return advice_by_third("research", found.fact("rd_share"), texts)


def advice_on_small_firms(found: RegionProfile) -> list[Block]:
    """Return what the number of small firms asks for."""
    texts = {
        "first": _("Small firms are there: help them to join larger orders, instead of founding more."),
        "middle": _(
            "Ask which small firms sell to the large ones here, and pay for the step that stops the others."
        ),
        "last": _(
            "Small firms are few: begin with founders and with large firms that buy from them; a network without them is empty."
        ),
    }
    return advice_by_third("small-firms", found.fact("small_firms"), texts)


def sections(found: RegionProfile) -> list[Block]:
    """Return the specialisations of 2010 with their trend, and those of the last year."""
    trends = region_words.trends()
    columns = [
        (_("Industry"), False),
        (_("Quotient"), True),
        (_("Share of region"), True),
        (_("Share of industry"), True),
        (_("Stars"), True),
        (_("Quotient since"), False),
    ]
    blocks = []
    for several, caption in (
        (
            found.sections,
            _(
                "Specialisations in {year}, sections of OKVED-1, without those that every region has by nature"
            ),
        ),
        (
            found.later_sections,
            _("Specialisations in {year}, sections of OKVED-2: not comparable with the table before"),
        ),
    ):
        shown = [one for one in several if not one.everywhere][:SECTIONS]
        if not shown:
            blocks.append(missing(_("No value added by industry is published for the region alone.")))
            continue
        rows = [
            [
                industry_name(one.classification, one.section),
                figure(one.quotient, "", 2),
                figure(one.of_region, "%", 1),
                figure(one.of_industry, "%", 1),
                figure(one.stars, "", 0),
                words(_("{trend} since {year}"), trend=trends[one.trend], year=str(one.since)),
            ]
            for one in shown
        ]
        year = shown[0].year
        blocks.append(
            table(words(caption, year=str(year)), columns, rows, source_line(shown[0].sources, year))
        )
    return blocks


def the_course(found: RegionProfile) -> list[Block]:
    """Return the volume of the product over the years, beside the middle of the regions."""
    crisis = found.crises[0]
    name = named(found.code)
    known = [year for year, value in crisis.levels.items() if value is not None]
    first, last = min(known), max(known)
    params = {
        "name": name,
        "first": str(first),
        "last": str(last),
        "base": str(crisis.base),
        "end": crisis.levels[last],
        "middle": crisis.median_levels[last],
    }
    alt = words(
        _(
            "Lines of the product's volume, {first} to {last}, {base} being 100: {name} ends at {end|0}, the middle of the regions at {middle|0}."
        ),
        **params,
    )
    caption = words(
        _(
            "Volume of gross regional product, {base} = 100: {name} (solid) and the middle of all regions (dashed)"
        ),
        **params,
    )
    blocks = [
        course(
            crisis.levels,
            crisis.median_levels,
            (name, _("middle")),
            alt,
            caption,
            source_line(crisis.sources, last),
        )
    ]
    blocks.append(paragraph(fall_and_recovery(crisis)))
    columns = [
        (_("Years"), False),
        (_("Growth a year, %"), True),
        (_("Spread of the yearly rates, points"), True),
        (_("Middle region, %"), True),
        (_("Place"), True),
    ]
    rows = [
        [
            f"{one.first}–{one.last}",
            figure(one.mean, "", 1),
            figure(one.spread, "", 1),
            figure(one.median, "", 1),
            words(_("{rank|0} of {of|0}"), rank=one.rank, of=one.of),
        ]
        for one in found.growth
    ]
    return [
        *blocks,
        table(
            _("Real growth of gross regional product"),
            columns,
            rows,
            source_line(crisis.sources, found.growth[-1].last),
        ),
    ]


def fall_and_recovery(crisis: Crisis) -> str:
    """Return how the product went through 2009."""
    params = {
        "change": crisis.change,
        "median": crisis.median,
        "base": str(crisis.base),
        "last": str(crisis.last),
        "back": str(crisis.recovery),
    }
    if not crisis.fell:
        return words(
            _("In 2009 the product grew by {change|1} per cent; the middle region's changed by {median|1}."),
            **params,
        )
    said = words(
        _("In 2009 the product changed by {change|1} per cent, the middle region's by {median|1}."), **params
    )
    if crisis.recovery is None:
        return said + " " + words(_("Until {last} it was not back at the level of {base}."), **params)
    return said + " " + words(_("It was back at the level of {base} in {back}."), **params)


def lacks(found: RegionProfile) -> list[Block]:
    """Return what the region lacks, each thing by its name, those of one kind together."""
    groups: dict[tuple[str, int | None, str], list[str]] = {}
    for one in found.missing:
        groups.setdefault((one.kind, one.year, one.reason), []).append(name_of_lack(one))
    return [missing(lack(kind, year, reason, names)) for (kind, year, reason), names in groups.items()]


def name_of_lack(one: Missing) -> str:
    """Return the name of the figure, criterion or series that is missing."""
    if one.kind == "criterion":
        table = load("case_profile").set_index("criterion")
    elif one.kind == "series":
        table = load("indicators").set_index("indicator")
        return str(table.at[one.key, f"title_{language()}"])
    else:
        return region_words.figures().get(one.key, "")
    return str(table.at[one.key, f"name_{language()}"])


def lack(kind: str, year: int | None, reason: str, names: list[str]) -> str:
    """Return in one sentence what is missing, and why."""
    templates = {
        "fact": _("No value for {year} ({reason}): {names}."),
        "later_fact": _("No value for the last year, {year} ({reason}): {names}."),
        "criterion": _("No value on these criteria of likeness, {year} ({reason}): {names}."),
        "series": _("Series without a value in {year} ({reason}): {names}."),
        "firms": _("No large manufacturing firm of the region stands in the open accounts of {year}."),
        "instruments": _("The course's list of instruments has no entry for the region."),
        "early_years": _("Figures of the product begin only in {year}."),
        "section": _("No value added by industry is published for the region alone ({reason}): {names}."),
    }
    why = region_words.reasons().get(reason, reason)
    return words(templates[kind], year=str(year), reason=why, names=listed(names))


def dependence(found: RegionProfile) -> list[Block]:
    """Return how far manufacturing hangs on single firms."""
    money = found.dependence
    if not money.classes or money.in_one_firm_classes is None:
        return [
            missing(
                _(
                    "No large manufacturing firm with open accounts is registered here: dependence on single firms cannot be said."
                )
            )
        ]
    params = {
        "year": str(money.year),
        "firms": money.firms,
        "share": money.in_one_firm_classes,
        "revenue": money.revenue / 1000,
    }
    blocks = [
        paragraph(
            words(
                _(
                    "Open accounts of {year} show {firms|0} large manufacturing firms registered here, with a revenue of {revenue|~1} billion roubles. {share|%0} of it lies in classes of which one firm has more than half. A firm is counted where it is registered, which need not be where it produces."
                ),
                **params,
            )
        )
    ]
    if money.without_okrugs:
        blocks.append(paragraph(_("Here the oblast is counted without its okrugs.")))
    blocks.append(classes_table(money.classes[:CLASSES], money.year, money.sources))
    return [*blocks, *advice_on_firms(found), advice_on_classes(found)]


def classes_table(classes: Iterable[FirmClass], year: int, sources: Iterable[str]) -> Block:
    """Return the largest classes of manufacturing."""
    marks = region_words.one_firm()
    columns = [
        (_("Class of manufacturing"), False),
        (_("Large firms"), True),
        (_("Share of revenue"), True),
        (_("Quotient"), True),
        (_("One firm"), False),
    ]
    rows = [
        [
            industry_name("OKVED-1", one.code),
            figure(one.firms, "", 0),
            figure(one.share, "%", 0),
            figure(one.quotient, "", 1),
            marks[one.one_firm] + (_("; revenue of other places is booked here") if one.head_office else ""),
        ]
        for one in classes
    ]
    return table(
        words(_("The largest classes by revenue, {year}"), year=str(year)),
        columns,
        rows,
        source_line(sources, year),
    )


def advice_on_firms(found: RegionProfile) -> list[Block]:
    """Return what to ask when much hangs on single firms, and what when little does."""
    money = found.dependence
    share = money.in_one_firm_classes or 0.0
    rule = words(
        _(
            "From {half|%0} of the revenue in classes of one firm on, a programme needs an answer to “what if it leaves?”"
        ),
        half=HALF,
    )
    value = words(_("{share|%0} of the revenue ({year})."), share=share, year=str(money.year))
    if share < HALF:
        text = _(
            "Several firms carry most classes: let them apply together, and ask who of them would stay if one left."
        )
        return [advice("one-firm", text, rule, value)]
    template = _(
        "Ask of every measure what is left if the largest firm of {industry} goes: it has at least {least|%0} of the revenue. Pay for suppliers that can sell to others too."
    )
    params = {"industry": industry_name("OKVED-1", money.largest_class), "least": money.largest_at_least}
    return [advice("one-firm", words(template, **params), rule, value)]


def advice_on_classes(found: RegionProfile) -> Block:
    """Return the classes of manufacturing that several firms carry, where a cluster could be looked for, or that there is none."""
    money = found.dependence
    carried = [
        one for one in money.classes if one.stars == ALL_STARS and one.firms >= SEVERAL and not one.one_firm
    ]
    rule = words(
        _(
            "A class of manufacturing with three stars, at least {several|0} large firms and none with more than half is worth a visit ({year})."
        ),
        several=SEVERAL,
        year=str(money.year),
    )
    if not carried:
        value = words(_("Such classes: 0 of {classes|0}."), classes=len(money.classes))
        text = _(
            "Look for partners outside manufacturing or in smaller firms: no specialised class here is carried by several large ones."
        )
        return advice("classes", text, rule, value)
    named_classes = [
        words(
            _("{industry} ({firms|0} firms, quotient {quotient|1})"),
            industry=industry_name("OKVED-1", one.code),
            firms=one.firms,
            quotient=one.quotient,
        )
        for one in carried
    ]
    names = listed(industry_name("OKVED-1", one.code) for one in carried)
    text = words(_("Visit the firms of these classes before all others: {names}."), names=names)
    return advice("classes", text, rule, "; ".join(named_classes) + ".")
