"""What a cluster organisation would cost, beside the region's own budget."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from clusterpolicy import vocabulary
from clusterpolicy.brief.sayings import Block, figure, source_line, words
from clusterpolicy.datasets import load
from clusterpolicy.exercises.financing_plan import currencies, programme_words
from clusterpolicy.indicators.financing import plans_of_programmes
from clusterpolicy.indicators.region_profile import RegionProfile
from clusterpolicy.models.brief_blocks import advice, missing, paragraph, table
from clusterpolicy.text import _

STAFF, PUBLIC = "cluster-organisation-staff", "public-revenue-share-2016-survey"
MONTHS, MILLION, THOUSAND = 12, 1_000_000, 1_000
# A deficit deeper than this share of revenue makes promises beyond the year doubtful.
DEEP = -5.0


def budget(found: RegionProfile) -> tuple[float | None, str]:
    """Return what the consolidated budget of the region spent, million roubles, and the year; None where it is not published."""
    a_head, people = found.fact("expenditure_head"), found.fact("population")
    if a_head.value is None or people.value is None:
        return None, str(a_head.year)
    # Thousand roubles an inhabitant times thousand inhabitants are million roubles.
    return a_head.value * people.value, str(a_head.year)


def organisation(found: RegionProfile) -> list[Block]:
    """Return staff, wages and their share of the budget, what clusters got elsewhere, and what the state of the budget asks for."""
    rows = load("parameters").set_index("parameter_id")
    staff, public = rows.loc[STAFF], rows.loc[PUBLIC]
    wage, (spent, year) = found.fact("wage"), budget(found)
    blocks = [
        paragraph(
            words(
                _(
                    "Half of Europe's cluster organisations have {staff|0} employees or fewer ({reference}; {mark}). {public|~0} per cent of their revenue was public in a survey of 2016."
                ),
                staff=float(staff["value"]),
                reference=staff["reference"],
                mark=vocabulary.verification()[staff["verification"]],
                public=float(public["value"]),
            )
        )
    ]
    if wage.value is None:
        return [
            *blocks,
            missing(_("No figure for wages: the cost of staff cannot be said.")),
            *on_balance(found),
        ]
    cost = staff["value"] * wage.value * MONTHS / MILLION
    lines = [
        [_("Employees, median organisation"), figure(float(staff["value"]), "", 0), "–"],
        [_("Mean wage here, roubles a month"), figure(wage.value, "", 0), str(wage.year)],
        [_("Wages of such a staff, million roubles a year"), figure(cost, "", 2), str(wage.year)],
    ]
    if spent is None:
        blocks.append(
            missing(
                _(
                    "No figure for the region's budget: the share of a cluster organisation in it cannot be said."
                )
            )
        )
    else:
        lines.append([_("Spending of the consolidated budget, million roubles"), figure(spent, "", 0), year])
        lines.append([_("Wages as a share of that spending"), figure(cost / spent, "%", 4), year])
    columns = [(_("Indicator"), False), (_("Value"), True), (_("Year"), False)]
    caption = _(
        "Staff of a cluster organisation beside the budget; rooms, services and contributions to social funds come on top"
    )
    blocks.append(table(caption, columns, lines, source_line(wage.sources, wage.year)))
    return [*blocks, elsewhere(), *on_balance(found)]


@lru_cache
def _plans() -> Any:
    return plans_of_programmes()


def elsewhere() -> Block:
    """Return what programmes gave one cluster in a year, as far as it is documented."""
    plans, units = _plans(), currencies()
    kinds, marks = vocabulary.amount_kind(), vocabulary.verification()
    columns = [
        (_("Programme"), False),
        (_("Public money for one cluster, first year"), True),
        (_("Unit"), False),
        (_("The amount is"), False),
        (_("Entry"), False),
    ]
    rows = [
        [
            programme_words()[str(name)][0],
            figure(plan["public"][0], "~", 2),
            units[plan["currency"]],
            kinds[plan["kind"]],
            marks[plan["verification"]],
        ]
        for name, plan in plans.iterrows()
    ]
    caption = _(
        "What one cluster got elsewhere, in money of its year and country: not converted, not comparable to the last figure"
    )
    return table(caption, columns, rows, _("The course's list of cluster programmes. Data to 2015."))


def on_balance(found: RegionProfile) -> list[Block]:
    """Return what the surplus or deficit of the budget asks for."""
    balance = found.fact("balance")
    if balance.value is None:
        return [
            missing(
                _("No figure for the balance of the budget: the rule on promises of money cannot be applied.")
            )
        ]
    rule = words(
        _(
            "A deficit deeper than {deep|~0} per cent of revenue makes promises beyond the year doubtful; a surplus allows them."
        ),
        deep=-DEEP,
    )
    value = words(
        _("Balance {value|1} per cent of revenue ({year}), place {rank|0} of {of|0}."),
        value=balance.value,
        year=str(balance.year),
        rank=balance.rank,
        of=balance.of,
    )
    if balance.value < DEEP:
        text = _(
            "Promise the organisation one year's money at a time, and look for fees and services from the first year on."
        )
    elif balance.value < 0:
        text = _("Promise money for two years, and the third only if members pay their share by then.")
    else:
        text = _(
            "Fix the region's share for three years in the law on the budget, so that firms can plan with it."
        )
    return [advice("organisation", text, rule, value)]
