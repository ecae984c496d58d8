"""Approval as evidence and the funnel: hand-worked figures, independent counts, and the limits."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.models.committee_signal import (
    GROUPS,
    ICONS,
    decision,
    good_if_approved,
    good_if_rejected,
    specificity_needed,
    threshold,
)
from clusterpolicy.models.sme_funnel import ACTIONS, lifted

COMMITTEE, FUNNEL = "committee-signal", "sme-funnel"
NEW = ["search_for_finance", "website", "networking", "large_members"]


def outcome(name: str, **values: Any) -> dict[str, Any]:
    """Return the result of an exercise under its opening setting, changed."""
    item = exercise(name)
    return item.run(item.defaults | values)


def on(*names: str) -> dict[str, bool]:
    """Return the switches of the funnel with only these actions on."""
    return {name: name in names for name in ACTIONS}


def test_eighty_of_a_hundred_and_seventy_approved_are_good() -> None:
    figures = outcome(COMMITTEE)["figures"]
    assert (figures["good_approved"], figures["approved"]) == pytest.approx((80, 170))
    # 0.08 / (0.08 + 0.9 · 0.1) = 8/17
    assert figures["among"] == pytest.approx(8 / 17)
    # 0.02 / (0.02 + 0.9 · 0.9) = 2/83
    assert figures["rejected"] == pytest.approx(2 / 83)
    assert figures["odds"] == pytest.approx(8)


def test_the_specificity_needed_is_the_hand_worked_one() -> None:
    # 1 - 0.1 · 0.8 · 0.5 / (0.5 · 0.9) = 1 - 0.08 / 0.9
    assert specificity_needed(0.1, 0.8, 0.5) == pytest.approx(1 - 0.08 / 0.9)
    assert specificity_needed(0.1, 0.8, 0.5) == pytest.approx(0.911, abs=5e-4)
    assert threshold(5, 5) == 0.5


def test_a_count_of_simulated_projects_agrees_with_bayes() -> None:
    random = np.random.default_rng(11)
    number = 400_000
    for b, s, c in [(0.1, 0.8, 0.9), (0.4, 0.6, 0.7), (0.05, 0.95, 0.5)]:
        good = random.random(number) < b
        approved = np.where(good, random.random(number) < s, random.random(number) >= c)
        assert good_if_approved(b, s, c) == pytest.approx(good[approved].mean(), abs=0.01)
        assert good_if_rejected(b, s, c) == pytest.approx(good[~approved].mean(), abs=0.01)


def test_at_the_specificity_needed_approval_just_reaches_the_threshold() -> None:
    random = np.random.default_rng(5)
    found = 0
    for _case in range(500):
        b, s, t = random.uniform(0.01, 0.99, 3)
        needed = specificity_needed(b, s, t)
        assert (needed is None) == (b >= t)
        if needed is None:
            continue
        found += 1
        assert good_if_approved(b, s, needed) == pytest.approx(t)
        assert decision(b, s, needed, t) == "approval-turns"
        assert decision(b, s, needed - 1e-4, t) in ("still-no", "upside-down")
    assert found > 100


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "nothing: the investor says no in any case"),
        ({"specificity": 92}, "approval turns a no into a yes"),
        # b ≥ t: only a rejection can change a mind.
        ({"loss": 0.5}, "rejection turns a yes into a no"),
        ({"base": 100}, "nothing: the investor says yes in any case"),
        ({"base": 0}, "nothing: the investor says no in any case"),
        # s + c < 1: approval misleads.
        ({"base": 45, "sensitivity": 10, "specificity": 20}, "approval misleads"),
        ({"base": 55, "sensitivity": 10, "specificity": 20}, "approval misleads"),
        # s + c = 1: it says nothing.
        ({"sensitivity": 40, "specificity": 60}, "nothing: the investor says no in any case"),
        ({"sensitivity": 0, "specificity": 100}, "nothing: nobody is approved"),
        ({"sensitivity": 100, "specificity": 0}, "nothing: everybody is approved"),
        ({"loss": 0, "gain": 0}, "nothing to decide"),
        ({"gain": 0}, "nothing: the investor says no in any case"),
        ({"gain": 0, "specificity": 100}, "approval turns a no into a yes"),
        ({"loss": 0}, "nothing: the investor says yes in any case"),
    ],
)
def test_every_limit_has_a_decision_in_words(values: dict[str, float], words: str) -> None:
    assert outcome(COMMITTEE, **values)["figures"]["decision"].startswith(words)


def test_where_nobody_is_approved_words_stand_for_the_chance() -> None:
    figures = outcome(COMMITTEE, sensitivity=0, specificity=100)["figures"]
    assert figures["among"] == figures["odds"] == "nobody is approved"
    assert figures["needed"].startswith("no specificity is enough")
    assert outcome(COMMITTEE, specificity=100)["figures"]["odds"].startswith("beyond any limit")
    assert outcome(COMMITTEE, sensitivity=100, specificity=0)["figures"]["rejected"] == "nobody is rejected"
    assert outcome(COMMITTEE, loss=0, gain=0)["figures"]["threshold"] == "nothing is at stake"
    assert outcome(COMMITTEE, loss=0.5)["figures"]["needed"].startswith("none")


def test_icons_are_the_groups_in_whole_projects() -> None:
    for base, sensitivity, specificity in itertools.product(
        (0, 1, 10, 37, 100), (0, 80, 83, 100), (0, 90, 91, 100)
    ):
        result = outcome(COMMITTEE, base=base, sensitivity=sensitivity, specificity=specificity)
        names = [row["group"] for row in result["rows"]]
        assert len(names) == ICONS
        for group in result["groups"]:
            assert abs(names.count(group["name"]) - group["count"]) < 1
        places = {(row["column"], row["line"]) for row in result["rows"]}
        assert len(places) == ICONS
    assert [group["key"] for group in result["groups"]] == GROUPS
    opening = outcome(COMMITTEE)
    counted = [sum(row["group"] == group["name"] for row in opening["rows"]) for group in opening["groups"]]
    assert counted == [80, 90, 20, 810]


def test_odds_are_multiplied_not_chances() -> None:
    assert lifted(0.5, 2) == pytest.approx(2 / 3)
    # 8 to 12, times 2.5, is 20 to 12: 20 of 32, or 12.5 of 20.
    assert 20 * lifted(8 / 20, 2.5) == pytest.approx(12.5)
    assert lifted(0, 3) == 0 and lifted(1, 3) == 1
    assert lifted(lifted(0.3, 2.5), 1 / 2.5) == pytest.approx(0.3)


def test_the_opening_setting_is_the_case_as_it_is() -> None:
    result = outcome(FUNNEL)
    assert [row["count"] for row in result["rows"]] == pytest.approx([100, 40, 20, 8, 2])
    assert [row["before"] for row in result["rows"]] == [100, 40, 20, 8, 2]


def test_the_funnel_with_all_but_the_committee_is_the_hand_worked_one() -> None:
    counts = [row["count"] for row in outcome(FUNNEL, **on("business_creation", *NEW))["rows"]]
    # Odds 40:60 · 1.2 = 48:60; 20:20 · 1.4 = 28:20; 8:12 · 2.5 = 20:12; 2:6 · 1.8 = 3.6:6
    hand = [100, 100 * 48 / 108]
    hand += [hand[-1] * 28 / 48]
    hand += [hand[-1] * 20 / 32]
    hand += [hand[-1] * 3.6 / 9.6]
    assert counts == pytest.approx(hand)
    assert counts[-1] == pytest.approx(6.076, abs=5e-4)


def test_a_committee_below_the_threshold_changes_nothing_and_above_it_finances_the_approved() -> None:
    without = outcome(FUNNEL)["figures"]["financed"]
    assert outcome(FUNNEL, committee=True)["figures"]["financed"] == without
    # At 95 per cent: 0.08 + 0.9 · 0.05 = 0.125 are approved; the rest of the eight fare as before.
    strict = outcome(FUNNEL, committee=True, specificity=95)["figures"]["financed"]
    assert strict == pytest.approx(8 * (0.125 + 0.875 * 0.25))


def test_without_money_or_ideas_or_effect_the_funnel_stays_sensible() -> None:
    nothing = outcome(FUNNEL, **on())
    poor = outcome(FUNNEL, **on(*ACTIONS), budget=0)
    assert [row["count"] for row in poor["rows"]] == pytest.approx([row["count"] for row in nothing["rows"]])
    # Without help with business creation the odds of 40:60 are a third lower: 26.7:60.
    assert nothing["rows"][1]["count"] == pytest.approx(100 * (40 / 1.5) / (40 / 1.5 + 60))
    assert poor["figures"]["reach"] == 0 and {line["best"] for line in poor["actions"]} == {"no"}
    assert nothing["figures"]["reach"] == "nothing is chosen" and nothing["figures"]["each"] == 0
    empty = outcome(FUNNEL, ideas=0)["figures"]
    assert empty["financed"] == empty["before"] == 0 and empty["each"] == "nobody is financed"
    idle = outcome(FUNNEL, **on("business_creation", *NEW), strength=0)
    assert [row["count"] for row in idle["rows"]] == pytest.approx([100, 40, 20, 8, 2])
    assert {line["best"] for line in idle["actions"]} == {"no"}


def test_half_the_money_reaches_half_of_the_firms() -> None:
    cost = outcome(FUNNEL, **on("large_members"))["figures"]["cost"]
    steps = [
        outcome(FUNNEL, **on("large_members"), budget=cost * part)["rows"][-1]["share"]
        for part in (0, 0.5, 1)
    ]
    assert steps[1] == pytest.approx((steps[0] + steps[2]) / 2)


@pytest.mark.parametrize("budget", [0, 0.3, 1.4, 3, 5.2, 7])
@pytest.mark.parametrize("specificity", [90, 95])
def test_the_best_set_is_that_of_a_search_through_all_settings(budget: float, specificity: int) -> None:
    result = outcome(FUNNEL, budget=budget, specificity=specificity)
    found = result["figures"]["best_financed"]
    named = on(*(line["key"] for line in result["actions"] if line["best"] == "yes"))
    again = outcome(FUNNEL, **named, budget=budget, specificity=specificity)["figures"]
    assert again["financed"] == pytest.approx(found) and again["cost"] <= budget + 1e-9
    tried = []
    for switches in itertools.product((False, True), repeat=len(ACTIONS)):
        values = dict(zip(ACTIONS, switches, strict=True))
        figures = outcome(FUNNEL, **values, budget=10, specificity=specificity)["figures"]
        if figures["cost"] <= budget + 1e-9:
            tried.append(figures["financed"])
    assert found == pytest.approx(max(tried))


def test_what_an_action_adds_is_the_difference_that_switching_it_makes() -> None:
    chosen = ["business_creation", "networking", "large_members"]
    lines = {line["key"]: line for line in outcome(FUNNEL, **on(*chosen))["actions"]}
    for name in ACTIONS:
        others = [other for other in chosen if other != name]
        with_it, without = (
            outcome(FUNNEL, **on(*names), budget=10)["figures"]["financed"]
            for names in ([*others, name], others)
        )
        assert lines[name]["beside"] == pytest.approx(with_it - without)
