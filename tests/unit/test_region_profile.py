"""A region's profile: values recomputed from the datasets by another way, and what holds for all 83 regions."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pandas as pd
import pytest

from clusterpolicy import region_words, vocabulary
from clusterpolicy.datasets import folder, load, reading
from clusterpolicy.errors import UnknownNameError
from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.indicators import cluster_stars, location_quotient
from clusterpolicy.indicators.case import criteria_of_regions, middle_half
from clusterpolicy.indicators.public_money import host_regions
from clusterpolicy.indicators.region_facts import KEYS, MEASURES
from clusterpolicy.indicators.region_industries import beside
from clusterpolicy.indicators.region_profile import profile, profiles
from clusterpolicy.indicators.tables import OKRUGS, region_industry_table

CODES = sorted(load("regions")["iso_code"])
SAMPLE = ["RU-KLU", "RU-MOW", "RU-NEN", "RU-CE", "RU-TYU", "RU-CHU"]
WHOLE = [code for code in CODES if code not in OKRUGS]


def printed(indicator: str, code: str, year: int) -> float | None:
    """Return a value straight from the file."""
    table = pd.read_csv(folder() / "panel/panel.csv", usecols=["iso_code", "year", "indicator", "value"])
    found = table[(table["iso_code"] == code) & (table["indicator"] == indicator) & (table["year"] == year)][
        "value"
    ]
    return None if found.dropna().empty else float(found.iloc[0])


def test_there_is_one_profile_a_region_with_all_figures_twice() -> None:
    assert list(profiles()) == CODES and len(CODES) == 83
    for one in profiles().values():
        for several in (one.facts, one.later_facts):
            assert sorted(fact.key for fact in several) == sorted(KEYS)
        assert set(one.courses) == {measure.key for measure in MEASURES}


@pytest.mark.parametrize("code", SAMPLE)
def test_a_figure_is_what_the_file_says(code: str) -> None:
    one = profile(code)
    assert one.fact("unemployment").value == printed("unemployment_rate", code, 2011)
    assert one.fact("students").value == printed("students_he_per_10k", code, 2011)
    spent, product = printed("rd_expenditure", code, 2010), printed("grp", code, 2010)
    assert spent is not None and product is not None
    assert one.fact("rd_share").value == pytest.approx(100 * spent / product)
    assert one.fact("wage", later=True).value == printed("wage_nominal", code, 2022)


def test_an_oblast_has_the_budget_of_itself_and_its_okrugs() -> None:
    parts = [printed("budget_revenue", code, 2011) for code in ("RU-TYU_X", "RU-KHM", "RU-YAN")]
    people = printed("population_avg", "RU-TYU", 2011)
    assert people is not None and None not in parts
    assert profile("RU-TYU").fact("revenue_head").value == pytest.approx(sum(map(float, parts)) / people)  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["population", "rd_share", "patents", "balance", "large_firms"])
@pytest.mark.parametrize("later", [False, True])
def test_places_count_each_region_once_and_an_okrug_for_its_oblast(key: str, later: bool) -> None:
    facts = {code: one.fact(key, later=later) for code, one in profiles().items()}
    whole = [facts[code].value for code in WHOLE if facts[code].value is not None]
    for code in WHOLE:
        value = facts[code].value
        assert facts[code].of == len(whole)
        assert facts[code].rank == (None if value is None else 1 + sum(other > value for other in whole))  # type: ignore[operator]
        assert facts[code].median == pytest.approx(pd.Series(whole).median())
    for okrug in OKRUGS:
        value, oblast = facts[okrug].value, profile(okrug).oblast
        others = [facts[code].value for code in WHOLE if code != oblast]
        if value is not None:
            assert facts[okrug].rank == 1 + sum(other > value for other in others if other is not None)


def test_a_missing_figure_says_why() -> None:
    for one in profiles().values():
        for fact in (*one.facts, *one.later_facts):
            assert (fact.value is None) == bool(fact.missing) == (fact.rank is None)
    nenets, tyumen = profile("RU-NEN"), profile("RU-TYU")
    assert nenets.fact("students").missing == "dash"
    assert tyumen.fact("large_firms").missing == "territory"
    assert profile("RU-CHU").fact("rd_share", later=True).missing == "absent"


def test_quotients_and_stars_are_those_of_the_measure_and_okrugs_change_no_total() -> None:
    table = region_industry_table("gva", 2010)
    found = beside(region_industry_table("gva", 2010, okrugs=True))
    pd.testing.assert_frame_equal(found["quotient"].loc[table.index], location_quotient(table))
    stars = cluster_stars(table)["stars"].unstack().reindex(columns=table.columns).fillna(0).astype(int)
    shown = found["stars"].loc[table.index].where(table > 0, 0)
    pd.testing.assert_frame_equal(shown, stars, check_names=False)
    yamal = (
        table.sum() * 0
        + load("industry", measure="gva", year=2010, regions="RU-YAN").set_index("section")["value"]
    )
    share = (yamal / yamal.sum())["C"] / (table.sum() / table.sum().sum())["C"]
    assert found["quotient"].at["RU-YAN", "C"] == pytest.approx(share)
    quotients = {one.section: one.quotient for one in profile("RU-YAN").sections}
    assert quotients["C"] == pytest.approx(share)


def test_a_trend_compares_the_ends_of_a_course() -> None:
    for one in profiles().values():
        for section in (*one.sections, *one.later_sections):
            start, end = section.quotients[section.since], section.quotients[section.year]
            assert end == pytest.approx(section.quotient)
            if section.trend != "unknown":
                assert start and end is not None
                change = end / start - 1
                assert section.trend == ("same" if abs(change) < 0.1 else "rises" if change > 0 else "falls")


def test_fall_and_recovery_are_those_of_the_exercise() -> None:
    subject = exercise("crisis-and-recovery")
    for place, measure in enumerate(("grp_index", "ipi_okved1")):
        result = subject.run({**subject.defaults, "scope": "regions", "measure": measure, "base": "2008"})
        for row in result["places"]:
            crisis = profile(row["key"]).crises[place]
            assert crisis.change == pytest.approx(row["change"], abs=1e-9)
            assert crisis.later == pytest.approx(row["later"], abs=1e-9)
            if crisis.fell:
                assert (crisis.trough_year, crisis.trough) == (
                    int(row["trough_year"]),
                    pytest.approx(row["trough"]),
                )
                assert crisis.recovery == (int(row["recovery"]) if row["recovery"].isdigit() else None)
            else:
                assert crisis.trough_year is crisis.trough is crisis.recovery is None


def test_growth_is_the_mean_of_years_with_its_spread() -> None:
    rates = [printed("grp_index", "RU-KLU", year) for year in range(2012, 2017)]
    assert None not in rates
    found = profile("RU-KLU").growth[1]
    product = math.prod(rate / 100 for rate in rates)  # type: ignore[operator]
    assert found.mean == pytest.approx(100 * (product ** (1 / 5) - 1))
    assert found.spread == pytest.approx(pd.Series(rates).std())


def test_dependence_counts_firms_that_the_accounts_prove() -> None:
    rows = load("industry_detail", measure="firm_revenue", year=2013, regions="RU-KLU")
    rows = rows[rows["code"].between("15", "37") & (rows["code"].str.len() == 2) & rows["code"].str.isdigit()]
    flags, total = rows["flag"].fillna(""), rows["value"].sum()
    hanging = rows[flags.str.contains("single_firm|top1_over_50pct")]
    found = profile("RU-KLU").dependence
    assert found.revenue == pytest.approx(total)
    assert found.in_one_firm_classes == pytest.approx(hanging["value"].sum() / total)
    single = rows[flags.str.contains("single_firm")]["value"].max()
    halves = rows[flags.str.contains("top1_over_50pct")]["value"].max() / 2
    assert found.largest_at_least == pytest.approx(max(single, halves) / total)
    assert profile("RU-NEN").dependence.largest_at_least is None
    assert all(one.dependence.without_okrugs == bool(one.okrugs) for one in profiles().values())


def test_instruments_keep_their_marks_and_ground_that_moved_stands_in_both_regions() -> None:
    table = load("instruments", scope="region").set_index("instrument_id")
    seen = set()
    for one in profiles().values():
        for entry in one.instruments:
            assert entry.verification == table.at[entry.instrument_id, "verification"]
            seen.add(entry.instrument_id)
    assert seen == set(table.index)
    of_oblast = {entry.instrument_id: entry for entry in profile("RU-MOS").instruments}
    of_city = {entry.instrument_id: entry for entry in profile("RU-MOW").instruments}
    assert of_oblast["skolkovo"].in_deck and not of_city["skolkovo"].in_deck
    assert (of_oblast["skolkovo"].until, of_city["skolkovo"].until) == ("2012-07", "")


def test_hosts_of_pilot_clusters_are_those_of_the_list() -> None:
    hosts = [code for code, one in profiles().items() if one.pilots.clusters]
    assert hosts == host_regions(load("instruments"))
    assert profile("RU-SAM").pilots.documented == {2015: 135.986}
    assert profile("RU-KLU").pilots.documented == {}


@pytest.mark.parametrize("code", ["RU-KLU", "RU-NEN", "RU-TYU"])
def test_peers_are_the_nearest_by_the_likeness_of_the_exercise(code: str) -> None:
    """As `match-the-case` measures a distance, with the region in the place of the case."""
    from clusterpolicy.models.match_the_case import distance_of

    table = criteria_of_regions(okrugs=True)
    width, own = middle_half(criteria_of_regions()), table.loc[code]
    usable = [
        {"key": key, "group": "all", "case": float(own[key]), "width": float(width[key])}
        for key in table.columns
        if pd.notna(own[key])
    ]
    distances = {}
    for other in set(WHOLE) - {code, profile(code).oblast}:
        values = {key: None if pd.isna(value) else float(value) for key, value in table.loc[other].items()}
        distances[other] = distance_of({"values": values}, usable, {"all": 1})
    nearest = sorted(distances, key=lambda other: (distances[other][0], other))[:5]
    peers = profile(code).peers
    assert [peer.code for peer in peers] == nearest
    for peer in peers:
        assert (peer.distance, peer.compared) == (
            pytest.approx(distances[peer.code][0]),
            distances[peer.code][1],
        )


def test_okrugs_are_no_peers_and_oblasts_none_of_their_okrugs() -> None:
    for code, one in profiles().items():
        near = {peer.code for peer in one.peers}
        assert len(near) == 5 and not near & {code, one.oblast, *OKRUGS}


def test_what_is_missing_is_named() -> None:
    for one in profiles().values():
        named = {(entry.kind, entry.key) for entry in one.missing}
        assert {("fact", fact.key) for fact in one.facts if fact.value is None} <= named
        assert {("later_fact", fact.key) for fact in one.later_facts if fact.value is None} <= named
        assert {("criterion", key) for key, value in one.criteria.items() if value is None} <= named
        assert (("firms", "") in named) == (not one.dependence.classes)
        assert (("instruments", "") in named) == (not one.instruments)
    begins = {entry.key: entry.year for entry in profile("RU-CE").missing if entry.kind == "early_years"}
    assert begins == {"product_head": 2005}
    assert {"students_he", "rail_density"} <= {entry.key for entry in profile("RU-NEN").missing}


def test_there_are_words_for_every_key() -> None:
    assert set(region_words.figures()) == set(KEYS)
    for one in profiles().values():
        for fact in (*one.facts, *one.later_facts):
            assert fact.unit in region_words.units() and fact.subject in region_words.subjects()
            assert not fact.missing or fact.missing in region_words.reasons()
        assert all(entry.reason in (*region_words.reasons(), "") for entry in one.missing)
        assert all(entry.group in vocabulary.instrument_kind() for entry in one.instruments)
        for bid in one.applications:
            assert bid.contest in region_words.contests() and bid.won in region_words.outcomes()
        assert all(one.trend in region_words.trends() for one in one.sections)


def test_nothing_in_a_profile_is_no_number() -> None:
    def numbers(part: object) -> Iterator[float]:
        if is_dataclass(part):
            for name in fields(part):
                yield from numbers(getattr(part, name.name))
        elif isinstance(part, dict):
            for value in part.values():
                yield from numbers(value)
        elif isinstance(part, (tuple, list)):
            for value in part:
                yield from numbers(value)
        elif isinstance(part, float):
            yield part

    for code, one in profiles().items():
        assert all(map(math.isfinite, numbers(one))), code


def test_an_unknown_region_or_figure_is_refused_by_name() -> None:
    with pytest.raises(UnknownNameError, match="RU-KLA"):
        profile("RU-KLA")
    with pytest.raises(UnknownNameError, match="rd_shares"):
        profile("RU-KLU").fact("rd_shares")


def test_another_value_in_the_data_is_another_fact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = shutil.copytree(folder(), tmp_path / "datasets")
    path = copy / "panel/panel.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    place = next(at for at, line in enumerate(lines) if line.startswith("RU-KLU,2011,unemployment_rate,"))
    cells = lines[place].split(",")
    cells[3] = "99"
    lines[place] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    before = profile("RU-KLU").fact("unemployment")
    monkeypatch.setattr(reading, "folder", lambda: copy)
    # As `profiles` computes them, without what it keeps.
    after = profiles.__wrapped__()["RU-KLU"].fact("unemployment")
    assert before.value != after.value == 99 and after.rank == 1 and after.median >= before.median
