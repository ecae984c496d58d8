"""The course map, the cover, and what every page says of its edition."""

from __future__ import annotations

import json
from pathlib import Path

from bs4 import BeautifulSoup, Tag

import clusterpolicy
from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.regions import tiles
from clusterpolicy.indicators.specialisation import cluster_stars
from clusterpolicy.indicators.tables import region_industry_table
from clusterpolicy.publish.project import Project


def read(site: Path, name: str) -> Tag:
    return BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def test_the_map_links_what_is_written_and_marks_what_is_to_come(site: Path, project: Project) -> None:
    written = {
        path.stem[:2]: f"notebooks/{path.stem}" for path in project.notebooks if path.stem[:2].isdigit()
    }
    written["16"] = "book/brief"
    entries = read(site, "book/course-map").select(".course-map li")
    assert [int(str(entry["value"])) for entry in entries] == list(load("chapters")["number"])
    for entry in entries:
        page = written.get(f"{int(str(entry['value'])):02}")
        link = entry.find("a")
        assert (link["href"] if link else None) == (f"../{page}.html" if page else None)
        assert ("still to come" in entry.get_text()) == (page is None)


def test_chapters_have_the_titles_of_the_plan(project: Project) -> None:
    titles = load("chapters").set_index("number")["title_en"]
    for path in project.notebooks:
        if path.stem[:2].isdigit():
            first = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])
            assert first.splitlines()[0] == f"# {titles[int(path.stem[:2])]}"


def test_the_cover_shades_each_region_by_its_clusters(site: Path) -> None:
    stars = cluster_stars(region_industry_table("gva", 2010), threshold=1.5, size=0.02, focus=0.05)["stars"]
    counts = (stars == 3).groupby(level=0).sum()
    picture = read(site, "book/index").select_one("figure.cover")
    assert picture is not None and str(counts.sum()) in str(picture.select_one("svg")["aria-label"])
    shades = {str(tile.title.string): tile["class"][1] for tile in picture.select("a.tile")}
    assert len(shades) == len(tiles()) == 83
    for tile in tiles():
        level = f"tile-{min(counts[tile['iso']], 4)}" if tile["iso"] in counts else "tile-none"
        assert shades[tile["name"]] == level
    assert {str(tile["href"]) for tile in picture.select("a.tile")} == {
        f"../atlas/{tile['iso']}.html" for tile in tiles()
    }


def test_every_page_names_the_edition(site: Path, site_pages: list[str]) -> None:
    for name in site_pages:
        foot = read(site, name.removesuffix(".html")).select_one("footer")
        assert name == "index.html" or f"Edition {clusterpolicy.__version__}" in foot.get_text()


def test_a_list_of_regions_leads_to_help_for_those_that_are_not_in_it(
    site: Path, site_pages: list[str]
) -> None:
    found = 0
    for name in site_pages:
        for control in read(site, name.removesuffix(".html")).select(".control"):
            if control.find("option", value="RU-KLU"):
                found += 1
                assert control.find(
                    "a", href=lambda address: address and address.endswith("other-regions.html")
                )
    assert found
