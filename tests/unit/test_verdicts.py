"""Verdicts are functions of the data: each names its basis, and other data give another verdict."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clusterpolicy.datasets import load
from clusterpolicy.deck import claims
from clusterpolicy.errors import CourseError, UnknownNameError
from clusterpolicy.ledger import framework
from clusterpolicy.ledger.framework import Verdict, datasets_of, judges, reason, verdict_of, verdicts
from clusterpolicy.references import authors_and_year, bibliography

CLAIMS = list(judges())
COMPUTED = [claim for claim in CLAIMS if verdict_of(claim).basis == "data"]


def flips() -> dict[str, Callable[..., Any]]:
    """Return the changes of data of all chapters, by claim."""
    found: dict[str, Callable[..., Any]] = {}
    for path in sorted((Path(__file__).parent / "flips").glob("*.py")):
        description = importlib.util.spec_from_file_location(f"flips_{path.stem}", path)
        assert description is not None and description.loader is not None
        module = importlib.util.module_from_spec(description)
        description.loader.exec_module(module)
        assert not set(found) & set(module.FLIPS)
        found |= module.FLIPS
    return found


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_verdict_is_on_a_claim_of_the_deck_and_is_a_whole_sentence(claim: str) -> None:
    verdict, text = verdict_of(claim), reason(verdict_of(claim))
    assert claim in claims(claim).texts
    assert text[-1] in ".”" and not re.search(r"no data|\bnan\b|[{}]|  ", text)
    assert all(key in bibliography() for key in verdict.references)
    assert verdict.answer in framework.words() and verdict.basis in framework.words()


@pytest.mark.parametrize("claim", COMPUTED)
def test_other_data_give_another_verdict(claim: str) -> None:
    tables = {name: load(name) for name in datasets_of(claim)}
    assert tables, "a verdict on data names its datasets"
    changed = flips()[claim](tables)
    assert set(changed) <= set(tables)
    assert verdict_of(claim, **changed).answer != verdict_of(claim).answer


def test_no_change_of_data_is_left_over() -> None:
    assert set(flips()) == set(COMPUTED)


def test_verdicts_stand_as_text_and_as_html() -> None:
    shown = verdicts(*CLAIMS)
    for claim in CLAIMS:
        assert claim in repr(shown)
        assert f'id="verdict-{claim}"' in shown._repr_html_()


@pytest.mark.parametrize(
    "fault",
    [
        {"basis": "model", "answer": "supported"},
        {"basis": "literature", "answer": "partly"},
        {"basis": "none", "answer": "not testable"},
        {"basis": "none", "answer": "supported"},
    ],
)
def test_a_verdict_without_what_it_rests_on_is_refused(fault: Any) -> None:
    with pytest.raises(CourseError):
        Verdict(reason="So it is.", **fault)


def test_unknown_claims_and_references_suggest_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="S03-1"):
        verdicts("S03-11")
    with pytest.raises(UnknownNameError, match="porter1990"):
        authors_and_year("porter199")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("porter1990", "Porter (1990)"),
        ("martinsunley2003", "Martin and Sunley (2003)"),
        ("delgado2016", "Delgado and others (2016)"),
        ("istat2015", "ISTAT (2015)"),
        ("greenbook2003", "Sölvell and others (2003)"),
    ],
)
def test_a_reference_is_quoted_by_its_authors_and_year(key: str, text: str) -> None:
    assert authors_and_year(key) == text
