"""Exercise of chapter 11: a hundred ideas on their way to finance, and what each action of support adds."""

from __future__ import annotations

from typing import Any

from clusterpolicy.charts.exercise_chart import framed
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load
from clusterpolicy.exercises.committee_signal import facts
from clusterpolicy.exercises.framework.controls import Checkbox, Control, Option, Slider
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.models.committee_signal import good_if_approved
from clusterpolicy.models.sme_funnel import ACTIONS, ASKED, IDEAS, lifted
from clusterpolicy.text import _, format_message, language


def short_names() -> dict[str, str]:
    """Return the actions in few words."""
    return {
        "business_creation": _("business creation"),
        "search_for_finance": _("training and meetings"),
        "committee": _("committee"),
        "website": _("website"),
        "networking": _("networking"),
        "large_members": _("larger members"),
    }


def data() -> dict[str, Any]:
    """Return stages with their counts, actions with their effect and cost, and the figures of the committee."""
    code = language()
    stages = load("case_funnel").sort_values("place").to_dict("records")
    places = {row["stage"]: row["place"] - 2 for row in stages}
    case = facts()
    short = short_names()
    return {
        "stages": [
            {
                "key": row["stage"],
                "name": row[f"name_{code}"],
                "short": stage_names()[row["stage"]],
                "count": row["count"],
            }
            for row in stages
        ],
        "actions": {
            identifier(row["action"]): {
                "short": short[identifier(row["action"])],
                # The step that leads to the stage.
                "step": places[row["stage"]],
                "ratio": row["odds_ratio"] if row["odds_ratio"] == row["odds_ratio"] else None,
                "cost": row["cost"],
                "runs": row["since"] == row["since"],
            }
            for row in load("case_support_actions").astype({"since": float}).to_dict("records")
        },
        "facts": case | {"among": good_if_approved(case["base"], case["sensitivity"], case["specificity"])},
        "words": words(),
    }


def stage_names() -> dict[str, str]:
    """Return the stages in words that fit on an axis."""
    return {
        "idea": _("idea"),
        "firm": _("firm"),
        "plan": _("business plan"),
        "meeting": _("meeting"),
        "finance": _("finance"),
    }


def identifier(action: str) -> str:
    """Return the name of an action as models and controls write it."""
    return action.replace("-", "_")


def words() -> dict[str, str]:
    """Return what stands where a figure cannot be."""
    return {
        "start": _("the start"),
        "evidence": _("none: it works by its approval"),
        "none-chosen": _("nothing is chosen"),
        "none-financed": _("nobody is financed"),
        "no-ideas": _("there are no ideas"),
        "yes": _("yes"),
        "no": _("no"),
        "takes": _("enough for the investor"),
        "fails": _("too little for the investor"),
    }


