"""Exercise of chapter 2: put programmes to six questions and see which of the deck's models they come near to."""

from __future__ import annotations

from typing import Any

from clusterpolicy.charts.exercise_chart import framed, hollow
from clusterpolicy.charts.look import PALETTES, LookName
from clusterpolicy.charts.vega import alt
from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.controls import Checkbox, Control, Option, Select, Slider
from clusterpolicy.exercises.framework.exercise import Chart, Exercise, Figure, Table
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.models.classify_governance import MODELS, OWN, model_of
from clusterpolicy.text import _, language

# The six that the question asks for, and the model under which the deck names each one's country.
ASKED = (
    "fra-poles-1",
    "deu-spitzencluster",
    "ita-districts-2011",
    "swe-vinnvaxt",
    "chl-national",
    "zaf-durban-automotive",
)
DECK = {
    "FRA": "proactive",
    "KOR": "proactive",
    "ZAF": "proactive",
    "DEU": "mixed",
    "CHL": "mixed",
    "ITA": "business",
    "SWE": "business",
}
EXPLAINED = {
    "deu-spitzencluster": "classify-germany",
    "swe-vinnvaxt": "classify-sweden",
    "chl-national": "classify-chile",
    "zaf-durban-automotive": "classify-durban",
}


def model_names() -> dict[str, str]:
    """Return the deck's three models in words."""
    return {"business": _("business-oriented"), "mixed": _("mixed"), "proactive": _("proactive")}


def criteria() -> dict[str, str]:
    """Return the six questions in words."""
    return {
        "strategy": _("Who sets the strategy?"),
        "public_share": _("Public share of the funding"),
        "profit": _("Run for profit?"),
        "management": _("Who manages?"),
        "staff": _("What staff?"),
        "scope": _("What is it about?"),
    }


def answer_words() -> dict[str, dict[str, str]]:
    """Return the answers to each question in words, in the order of a list."""
    return {
        "strategy": {"firms": _("firms"), "region": _("the region"), "state": _("the State")},
        "profit": {"yes": _("yes"), "no": _("no")},
        "management": {
            "firms": _("firms"),
            "joint": _("firms and authorities together"),
            "state": _("the State"),
        },
        "staff": {
            "none": _("none"),
            "shared": _("a few hours of somebody"),
            "permanent": _("a team of its own"),
        },
        "scope": {
            "cooperation": _("cooperation between firms"),
            "development": _("development of the region"),
            "research": _("research projects"),
        },
    }


def cases() -> dict[str, Any]:
    """Return the programmes with their documented answers."""
    programmes = load("cluster_programmes").set_index("programme_id")
    countries = load("countries").set_index("iso3")[f"name_{language()}"]
    found: dict[str, Any] = {}
    for row in load("governance_codes").itertuples():
        programme = programmes.loc[row.programme_id]
        case = found.setdefault(
            row.programme_id,
            {
                "name": f"{countries[programme['iso3']]}: {short_name(programme)}",
                "deck": DECK.get(programme["iso3"], ""),
                "answers": {},
            },
        )
        case["answers"][row.criterion] = [row.code, row.verification]
    return found


def short_name(programme: Any) -> str:
    """Return a programme's name without what stands in brackets, in the language in force where it has one."""
    russian = programme["programme_ru"]
    name = russian if language() == "ru" and isinstance(russian, str) else programme["programme_en"]
    return str(name).split(" (", maxsplit=1)[0].split(", phase", maxsplit=1)[0]


def data() -> dict[str, Any]:
    """Return models, programmes and the words for their answers."""
    models: dict[str, dict[str, str]] = {}
    for row in load("governance_models").itertuples():
        models.setdefault(row.model, {})[row.criterion] = row.code
    return {
        "models": models,
        "names": model_names(),
        "cases": cases(),
        "asked": list(ASKED),
        "explained": EXPLAINED,
        "questions": criteria(),
        "codes": answer_words(),
        "verification": {
            "own": _("your answer"),
            "sourced": _("sourced"),
            "partly": _("inferred"),
            "recalled": _("not verified"),
        },
        "words": {
            "unknown": _("not documented"),
            "silent": _("the deck is silent"),
            "tie": _("no single one"),
            "doubtful": _("with answers not verified"),
        },
    }


