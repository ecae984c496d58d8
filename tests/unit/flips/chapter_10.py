"""Changes of the data under which the verdicts of chapter 10 must come out otherwise."""

from __future__ import annotations

import pandas as pd

Tables = dict[str, pd.DataFrame]


def no_study_finds_ties(tables: Tables) -> Tables:
    """Let every study have found nothing."""
    return {"evaluation_outcomes": tables["evaluation_outcomes"].assign(effect="none")}


FLIPS = {"S14-1": no_study_finds_ties}
