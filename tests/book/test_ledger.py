"""The ledger lists every claim of the deck; each verdict on it is the one that is computed, and leads to its cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from clusterpolicy.datasets import load
from clusterpolicy.errors import CourseError
from clusterpolicy.exercises.framework.registry import exercise, exercise_names
from clusterpolicy.hosts.page import ledger
from clusterpolicy.ledger.framework import datasets_of, judges, reason, verdict_of, words


@pytest.fixture(scope="module")
def page(site: Path) -> Tag:
    return BeautifulSoup((site / "book/claims-ledger.html").read_text(encoding="utf-8"), "html.parser")


def test_every_claim_stands_there_once(page: Tag) -> None:
    found = [str(entry["id"]) for entry in page.select(".ledger section")]
    assert found == [f"claim-{claim}" for claim in load("claims")["claim_id"].sort_values()]


@pytest.mark.parametrize("claim", judges())
def test_a_verdict_is_the_computed_one_and_leads_to_where_it_stands(
    page: Tag, site: Path, claim: str
) -> None:
    entry = page.select_one(f"#claim-{claim}")
    assert entry is not None
    verdict = verdict_of(claim)
    text = entry.get_text(" ", strip=True)
    assert words()[verdict.answer].lower() in text.lower() and words()[verdict.basis] in text
    assert reason(verdict) in text
    assert [name.get_text() for name in entry.select("code")] == datasets_of(claim)
    address, fragment = str(entry.select_one(".ledger-links a")["href"]).split("#")  # type: ignore[index]
    chapter = BeautifulSoup((site / "book" / address).read_text(encoding="utf-8"), "html.parser")
    assert chapter.find(id=fragment) is not None


def test_exercises_lead_from_the_claims_that_they_test(page: Tag) -> None:
    for name in exercise_names():
        for claim in exercise(name).claims:
            links = [str(link["href"]) for link in page.select(f"#claim-{claim} a")]
            assert any(link.endswith(f"#{name}") for link in links), (name, claim)


def test_the_picture_has_a_square_for_each_claim_that_leads_to_it(page: Tag) -> None:
    squares = page.select(".verdict-picture a")
    assert [str(square["href"])[1:] for square in squares] == [
        str(entry["id"]) for entry in page.select(".ledger section")
    ]
    for square in squares:
        claim = str(square["href"]).removeprefix("#claim-")
        assert words()[verdict_of(claim).answer] in str(square["aria-label"])
    counted = [int(count.get_text()) for count in page.select(".ledger-summary strong")]
    assert sum(counted) == len(squares)


def test_a_claim_without_a_verdict_stops_the_build_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {claim: judge for claim, judge in judges().items() if claim != "S06-1"}
    monkeypatch.setattr(ledger, "judges", lambda: known)
    with pytest.raises(CourseError, match="S06-1"):
        ledger.lines({}, {})