def controls() -> tuple[Control, ...]:
    """Return what a learner can move."""
    own = {"case": (OWN,)}
    names = sorted(((case["name"], key) for key, case in cases().items()))
    listed = tuple(Option(key, name) for name, key in names)
    answers = answer_words()

    def asked(name: str, default: str) -> Select:
        options = (
            Option("", _("not known")),
            *(Option(code, words) for code, words in answers[name].items()),
        )
        return Select(name=name, label=criteria()[name], options=options, default=default, when=own)

    return (
        Select(
            name="case",
            label=_("Programme"),
            options=(*listed, Option(OWN, _("one of my own"))),
            default="fra-poles-1",
        ),
        Checkbox(
            name="verified",
            label=_("Leave out what was inferred or not verified"),
            default=False,
        ),
        asked("strategy", "region"),
        Slider(
            name="public_share",
            label=criteria()["public_share"],
            unit="%",
            minimum=0,
            maximum=100,
            step=5,
            default=50,
            digits=0,
            when=own,
        ),
        asked("profit", "no"),
        asked("management", "joint"),
        asked("staff", "shared"),
        asked("scope", "development"),
    )


def spec(look: LookName) -> dict[str, Any]:
    """Return one bar a model; a bar that rests on answers not verified is hollow."""
    palette = PALETTES[look]
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("name:N", axis=alt.Axis(title=None, labelLimit=150), sort=None),
        x=alt.X(
            "closeness:Q",
            axis=alt.Axis(title=_("Closeness to the model"), format=".0%", tickCount=5),
            scale=alt.Scale(domain=[0, 1]),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=_("Model")),
            alt.Tooltip("closeness:Q", title=_("Closeness"), format=".0%"),
            alt.Tooltip("answered:N", title=_("Questions compared")),
            alt.Tooltip("mark:N", title=_("Mark")),
        ],
    )
    colour = alt.condition("datum.nearest", alt.value(palette.series[0]), alt.value(palette.muted))
    bars = base.mark_bar(height={"band": 0.6}, strokeWidth=2).encode(
        color=colour,
        stroke=colour,
        **hollow("datum.doubtful > 0"),
    )
    labels = base.mark_text(align="left", dx=6, color=palette.ink, fontSize=13).encode(text="answered:N")
    return framed(alt.layer(bars, labels), look, 130, right=40)


def messages() -> dict[str, Message]:
    """Return what the checks say."""
    tail = " " + _("You placed {placed|0} of {asked|0} as the documents do.")
    return {
        "guess-all": _("Kept: all of them. Now look at each programme."),
        "guess-half": _("Kept: about half of them. Now look at each programme."),
        "guess-none": _("Kept: hardly any. Now look at each programme."),
        "classify-right": _(
            "Right, all {asked|0}. Only {alike|0} of them come out where the deck puts their country: programmes have "
            "a way to be governed, countries do not."
        ),
        "classify-deck": _(
            "That is the deck's own list, country by country. Choose each programme and read the chart."
        )
        + tail,
        "classify-germany": _(
            "{programme}: the regions bid, which speaks for mixed; research projects and a team of its own speak for "
            "{model} ({closeness|%0}). Some of these answers are not verified: leave them out and look again."
        ),
        "classify-sweden": _(
            "{programme}: the initiatives are regional and are managed jointly, with public money. Of the models it is "
            "closest to {model} ({closeness|%0}), although the deck counts Northern Europe as business-oriented."
        ),
        "classify-chile": _(
            "{programme}: the government chose the sectors. On the one question that the documents answer it is {model} "
            "({closeness|%0}); the deck lists the country as mixed."
        ),
        "classify-durban": _(
            "{programme}: a municipality and firms, not the State. That makes it {model} ({closeness|%0}); the deck lists the country "
            "beside France."
        ),
        "classify-other": _(
            "{programme} comes out as {model} ({closeness|%0}). Choose it and read the table of answers."
        )
        + tail,
        "useless-management": _(
            "Right: the deck has firms and authorities managing together in both. A question on which two models agree "
            "cannot tell them apart."
        ),
        "useless-strategy": _(
            "Strategy tells them apart: the region in one, the State in the other. Look for the row in which both answers are the same."
        ),
        "useless-staff": _(
            "On staff the deck speaks of the proactive model alone. That is a gap, not an agreement."
        ),
        "useless-scope": _(
            "The deck has regional development in one and research projects in the other: they differ."
        ),
    }


