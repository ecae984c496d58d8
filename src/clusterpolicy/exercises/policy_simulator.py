"""Exercise of chapter 13: set the levers of a cluster policy, watch a simulated cluster respond, compare two policies."""

from __future__ import annotations

from functools import partial
from typing import Any

from clusterpolicy.charts.look import PALETTES, LookName, vega_config
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load
from clusterpolicy.errors import CourseError
from clusterpolicy.exercises.framework.controls import Control, Option, Select, Slider, Text
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Keeps, Long, Table
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.exercises.framework.regions import region_select
from clusterpolicy.models.policy_simulator import IN_PER_CENT, LEVER_NAMES, RUNS
from clusterpolicy.models.simulator_parameters import LEVERS
from clusterpolicy.simulator.regions import YEAR, start_values
from clusterpolicy.text import _, format_message

LUCK = 100


def outcome_names() -> dict[str, str]:
    """Return the outcomes in words."""
    return {
        "jobs": _("Jobs"),
        "innovations": _("Innovations a year"),
        "sales": _("Sales, million roubles a year"),
        "survival": _("New firms that reach five years, share"),
        "density": _("Density of the network"),
        "cross_ties": _("Ties to universities and other clusters, share"),
        "private": _("Private money for R&D and young firms, million roubles a year"),
    }


def data() -> dict[str, Any]:
    """Return the regions' start values, the levers' ranges, the words of rows, and what the long experiments gave."""
    return {
        "regions": regions(),
        "levers": {
            control.name: {
                "minimum": control.minimum,
                "maximum": control.maximum,
                "default": control.default,
            }
            for control in levers()
        },
        "outcomes": outcome_names(),
        "words": {
            "ours": _("Your policy"),
            "none": _("No policy"),
            "bottom_up": _("Example: bottom-up"),
            "top_down": _("Example: top-down"),
        },
        "problems": {
            "no-name": _("A line begins with a name and a colon."),
            "unknown-lever": _("There is no lever “{word}”."),
            "not-a-number": _("“{word}” is no lever with a number: write lever=number."),
            "out-of-range": _("{word} is out of the lever's range."),
        },
        "stored": stored(),
    }


def regions() -> dict[str, dict[str, float]]:
    """Return the start values of each region that has all figures."""
    found = {}
    for code in load("regions")["iso_code"]:
        try:
            found[code] = start_values(code)
        except CourseError:
            continue  # an okrug inside another region, without figures of its own
    return found


def stored() -> dict[str, float]:
    """Return the figures of the stored comparison that feedback quotes."""
    table = load("simulator_comparison").set_index(["policy", "outcome"])["difference"]
    return {
        **{
            f"{outcome}_{policy}": float(table[policy, outcome])
            for outcome in ("innovations", "jobs", "private")
            for policy in ("bottom_up", "top_down", "no_own_part", "large_own_part")
        },
        "runs": int(load("simulator_comparison")["runs"].max()),
    }


