"""A brief for one region: its sections in order, from what is known of the region and from the learner's own work.

``data`` holds the exercises (``id``, ``title``, ``place``, ``teaching``, ``source``, ``controls``, ``data``) and those that only leave a
trace in the table of what was done; ``region`` holds ``code``, ``name``, ``facts`` and ``parts``, blocks that rest on the region alone.
"""

from clusterpolicy.models.answers import feedback
from clusterpolicy.models.brief_blocks import items, missing, own, paragraph, say, section, table
from clusterpolicy.models.brief_sections import (
    approach,
    financing,
    firms,
    likeness,
    objectives,
    priorities,
    scorecard,
    stakeholders,
)
from clusterpolicy.models.brief_settings import setting

# Under this id progress files keep the learner's own texts.
TEXTS = "brief"
# Exercise by the section that it fills.
FILLS = {
    "approach": "choose-an-approach",
    "objectives": "logic-model",
    "priorities": "value-chain-budget",
    "stakeholders": "stakeholder-network",
    "firms": "sme-funnel",
    "financing": "financing-plan",
    "scorecard": "readiness-scorecard",
}
LIKENESS = "match-the-case"
ORDER = [
    "diagnosis",
    "peers",
    "dependence",
    "approach",
    "objectives",
    "priorities",
    "stakeholders",
    "firms",
    "financing",
    "organisation",
    "scorecard",
    "evaluation",
    "legal",
    "days",
]
# The first piece of advice of each of these stands in the summary.
LEADING = [
    "diagnosis",
    "dependence",
    "peers",
    "approach",
    "financing",
    "organisation",
    "scorecard",
    "evaluation",
]
# Where a learner writes; the summary's own place is the message.
PLACES = ["message"] + ORDER
HOLDERS = {
    "approach": approach,
    "objectives": objectives,
    "priorities": priorities,
    "stakeholders": stakeholders,
    "firms": firms,
    "financing": financing,
    "scorecard": scorecard,
}


def check(data, question, answer, values, earlier):
    """Return the sections of a brief; ``answer`` holds ``region``, ``entries`` and the day on which it is ``made``."""
    outcome = feedback("brief-made", True)
    outcome["sections"] = compose(data, answer["region"], answer["entries"], answer["made"])
    return outcome


def compose(data, region, entries, made):
    """Return all sections of a brief in order."""
    exercises = {item["id"]: item for item in data["exercises"]}
    texts = own_texts(entries)
    body = []
    for key in ORDER:
        blocks = list(region["parts"].get(key, []))
        if key in FILLS:
            exercise = exercises[FILLS[key]]
            blocks = HOLDERS[key](exercise, setting(exercise, entries, region["code"]), region) + blocks
        if key == "peers":
            exercise = exercises[LIKENESS]
            blocks += likeness(exercise, setting(exercise, entries, region["code"]), region)
        if key == "days":
            blocks = [days(region, body)]
        blocks.append(own(key, say("own-" + key), texts[key]))
        body.append(section(key, say("title-" + key), blocks))
    lacking = gaps(body)
    ends = [
        section("gaps", say("title-gaps"), [items(lacking)] if lacking else [paragraph(say("gaps-none"))]),
        section("made", say("title-made"), trace(data, entries)),
        section("sources", say("title-sources"), region["parts"]["sources"]),
    ]
    return [summary(region, body, lacking, texts["message"], made)] + body + ends


def own_texts(entries):
    """Return the learner's own text of each place; nothing where there is none, or what is kept is no text."""
    kept = entries.get(TEXTS, {}).get("values", {})
    found = {}
    for name in PLACES:
        value = kept.get(name, "")
        found[name] = value if isinstance(value, str) else ""
    return found


def summary(region, body, lacking, message, made):
    """Return the page on top: the region in figures, what stands out, the leading advice, and what is missing."""
    blocks = [paragraph(say("summary-made", {"region": region["name"], "made": made}))]
    blocks.append(own("message", say("own-message"), message))
    blocks += region["parts"]["summary"]
    leading = []
    for one in body:
        found = pieces(one["blocks"], "advice")
        if one["key"] in LEADING and found:
            leading.append(say("summary-advice", {"text": found[0]["text"], "section": one["title"]}))
    blocks.append(paragraph(say("summary-leading")))
    blocks.append(items(leading, True))
    there = say("summary-gaps", {"count": len(lacking)}, len(lacking)) if lacking else say("gaps-none")
    blocks.append(paragraph(there))
    return section("summary", say("title-summary", {"region": region["name"]}), blocks)


def pieces(blocks, kind):
    """Return the blocks of one kind."""
    return [block for block in blocks if block["kind"] == kind]


def gaps(body):
    """Return all that is named as missing, with its section, each once."""
    found = []
    for one in body:
        for block in pieces(one["blocks"], "missing"):
            line = say("gap", {"text": block["text"], "section": one["title"]})
            if line not in found:
                found.append(line)
    return found


def days(region, body):
    """Return what to do in a hundred days: steps that every region has, and one for each piece of advice, with its reason."""
    rows = []
    for phase, key in (
        ("first", "scorecard"),
        ("second", "approach"),
        ("second", "stakeholders"),
        ("third", "financing"),
    ):
        for one in body:
            found = pieces(one["blocks"], "advice")
            if one["key"] == key and found:
                because = say("because", {"rule": found[0]["rule"], "value": found[0]["value"]})
                rows.append([phase, found[0]["text"], because])
    rows = region["parts"]["steps"] + rows
    lines = []
    for phase in ("first", "second", "third"):
        for row in rows:
            if row[0] == phase:
                lines.append([say("days-" + phase), row[1], row[2]])
    columns = [(say("column-days"), False), (say("column-what"), False), (say("column-why"), False)]
    return table(say("caption-days"), columns, lines, say("source-days"))


def trace(data, entries):
    """Return which exercises the learner has done, with the answers that were right, and where the others are done."""
    rows, undone = [], []
    for item in data["exercises"] + data["others"]:
        entry = entries.get(item["id"])
        if entry is None:
            undone.append(say("undone", {"exercise": item["title"], "place": item["place"]}))
            rows.append([item["title"], item["place"], say("done-no"), say("answers-none")])
            continue
        judged = [one for one in entry["answers"].values() if one.get("right") is not None]
        right = [one for one in judged if one["right"]]
        said = say("answers-none")
        if judged:
            said = say("answers-right", {"right": len(right), "count": len(judged)}, len(judged))
        rows.append([item["title"], item["place"], say("done-yes"), said])
    columns = [(say("column-" + name), False) for name in ("exercise", "place", "done", "answers")]
    blocks = [paragraph(say("made-how")), table(say("caption-trace"), columns, rows)]
    if undone:
        blocks.append(missing(say("undone-all", {"names": undone}, len(undone))))
    return blocks
