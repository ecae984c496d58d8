"""What a brief takes, for each of the 83 regions, and what the page loads for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from report import Row
from timing import seconds

from clusterpolicy.brief import write
from clusterpolicy.datasets import region_names
from clusterpolicy.hosts.page import brief


def rows() -> Iterator[Row]:
    """Write a brief of each kind for every region in memory; yield the seconds, and the sizes of the page's scripts."""
    codes = sorted(region_names())
    # What all share (profiles, the data of the exercises) is computed with the first.
    first = seconds(partial(write.brief, codes[0], {}, ".docx", date.today()))
    yield Row("the first brief as DOCX, with all that is shared", "s", [first])
    for kind in write.KINDS:
        taken = [seconds(partial(write.brief, code, {}, kind, date.today())) for code in codes]
        yield Row(f"a brief as {kind[1:].upper()}", "s", taken, target="< 1.5 s")
    scripts = brief.scripts()
    shared = len(scripts.pop(brief.text_file()).encode()) / 1000
    yield Row("script that all regions' briefs share", "kB", [shared])
    sizes = [len(text.encode()) / 1000 for text in scripts.values()]
    yield Row("script of a region's brief", "kB", sizes, target="< 60 kB")
