"""The timeline draws every event once, and marks what was not verified."""

from __future__ import annotations

import re

import pandas as pd

from clusterpolicy import vocabulary
from clusterpolicy.charts.figure import describe, new_figure
from clusterpolicy.charts.timeline import SIGNS, timeline
from clusterpolicy.datasets import load


def events() -> pd.DataFrame:
    """Return the events that made the instruments, in their order."""
    labels = vocabulary.instrument_event()
    rows = load("timeline").set_index("event_id").loc[list(labels)]
    return rows.assign(label=pd.Series(labels), sourced=rows["verification"] == "sourced")


def test_events_have_words_and_signs_and_stand_in_order() -> None:
    rows = events()
    assert rows["year"].is_monotonic_increasing
    assert rows["year"].min() == 1991 and rows["year"].max() == 2016
    assert set(load("timeline")["kind"]) == set(vocabulary.event_kind()) == set(SIGNS)
    assert rows["label"].str.len().max() <= 44


def test_each_event_is_one_line_and_the_deck_stands_among_them() -> None:
    rows = events()
    figure, axes = new_figure(height=7)
    timeline(axes, rows, vocabulary.event_kind(), ("sourced", "not verified"), ("2012-04", "the deck"))
    words = [text.get_text() for text in axes.texts]
    shown = sorted(axes.texts, key=lambda text: text.get_position()[1])
    order = [text.get_text() for text in shown]
    assert len(words) == len(rows) + 1
    assert order.index("the deck") == (rows["date"] < "2012-04").sum()
    assert order[order.index("the deck") - 1].endswith("Contest for pilot clusters opens")
    drawn = describe(
        figure, title="Events", alt="{n|0} events.", source="Data to 2016.", series=[], n=len(rows)
    )
    # A sign and a line for each event, and the line of the deck.
    assert drawn.marks == 2 * len(rows) + 1


def test_what_is_not_verified_is_hollow() -> None:
    rows = events()
    _figure, axes = new_figure(height=7)
    timeline(axes, rows, vocabulary.event_kind(), ("sourced", "not verified"), ("2012-04", "the deck"))
    hollow = sum(tuple(sign.get_facecolor()[0]) == (1, 1, 1, 1) for sign in axes.collections)
    assert hollow == int((~rows["sourced"]).sum()) > 0
    assert re.search("not verified", " ".join(text.get_text() for text in axes.get_legend().get_texts()))
