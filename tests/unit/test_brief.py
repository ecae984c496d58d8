"""Briefs of all 83 regions: nothing empty, nothing made up, figures those of the profile, each advice with its rule and value."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from briefs import HOSTILE, all_texts, entries, entry, moved

from clusterpolicy import region_words
from clusterpolicy.brief import compose, words
from clusterpolicy.brief.blocks import Advice, Missing, Note, Own, Picture, Section, Table
from clusterpolicy.brief.evaluation import FIRST, LAST, SPAN, Indicator, indicators, quietest, yearly
from clusterpolicy.brief.parts import region
from clusterpolicy.datasets import load, region_names
from clusterpolicy.errors import UnknownNameError
from clusterpolicy.indicators.region_profile import profile
from clusterpolicy.models.brief import ORDER, PLACES
from clusterpolicy.teaching import teaching_mark
from clusterpolicy.text import format_message, format_number

MADE = date(2026, 1, 31)
REGIONS = sorted(region_names())
UNSAID = re.compile(r"\b(?:nan|None|inf|undefined|null)\b|\{\w+(?:\|[^}]*)?\}")
FICTION = ("objectives", "priorities", "stakeholders", "firms", "financing")


def brief(code: str, kept: dict[str, object] | None = None) -> dict[str, Section]:
    """Return the sections of a brief by key."""
    return {one.key: one for one in compose.sections(region(code), kept, MADE)} if kept else plain(code)


@cache
def plain(code: str) -> dict[str, Section]:
    """Return the sections of a brief of somebody who has done nothing yet."""
    return {one.key: one for one in compose.sections(region(code), {}, MADE)}


def of(section: Section, kind: type) -> list[object]:
    return [block for block in section.blocks if isinstance(block, kind)]


@pytest.mark.parametrize("code", REGIONS)
def test_the_brief_of_a_region_is_whole(code: str) -> None:
    found = brief(code)
    assert list(found) == ["summary", *ORDER, "gaps", "made", "sources"]
    for one in found.values():
        assert one.title and one.blocks
        assert any(not isinstance(block, (Own, Note)) for block in one.blocks), f"{one.key} is empty"
        for table in of(one, Table):
            assert table.rows and table.caption  # type: ignore[attr-defined]
            assert {len(row) for row in table.rows} == {len(table.columns)}  # type: ignore[attr-defined]
        for picture in of(one, Picture):
            assert picture.alt and picture.caption and picture.source  # type: ignore[attr-defined]
        for advice in of(one, Advice):
            assert advice.text and advice.rule and re.search(r"[\d“]", advice.value)  # type: ignore[attr-defined]
    for text in all_texts(tuple(found.values())):
        assert not UNSAID.search(text), text


@pytest.mark.parametrize("code", REGIONS)
def test_figures_are_those_of_the_profile(code: str) -> None:
    found, known = brief(code), profile(code)
    summary = next(block for block in found["summary"].blocks if isinstance(block, Table))
    whole = next(block for block in found["diagnosis"].blocks if isinstance(block, Table))
    rows = {row[0]: row for row in whole.rows}
    for fact in known.facts:
        row = rows[region_words.figures()[fact.key]]
        assert row[1] == region_words.write_figure(fact.value, fact.median)
        assert row[5] == str(fact.year)
        assert row[3] == (f"{fact.rank} of {fact.of}" if fact.rank else "")
    assert all(rows[row[0]] == row for row in summary.rows)
    growth = next(
        block for block in found["peers"].blocks if isinstance(block, Table) and "±" in block.caption
    )
    assert growth.rows[0][1:] == tuple(
        f"{format_number(one.mean, '', 1)} ± {format_number(one.spread, '', 1)}" for one in known.growth
    )


@pytest.mark.parametrize("code", REGIONS)
def test_what_is_missing_is_named_once_in_its_section_and_once_at_the_end(code: str) -> None:
    found, known = brief(code), profile(code)
    gaps = " ".join(all_texts((found["gaps"],)))
    said = [block.text for one in found.values() if one.key != "made" for block in of(one, Missing)]  # type: ignore[attr-defined]
    assert all(text in gaps for text in said)
    for one in known.missing:
        if one.kind == "fact":
            assert region_words.figures()[one.key] in gaps


def test_peers_come_with_dates_marks_and_growth() -> None:
    found = brief("RU-KLU")["peers"]
    names = [region_names()[peer.code] for peer in profile("RU-KLU").peers]
    tables = [block for block in found.blocks if isinstance(block, Table)]
    assert [row[0] for row in tables[0].rows] == names
    did = tables[2].rows
    entries_of = [one for peer in profile("RU-KLU").peers for one in profile(peer.code).instruments]
    assert len(did) >= len(entries_of)
    unverified = [row for row in did if row[4] == "not verified"]
    assert unverified and all("(not verified)" in row[2] for row in unverified)


def test_unlike_regions_get_unlike_advice() -> None:
    one, other = brief("RU-SPE"), brief("RU-CHU")
    differ = 0
    for key in ("diagnosis", "dependence", "peers", "organisation", "legal", "evaluation"):
        texts = [[advice.text for advice in of(found[key], Advice)] for found in (one, other)]  # type: ignore[attr-defined]
        differ += texts[0] != texts[1]
    assert differ >= 5
    assert "Leningrad Oblast" in " ".join(advice.text for advice in of(one["diagnosis"], Advice))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "key", "wanted"),
    [
        ("RU-KLU", "diagnosis", "Build on research"),
        ("RU-CHU", "diagnosis", "Do not build on research"),
        ("RU-KLU", "dependence", "Ask of every measure what is left"),
        ("RU-KLU", "organisation", "one year's money at a time"),
        ("RU-CHU", "organisation", "Fix the region's share for three years"),
        ("RU-CHU", "legal", "Begin with a regional cluster development centre"),
        ("RU-KLU", "legal", "Check with the responsible body"),
    ],
)
def test_a_rule_fires_on_its_side_of_the_threshold(code: str, key: str, wanted: str) -> None:
    assert any(wanted in advice.text for advice in of(brief(code)[key], Advice))  # type: ignore[attr-defined]


def test_an_exercise_not_done_is_named_with_its_place_and_its_default_setting() -> None:
    found = brief("RU-KLU")
    approach = [note.text for note in of(found["approach"], Note)]  # type: ignore[attr-defined]
    assert approach[0].startswith(
        "Default setting: you have not done “Choose an approach” yet. Do it in chapter 6"
    )
    made = next(block for block in found["made"].blocks if isinstance(block, Table))
    assert {row[2] for row in made.rows} == {"not done yet"}


def test_what_the_learner_did_enters_and_is_called_theirs() -> None:
    plain, own = brief("RU-KLU"), brief("RU-KLU", entries())
    for key in ("approach", *FICTION, "scorecard"):
        assert of(own[key], Note)[0].text.startswith("Your own setting"), key  # type: ignore[attr-defined]
        assert all_texts((own[key],)) != all_texts((plain[key],))
    assert "1 of 1 right" in all_texts((own["made"],))
    weakest = of(own["scorecard"], Advice)[0]
    assert "Weakest grade 0 (commitment)" in weakest.value  # type: ignore[attr-defined]
    assert not of(own["scorecard"], Missing)


def test_a_setting_left_as_it_opens_is_called_default() -> None:
    found = brief("RU-KLU", {"logic-model": moved("logic-model", region="RU-TVE")})
    assert of(found["objectives"], Note)[0].text.startswith("Default setting: you left")  # type: ignore[attr-defined]


def test_a_kept_value_that_is_not_allowed_is_named_and_the_default_stands_in_its_place() -> None:
    kept = {"value-chain-budget": moved("value-chain-budget", education=500, substitution="7", unheard_of=1)}
    found = brief("RU-KLU", kept)
    (refused,) = of(found["priorities"], Missing)
    assert "Education, Can links replace one another?" in refused.text  # type: ignore[attr-defined]
    assert "500" not in " ".join(all_texts((found["priorities"],)))


def test_sections_on_the_fictional_case_carry_its_mark() -> None:
    for kept in ({}, entries()):
        found = brief("RU-KLU", kept)
        for key in FICTION:
            assert teaching_mark() in [note.text for note in of(found[key], Note)]  # type: ignore[attr-defined]
            for block in (*of(found[key], Table), *of(found[key], Picture)):
                assert block.source.startswith(teaching_mark())  # type: ignore[attr-defined]


def test_own_text_stands_in_its_place_as_it_was_written() -> None:
    found = brief("RU-KLU", entries())
    assert [own.text for own in of(found["summary"], Own)] == [HOSTILE]  # type: ignore[attr-defined]
    assert [own.text for own in of(found["legal"], Own)] == [""]  # type: ignore[attr-defined]
    odd = brief("RU-KLU", {"brief": entry({"message": 7, "days": ["a"]})})
    assert {own.text for one in odd.values() for own in of(one, Own)} == {""}  # type: ignore[attr-defined]


def test_places_of_own_text_are_names_that_a_progress_file_takes() -> None:
    from clusterpolicy.models.progress import is_name

    assert all(is_name(place) for place in PLACES)
    assert [key for key, _label in words.places()] == PLACES


def test_an_okrug_counted_in_its_oblast_is_told_so() -> None:
    found = brief("RU-YAN")
    assert "counted inside Tyumen Oblast too" in " ".join(all_texts((found["diagnosis"],)))
    assert any("no figures for it alone" in text for text in all_texts((found["approach"],)))


def test_the_noise_of_an_indicator_is_the_spread_of_its_yearly_changes() -> None:
    # 1, 2, 4, 5, 7, 8, 10: changes 1, 2, 1, 2, 1, 2, mean 1.5, standard deviation sqrt(6 * 0.25 / 5).
    points = dict(zip(range(FIRST - 1, LAST + 1), (1.0, 2.0, 4.0, 5.0, 7.0, 8.0, 10.0), strict=True))
    mean, noise = yearly(points, "points")
    assert mean == pytest.approx(1.5) and noise == pytest.approx(0.3**0.5)
    # Quantiles of 0.975 and 0.8 of the normal distribution, and means over five years each.
    one = Indicator("x", "X", mean, noise, 10.0, "points")
    assert one.smallest == pytest.approx((1.959964 + 0.841621) * 0.3**0.5 * (2 / SPAN) ** 0.5, rel=1e-6)


def test_an_indicator_with_too_few_years_has_no_noise_and_is_not_chosen() -> None:
    assert yearly({2009: 1.0, 2010: 2.0, 2011: 3.0}, "points") == (None, None)
    loud, silent = (
        Indicator("a", "A", 1, 9.0, None, "per cent"),
        Indicator("b", "B", None, None, 5.0, "points"),
    )
    assert quietest([loud, silent]) == loud
    assert quietest([silent]) is None


def test_growth_in_the_evaluation_plan_is_that_of_the_profile() -> None:
    growth = profile("RU-TA").growth[0]
    first = indicators(profile("RU-TA"))[0]
    assert (growth.first, growth.last) == (FIRST, LAST)
    assert (first.baseline, first.noise) == (growth.mean, growth.spread)


def test_every_legal_route_and_duty_comes_from_the_dataset() -> None:
    levers = load("levers")
    rows = [row for block in brief("RU-TA")["legal"].blocks if isinstance(block, Table) for row in block.rows]
    assert sorted(row[1:4] for row in rows) == sorted(
        (row["legal_basis"], row["responsible_body"], row["obliges"]) for row in levers.to_dict("records")
    )


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean"):
        region("RU-KLY")


def test_chapters_of_exercises_are_those_in_which_they_stand() -> None:
    notebooks = {
        path.stem[:2]: path.read_text(encoding="utf-8") for path in Path("notebooks").glob("[0-9]*.ipynb")
    }
    for name, chapter in (compose.RUN | compose.LISTED).items():
        assert f'show(\\"{name}\\")' in notebooks[f"{chapter:02}"]


def test_templates_have_a_value_for_each_place_in_any_count() -> None:
    for template in words.messages().values():
        forms = [template] if isinstance(template, str) else list(template.values())
        places = {name for form in forms for name in re.findall(r"\{(\w+)", form)}
        for count in (0, 1, 2):
            assert format_message(template, dict.fromkeys(places, 1), count)