def samples(data: dict[str, Any]) -> dict[str, Samples]:
    """Return right and wrong answers."""
    right = {case: model_of(data, case, False) for case in ASKED}
    deck = {case: data["cases"][case]["deck"] for case in ASKED}

    def but(**changes: str) -> dict[str, str]:
        return right | {name.replace("_", "-"): model for name, model in changes.items()}

    return {
        "guess": Samples(right=["half"], wrong={"all": ["all"], "half": ["half"], "none": ["none"]}),
        "classify": Samples(
            right=[right],
            wrong={
                "as the deck has it": [deck],
                "Germany": [but(deu_spitzencluster="mixed"), but(deu_spitzencluster="business")],
                "Sweden": [but(swe_vinnvaxt="business"), but(swe_vinnvaxt="proactive")],
                "Chile": [but(chl_national="mixed")],
                "Durban": [but(zaf_durban_automotive="proactive")],
                "another": [but(ita_districts_2011="mixed"), but(fra_poles_1="business")],
            },
        ),
        "useless": Samples(
            right=["management"],
            wrong={"strategy": ["strategy"], "staff": ["staff"], "scope": ["scope"]},
        ),
    }


def questions() -> tuple[Question, ...]:
    """Return a prediction, six programmes to place, and a question about the questions."""
    programmes, names = cases(), model_names()
    return (
        Question(
            id="guess",
            kind="choice",
            stage="predict",
            prompt=_(
                "The deck gives each model some countries. Take one programme of each of six such countries and look at what is documented. "
                "How many come out under the model that the deck names?"
            ),
            options=(
                Option("all", _("All of them")),
                Option("half", _("About half")),
                Option("none", _("Hardly any")),
            ),
        ),
        Question(
            id="classify",
            kind="match",
            prompt=_(
                "Place these six by all that is documented, verified or not. To which model does each come nearest?"
            ),
            options=tuple(Option(case, programmes[case]["name"]) for case in ASKED),
            targets=tuple(Option(model, names[model]) for model in MODELS),
        ),
        Question(
            id="useless",
            kind="choice",
            prompt=_(
                "Which question cannot tell a mixed cluster from a proactive one, because the deck answers it alike for both?"
            ),
            options=tuple(
                Option(name, criteria()[name]) for name in ("strategy", "management", "staff", "scope")
            ),
        ),
    )


def declare() -> Exercise:
    """Return the exercise in the language in force."""
    names = model_names()
    return Exercise(
        id="classify-governance",
        title=_("Three models, six questions"),
        task=_(
            "Choose a programme, or describe one of your own. The bars show how far its answers agree with each model; the figure "
            "behind a bar says on how many of the model's questions that rests."
        ),
        model="classify_governance",
        data=data,
        controls=controls(),
        figures=(
            Figure(name="nearest", label=_("Nearest model")),
            Figure(name="closeness", label=_("Closeness"), style="%", digits=0),
            Figure(name="known", label=_("Questions answered, of six")),
            Figure(name="doubtful", label=_("Answers inferred or not verified")),
            Figure(name="placed", label=_("Programmes whose country the deck places")),
            Figure(name="alike", label=_("Of these, placed as the deck does")),
        ),
        chart=Chart(
            title=_("How close the programme comes to each model"),
            spec=spec,
            alt=_(
                "Three bars. Nearest is {nearest} with {closeness_shown|%0}; {known|0} of six questions are answered, "
                "{doubtful|0} of them by inference or not verified."
            ),
            source=_(
                "Deck of April 2012 (models); programmes as documented in the course's datasets, hollow bars rest on entries not verified. "
                "Data to {year}."
            ).replace("{year}", "2017"),
            table=Table(
                caption=_("Closeness to each model"),
                columns=(
                    Figure(name="name", label=_("Model")),
                    Figure(name="closeness", label=_("Closeness"), style="%", digits=0),
                    Figure(name="shared", label=_("Questions compared")),
                    Figure(name="doubtful", label=_("Not verified")),
                ),
            ),
        ),
        details=(
            Table(
                caption=_("Answers, one question a line"),
                source="answers",
                columns=(
                    Figure(name="question", label=_("Question")),
                    Figure(name="case", label=_("This programme")),
                    Figure(name="verification", label=_("How far checked")),
                    *(Figure(name=model, label=names[model]) for model in MODELS),
                ),
            ),
        ),
        questions=questions(),
        messages=messages(),
        samples=samples,
        claims=("S03-1", "S03-2", "S04-1", "S04-2", "S04-3", "S04-4", "S04-5", "S05-1", "S05-3"),
    )
