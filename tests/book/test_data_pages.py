"""The catalogue of datasets and the pages of series, as built: complete, computed from the data, and made by themselves."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup, Tag

from clusterpolicy.charts.breaks import series_breaks
from clusterpolicy.datasets import description, folder, load, reading, region_names, resources
from clusterpolicy.hosts.page import catalogue, indicator_pages
from clusterpolicy.indicators.series import regional_series
from clusterpolicy.text import format_number

INDICATORS = list(load("indicators")["indicator"])


def soup(path: Path) -> BeautifulSoup:
    """Return a page of the site."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def page(site: Path) -> BeautifulSoup:
    """The catalogue."""
    return soup(site / "book/datasets.html")


def found(part: BeautifulSoup | Tag, selector: str) -> Tag:
    """Return the one element that a selector names."""
    (element,) = part.select(selector)
    return element


@pytest.mark.parametrize("name", resources())
def test_every_dataset_has_its_card_schema_rows_and_file(name: str, page: BeautifulSoup, site: Path) -> None:
    entry = found(page, f"#dataset-{name}")
    facts = {one.dt.get_text(): one.dd.get_text() for one in entry.select("dl.facts > div")}  # type: ignore[union-attr]
    assert {*catalogue.fact_words(), "Download", "Used by"} == set(facts) and all(
        map(str.strip, facts.values())
    )
    headings = [one.get_text() for one in entry.select(".dataset-part")]
    assert headings == ["Breaks and traps", "Fields", "First rows", "Terms", "Citation"]
    fields, rows = entry.select("table")
    described = resources()[name]["schema"]["fields"]
    assert [one.get_text() for one in fields.select("tbody th")] == [field["name"] for field in described]
    with (folder() / resources()[name]["path"]).open(encoding="utf-8", newline="") as file:
        known = list(csv.reader(file))[1 : 1 + catalogue.SHOWN_ROWS]
    shown = [[cell.get_text() for cell in row.select("td")] for row in rows.select("tbody tr")]
    assert shown == [[catalogue.shortened(cell) for cell in row] for row in known]
    link = found(entry, "a[download]")
    target = (site / "book" / str(link["href"])).resolve()
    assert target.read_bytes() == (folder() / resources()[name]["path"]).read_bytes()


def test_schema_shows_types_units_ranges_values_and_keys(page: BeautifulSoup) -> None:
    rows = {
        row.th.get_text(): row for row in found(page, "#dataset-breaks").select("table")[0].select("tbody tr")
    }  # type: ignore[union-attr]
    assert "1998 to 2023" in rows["year_from"].get_text() and "integer" in rows["year_from"].get_text()
    assert "panel · industry" in rows["dataset"].get_text() and "required" in rows["dataset"].get_text()
    text = found(page, "#dataset-panel").get_text()
    assert "iso_code → territories (iso_code)" in " ".join(text.split())


def test_what_breaks_in_datasets_without_pages_stands_in_the_catalogue(page: BeautifulSoup) -> None:
    shown = found(page, "#dataset-industry_detail").get_text()
    assert "Rosneft moves from class 23 to class 11" in shown
    of_panel = found(page, "#dataset-panel").get_text()
    assert "Moscow was enlarged" in of_panel and "Local roads included" not in of_panel


def test_who_uses_a_dataset_is_said_with_links(page: BeautifulSoup) -> None:
    entry = found(page, "#dataset-evaluations")
    links = {link.get_text(): link["href"] for link in entry.select("dl.facts a")}
    assert links["Countries compared"] == "../notebooks/03-countries-compared.html"
    assert links["Weigh the evidence"].endswith("#weigh-the-evidence")


def test_teaching_data_keep_their_mark(page: BeautifulSoup) -> None:
    marked = {entry["id"] for entry in page.select("details.dataset") if entry.select(".teaching-data")}
    known = {f"dataset-{name}" for name, described in resources().items() if described.get("teaching")}
    assert marked == known != set()


