"""Budgets of regions and the money for the pilot clusters: sums that add up, and one scale for both."""

from __future__ import annotations

import re

import pytest

from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.indicators.public_money import (
    BUDGETS,
    STATED,
    deficits,
    documented_shares,
    host_regions,
    on_scale,
    pilot_money,
    planned_years,
    regional_money,
    stated_sums,
)
from clusterpolicy.indicators.tables import OKRUGS

MONEY = regional_money(range(2006, 2016))
INSTRUMENTS, PROGRAMMES = load("instruments"), load("cluster_programmes")


def test_eighty_regions_add_up_to_the_country_before_crimea() -> None:
    sums = MONEY.drop(list(OKRUGS), level="iso_code").groupby("year").sum().loc[:2013]
    for column in ("budget_expenditure", "budget_revenue", "grp", "population_avg"):
        country = load("panel", indicator=column, regions="RU").set_index("year")["value"]
        assert (sums[column] / country.loc[2006:2013] - 1).abs().max() < 0.0006, column


def test_budgets_of_the_two_oblasts_include_their_okrugs() -> None:
    budgets = load("panel", indicator="budget_expenditure", year=2011).set_index("iso_code")["value"]
    assert MONEY.at[("RU-ARK", 2011), "budget_expenditure"] == pytest.approx(
        budgets["RU-ARK_X"] + budgets["RU-NEN"]
    )
    whole = budgets[["RU-TYU_X", "RU-KHM", "RU-YAN"]].sum()
    assert MONEY.at[("RU-TYU", 2011), "budget_expenditure"] == pytest.approx(whole)


def test_confidential_research_spending_stays_missing() -> None:
    missing = MONEY[MONEY["rd_expenditure"].isna()].index
    assert set(missing.get_level_values("iso_code")) == {"RU-CHU", "RU-YEV"}
    assert missing.get_level_values("year").min() == 2013


def test_pilot_money_is_what_the_entries_say_in_words() -> None:
    pilots = pilot_money(PROGRAMMES)
    said = stated_sums(INSTRUMENTS, load("timeline"))["amount"]
    assert pilots.to_dict() == {2013: 1300, 2014: 2500, 2015: 1250}
    for year, amount in pilots.items():
        assert said[f"pilot-subsidy-{year}"] * 1000 == amount
    assert planned_years(PROGRAMMES) == [2014]


def test_stated_sums_are_read_from_the_text_of_the_entry() -> None:
    sums = stated_sums(INSTRUMENTS, load("timeline"))
    assert list(sums.index) == list(STATED) and sums["amount"].notna().all()
    assert sums.at["skolkovo", "amount"] == 110.5 and sums.at["technopark-programme", "amount"] == 6.089
    assert set(sums["verification"]) == {"sourced"}


def test_shares_of_regions_are_those_that_a_note_documents() -> None:
    shares = documented_shares(INSTRUMENTS).set_index("iso_code")
    assert sorted(shares.index) == ["RU-NVS", "RU-SAM", "RU-TA"] and set(shares["year"]) == {2015}
    # The notes of the programme give the same shares, rounded.
    note = PROGRAMMES.set_index("programme_id").at["rus-pilot-2015", "note"]
    rounded = dict(re.findall(r"(Tatarstan|Samara|Novosibirsk) ([\d.]+) m", note))
    for region, name in (("RU-TA", "Tatarstan"), ("RU-SAM", "Samara"), ("RU-NVS", "Novosibirsk")):
        assert round(shares.at[region, "amount"], 1) == float(rounded[name])


def test_the_money_on_one_scale_is_the_quotient_of_sums() -> None:
    pilots, hosts = pilot_money(PROGRAMMES), host_regions(INSTRUMENTS)
    money = MONEY.loc[(hosts, list(pilots.index)), :]
    scale = on_scale(money, pilots)
    assert len(hosts) == 19 and len(money) == 57
    assert scale["pilot"] == pytest.approx(5050e6 / (1000 * money["population_avg"].sum()))
    assert scale["pilot_of_rd"] == pytest.approx(5050 / money["rd_expenditure"].sum())
    assert 20 < scale["pilot"] < 30 < scale["rd"] < scale["budget"]
    figures = exercise("who-pays").run(exercise("who-pays").defaults)["figures"]
    shown = [figures["pilots"], figures["of_product"], figures["of_research"]]
    wanted = scale[["pilot", "pilot_of_grp", "pilot_of_rd"]]
    assert shown == pytest.approx(list(wanted), rel=1e-6)


def test_deficits_count_each_printed_budget_once() -> None:
    count = deficits(load("panel", indicator=list(BUDGETS)))
    printed = load("panel", indicator=list(BUDGETS), year=2011, form="wide").dropna().reset_index("iso_code")
    printed = printed[printed["iso_code"] != "RU"]
    assert count.at[2011, "budgets"] == len(printed) == printed["iso_code"].nunique() == 83
    assert {"RU-TYU_X", "RU-KHM", "RU-YAN"} <= set(printed["iso_code"])
    short = (printed["budget_expenditure"] > printed["budget_revenue"]).sum()
    assert count.at[2011, "short"] == short
    assert count.at[2006, "short"] < count.at[2009, "short"] <= 83


def test_a_bar_beyond_the_scale_is_cut_and_keeps_its_value() -> None:
    item = exercise("who-pays")
    plain = item.run(item.defaults)
    close = item.run(item.defaults | {"zoom": "1000"})
    assert [row["value"] for row in plain["rows"]] == [row["value"] for row in close["rows"]]
    assert [row["cut"] for row in plain["rows"]] == [False, False, False]
    assert [row["cut"] for row in close["rows"]] == [True, True, False]
    assert all(row["shown"] <= close["figures"]["limit"] for row in close["rows"])


def test_a_documented_share_is_a_bar_of_its_own() -> None:
    item = exercise("who-pays")
    keys = [row["key"] for row in item.run(item.defaults | {"region": "RU-TA", "year": "2015"})["rows"]]
    assert keys == ["budget", "research", "pilots", "own"]
    assert len(item.run(item.defaults | {"region": "RU-TA", "year": "2014"})["rows"]) == 3


def test_before_the_programme_there_is_no_money() -> None:
    figures = exercise("who-pays").run(exercise("who-pays").defaults | {"year": "2012"})["figures"]
    assert figures["pilots"] == 0 and figures["budget"] > 0
