"""How to cite an exercise's chart."""

from __future__ import annotations

import clusterpolicy
from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.text import _

YEAR = 2026


def citations(exercise: Exercise) -> dict[str, str]:
    """Return the citation as BibTeX and after GOST R 7.0.5, by the name of the style."""
    course = _("A Model to Invent: cluster-based innovation policy in Russia")
    edition = clusterpolicy.__version__
    bibtex = (
        f"@misc{{{exercise.citation_key},\n"
        f"  title = {{{exercise.chart.title}}},\n"
        f"  howpublished = {{{course}, exercise {exercise.id}}},\n"
        f"  version = {{{edition}}},\n"
        f"  year = {{{YEAR}}},\n"
        f"  note = {{{exercise.chart.source}}}\n"
        "}"
    )
    kind = _("Electronic resource")
    gost = f"{exercise.chart.title} [{kind}] // {course}. – {_('Edition')} {edition}. – {YEAR}. – {exercise.chart.source}"
    return {"BibTeX": bibtex, _("GOST"): gost}