def levers() -> tuple[Slider, ...]:
    """Return a slider for each lever, its range from the declaration of the model."""
    labels = {
        "approach": (_("Approach: from bottom-up to top-down"), "%"),
        "rd_grants": (_("R&D grants"), _("million roubles a year")),
        "networking": (_("Networking"), _("million roubles a year")),
        "sme_services": (_("Services to young firms"), _("million roubles a year")),
        "training": (_("Training"), _("million roubles a year")),
        "public_purchasing": (_("Public purchasing"), _("million roubles a year")),
        "cofinancing": (_("Firms' own part of grant projects"), "%"),
        "support_years": (_("Support stops after"), _("years")),
    }
    found = []
    for name, default, least, greatest, *_rest in LEVERS:
        scale = 100 if name in IN_PER_CENT else 1
        label, unit = labels[name]
        found.append(
            Slider(
                name=name,
                label=label,
                unit=unit,
                minimum=round(least * scale),
                maximum=round(greatest * scale),
                step=5 if name in IN_PER_CENT else 1,
                default=round(default * scale),
                digits=0,
            )
        )
    return tuple(found)


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    codes = list(regions())
    return (
        Select(
            name="outcome",
            label=_("Show"),
            options=tuple(Option(name, words) for name, words in outcome_names().items()),
            default="jobs",
        ),
        *levers(),
        Select(
            name="against",
            label=_("Compare with"),
            options=(
                Option("none", _("no policy")),
                Option("bottom_up", _("an example: bottom-up")),
                Option("top_down", _("an example: top-down")),
                Option("first", _("the first kept setting")),
                Option("second", _("the second kept setting")),
                Option("third", _("the third kept setting")),
            ),
            default="none",
            help=_("Where there is no such kept setting, no policy."),
        ),
        region_select("region", _("Start values of"), default="", none=_("Russia as a whole"), codes=codes),
        Slider(
            name="luck",
            label=_("Luck: number of the run that is shown"),
            minimum=0,
            maximum=LUCK - 1,
            step=1,
            default=0,
            digits=0,
            help=_("Both policies have the same luck."),
        ),
        Text(
            name="saved",
            label=_("Kept settings, one line each"),
            help=_(
                "A line is a name, a colon and levers: “Ours: approach={approach} rd_grants={grants}”. Send lines to others, or "
                "paste theirs. The board takes the first three."
            )
            .replace("{approach}", "30")
            .replace("{grants}", "10"),
        ),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return lines of both policies over the years, with bands where many runs are shown."""
    palette = PALETTES[look]
    colour = alt.Color(
        "policy:N",
        sort=None,
        title=None,
        scale=alt.Scale(range=[palette.series[0], palette.series[1]]),
        legend=alt.Legend(orient="top", labelLimit=260),
    )
    year = alt.X("year:Q", title=_("Year"), axis=alt.Axis(tickMinStep=1, format="d"))
    rows = alt.Chart(alt.NamedData("rows"), width="container", height=280)
    # A single run has no band: it lies on its line, so that the scale has ends.
    band = (
        rows.transform_calculate(
            lower="isValid(datum.low) ? datum.low : datum.value",
            upper="isValid(datum.high) ? datum.high : datum.value",
        )
        .mark_area(opacity=0.18, interpolate="linear")
        .encode(
            x=year, y=alt.Y("lower:Q", title=None, scale=alt.Scale(zero=False)), y2="upper:Q", color=colour
        )
    )
    line = rows.mark_line(strokeWidth=2.5).encode(x=year, y="value:Q", color=colour)
    marks = rows.mark_point(filled=True, size=45).encode(
        x=year,
        y="value:Q",
        color=colour,
        shape=alt.Shape("who:N", legend=None, scale=alt.Scale(range=["circle", "square"])),
        tooltip=[
            alt.Tooltip("policy:N", title=_("Policy")),
            alt.Tooltip("year:Q", title=_("Year")),
            alt.Tooltip("value:Q", title=_("Middle"), format=".2f"),
            alt.Tooltip("low:Q", title=_("A tenth lies below"), format=".2f"),
            alt.Tooltip("high:Q", title=_("A tenth lies above"), format=".2f"),
        ],
    )
    layered: dict[str, Any] = alt.layer(band, line, marks).to_dict()
    return layered | {"config": vega_config(look)}


def figures() -> tuple[Figure, ...]:
    """Return the headline figures, of the outcome that is shown."""
    some = partial(Figure, style="~", digits=2)
    return (
        Figure(name="runs", label=_("Runs shown")),
        some(name="ours", label=_("Your policy")),
        some(name="other", label=_("What it is compared with")),
        some(name="difference", label=_("Difference")),
        Figure(name="public", label=_("Public money spent, million roubles"), digits=0),
        Figure(name="per_million", label=_("Beyond no policy, for each million spent"), style="~", digits=3),
    )


def tables() -> tuple[Table, ...]:
    """Return the outcomes of both policies, the board of kept settings, and lines that cannot be read."""
    some = partial(Figure, style="~", digits=2)
    return (
        Table(
            caption=_("All outcomes: totals of ten years, or the last year"),
            source="outcomes",
            columns=(
                Figure(name="name", label=_("Outcome")),
                some(name="ours", label=_("Your policy")),
                some(name="other", label=_("What it is compared with")),
                some(name="difference", label=_("Difference")),
            ),
        ),
        Table(
            caption=_("Board: what each policy brings beyond no policy"),
            source="board",
            columns=(
                Figure(name="name", label=_("Policy")),
                Figure(name="public", label=_("Public money, million roubles"), digits=0),
                Figure(name="innovations", label=_("Innovations"), digits=0),
                Figure(name="jobs", label=_("Jobs"), digits=0),
                Figure(name="sales", label=_("Sales, million roubles"), digits=0),
                some(name="survival", label=_("Survival, share")),
                Figure(name="private", label=_("Private money, million roubles"), digits=0),
            ),
        ),
        Table(
            caption=_("Kept lines that cannot be read"),
            source="unread",
            empty=_("Every kept line can be read."),
            columns=(
                Figure(name="key", label=_("Line")),
                Figure(name="line", label=_("Text")),
                Figure(name="why", label=_("What is wrong")),
            ),
        ),
    )


def questions() -> tuple[Question, ...]:
    """Return the prediction and three readings."""
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "The same money for ten years, once bottom-up (open calls, firms meet firms), once top-down (major projects, firms are "
                "sent to universities). Which brings more jobs in the simulated cluster?"
            ),
            options=(
                Option("below", _("Bottom-up")),
                Option("above", _("Top-down")),
                Option("same", _("About the same")),
            ),
        ),
        Question(
            id="trade",
            kind="choice",
            prompt=_(
                "Set the approach to one end, compare with the example of the other end, and run both many times. Look at jobs and "
                "at innovations. What do you find?"
            ),
            options=(
                Option("below", _("Bottom-up is ahead on both")),
                Option("above", _("Top-down is ahead on both")),
                Option("depends", _("One is ahead on jobs, the other on innovations")),
                Option("luck", _("The bands overlap, so there is no difference")),
            ),
        ),
        Question(
            id="leverage",
            kind="choice",
            prompt=_(
                "Raise the firms' own part of grant projects. Private money rises much, innovations hardly. Why?"
            ),
            options=(
                Option("rich", _("Firms have become richer")),
                Option("investors", _("Investors have come")),
                Option("not-because", _("Most of it is R&D that firms would have paid anyway")),
                Option("slow", _("Innovations come after the ten years")),
            ),
        ),
        Question(
            id="one-run",
            kind="order",
            prompt=_(
                "You want to compare two policies in a model with chance in it. Put the steps in order."
            ),
            options=(
                Option("say", _("Say what the model leaves out")),
                Option("differ", _("Look at the differences and how far they scatter")),
                Option("many", _("Repeat it many times")),
                Option("run", _("Give both the same money and the same luck")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    both = " " + _(
        "Over {runs|0} runs with the same money, bottom-up brought {innovations_bottom_up|0} innovations and {jobs_bottom_up|0} jobs beyond "
        "no policy, top-down {innovations_top_down|0} and {jobs_top_down|0}."
    )
    parts = " " + _(
        "Over {runs|0} runs, an own part of more than half brought {private_large_own_part|0} million roubles of private money beyond no "
        "policy, none at all {private_no_own_part|0}; innovations were {innovations_large_own_part|0} and {innovations_no_own_part|0}."
    )
    return {
        "guess-below": _("Kept: bottom-up. Now run both, with the same luck."),
        "guess-above": _("Kept: top-down. Now run both, with the same luck."),
        "guess-same": _("Kept: about the same. Now run both, with the same luck."),
        "trade-depends": _("Right: which is better depends on what you want.") + both,
        "trade-below": _("On innovations, yes. Look at jobs as well.") + both,
        "trade-above": _("On jobs, yes. Look at innovations as well.") + both,
        "trade-luck": _(
            "Bands show how far runs differ by luck. But both policies have the same luck: look at the difference, run by run."
        )
        + both,
        "leverage-not-because": _(
            "Right: firms pay their part out of the R&D that they would have done. Money beside public money is not money because of it."
        )
        + parts,
        "leverage-rich": _(
            "Look at sales: they hardly move. The own part is paid out of R&D that was planned."
        )
        + parts,
        "leverage-investors": _(
            "Investors look at young firms, not at grants. The own part is paid by those who get them."
        )
        + parts,
        "leverage-slow": _("Grants are at work within a year. The own part only changes who pays for it.")
        + parts,
        "one-run-right": _(
            "Right: same money and same luck first, then many runs, then the differences. And a model leaves out more than it holds."
        ),
        "one-run-early": _(
            "What the model leaves out is said last, about a result that you have. One step at least comes before it."
        ),
        "one-run-bands": _("One run has no scatter. Repeat before you look at how far differences scatter."),
        "one-run-first": _(
            "Begin with the comparison itself: the same money and the same luck, or nothing can be compared."
        ),
    }


def samples(_data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    return {
        "guess": Samples(right=["above"], wrong={"below": ["below"], "above": ["above"], "same": ["same"]}),
        "trade": Samples(right=["depends"], wrong={"below": ["below"], "above": ["above"], "luck": ["luck"]}),
        "leverage": Samples(
            right=["not-because"], wrong={"rich": ["rich"], "investors": ["investors"], "slow": ["slow"]}
        ),
        "one-run": Samples(
            right=[["run", "many", "differ", "say"]],
            wrong={
                "said too early": [["say", "run", "many", "differ"], ["run", "many", "say", "differ"]],
                "scatter of one run": [["run", "differ", "many", "say"], ["differ", "run", "many", "say"]],
                "not the comparison first": [["many", "run", "differ", "say"]],
            },
        ),
    }


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    return Exercise(
        id="policy-simulator",
        title=_("Policy simulator"),
        task=_(
            "Set the levers of a cluster policy. Sixty simulated firms, two universities and a cluster organisation respond over ten years. "
            "One run is one story; run it many times before you believe it. These are simulated firms, not data."
        ),
        model="policy_simulator",
        data=data,
        controls=controls(),
        figures=figures(),
        chart=Chart(
            title=_("Two policies in a simulated cluster"),
            spec=spec,
            series=(),
            alt=_(
                "Lines of “{outcome}” over ten years, for your policy and for “{other_name}”, {runs|0} runs each. "
                "They end with {jobs_ours|0} jobs and with {jobs_other|0}."
            ),
            source=_(
                "Policy simulator of this course (teaching data, see the page on its rules); start values: Rosstat. Data to {year}."
            ).replace("{year}", str(YEAR)),
            table=Table(
                caption=_("Both policies, year by year"),
                columns=(
                    Figure(name="policy", label=_("Policy")),
                    Figure(name="year", label=_("Year")),
                    Figure(name="value", label=_("Middle"), style="~", digits=3),
                    Figure(name="low", label=_("A tenth lies below"), style="~", digits=3),
                    Figure(name="high", label=_("A tenth lies above"), style="~", digits=3),
                ),
            ),
        ),
        details=tables(),
        questions=questions(),
        messages=messages(),
        samples=samples,
        long=Long(
            label=format_message(_("Run each policy {runs|0} times"), {"runs": RUNS}),
        ),
        keeps=Keeps(control="saved", names=tuple(LEVER_NAMES)),
        claims=("S13-2", "S16-3"),
    )
