"""What comes of a submission: status, points by task, what the checks said."""

from __future__ import annotations

from dataclasses import dataclass, field

from clusterpolicy.text import SOURCE_LANGUAGE

FINE, SLOW, CRASHED = "graded", "slow", "crashed"
NOTHING, UNREADABLE, OTHER = "no-notebook", "unreadable", "other"


@dataclass
class Result:
    """What came of a submission.

    Attributes
    ----------
    status : str
        `FINE`, or why nothing or not all could be graded.
    language : str
        Of the notebook.
    points : dict of str to float
        By task; empty where nothing was graded.
    messages : dict of str to str
        What the checks said, by task, of those that failed.
    missing, changed, suspicious : list of str
        As `Mended` has them.
    read : str
        Name of the file that was graded.
    error : str
        What a crash ended with, for the instructor.
    """

    status: str
    language: str = SOURCE_LANGUAGE
    points: dict[str, float] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    suspicious: list[str] = field(default_factory=list)
    read: str = ""
    error: str = ""
