"""Verdicts of chapter 11: support for small firms. The case illustrates; what was tested, was tested elsewhere."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.ledger.framework import Verdict, on
from clusterpolicy.models.committee_signal import good_if_approved, specificity_needed, threshold
from clusterpolicy.text import _


@on("S15-1")
def help_with_business_creation_runs() -> Verdict:
    """A programme of a region without a name."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_(
            "The deck does not name its region, so neither the programme nor what became of its entrepreneurs can be looked up."
        ),
        ask=_(
            "Which of the ideas that the programme took in and which of those that it turned away were firms two years later?"
        ),
    )


@on("S15-2")
def training_and_meetings_bring_finance() -> Verdict:
    """One randomised experiment in other countries: readiness rises, finance on average not measurably."""
    return Verdict(
        basis="literature",
        answer="partly",
        reason=_(
            "In an experiment in five countries of the Western Balkans, lots decided which young firms were trained and pitched with a coach. Judges found these firms "
            "readier. Two years later the effect on money from outside was small on average and could not be told from nought; it was larger, and measurable, for smaller firms."
        ),
        references=("cusolito2021",),
    )


@on("S15-3")
def approval_gives_legitimacy(case_facts: pd.DataFrame) -> Verdict:
    """Bayes' rule with the figures of the case, and what a study of real awards found."""
    facts = case_facts.set_index("fact")["value"]
    base, sensitivity = float(facts["good-plans"]), float(facts["committee-sensitivity"])
    limit = threshold(float(facts["investor-loss"]), float(facts["investor-gain"]))
    return Verdict(
        basis="model",
        answer="illustrated",
        reason=_(
            "With the committee of the case, approval lifts the chance of a good project from {base|%0} to {among|%0}; an investor who asks for {threshold|%0} still says no, and "
            "says yes only if the committee rejects {needed|%1} of the others. On real awards, American research grants to small firms, studies disagree: an early one reads them as a "
            "stamp of quality, a later one, with losers of the same contest, finds that the money did it and the stamp did not."
        ),
        values={
            "base": base,
            "among": good_if_approved(base, sensitivity, float(facts["committee-specificity"])),
            "threshold": limit,
            "needed": specificity_needed(base, sensitivity, limit),
        },
        references=("lerner1999", "howell2017"),
    )


@on("S15-4")
def a_website_informs() -> Verdict:
    """Websites are counted; who founds a firm because of one is not."""
    return Verdict(
        basis="none",
        answer="not testable",
        reason=_(
            "Statistics count organisations that have a website, not what a website of the cluster does for its readers. The effect in the model of the case is an assumption."
        ),
        ask=_(
            "What did you last look up on the cluster's website, and what did you do next that you would not have done without it?"
        ),
    )


@on("S15-5")
def networking_helps(parameters: pd.DataFrame) -> Verdict:
    """One randomised experiment, on firms that existed already."""
    found = parameters.set_index("parameter_id").loc["business-meetings-revenue-effect"]
    return Verdict(
        basis="literature",
        answer="partly",
        reason=_(
            "In an experiment in China, lots put young firms into groups that met every month for a year: their revenue rose by {effect|1} per cent against the others, and stayed "
            "there a year later. These were firms that sold already; whether meetings lead from an idea to a business plan was not asked."
        ),
        values={"effect": float(found["value"])},
        references=("caiszeidl2018",),
    )


@on("S15-6")
def relations_with_larger_members() -> Verdict:
    """A study of all first-time suppliers of large foreign firms in one country."""
    return Verdict(
        basis="literature",
        answer="partly",
        reason=_(
            "A study of all sales between firms in Costa Rica followed firms that sold to a multinational for the first time: in the years after, they employed more people and found more and "
            "better customers. So relations with large firms can be worth much. That support brings them about, and that investors follow, was not shown there."
        ),
        references=("alfarourena2022",),
    )
