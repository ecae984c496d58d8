"""Instruments by region and moment, what kinds have in common, and the exercise that counts the same."""

from __future__ import annotations

import pandas as pd
import pytest

from clusterpolicy import vocabulary
from clusterpolicy.datasets import load
from clusterpolicy.errors import CourseError
from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.indicators.instruments import (
    CHECKED,
    DECK,
    FEDERAL,
    LEVERS,
    ZONE,
    held,
    kind_group,
    kinds_in_law,
    kinds_per_region,
    month_of,
    most_common,
    named_acts,
    named_bodies,
    named_sites,
)
from clusterpolicy.models.instruments_map import LEVELS

INSTRUMENTS, LEVER_ROWS = load("instruments"), load("levers")
MOMENTS = ["1991", "2000", "2005", "2006", "2011", "2012-03", DECK, "2012-07", "2012", "2015", "2016"]


def rows(moment: str, **options: object) -> pd.DataFrame:
    return held(INSTRUMENTS, LEVER_ROWS, moment, **options)  # type: ignore[arg-type]


def ids(moment: str, **options: object) -> set[str]:
    return set(rows(moment, **options)["instrument_id"])


def many(moment: str, **options: object) -> list[str]:
    kinds = kinds_per_region(rows(moment, **options))
    return sorted(kinds[kinds >= 3].index)


def test_an_entry_counts_from_the_end_of_its_year_until_it_is_closed() -> None:
    assert "sez-port-murmansk" not in ids("2009")
    assert all("sez-port-murmansk" in ids(moment) for moment in ("2010", DECK, "2015"))
    assert "sez-port-murmansk" not in ids("2016")
    assert "pilot-kama" not in ids(DECK) and "pilot-kama" in ids("2012")
    assert "sez-tourist-curonian-spit" in ids(DECK) and "sez-tourist-curonian-spit" not in ids("2012")


def test_entries_without_a_year_count_on_demand_and_not_before_their_law() -> None:
    parks = set(INSTRUMENTS.loc[INSTRUMENTS["kind"] == "technopark", "instrument_id"])
    assert not parks & ids("2016")
    assert not parks & ids("2005", undated=True)
    assert parks <= ids("2006", undated=True)
    assert "spb-automotive" not in ids("2011", undated=True)
    assert "spb-automotive" in ids(DECK, undated=True)


def test_regions_are_those_of_the_borders_of_the_moment() -> None:
    for name in ("skolkovo", "naukograd-troitsk"):
        for moment, region in (
            (DECK, "RU-MOS"),
            ("2012-06", "RU-MOS"),
            ("2012-07", "RU-MOW"),
            ("2016", "RU-MOW"),
        ):
            place = rows(moment).set_index("instrument_id").at[name, "iso_code"]
            assert place == region, (name, moment)


def test_what_belongs_to_no_single_region_is_on_no_map() -> None:
    assert not {"law-116-fz", "sez-tourist-north-caucasus-tourism", "pilot-subsidy-2013"} & ids(
        "2016", undated=True
    )


def test_three_kinds_or_more_depend_on_what_is_not_verified() -> None:
    assert many(DECK, levels=("sourced",)) == []
    assert many(DECK, levels=CHECKED) == ["RU-MOS"]
    assert many(DECK, undated=True) == ["RU-MOS", "RU-SPE"]
    assert many("2012", levels=CHECKED, undated=True) == ["RU-MOS", "RU-MOW", "RU-SPE"]
    assert len(many("2012", undated=True)) == 9


@pytest.mark.parametrize("text", ["", "12", "2012-13", "2012-00", "April 2012"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(CourseError, match="is no moment"):
        month_of(text)


def test_moments_follow_each_other() -> None:
    assert month_of("2011") < month_of("2012-01") < month_of(DECK) < month_of("2012") == month_of("2012-12")


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("undated", [False, True])
def test_the_exercise_counts_what_the_indicator_counts(moment: str, undated: bool) -> None:
    item = exercise("instruments-map")
    offered = {option["value"] for option in item.subject()["controls"][0]["options"]}
    for level, marks in LEVELS.items():
        found = rows(moment, levels=marks, undated=undated)
        result = item.module.run(
            item.dataset, **(item.defaults | {"moment": moment, "checked": level, "undated": undated})
        )
        assert result["figures"]["instruments"] == len(found)
        assert result["figures"]["three"] == int((kinds_per_region(found) >= 3).sum())
        counts = {row["key"]: row["instruments"] for row in result["rows"] if row["instruments"]}
        assert counts == found.groupby("iso_code").size().to_dict()
    assert moment in offered or moment in ("2012-03", "2012-07")


def test_every_row_of_levers_names_a_body_and_all_but_one_an_act() -> None:
    words = vocabulary.public_body()
    for row in LEVER_ROWS.itertuples():
        assert named_bodies(row.responsible_body), row.kind
        assert set(named_bodies(row.responsible_body)) <= set(words)
        assert named_acts(row.legal_basis) or row.kind == "leader_cluster_2016"


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "Region, with competitive federal money of the Ministry of Economic Development",
            ("region", "economy"),
        ),
        (
            "Federal Government (confers status); ministry for science; municipality",
            ("government", "science", "town"),
        ),
        ("Managing company (Skolkovo Foundation) named under a presidential procedure", ("skolkovo",)),
        ("nobody in particular", ()),
    ],
)
def test_bodies_are_read_in_the_order_of_the_text(text: str, bodies: tuple[str, ...]) -> None:
    assert named_bodies(text) == bodies


def test_acts_are_read_by_their_numbers() -> None:
    assert named_acts("Law 488-FZ of 31 Dec 2014; Decree 779 of 31 July 2015") == ("488-FZ", "Decree 779")
    assert named_acts("Law 3297-1 of 14 July 1992") == ("Law 3297-1",)


def test_sites_are_named_once_and_as_a_reader_knows_them() -> None:
    text = "https://www.forbes.ru/a ; http://forbes.ru/b (arts 6-7); https://xn--2013-93d6b8abf3a0n.xn--p1ai/2016/01/28"
    assert named_sites(text) == ("forbes.ru", "собянин2013.рф")
    assert named_sites("https://fictionbook.ru./author") == ("fictionbook.ru",)
    assert named_sites("general knowledge") == ()
    assert LEVER_ROWS["source"].map(named_sites).str.len().min() >= 1


def test_kinds_in_law_join_the_zones_and_keep_the_weakest_mark() -> None:
    kinds = kinds_in_law(LEVER_ROWS, 2011)
    assert list(kinds.index[:2]) == ["zato", "naukograd"] and len(kinds) == 6
    assert kinds.loc[ZONE, list(LEVERS)].tolist() == [True, True, False, False, True]
    assert kinds.at[ZONE, "verification"] == "recalled" and not kinds.at[ZONE, "levers_seen"]
    assert kinds.at["innovation_centre", "verification"] == "sourced"
    assert not kinds.at["innovation_centre", "levers_seen"]
    assert most_common(kinds["acts"]) == 1 and most_common(kinds["bodies"]) == 2
    assert most_common(kinds_in_law(LEVER_ROWS, 2016)["acts"]) == 2
    assert most_common([]) == 0


def test_every_kind_has_a_word() -> None:
    kinds = {kind_group(kind) for kind in [*INSTRUMENTS["kind"], *LEVER_ROWS["kind"]]}
    assert kinds == set(vocabulary.instrument_kind()) and FEDERAL in kinds
    assert set(vocabulary.lever()) == set(LEVERS)