def test_a_new_dataset_appears_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = shutil.copytree(folder(), tmp_path / "datasets")
    package = json.loads((copy / "datapackage.json").read_text(encoding="utf-8"))
    tiles = next(one for one in package["resources"] if one["name"] == "tiles")
    added = tiles | {
        "name": "squares",
        "path": "squares/squares.csv",
        "card": "squares/README.md",
        "title": "Squares",
    }
    package["resources"].append(added)
    (copy / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    shutil.copytree(copy / "tiles", copy / "squares")
    (copy / "squares/tiles.csv").rename(copy / "squares/squares.csv")
    for module in (description, reading, catalogue):
        monkeypatch.setattr(module, "folder", lambda: copy)
    entry = catalogue.entries()[-1]
    assert (entry.name, entry.title, entry.rows, entry.key) == ("squares", "Squares", "83", "iso_code")
    assert ("iso_code", "regions", "iso_code") in entry.foreign and len(entry.first_rows) == 6
    catalogue.write(tmp_path)
    assert (tmp_path / "datasets/squares/squares.csv").exists()


def test_every_series_is_listed_and_has_a_page(page: BeautifulSoup, site: Path) -> None:
    links = [str(link["href"]) for link in page.select(".series-list a")]
    assert sorted(links) == sorted(f"../{indicator_pages.page_name(one)}.html" for one in INDICATORS)
    assert {path.stem for path in (site / "indicators").glob("*.html")} == {
        indicator_pages.file_name(one) for one in INDICATORS
    }


@pytest.mark.parametrize("indicator", INDICATORS)
def test_a_page_of_a_series_is_computed_from_the_data(indicator: str, site: Path) -> None:
    text, series = soup(site / f"{indicator_pages.page_name(indicator)}.html"), regional_series(indicator)
    latest = series.latest.dropna()
    tiles = text.select(".tile-map .tile")
    assert len(tiles) == 83
    assert len([tile for tile in tiles if "tile-none" in tile["class"]]) == 83 - len(latest)
    alt, names = str(found(text, ".tile-map")["aria-label"]), region_names()
    assert (
        names[str(latest.idxmax())] in alt and names[str(latest.idxmin())] in alt and str(latest.name) in alt
    )
    facts = found(text, "dl.facts").get_text()
    assert f"{format_number(series.missing, '', 0)} of {format_number(series.regions.size, '', 0)}" in facts
    years = list(series.regions.columns)
    found_breaks = (
        series_breaks([series.source], years, [*series.regions.index, "RU"]) if len(years) > 1 else []
    )
    assert [note.get_text() for note in text.select(".break-note")] == [one.note for one in found_breaks]
    for chart in text.select(".series-chart"):
        assert [one.get_text() for one in chart.select("text.break")] == [one.mark for one in found_breaks]
    assert [row.th.get_text() for row in text.select("tbody tr")] == [str(year) for year in years[::-1]]  # type: ignore[union-attr]


def test_shades_run_with_the_values() -> None:
    series = regional_series("unemployment_rate")
    levels = indicator_pages.levels(series.latest)
    order = sorted(levels, key=lambda code: series.latest[code])
    shades = [levels[code] for code in order]
    assert shades == sorted(shades, key=lambda level: level or 0) and set(shades) == {0, 1, 2, 3, 4}


@pytest.mark.parametrize("indicator", ["grp", "apt_developed", "industry:gva:OKVED-1"])
def test_a_series_is_taken_away_as_a_table(indicator: str, site: Path) -> None:
    path = site / "_static/indicators" / indicator_pages.table_name(indicator)
    table = pd.read_csv(io.StringIO(path.read_text(encoding="utf-8")), index_col="iso_code").drop(
        columns="name"
    )
    series = regional_series(indicator)
    table.columns = table.columns.astype(int)
    pd.testing.assert_frame_equal(
        table.loc[series.regions.index], series.regions, check_names=False, check_dtype=False
    )
    assert table.loc["RU"].dropna().tolist() == series.country.dropna().tolist()


def test_a_line_apart_is_drawn_where_the_country_is_larger_than_its_regions(site: Path) -> None:
    for indicator, charts in (("grp", 2), ("unemployment_rate", 1)):
        text = soup(site / f"{indicator_pages.page_name(indicator)}.html")
        assert len(text.select(".series-chart")) == charts
        assert [one.get_text(strip=True) for one in text.select(".series-key li")].count("Russia") == 1
