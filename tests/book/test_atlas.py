"""The atlas of regions as built: 83 pages that show what the profiles hold, the page that leads there, and what they weigh."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from clusterpolicy import region_words, vocabulary
from clusterpolicy.datasets import load, region_names
from clusterpolicy.exercises.framework.registry import exercise, exercise_names
from clusterpolicy.hosts.page import assets, atlas, atlas_home
from clusterpolicy.indicators.region_profile import profile, profiles
from clusterpolicy.indicators.tables import OKRUGS

CODES = sorted(load("regions")["iso_code"])
# A page weighs less than a photograph; the figures of all comparisons less than two pages.
PAGE_LIMIT, FIGURES_LIMIT = 80_000, 130_000


@lru_cache
def soup(path: Path) -> BeautifulSoup:
    """Return a page of the site."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def main(site: Path, code: str) -> Tag:
    """Return what a region's page says, without the frame."""
    found = soup(site / f"{atlas.page_name(code)}.html").select_one("main")
    assert found is not None
    return found


def test_each_region_has_a_page_and_no_other_page_is_there(site: Path) -> None:
    assert {path.stem for path in (site / atlas.FOLDER).glob("*.html")} == set(CODES)
    assert atlas.listed({"book/atlas"}) == CODES and atlas.listed({"book/index"}) == []


@pytest.mark.parametrize("code", CODES)
def test_a_page_shows_every_figure_with_year_place_median_and_source(code: str, site: Path) -> None:
    rows = {}
    for body in main(site, code).select("tbody:has(th[scope=rowgroup])"):
        name = str(body.th.contents[0]).strip()  # type: ignore[union-attr]
        rows[name] = [
            [cell.get_text(" ", strip=True) for cell in row.select("td")] for row in body.select("tr")
        ]
    one = profile(code)
    for early, late in zip(one.facts, one.later_facts, strict=True):
        lines = rows[region_words.figures()[early.key]]
        for fact, line in zip((early, late), lines, strict=True):
            assert line[0].split(" ")[0] == str(fact.year)
            if fact.value is None:
                assert region_words.reasons()[fact.missing] in line[1]
            else:
                assert line[1].startswith(region_words.write_figure(fact.value, fact.median))
                assert line[2] == f"{fact.rank} of {fact.of}"
            assert region_words.write_figure(fact.median, fact.median) in line
        assert all(source in lines[0][-1] for source in early.sources + late.sources)
    assert len(rows) == len(one.facts)


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_nothing_that_is_no_text_and_describes_each_drawing_once(code: str, site: Path) -> None:
    page = main(site, code)
    text = page.get_text(" ")
    assert not re.search(r"\bnan\b|\bNone\b|\bNaN\b|\{\w+|RU-\w+_X", text)
    drawings = [str(drawing["aria-label"]) for drawing in page.select("svg[role=img]")]
    assert len(drawings) == len(set(drawings)) >= 6
    assert all(region_names()[code] in words for words in drawings)
    # What is drawn against years, or stands in a table, has a source line or a cell with it.
    for figure in page.select("figure"):
        assert re.search(r"Data to \d{4}\.", figure.select_one("p.source").get_text())  # type: ignore[union-attr]
    for heading in page.select("h2, h3"):
        following = heading.find_next_sibling()
        assert following is not None and following.name not in ("h2",), heading.get_text()


@pytest.mark.parametrize("code", CODES)
def test_what_is_not_verified_keeps_its_mark(code: str, site: Path) -> None:
    page, one = main(site, code), profile(code)
    marks = vocabulary.verification()
    table = page.select_one("h2#instruments ~ .table-frame") if one.instruments else None
    if table is not None:
        shown = Counter(row.select("td")[4].get_text(strip=True) for row in table.select("tbody tr"))
        assert shown == Counter(marks[entry.verification] for entry in one.instruments)
    else:
        assert "no entry for this region" in page.get_text()
    peers = page.select("h2#peers ~ .table-frame")[0].select("tbody tr")[1:]
    for row, peer in zip(peers, one.peers, strict=True):
        said = row.select("td")[-1].get_text()
        for mark in {entry.verification for entry in profile(peer.code).instruments} - {"sourced"}:
            assert marks[mark] in said


@pytest.mark.parametrize("code", ["RU-NEN", "RU-CE", "RU-TYU", "RU-CHU", "RU-KLU"])
def test_what_a_region_lacks_is_named(code: str, site: Path) -> None:
    listed = " ".join(item.get_text() for item in main(site, code).select("h2#missing + ul li"))
    words, titles = region_words.figures(), load("indicators").set_index("indicator")["title_en"]
    for entry in profile(code).missing:
        if entry.kind in ("fact", "later_fact", "early_years"):
            assert words[entry.key] in listed and str(entry.year) in listed
        elif entry.kind == "series":
            assert titles[entry.key] in listed


