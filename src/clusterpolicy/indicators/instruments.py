"""Instruments of innovation policy: which region held which at a moment, and by what levers, bodies and acts a kind works."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from clusterpolicy.errors import CourseError

# Four types of zones have one law, one body and the same levers.
ZONE = "zone"
FEDERAL = "federal"
# The ground on which these two stand went from Moscow Oblast to Moscow on 1 July 2012.
MOVED = ("naukograd-troitsk", "skolkovo")
MOVED_FROM, MOVED_AT = "RU-MOS", "2012-07"
LEVERS = ("tax", "infrastructure", "grant", "coordination", "regulation")
CHECKED = ("sourced", "partly")
DECK = "2012-04"
# The notice that names them is of that month; no law or programme stands behind them.
PRIORITY_CLUSTERS = "regional_priority_cluster"
PRIORITY_CLUSTERS_NAMED = "2012-03"
MOMENT = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")
NEVER = "9999"

# What `responsible_body` of `levers` says, and who is meant by it.
BODIES = {
    "Federal Government": "government",
    "Government approves": "government",
    "Ministry of Economic Development": "economy",
    "Ministry of communications": "communications",
    "Ministry of Industry and Trade": "industry",
    "ministry for science": "science",
    "Ministry of Defence": "defence",
    "Ministry for Far East": "far_east",
    "Rosatom": "rosatom",
    "zone authority": "zone_authority",
    "Special Economic Zones JSC": "zone_company",
    "Skolkovo Foundation": "skolkovo",
    "Russian Venture Company": "venture",
    "working group": "group",
    "region": "region",
    "municipality": "town",
}
HOST = re.compile(r"https?://([^\s/:;]+)")
ACT = re.compile(r"\d+-FZ|Law \d+-\d|Decree \d+|order \d+-r")


def kind_group(kind: str) -> str:
    """Return a kind of instrument with the types of zones as one, and what is no region's as ``"federal"``."""
    if kind in ("sez_law", "technopark_programme", "federal_subsidy"):
        return FEDERAL
    return ZONE if kind.startswith("sez_") else kind


def month_of(moment: str) -> int:
    """Return a moment as a number of months, so that moments can be compared.

    Parameters
    ----------
    moment : str
        ``"2012"`` is the end of that year, ``"2012-04"`` a month of it.

    Raises
    ------
    CourseError
        The moment is neither.
    """
    found = MOMENT.fullmatch(moment)
    if not found:
        raise CourseError(f"{moment!r} is no moment", todo="Write a year (2012) or a month (2012-04).")
    return 12 * int(found.group(1)) + int(found.group(2) or 12)


def earliest_years(levers: pd.DataFrame) -> dict[str, str]:
    """Return from when entries without a year are counted, by kind: the year of the kind's legal basis."""
    first = levers.assign(kind=levers["kind"].map(kind_group)).groupby("kind")["year_from"].min()
    return {kind: str(year) for kind, year in first.items()} | {PRIORITY_CLUSTERS: PRIORITY_CLUSTERS_NAMED}


def held(
    instruments: pd.DataFrame,
    levers: pd.DataFrame,
    moment: str,
    *,
    levels: Iterable[str] = ("sourced", "partly", "unverified"),
    undated: bool = False,
) -> pd.DataFrame:
    """Return the instruments that regions hold at a moment, in the borders of that moment.

    Parameters
    ----------
    instruments, levers : DataFrame
        The datasets of these names.
    moment : str
        ``"2011"`` is the end of that year, ``"2012-04"`` a month of it. An entry whose month is not known counts from the end of its
        year, and no longer at the end of the year in which it was closed.
    levels : iterable of str
        Marks of `verification` to keep.
    undated : bool
        Whether entries without a year count, from the year in which the legal basis of their kind began.

    Returns
    -------
    DataFrame
        Rows of `instruments` that belong to one region, with `group` (the kind, zones as one) beside.
    """
    now = month_of(moment)
    rows = instruments[(instruments["scope"] == "region") & instruments["verification"].isin(list(levels))]
    rows = rows.assign(group=rows["kind"].map(kind_group))
    begun = ends_of(rows["established_year"]) <= now
    if undated:
        first = rows["group"].map(earliest_years(levers)).fillna(NEVER).map(month_of)
        begun |= rows["established_year"].isna() & (first <= now)
    rows = rows[begun & ~(ends_of(rows["closed_year"]) <= now)]
    if now >= month_of(MOVED_AT):
        return rows
    return rows.assign(iso_code=rows["iso_code"].mask(rows["instrument_id"].isin(MOVED), MOVED_FROM))


def ends_of(years: pd.Series) -> pd.Series:
    """Return the ends of years as numbers of months; a year that is missing never comes."""
    return 12 * years.fillna(int(NEVER)).astype(int) + 12


def kinds_per_region(rows: pd.DataFrame) -> pd.Series:
    """Return how many kinds of instrument each region holds, of rows that `held` gave."""
    return rows.groupby("iso_code")["group"].nunique()


def kinds_in_law(levers: pd.DataFrame, last_year: int) -> pd.DataFrame:
    """Return the kinds of instrument whose legal basis had begun by a year.

    Parameters
    ----------
    levers : DataFrame
        The dataset of that name.
    last_year : int
        The last year that counts.

    Returns
    -------
    DataFrame
        One row a kind (types of zones as one), by kind, the oldest first. A boolean for each lever, `since`, `bodies` and `acts` (tuples of
        codes of bodies and of names of laws and decrees), `verification` (the weakest mark of its rows), `levers_seen`: whether its levers
        were seen in a text. Terms of taxation never were, whatever the row's mark.
    """
    rows = levers[levers["year_from"] <= last_year]
    rows = rows.assign(
        kind=rows["kind"].map(kind_group),
        bodies=rows["responsible_body"].map(named_bodies),
        acts=rows["legal_basis"].map(named_acts),
    )
    grouped = rows.groupby("kind")
    found = grouped[list(LEVERS)].any().astype(bool)
    found["since"] = grouped["year_from"].min()
    for column in ("bodies", "acts"):
        found[column] = grouped[column].agg(
            lambda lists: tuple(dict.fromkeys(name for one in lists for name in one))
        )
    found["verification"] = grouped["verification"].agg(
        lambda marks: "recalled" if (marks == "recalled").any() else "sourced"
    )
    found["levers_seen"] = (found["verification"] == "sourced") & ~found["tax"]
    return found.sort_values(["since", "verification"], kind="stable")


def named_bodies(text: str) -> tuple[str, ...]:
    """Return the codes of the bodies that a text of `levers` names, in the order of the text."""
    plain = text.lower()
    places = {code: plain.find(phrase.lower()) for phrase, code in BODIES.items() if phrase.lower() in plain}
    return tuple(sorted(places, key=lambda code: (places[code], code)))


def named_acts(text: str) -> tuple[str, ...]:
    """Return the laws, decrees and orders that a text of `levers` names by number."""
    return tuple(dict.fromkeys(ACT.findall(text)))


def named_sites(text: str) -> tuple[str, ...]:
    """Return the sites that a text of sources links to, as a reader knows them, in the order of the text."""
    found = [host.removeprefix("www.").rstrip(".") for host in HOST.findall(text)]
    return tuple(dict.fromkeys(host.encode().decode("idna") for host in found))


def most_common(lists: Iterable[Iterable[str]]) -> int:
    """Return in how many of the lists the most frequent name stands; 0 where there is none."""
    names = pd.Series([name for names in lists for name in set(names)], dtype="str")
    return int(names.value_counts().max()) if len(names) else 0
