"""Regions add up to districts and the country, shares to a hundred, and figures are those that were verified."""

from __future__ import annotations

import pandas as pd
import pytest

from clusterpolicy.datasets import breaks, load

OKRUGS = ("RU-NEN", "RU-KHM", "RU-YAN")
COUNTED = {
    "thousand persons",
    "persons",
    "million roubles",
    "billion roubles",
    "million US dollars",
    "units",
    "thousand units",
    "billion kWh",
    "thousand square metres",
    "million tonnes",
}
COUNTS = sorted(load("indicators", dataset="panel").query("unit in @COUNTED")["indicator"])


def eighty() -> list[str]:
    """Return the regions that are added up: okrugs are counted with their oblasts."""
    return [code for code in load("regions")["iso_code"] if code not in OKRUGS]


def series(indicator: str) -> pd.DataFrame:
    """Return an indicator, years by territories."""
    return load("panel", indicator=indicator).pivot(index="year", columns="iso_code", values="value")


def value_added(year: int) -> pd.DataFrame:
    """Return value added, territories by sections."""
    rows = load("industry", measure="gva", year=year)
    return rows.pivot(index="iso_code", columns="section", values="value")


@pytest.mark.parametrize(
    ("indicator", "last", "country"),
    [
        ("grp", 2013, 37_687_768.2),
        ("population_end_year", 2013, 142_865.4),
        ("rd_personnel", 2012, 736_540),
        ("rd_expenditure", 2012, 523_377.2),
    ],
)
def test_eighty_regions_add_up_to_the_country(indicator: str, last: int, country: float) -> None:
    table = series(indicator).loc[:last]
    gap = table[eighty()].sum(axis=1) / table["RU"] - 1
    assert table.index[0] == 2000
    assert gap.abs().max() < 1e-5
    assert table.at[2010, "RU"] == pytest.approx(country, abs=0.05)


def test_eighty_regions_fall_short_once_the_country_has_two_more() -> None:
    product, people = series("grp").loc[2016:], series("population_end_year").loc[2014:]
    assert (1 - product[eighty()].sum(axis=1) / product["RU"]).between(0.006, 0.0075).all()
    assert (1 - people[eighty()].sum(axis=1) / people["RU"]).between(0.015, 0.0175).all()


def test_known_regions_have_their_known_product() -> None:
    product = series("grp").loc[2010]
    assert product["RU-MOW"] == pytest.approx(8_375_863.8)
    assert product["RU-TA"] == pytest.approx(1_001_622.8)


def test_regions_add_up_to_districts_in_the_borders_that_are_told() -> None:
    product = series("grp").loc[:2013]
    districts = load("regions").set_index("iso_code")["fd_code"]
    moved = {"RU-BU": "FD-FEFD", "RU-ZAB": "FD-FEFD"}  # the borders of 2018, told by `breaks`
    told = breaks("panel", "grp", regions=["FD-FEFD", "FD-SIFD"])
    assert told["iso_code"].dropna().tolist() == ["FD-FEFD", "FD-SIFD"]
    for code, members in product[eighty()].T.groupby(
        districts.replace({}).mask(lambda s: s.index.isin(moved), "FD-FEFD")
    ):
        gap = members.sum() / product[code] - 1
        assert gap.abs().max() < 1e-6, code
    total = product[sorted(set(districts))].sum(axis=1)
    assert (total / product["RU"] - 1).abs().max() < 1e-6


@pytest.mark.parametrize("indicator", COUNTS)
def test_oblasts_are_the_sum_of_their_parts_where_no_value_is_suspect(indicator: str) -> None:
    rows = load("panel", indicator=indicator)
    table = rows[rows["flag"] != "suspect"].pivot(index="year", columns="iso_code", values="value")
    for whole, *parts in (("RU-ARK", "RU-ARK_X", "RU-NEN"), ("RU-TYU", "RU-TYU_X", "RU-KHM", "RU-YAN")):
        known = table.reindex(columns=[whole, *parts]).dropna()
        gap = (known[parts].sum(axis=1) - known[whole]).abs()
        rounding = (0.001 * known[whole].abs()).clip(lower=3)
        assert (gap <= rounding).all(), gap[gap > rounding]


def test_the_sum_of_parts_is_tried_on_most_counts() -> None:
    assert len(COUNTS) >= 60
    tried = [
        name
        for name in COUNTS
        if series(name).reindex(columns=["RU-TYU", "RU-TYU_X", "RU-KHM"]).dropna().size
    ]
    assert len(tried) >= 50


def test_value_added_of_regions_adds_up_to_the_country_in_every_section_and_year() -> None:
    table = load("industry", measure="gva").pivot(
        index=["year", "section"], columns="iso_code", values="value"
    )
    assert table.index.get_level_values("year").unique().tolist() == list(range(2004, 2013))
    gap = table[eighty()].sum(axis=1) / table["RU"] - 1
    assert gap.abs().max() < 1e-8
    districts = [code for code in table.columns if code.startswith("FD-")]
    since = table.loc[2008:]
    assert len(districts) == 8
    assert (since[districts].sum(axis=1) / since["RU"] - 1).abs().max() < 1e-8