def test_okrugs_and_oblasts_say_who_counts_whom(site: Path) -> None:
    names = region_names()
    for okrug in OKRUGS:
        oblast = profile(okrug).oblast
        assert f"{names[oblast]} counts this okrug too" in main(site, okrug).get_text()
        assert names[okrug] in main(site, oblast).select_one(".region-top").get_text()  # type: ignore[union-attr]


def courses(site: Path, code: str) -> list[Tag]:
    """Return the figures of a page that draw years."""
    return [one for one in main(site, code).select("figure") if one.select("path.line")]


def test_breaks_are_drawn_on_the_charts(site: Path) -> None:
    """The chart of R&D spending ends in early estimates; Moscow's borders move on all of its charts."""
    for code in ("RU-KLU", "RU-MOW"):
        charts = courses(site, code)
        assert len(charts) >= 6
        assert all(len(one.select("text.break")) == len(one.select(".break-note")) for one in charts)
        assert any("early estimate" in one.get_text() for one in charts)
    assert all("Moscow was enlarged" in one.get_text() for one in courses(site, "RU-MOW"))


def test_map_and_list_lead_to_every_page(site: Path) -> None:
    page = soup(site / "book/atlas.html")
    wanted = sorted(f"../atlas/{code}.html" for code in CODES)
    assert sorted(str(link["href"]) for link in page.select(".tile-map a")) == wanted
    assert sorted(str(link["href"]) for link in page.select(".region-list a")) == wanted
    assert not page.select(".tile-map[role=img]")


def test_maps_of_series_lead_to_the_atlas(site: Path) -> None:
    for path in (site / "indicators").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert text.count('<a href="../atlas/RU-') == len(CODES), path.name
        assert '<a href="../book/atlas.html">' in text, path.name


def test_every_exercise_with_a_list_of_regions_leads_to_the_atlas(site: Path) -> None:
    pages = {
        one: soup(path)
        for path in (site / "notebooks").glob("*.html")
        for one in exercise_names()
        if f'data-exercise="{one}"' in path.read_text(encoding="utf-8")
    }
    taking = 0
    for name, page in pages.items():
        regions = [one.name for one in exercise(name).controls if getattr(one, "regions", False)]
        links = page.select(f"#{name} [data-control] a[data-atlas]")
        assert [str(link["data-atlas"]) for link in links] == ["../atlas/"] * len(regions), name
        taking += len(regions)
    assert taking >= 6


def test_the_figures_of_comparisons_are_those_of_the_profiles(site: Path) -> None:
    script = (site / "_static/course" / assets.compared_name()).read_text(encoding="utf-8")
    data = json.loads(script.removeprefix("globalThis.COURSE_ATLAS=").removesuffix(";"))
    assert [code for code, _name in data["regions"]] == CODES
    figures = {one["key"]: one for one in data["figures"]}
    assert set(data["first"]) <= set(figures) and set(region_words.figures()) < set(figures)
    for key in region_words.figures():
        for later, moment in zip((False, True), figures[key]["moments"], strict=True):
            for place, code in enumerate(CODES):
                fact = profile(code).fact(key, later=later)
                assert moment["places"][place] == fact.rank and moment["of"][place] == fact.of
                assert (
                    (moment["values"][place] is None)
                    == (fact.value is None)
                    == (str(place) in moment["missing"])
                )
                if fact.value is not None:
                    assert region_words.write_figure(
                        moment["values"][place], fact.median
                    ) == region_words.write_figure(fact.value, fact.median)
    stars = figures["stars"]["moments"][0]["values"]
    assert stars == [len(one.starred) for one in profiles().values()]
    assert all(one.subject in atlas_home.subjects() for one in atlas_home.compared())


def test_pages_and_figures_weigh_little(site: Path) -> None:
    sizes = {code: (site / f"{atlas.page_name(code)}.html").stat().st_size for code in CODES}
    assert max(sizes.values()) < PAGE_LIMIT, max(sizes, key=lambda code: sizes[code])
    assert (site / "_static/course" / assets.compared_name()).stat().st_size < FIGURES_LIMIT
    # Scripts and styles are shared: no page of a region brings any of its own.
    for code in ("RU-KLU", "RU-NEN"):
        page = soup(site / f"{atlas.page_name(code)}.html")
        assert not [one for one in page.select("script[src]") if "course/" in str(one["src"])]
        assert not main(site, code).select("style, script")
