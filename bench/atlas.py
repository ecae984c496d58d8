"""The atlas of regions: what is computed and written for all 83 of them."""

from __future__ import annotations

from collections.abc import Iterator

from report import Row
from timing import seconds

from clusterpolicy.hosts.page import atlas, markup
from clusterpolicy.indicators.region_profile import profiles

RUNS = 3


def rows() -> Iterator[Row]:
    """Compute all profiles and write all pages afresh; yield the seconds."""
    profiles()  # the datasets are read once before
    yield Row(
        "profiles of all 83 regions",
        "s",
        [seconds(profiles.__wrapped__) for _ in range(RUNS)],
        target="< 2 s",
    )
    yield Row(
        "pages of all 83 regions, without the frame",
        "s",
        [seconds(pages) for _ in range(RUNS)],
        target="< 20 s",
    )


def pages() -> None:
    """Write the page of every region."""
    for code in profiles():
        markup.region(atlas.view(code))