@pytest.mark.parametrize("year", range(2004, 2013))
def test_sections_add_up_to_the_total(year: int) -> None:
    table = value_added(year)
    gap = table.drop(columns="TOTAL").sum(axis=1) / table["TOTAL"] - 1
    assert gap.abs().max() < 1e-7


def test_published_shares_add_up_to_a_hundred() -> None:
    shares = load("industry", measure="gva_share")
    totals = shares.groupby(["iso_code", "year", "classification"])["value"].sum()
    assert len(totals) > 1300
    assert (totals - 100).abs().max() < 1e-9
    regions = series("grp_share_rf").loc[:2013, eighty()].sum(axis=1)
    assert (regions - 100).abs().max() < 0.01


def test_location_quotients_are_those_that_were_verified() -> None:
    table = value_added(2010)
    share = table.div(table["TOTAL"], axis=0)
    quotient = share / share.loc["RU"]
    for code, expected in {"RU-LIP": 2.319, "RU-VLG": 2.158, "RU-CHE": 2.045, "RU-KLU": 1.894}.items():
        assert quotient.at[code, "D"] == pytest.approx(expected, abs=0.0005)
    assert quotient.at["RU-KHM", "C"] == pytest.approx(6.082, abs=0.0005)
    rows = load("industry", measure="gva_share", year=2010)
    published = rows.pivot(index="iso_code", columns="section", values="value")
    rounded = published / published.loc["RU"]
    for code, expected in {"RU-LIP": 2.311, "RU-VLG": 2.153, "RU-CHE": 2.045, "RU-KLU": 1.893}.items():
        assert rounded.at[code, "D"] == pytest.approx(expected, abs=0.0005)
    assert rounded.at["RU-KHM", "C"] == pytest.approx(6.058, abs=0.0005)


def test_value_added_of_2012_is_an_early_estimate_and_flagged() -> None:
    keys = ["iso_code", "year", "section"]
    added = load("industry", measure="gva").set_index(keys)["value"]
    totals = added.xs("TOTAL", level="section")
    share = 100 * added.drop("TOTAL", level="section") / totals
    published = load("industry", measure="gva_share", classification="OKVED-1").set_index(keys)["value"]
    gap = (share - published).dropna().abs()
    far = (gap > 0.1).groupby("year").sum()
    assert far.to_dict() == {2009: 44, 2010: 43, 2011: 51, 2012: 468}
    assert gap.groupby("year").size().to_dict() == {2009: 1380, 2010: 1380, 2011: 1504, 2012: 1504}
    assert gap.loc[:, 2012].max() == pytest.approx(6.4, abs=0.05)
    early = load("industry", measure="gva", year=2012)["flag"]
    assert early.str.contains("early_estimate").all()
    assert 2012 in set(breaks("industry", "gva")["year_from"])


def test_two_editions_of_the_product_agree_until_the_last_year() -> None:
    first, latest = series("grp"), series("grp_latest")
    gap = (first - latest).stack().dropna().abs()
    assert gap.loc[:2020].max() < 0.11
    assert (gap.loc[:2020] > 0.001).groupby("year").sum().loc[lambda count: count > 0].to_dict() == {2015: 4}
    assert (gap.loc[2021] > 0.001).all()


def test_shipped_output_adds_up_but_for_energy_in_its_first_years() -> None:
    rows = load("industry", measure="shipped_output", classification="OKVED-1")
    table = rows.pivot(index=["section", "year"], columns="iso_code", values="value")
    gap = (table[eighty()].sum(axis=1) / table["RU"] - 1).loc[:, :2013]
    known = gap.loc[("E", 2005) : ("E", 2007)]
    assert gap.drop(known.index).abs().max() < 1e-5
    assert known.tolist() == pytest.approx([0.053, 0.017, 0.017], abs=0.0005)
    told = breaks("industry", "shipped_output", regions="RU")
    assert ("suspect", 2005, 2007) in set(zip(told["kind"], told["year_from"], told["year_to"], strict=True))


def test_employment_by_section_adds_up_to_the_labour_balance_of_2018() -> None:
    sections = load("industry", measure="employment", year=2018).groupby("iso_code")["value"].sum()
    gap = (sections / series("employment_avg").loc[2018] - 1).dropna().abs()
    assert len(gap) == 83
    assert (gap < 0.0005).sum() >= 80


def test_employment_breaks_where_it_is_told() -> None:
    country = series("employment_avg")["RU"]
    assert country[[2009, 2010, 2015]].round().tolist() == [67_418, 71_493, 72_425]
    told = breaks("panel", "employment_avg", regions="RU-KLU")
    assert (2010, "method") in set(zip(told["year_from"], told["kind"], strict=True))


