"""How it will be known whether it worked: indicators with their noise, the smallest change that could be seen, applicants, and a stop rule."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import fmean, stdev

from clusterpolicy import region_words, vocabulary
from clusterpolicy.brief.sayings import Block, figure, source_line, words
from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.indicators.region_profile import RegionProfile
from clusterpolicy.models.brief_blocks import advice, items, missing, paragraph, table
from clusterpolicy.models.did_it_work import evaluated, plain
from clusterpolicy.models.treatment import DETECTABLE
from clusterpolicy.text import _, language

# Yearly changes from which the noise is taken: before the programme, without a change of method.
FIRST, LAST = 2006, 2011
FEWEST = 4
# Years before and years after that an evaluation could compare.
SPAN = 5
LOGS, POINTS = "per cent", "points"


@dataclass(frozen=True)
class Indicator:
    """An indicator of the evaluation plan.

    Attributes
    ----------
    key : str
        ``growth``, or a figure of the profile.
    label : str
        Its name.
    baseline : float or None
        Mean yearly change over the years before.
    noise : float or None
        Standard deviation of the yearly changes.
    level : float or None
        Value in the last year before; None for growth, which is a change itself.
    unit : str
        Unit of changes: ``per cent`` or ``points``.
    """

    key: str
    label: str
    baseline: float | None
    noise: float | None
    level: float | None
    unit: str

    @property
    def smallest(self) -> float | None:
        r"""Smallest difference of two means over `SPAN` years that would be found in four of five cases.

        .. math:: (z_{0.975} + z_{0.8}) \, s \, \sqrt{2 / n}
        """
        return None if self.noise is None else DETECTABLE * self.noise * math.sqrt(2 / SPAN)


def indicators(found: RegionProfile) -> list[Indicator]:
    """Return the three indicators: real growth of the product, people in research, organisations that innovate."""
    labels = region_words.figures()
    growth = found.growth[0]
    several = [
        Indicator("growth", _("Gross regional product, volume"), growth.mean, growth.spread, None, LOGS)
    ]
    for key, unit in (("rd_personnel", LOGS), ("innovation", POINTS)):
        points = found.courses[key].points
        baseline, noise = yearly(points, unit)
        several.append(Indicator(key, labels[key], baseline, noise, points.get(LAST), unit))
    return several


def yearly(points: Mapping[int, float | None], unit: str) -> tuple[float | None, float | None]:
    """Return mean and standard deviation of the yearly changes; None where fewer than `FEWEST` of them have both years."""
    values = [points.get(year) for year in range(FIRST - 1, LAST + 1)]
    if unit == LOGS:
        values = [100 * math.log(value) if value else None for value in values]
    changes = [
        after - before for before, after in pairwise(values) if before is not None and after is not None
    ]
    if len(changes) < FEWEST:
        return None, None
    return fmean(changes), stdev(changes)


@lru_cache
def between_regions(_language: str) -> tuple[float, float]:
    """Return the smallest effect on the product that a comparison of regions would show, in per cent, and the money as a share of the product."""
    data = exercise("did-it-work").dataset
    return evaluated(data, "grp", plain(data))["smallest"], data["money"]


def evaluation(found: RegionProfile) -> list[Block]:
    """Return the evaluation plan."""
    several = indicators(found)
    blocks = [
        paragraph(
            _(
                "Write the plan before the first rouble is spent. Four things make it: a baseline, a list of those who were turned down, indicators whose noise is known, and a rule for stopping."
            )
        )
    ]
    blocks.append(baseline_table(several, found))
    blocks += [
        missing(
            words(
                _(
                    "{label}: fewer than {fewest|0} yearly changes between {first} and {last} are known; noise and smallest detectable change cannot be said."
                ),
                label=one.label,
                first=str(FIRST - 1),
                last=str(LAST),
                fewest=FEWEST,
            )
        )
        for one in several
        if one.noise is None
    ]
    smallest, money = between_regions(language())
    blocks.append(
        paragraph(
            words(
                _(
                    "Between regions, the statistics could show an effect on the product from about {smallest|1} per cent on; the federal money for the pilot clusters was {money|%3} of the host regions' product. Compare firms instead: applicants that got support with applicants that did not."
                ),
                smallest=smallest,
                money=money,
            )
        )
    )
    return [*blocks, *applicants(found), plan(several), *advice_on_evaluation(several)]


def baseline_table(several: list[Indicator], found: RegionProfile) -> Block:
    """Return the indicators with baseline, noise and the smallest change that could be seen."""
    units = {LOGS: _("per cent"), POINTS: _("percentage points")}
    columns = [
        (_("Indicator"), False),
        (words(_("Level {year}"), year=str(LAST)), True),
        (_("Yearly change, mean"), True),
        (_("Noise: spread of yearly changes"), True),
        (_("Smallest detectable change a year"), True),
        (_("Unit of change"), False),
    ]
    rows = [
        [
            one.label,
            "–" if one.key == "growth" else figure(one.level, "", 1),
            figure(one.baseline, "", 1),
            figure(one.noise, "", 1),
            figure(one.smallest, "", 1),
            units[one.unit],
        ]
        for one in several
    ]
    caption = words(
        _(
            "Baseline {first} to {last}. Smallest detectable: between the means of {span|0} years before and after, found in four of five cases if years are independent"
        ),
        first=str(FIRST),
        last=str(LAST),
        span=SPAN,
    )
    sources = [
        source for fact in (found.fact("rd_personnel"), found.fact("innovation")) for source in fact.sources
    ]
    return table(caption, columns, rows, source_line(sources, LAST))


def applicants(found: RegionProfile) -> list[Block]:
    """Return the known bids of the region in earlier contests, each with its mark."""
    if not found.applications:
        return [
            missing(
                _(
                    "No bid of the region in a contest of clusters is known. Who applied and was turned down was never published as a list: ask the ministry."
                )
            )
        ]
    marks = vocabulary.verification()
    won = region_words.outcomes()
    contests = region_words.contests()
    columns = [(_("Bid"), False), (_("Contest"), False), (_("Outcome"), False), (_("Entry"), False)]
    rows = [
        [_(one.name), contests[one.contest], won[one.won], marks[one.verification]]
        for one in found.applications
    ]
    return [
        table(
            _("Known bids of the region"),
            columns,
            rows,
            _("The course's list of applicants; the list of losing bids was not found. Data to 2016."),
        )
    ]


def plan(several: list[Indicator]) -> Block:
    """Return the rules of the plan."""
    quiet = quietest(several)
    stop = (
        words(
            _(
                "Stop rule: after three years, end the support if “{label}” has not moved by more than {smallest|1} {unit} a year and fewer than half of the members pay their fee."
            ),
            label=quiet.label,
            smallest=quiet.smallest,
            unit=_(quiet.unit),
        )
        if quiet
        else _(
            "Stop rule: after three years, end the support if fewer than half of the members pay their fee; no indicator is quiet enough to decide it."
        )
    )
    return items(
        [
            _("Baseline now: the table above, written into the programme with its date."),
            _(
                "Keep every application, with name, date, score and decision, also those turned down; ask all of them the same five questions each year."
            ),
            _("Measure the three indicators each year in the same way; note every change of method."),
            stop,
            _("Say who pays when support ends: section “Financing plan”."),
        ],
        True,
    )


def quietest(several: list[Indicator]) -> Indicator | None:
    """Return the indicator whose smallest detectable change is smallest beside its level; None where no noise is known."""
    known = [one for one in several if one.smallest is not None]
    return min(known, key=lambda one: (relative(one), one.key)) if known else None


def relative(one: Indicator) -> float:
    """Return the smallest detectable change in per cent of the level."""
    smallest = one.smallest or 0.0
    return 100 * smallest / one.level if one.unit == POINTS and one.level else smallest


def advice_on_evaluation(several: list[Indicator]) -> list[Block]:
    """Return which indicator to rely on here."""
    quiet = quietest(several)
    if quiet is None:
        return []
    rule = _("Rely first on the indicator with the smallest detectable change beside its level.")
    value = words(
        _("“{label}”: {smallest|1} {unit} a year."),
        label=quiet.label,
        smallest=quiet.smallest,
        unit=_(quiet.unit),
    )
    text = words(
        _(
            "Take “{label}” as the first indicator, promise no effect on the product, and compare applicants with and without support."
        ),
        label=quiet.label,
    )
    return [advice("evaluation", text, rule, value)]
