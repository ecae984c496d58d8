"""What a verdict is, and where verdicts are found."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import Any, Literal

import pandas as pd

import clusterpolicy.ledger
from clusterpolicy.datasets import load
from clusterpolicy.deck import claims
from clusterpolicy.errors import CourseError, UnknownNameError
from clusterpolicy.references import authors_and_year
from clusterpolicy.text import _, format_message

Basis = Literal["data", "literature", "model", "none"]
Answer = Literal["supported", "partly", "not supported", "not testable", "illustrated"]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What became of one claim of the deck.

    Parameters
    ----------
    basis : {"data", "literature", "model", "none"}
        What the verdict rests on. A model or the fictional case never supports a claim: it illustrates a mechanism.
    answer : {"supported", "partly", "not supported", "not testable", "illustrated"}
        The verdict.
    reason : str
        Why, in one or two sentences: a template that went through gettext.
    values : mapping
        Its computed values.
    references : tuple of str
        Keys in ``book/references.bib``; a verdict from the literature has at least one.
    ask : str
        The question that a survey would have to ask, where nothing at hand can test the claim.
    """

    basis: Basis
    answer: Answer
    reason: str
    values: Mapping[str, Any] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    ask: str = ""

    def __post_init__(self) -> None:
        faults = {
            "a model illustrates, it does not judge": self.basis == "model"
            and self.answer in ("supported", "partly", "not supported"),
            "a verdict from the literature names it": self.basis == "literature" and not self.references,
            "what cannot be tested needs the question that would test it": self.answer == "not testable"
            and not self.ask,
            "a verdict needs a basis": self.basis == "none" and self.answer != "not testable",
        }
        for fault, there in faults.items():
            if there:
                raise CourseError(fault, f"verdict “{self.reason[:60]}”")


Judge = Callable[..., Verdict]


def on(claim_id: str) -> Callable[[Judge], Judge]:
    """Mark a function as the one that judges a claim; its parameters are names of datasets.

    Parameters
    ----------
    claim_id : str
        Id such as ``"S03-1"``.
    """

    def mark(judge: Judge) -> Judge:
        judge.claim_id = claim_id  # type: ignore[attr-defined]
        return judge

    return mark


@lru_cache
def judges() -> dict[str, Judge]:
    """Return the function that judges each claim, by the claim's id, in the order of the deck."""
    found: dict[str, Judge] = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(clusterpolicy.ledger.__path__)):
        module = importlib.import_module(f"clusterpolicy.ledger.{name}")
        for _name, judge in inspect.getmembers(module, inspect.isfunction):
            claim_id = getattr(judge, "claim_id", None)
            if claim_id in found:
                raise CourseError(f"claim {claim_id} has two verdicts", name, "Keep one of them.")
            if claim_id:
                found[claim_id] = judge
    return dict(sorted(found.items()))


def datasets_of(claim_id: str) -> list[str]:
    """Return the names of the datasets that a claim's verdict is computed from."""
    return list(inspect.signature(judge_of(claim_id)).parameters)


def judge_of(claim_id: str) -> Judge:
    """Return the function that judges a claim.

    Raises
    ------
    UnknownNameError
        No verdict is written for that claim.
    """
    if claim_id not in judges():
        raise UnknownNameError("verdict on claim", claim_id, judges())
    return judges()[claim_id]


def verdict_of(claim_id: str, **replaced: pd.DataFrame) -> Verdict:
    """Return the verdict on a claim, computed from the datasets as they are.

    Parameters
    ----------
    claim_id : str
        Id such as ``"S03-1"``.
    **replaced
        Tables to use in place of the datasets of these names.
    """
    tables = {name: replaced[name] if name in replaced else load(name) for name in datasets_of(claim_id)}
    return judge_of(claim_id)(**tables)


def words() -> dict[str, str]:
    """Return bases and answers as a learner reads them."""
    return {
        "data": _("data"),
        "literature": _("literature"),
        "model": _("a model"),
        "none": _("none"),
        "supported": _("supported"),
        "partly": _("partly supported"),
        "not supported": _("not supported"),
        "not testable": _("not testable with what is at hand"),
        "illustrated": _("mechanism illustrated, not tested"),
    }


@dataclass(frozen=True)
class Verdicts:
    """Verdicts in a notebook's output: a list on pages, lines as text."""

    found: Mapping[str, Verdict]

    def __repr__(self) -> str:
        return "\n".join(
            f"{name}  {words()[verdict.basis]}: {words()[verdict.answer]}. {reason(verdict)}"
            for name, verdict in self.found.items()
        )

    def _repr_html_(self) -> str:
        texts = claims(*self.found).texts
        return f'<div class="verdicts">{"".join(entry(name, texts[name], found) for name, found in self.found.items())}</div>'


def reason(verdict: Verdict) -> str:
    """Return why, with the computed values, the references and the question to ask."""
    parts = [format_message(verdict.reason, verdict.values)]
    if verdict.references:
        parts.append("; ".join(map(authors_and_year, verdict.references)) + ".")
    if verdict.ask:
        parts.append(format_message(_("To ask in a survey: “{question}”"), {"question": verdict.ask}))
    return " ".join(parts)


def entry(claim_id: str, claim: str, verdict: Verdict) -> str:
    """Return one verdict as HTML."""
    names = ", ".join(f"<code>{name}</code>" for name in datasets_of(claim_id))
    basis = f"{_('Basis')}: {escape(words()[verdict.basis])}{f' ({names})' if names else ''}"
    kind = verdict.answer.replace(" ", "-")
    return (
        f'<div class="verdict verdict-{kind}" id="verdict-{claim_id}"><p class="verdict-claim"><a href="#claim-{claim_id}">{claim_id}</a> '
        f"{escape(claim)}</p><p><strong>{escape(words()[verdict.answer].capitalize())}</strong> "
        f'<span class="verdict-basis">{basis}</span></p><p>{escape(reason(verdict))}</p></div>'
    )


def verdicts(*names: str) -> Verdicts:
    """Return the verdicts on claims.

    Parameters
    ----------
    *names : str
        Ids such as ``"S03-1"``.
    """
    return Verdicts({name: verdict_of(name) for name in names})
