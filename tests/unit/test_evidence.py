"""The evidence holds the figures that its compilers verified, and says what was not verified."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from pybtex.database import parse_file
from pybtex.plugin import find_plugin

from clusterpolicy.datasets import folder, load, resources
from clusterpolicy.publish.project import Project

TRACKED = ("sourced", "computed", "partly", "unverified", "recalled")
# Lists that people read, from the country down or in the order of a classification.
FOR_READERS = {
    "claims",
    "industry",
    "industry_codes",
    "industry_detail",
    "regions",
    "sections",
    "territories",
}


def series(indicator: str) -> pd.DataFrame:
    """Return a series of the country panel, years by countries."""
    return load("countries_panel", indicator=indicator).pivot(index="year", columns="iso3", values="value")


def rank(values: pd.Series[float], country: str = "RUS") -> int:
    """Return a country's place from the top among the course's 24 countries."""
    compared = load("countries", comparator=True)["iso3"]
    return int(values.reindex(compared).dropna().rank(ascending=False)[country])


@pytest.mark.parametrize("name", resources())
def test_a_card_lists_the_fields_of_its_schema_in_their_order(name: str) -> None:
    text = (folder() / resources()[name]["card"]).read_text(encoding="utf-8")
    table = text.split("## Fields")[1].split("## ")[0]
    listed = re.findall(r"^\| `(\w+)` \| (\w+) \|", table, flags=re.MULTILINE)
    assert listed == [(field["name"], field["type"]) for field in resources()[name]["schema"]["fields"]]


@pytest.mark.parametrize("name", sorted(set(resources()) - FOR_READERS))
def test_a_dataset_lies_in_the_order_of_its_key(name: str) -> None:
    key = resources()[name]["schema"]["primaryKey"]
    frame = load(name)[key]
    assert frame.equals(frame.sort_values(key, ignore_index=True))


def test_unverified_rows_keep_their_mark() -> None:
    for name, described in resources().items():
        fields = {field["name"]: field for field in described["schema"]["fields"]}
        if "verification" in fields:
            assert fields["verification"]["constraints"]["required"], name
            assert set(fields["verification"]["constraints"]["enum"]) <= set(TRACKED), name


def test_no_series_of_the_monetary_fund_is_passed_on() -> None:
    assert not load("sources")["source_id"].str.startswith("WEO").any()
    assert not load("country_indicators")["indicator"].str.endswith("_weo").any()


def test_country_series_agree_with_the_figures_that_were_checked() -> None:
    assert series("gdp_growth_pct").at[2009, "RUS"] == pytest.approx(-7.80, abs=0.005)
    assert series("gdp_growth_pct").at[2009, "DEU"] == pytest.approx(-5.55, abs=0.005)
    assert series("gdp_growth_pct").loc[2009].nsmallest(2).index.tolist() == ["FIN", "RUS"]
    for vintage, korea in (("rd_pct_gdp", 3.47), ("rd_pct_gdp_wdi2024", 3.32)):
        assert series(vintage).at[2010, "RUS"] == pytest.approx(1.13, abs=0.005)
        assert series(vintage).at[2010, "KOR"] == pytest.approx(korea, abs=0.005)
    assert rank(series("rd_pct_gdp").loc[2010]) == 17
    fuels = series("fuel_exports_pct_merch").loc[2010]
    assert fuels["RUS"] == pytest.approx(66, abs=0.5)
    assert fuels.nlargest(3).index.tolist() == ["SAU", "KAZ", "RUS"]
    assert series("researchers_per_million").at[2010, "RUS"] == pytest.approx(3081, abs=0.5)
    assert rank(series("researchers_per_million").loc[2010]) == 12
    assert rank(series("wgi_government_effectiveness").loc[2010]) == 24
    assert rank(series("wgi_regulatory_quality").loc[2010]) == 21
    intentions = series("gem_entrepreneurial_intentions_pct").loc[2008:2012].mean().dropna()
    assert len(intentions) == 23
    assert intentions.idxmin() == "RUS"
    assert intentions["RUS"] == pytest.approx(2.8, abs=0.05)


def test_the_weight_of_the_state_agrees_with_the_figures_that_were_checked() -> None:
    consumption = series("gov_consumption_pct_gdp").loc[2010]
    assert (round(consumption["RUS"], 1), rank(consumption)) == (18.7, 16)
    wages = series("public_wage_bill_pct_gdp").loc[2010]
    assert (round(wages["RUS"], 1), rank(wages)) == (9.9, 13)
    ownership = series("vdem_state_ownership_freedom")
    assert (round(ownership.at[2010, "RUS"], 2), rank(ownership.loc[2010])) == (-0.39, 22)
    russia = ownership["RUS"].loc[[1989, 1995, 2015]]
    assert russia.tolist() == pytest.approx([-2.86, 0.19, -0.64], abs=0.0051)


def test_the_jumps_of_russian_public_employment_are_flagged() -> None:
    flagged = load("countries_panel", flag="suspect")
    assert set(flagged["year"]) == {2007, 2009}
    assert set(flagged["iso3"]) == {"RUS"}
    assert set(flagged["indicator"]) == {"public_employment_share_pct", "public_share_of_paid_employment_pct"}


def test_indicators_of_countries_describe_the_series_that_are_there() -> None:
    found = load("countries_panel").groupby("indicator")["year"].agg(["min", "max", "size"])
    described = load("country_indicators").set_index("indicator")
    assert found.index.tolist() == described.index.tolist()
    columns = described[["first_year", "last_year", "n_values"]]
    assert (found.to_numpy() == columns.to_numpy()).all()


def test_programmes_are_verified_as_counted_and_told_from_other_counts() -> None:
    programmes = load("cluster_programmes")
    assert programmes["verification"].value_counts().to_dict() == {
        "sourced": 22,
        "partly": 6,
        "unverified": 7,
    }
    others = programmes[programmes["what"] != "programme"]
    assert set(others["iso3"]) == {"ITA", "IND", "KOR", "ZAF"}
    pilots = programmes[programmes["programme_id"].str.startswith("rus-pilot")]
    spent = (pilots["budget_value"] * pilots["budget_multiplier"]).sum()
    assert spent == pytest.approx(5.05e9)


def test_a_budget_has_its_multiplier_currency_basis_and_kind() -> None:
    programmes = load("cluster_programmes")
    parts = programmes[
        ["budget_value", "budget_multiplier", "budget_currency", "budget_basis", "budget_kind"]
    ].notna()
    assert set(parts.sum(axis=1)) == {0, 5}
    assert (programmes["budget_from"].dropna() <= programmes["budget_to"].dropna()).all()
    assert (programmes["budget_from"].isna() == programmes["budget_to"].isna()).all()


def test_every_study_has_outcomes_and_a_mixed_one_says_which() -> None:
    studies = load("evaluations").set_index("study_id")
    outcomes = load("evaluation_outcomes")
    assert len(studies) == 39
    assert set(outcomes["study_id"]) == set(studies.index)
    for study, rows in outcomes.groupby("study_id"):
        seen, whole = set(rows["effect"].dropna()), studies.at[study, "effect"]
        if whole == "mixed":
            assert "mixed" in seen or len(seen) > 1, study
        else:
            assert seen == ({whole} if pd.notna(whole) else set()), study
        assert set(rows["cluster_programme"]) == {studies.at[study, "cluster_programme"]}


def test_what_survives_is_research_input() -> None:
    outcomes = load("evaluation_outcomes", cluster_programme=True).dropna(subset=["effect"])
    positive = outcomes["effect"].eq("positive").groupby(outcomes["outcome_group"]).mean()
    assert positive["rd_input"] > positive["performance"]
    assert positive["rd_input"] > positive["innovation"]


def test_references_are_read_and_written_out_by_the_reader_of_the_book() -> None:
    references = parse_file(Project.here().root / "book/references.bib")
    assert len(references.entries) >= 63
    style = find_plugin("pybtex.style.formatting", "alpha")()
    written = {entry.key: entry.text.render_as("text") for entry in style.format_bibliography(references)}
    assert set(written) == set(references.entries)
    assert "uncertain: year" in written["longhi"]
    assert not any("checked:" in text for text in written.values())


def test_studies_point_at_references_of_the_same_year() -> None:
    references = parse_file(Project.here().root / "book/references.bib").entries
    cited = load("evaluations").dropna(subset=["bibtex_key"])
    for study in cited.itertuples():
        assert references[study.bibtex_key].fields["year"] == str(study.year)
        assert references[study.bibtex_key].persons["author"][0].last_names[0] in study.study