def test_budgets_add_up_without_the_okrugs() -> None:
    codes = [code for code in load("regions")["iso_code"] if code not in ("RU-ARK", "RU-TYU")]
    for indicator in ("budget_revenue", "budget_expenditure"):
        table = series(indicator)
        assert not {"RU-ARK", "RU-TYU"} & set(table.columns)
        gap = table["RU"] / table[[*codes, "RU-ARK_X", "RU-TYU_X"]].sum(axis=1) - 1
        assert gap.loc[2006:2013].abs().max() < 0.0006
        assert gap.loc[:2005].max() < 0.026
        assert gap.loc[2014:].between(0.013, 0.02).all()


def test_every_suspect_value_is_flagged_and_told() -> None:
    flagged = load("panel", flag="suspect")
    told = load("breaks", dataset="panel", kind="suspect")
    expected = {
        (row.indicator, row.iso_code, year)
        for row in told.itertuples()
        for year in range(row.year_from, row.year_to + 1)
    }
    assert len(flagged) == 15
    assert set(zip(flagged["indicator"], flagged["iso_code"], flagged["year"], strict=True)) == expected


def test_breaks_lie_within_series_that_exist() -> None:
    described = load("breaks")
    for dataset, rows in described.groupby("dataset"):
        frame = load(str(dataset))
        series_field = "indicator" if "indicator" in frame.columns else "measure"
        assert set(rows["indicator"].dropna()) <= set(frame[series_field])
        place = "iso3" if dataset == "countries_panel" else "iso_code"
        assert set(rows[place].dropna()) <= set(frame[place])
        other = "iso_code" if place == "iso3" else "iso3"
        assert rows[other].isna().all()
    spans = described.dropna(subset=["year_to"])
    assert (spans["year_from"] <= spans["year_to"]).all()


def test_every_note_on_a_break_stands_in_the_table_too() -> None:
    told = set(load("breaks", dataset="panel")["indicator"].dropna())
    common = "RU totals include Crimea and Sevastopol from 2014-2015 on; they are not in the 83 regions"
    noted = load("indicators", dataset="panel").set_index("indicator")["breaks"].dropna()
    own = noted.str.replace(common, "").str.strip(" ;")
    # These tell of no change: early cells that are missing, a first year.
    only_facts = {"life_expectancy", "org_website"}
    silent = {name for name, note in own.items() if note and note != "Rospatent data"} - told
    assert silent == only_facts


def test_indicators_describe_the_series_that_are_there() -> None:
    panel = load("panel")
    found = panel.groupby("indicator").agg(first=("year", "min"), last=("year", "max"), n=("value", "count"))
    described = load("indicators", dataset="panel").set_index("indicator")
    assert len(described) == 110
    assert found.index.tolist() == described.index.tolist()
    assert (found.to_numpy() == described[["first_year", "last_year", "n_values"]].to_numpy()).all()
    industry = load("industry")
    keys = "industry:" + industry["measure"] + ":" + industry["classification"]
    found = industry.groupby(keys)["year"].agg(["min", "max", "size"])
    described = load("indicators", dataset="industry").set_index("indicator")
    assert found.index.tolist() == described.index.tolist()
    assert (found.to_numpy() == described[["first_year", "last_year", "n_values"]].to_numpy()).all()


def test_values_are_missing_where_the_source_prints_a_dash_and_nowhere_else() -> None:
    panel = load("panel")
    assert panel["value"].isna().equals(panel["flag"] == "nil")


def test_firms_add_up_to_the_country_and_to_their_subsections() -> None:
    for measure in ("firm_revenue", "firm_revenue_all", "firm_count"):
        rows = load("industry_detail", measure=measure)
        territories = rows[rows["iso_code"] != "RU"].groupby(["year", "code"])["value"].sum()
        country = rows[rows["iso_code"] == "RU"].set_index(["year", "code"])["value"]
        assert (territories / country - 1).abs().max() < 1e-6
        assert len(territories) == len(country)


def test_large_firms_are_as_concentrated_as_was_counted() -> None:
    rows = load("industry_detail", measure="firm_revenue", year=2013)
    rows = rows[(rows["iso_code"] != "RU") & rows["code"].isin([str(code) for code in range(15, 38)])]
    table = rows.pivot(index="iso_code", columns="code", values="value")
    assert table.shape == (79, 23)
    assert len(rows) == 668
    assert (table.notna().sum(axis=1) >= 5).sum() == 59
    assert (table.notna().sum(axis=1) >= 10).sum() == 35
    assert rows["flag"].fillna("").str.contains("single_firm|top1_over_50pct").sum() == 471
    absent = set(load("regions")["iso_code"]) - {"RU-ARK", "RU-TYU"} - set(table.index)
    assert absent == {"RU-ZAB", "RU-MAG", "RU-NEN", "RU-CHU"}