def controls() -> tuple[Control, ...]:
    """Return what a learner can move: the actions, the ideas, the money, and two assumptions."""
    actions = load("case_support_actions").set_index("action")
    actions.index = [identifier(str(action)) for action in actions.index]
    boxes = [
        Checkbox(
            name=name,
            label=format_message(
                _("{action}: {cost|~1} million roubles a year"),
                {"action": actions.at[name, f"name_{language()}"], "cost": float(actions.at[name, "cost"])},
            ),
            default=bool(actions["since"].notna()[name]),
            help=_("Runs already: the marks of April 2012 hold it.")
            if actions["since"].notna()[name]
            else "",
        )
        for name in ACTIONS
    ]
    return (
        *boxes,
        Slider(
            name="ideas",
            label=_("Ideas"),
            unit=_("ideas"),
            minimum=0,
            maximum=200,
            step=10,
            default=IDEAS,
            digits=0,
        ),
        Slider(
            name="budget",
            label=_("Money for support"),
            unit=_("million roubles a year"),
            minimum=0,
            maximum=10,
            step=0.1,
            default=round(float(actions["cost"].sum()), 1),
            digits=1,
            help=_(
                "If it does not pay for all that you chose, every action reaches the same part of the firms."
            ),
        ),
        Slider(
            name="strength",
            label=_("How much of the assumed effect comes true"),
            unit="%",
            minimum=0,
            maximum=100,
            step=5,
            default=100,
            digits=0,
        ),
        Slider(
            name="specificity",
            label=_("Specificity: of the projects that are not good, the committee rejects"),
            unit="%",
            minimum=0,
            maximum=100,
            step=1,
            default=round(100 * facts()["specificity"]),
            digits=0,
        ),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return a bar for each stage, and a mark where it stands as in April 2012."""
    palette = PALETTES[look]
    title = _("Ideas that get this far")
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("short:N", axis=alt.Axis(title=None, labelLimit=110), sort=None),
        tooltip=[
            alt.Tooltip("name:N", title=_("Stage")),
            alt.Tooltip("count:Q", title=_("With my support"), format=".1f"),
            alt.Tooltip("before:Q", title=_("As in April 2012"), format=".1f"),
        ],
    )
    axis = alt.Axis(title=title, tickCount=5)
    bars = base.mark_bar(height={"band": 0.6}, color=palette.series[0]).encode(
        x=alt.X("count:Q", axis=axis, scale=alt.Scale(zero=True, domainMin=0))
    )
    before = base.mark_tick(thickness=4, size=30, opacity=1, color=palette.accent).encode(
        x=alt.X("before:Q", axis=axis)
    )
    labels = base.mark_text(align="left", dx=9, color=palette.ink, fontSize=13).encode(
        x=alt.X("count:Q", axis=axis), text=alt.Text("count:Q", format=".1f")
    )
    return framed(alt.layer(bars, before, labels), look, 220, right=48)


def figures() -> tuple[Figure, ...]:
    """Return the headline figures."""
    return (
        Figure(name="cost", label=_("Cost of what you chose, million roubles a year"), style="~", digits=1),
        Figure(name="reach", label=_("Part of the firms that the money reaches"), style="%", digits=0),
        Figure(name="before", label=_("Firms financed as in April 2012"), digits=1),
        Figure(name="financed", label=_("Firms financed with your support"), digits=1),
        Figure(name="each", label=_("Million roubles for each firm financed"), digits=2),
        Figure(name="narrowest", label=_("The narrowest step leads to")),
        Figure(name="approval", label=_("A committee's approval is")),
        Figure(name="best_financed", label=_("Firms financed with the best set for the money"), digits=1),
    )


def tables() -> tuple[Table, ...]:
    """Return the actions one by one."""
    return (
        Table(
            caption=_("Action by action, if paid in full"),
            source="actions",
            columns=(
                Figure(name="name", label=_("Action")),
                Figure(name="stage", label=_("Helps to reach")),
                Figure(name="cost", label=_("Million roubles a year"), style="~", digits=1),
                Figure(name="ratio", label=_("Multiplies the odds of this step by"), style="~", digits=2),
                Figure(name="alone", label=_("Alone, more firms financed"), digits=2),
                Figure(name="beside", label=_("Beside your others, more firms financed"), digits=2),
                Figure(name="best", label=_("In the best set for the money")),
            ),
        ),
    )


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    kept = _(
        "Kept: {action}. Now switch the actions on, one at a time. The best of them adds {best_gain|1} firms to {start|0}."
    )
    guesses: dict[str, Message] = {
        "guess-" + name: kept.replace("{action}", words)
        for name, words in short_names().items()
        if name != "business_creation"
    }
    return guesses | {
        "odds-right": _(
            "Right. {met|0} do and {not_met|0} do not; the first of these is multiplied by {ratio|~1}. So {for|0} stand against {not_met|0}, and "
            "that makes {right|~1} of {plans|0}."
        ),
        "odds-chance": _(
            "{answer|~3} multiplies the number that meet one by {ratio|~1}; go on like that, and more meet one than there are. Multiply the odds, {met|0} to "
            "{not_met|0}, and turn them back into a number of {plans|0}."
        ),
        "odds-share": _("{answer|~3} is the share. Asked is how many of the {plans|0} plans."),
        "odds-odds": _("{answer|~3} is the new odds: {for|0} to {not_met|0}. How many of {plans|0} is that?"),
        "odds-gain": _(
            "{answer|~3} is how many more. Asked is how many in all, with the {met|0} that meet one already."
        ),
        "odds-added": _("{answer|~3} adds {ratio|~1}. An odds ratio multiplies."),
        "odds-not-a-number": _("“{answer}” is not a number. Write digits."),
        "odds-other": _(
            "{answer|~3} is not it. The odds are {met|0} to {not_met|0} today. Multiply the first by {ratio|~1}; then divide by both together."
        ),
        "together-product": _(
            "Right. Each alone, added up, would make {sum|1}; together they make {all|1}. Who gets on at one step meets better odds at the next."
        ),
        "together-synergy": _(
            "No such thing was put in: each action multiplies the odds of its own step by its own number, whatever the others do. {all|1} in place of {sum|1} comes from the steps."
        ),
        "together-money": _(
            "The money pays for each of the {new|0} actions in full, alone or together. {all|1} in place of {sum|1} has another reason."
        ),
        "together-committee": _(
            "The committee is switched off in both counts. {all|1} in place of {sum|1} comes without it."
        ),
        "approval-threshold": _(
            "Right. An approved project is good with a chance of {among|%0}; the investor asks for {threshold|%0}. Raise the specificity until “A committee's approval is” "
            "changes."
        ),
        "approval-cost": _(
            "It costs {committee_cost|~1} million, and the money is there. It changes nothing all the same."
        ),
        "approval-good": _(
            "It misses some good ones. But {among|%0} of the approved are good, and that is the figure the investor looks at."
        ),
        "approval-useless": _(
            "It tells him much: the chance rises to {among|%0}. Below {threshold|%0} that is still not enough."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    action = data["actions"][ASKED]
    plans, met = data["stages"][action["step"]]["count"], data["stages"][action["step"] + 1]["count"]
    ratio = action["ratio"]
    share = lifted(met / plans, ratio)
    asked = [name for name in ACTIONS if name != "business_creation"]
    return {
        "guess": Samples(right=[ASKED], wrong={name: [name] for name in asked}),
        "odds": Samples(
            right=[plans * share, f"{plans * share:.1f}", f"{plans * share:.1f}".replace(".", ",")],
            wrong={
                "chance": [met * ratio],
                "share": [share, f"{100 * share:.1f} %"],
                "odds": [met * ratio / (plans - met)],
                "gain": [plans * share - met],
                "added": [met + ratio],
                "not a number": ["more"],
                "other": [15],
            },
        ),
        "together": Samples(
            right=["product"],
            wrong={"synergy": ["synergy"], "money": ["money"], "committee": ["committee"]},
        ),
        "approval": Samples(
            right=["threshold"],
            wrong={"cost": ["cost"], "good": ["good"], "useless": ["useless"]},
        ),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, a step with its odds multiplied, and why effects multiply and approval does nothing."""
    names, case = short_names(), data()
    action = case["actions"][ASKED]
    step = {
        "plans": case["stages"][action["step"]]["count"],
        "met": case["stages"][action["step"] + 1]["count"],
        "ratio": action["ratio"],
    }
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "Help with business creation runs already. You may add one more action. With which of them are most firms financed in the end?"
            ),
            options=tuple(Option(name, names[name]) for name in ACTIONS if name != "business_creation"),
        ),
        Question(
            id="odds",
            kind="numeric",
            prompt=format_message(
                _(
                    "Of {plans|0} business plans {met|0} meet an investor. Training and meetings multiply the odds of that by {ratio|~1}. How many of the {plans|0} meet "
                    "one then? Round to one decimal."
                ),
                step,
            ),
        ),
        Question(
            id="together",
            kind="choice",
            prompt=_(
                "Reset the exercise and switch on all actions but the committee. More firms are financed than the single gains add up to. Why?"
            ),
            options=(
                Option("synergy", _("The actions strengthen one another")),
                Option("product", _("The steps follow one another, so gains multiply")),
                Option("money", _("Together they are paid better")),
                Option("committee", _("The committee sees to it")),
            ),
        ),
        Question(
            id="approval",
            kind="choice",
            prompt=_("Switch the committee on as well. Nothing changes. Why?"),
            options=(
                Option("cost", _("It costs too much")),
                Option("good", _("It rejects too many good projects")),
                Option("useless", _("Its approval tells the investor nothing")),
                Option("threshold", _("After approval the chance is still below what the investor asks for")),
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    return Exercise(
        id="sme-funnel",
        title=_("A hundred ideas on their way to finance"),
        task=_(
            "The bars are the ideas that get to each stage; the marks show April 2012. Switch actions on one at a time and watch the last bar, finance. Then lower the money "
            "for support, or the part of the effect that comes true."
        ),
        model="sme_funnel",
        data=data,
        teaching=True,
        controls=controls(),
        figures=figures(),
        chart=Chart(
            title=_("From idea to finance: bars with your support, marks as in April 2012"),
            spec=spec,
            alt=_(
                "Five bars that shrink from idea to finance. {financed|~2} firms are financed, {before|~2} as in April 2012; what you chose costs {cost|~1} million "
                "roubles a year. The narrowest step leads to: {narrowest}."
            ),
            source=_(
                "Counts, odds ratios and costs are assumptions of the course, no study is behind them. Data to {year}."
            ).replace("{year}", "2012"),
            table=Table(
                caption=_("Stages of the funnel"),
                columns=(
                    Figure(name="name", label=_("Stage")),
                    Figure(name="count", label=_("With your support"), digits=1),
                    Figure(name="before", label=_("As in April 2012"), digits=1),
                    Figure(name="share", label=_("Of those at the stage before"), style="%", digits=1),
                ),
            ),
        ),
        details=tables(),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S15-1", "S15-2", "S15-3", "S15-4", "S15-5", "S15-6"),
    )
