"""The sections of a brief that rest on an exercise: its model is run with the learner's values, and what follows is said."""

from clusterpolicy.models.arithmetic import add
from clusterpolicy.models.brief_blocks import advice, bars, heading, missing, number, paragraph, say, table
from clusterpolicy.models.brief_settings import of_setting
from clusterpolicy.models.choose_an_approach import DRAWS, FIRM
from clusterpolicy.models.choose_an_approach import run as weigh
from clusterpolicy.models.financing_plan import SOURCES
from clusterpolicy.models.financing_plan import run as plan_money
from clusterpolicy.models.logic_model import run as cover
from clusterpolicy.models.match_the_case import ranking
from clusterpolicy.models.readiness_scorecard import run as grade
from clusterpolicy.models.sme_funnel import run as pass_on
from clusterpolicy.models.stakeholder_network import run as tie
from clusterpolicy.models.value_chain_budget import run as allot

OURS, OTHERS, WEAK = "#1c5d99", "#8db8da", "#b3400f"
# Above this share of the best result an allotment is worth changing.
LOST = 0.05
# With fewer pairs joined than this once the broker has gone, the network is his.
JOINED = 0.75
PEERS = 5
GRADES = 4


def approach(exercise, found, region):
    """Return the advice of the six criteria, how firm it is, and on what it rests."""
    blocks = of_setting(exercise, found)
    if not found["has_region"]:
        return blocks + [missing(say("approach-no-region", {"region": region["name"]}))]
    result = weigh(exercise["data"], **found["values"])
    figures = result["figures"]
    lacking = [row["criterion"] for row in result["facts"] if row["region"] is None]
    if lacking:
        blocks.append(missing(say("approach-lacking", {"criteria": lacking}, len(lacking))))
    if figures["rank_sum"] is not None:
        figures["draws"] = DRAWS
        blocks.append(paragraph(say("approach-result", figures)))
    blocks.append(approach_table(exercise, found, result))
    if result["pairs"]:
        blocks.append(paragraph(say("approach-pair", result["pairs"][0])))
    if figures["holds"] is None:
        blocks.append(missing(say("approach-unranked", figures)))
    else:
        blocks.append(approach_advice(exercise, figures))
    blocks.append(paragraph(say("approach-limits")))
    return blocks


def approach_table(exercise, found, result):
    """Return the criteria with the learner's weights and the region's values."""
    examples = [
        exercise["data"]["names"][exercise["data"]["regions"].index(code)]
        for code in exercise["data"]["named"]
    ]
    columns = [
        (say("column-criterion"), False),
        (say("column-weight"), True),
        (say("column-region"), True),
        (say("column-median"), True),
        (examples[0], True),
        (examples[1], True),
        (say("column-unit"), False),
    ]
    rows = []
    for fact in result["facts"]:
        figures = [fact[name] for name in ("region", "middle", "example_0", "example_1")]
        cells = [fact["criterion"], number(found["values"][fact["key"]], "d0")]
        rows.append(cells + [number(value) for value in figures] + [fact["unit"]])
    return table(say("caption-criteria"), columns, rows, exercise["source"])


def approach_advice(exercise, figures):
    """Return what to do with the advice: it depends on which it is, and on how many of the draws give it."""
    words = exercise["data"]["words"]
    side = "below" if figures["advice"] == words["below"] else "above"
    state = "firm" if figures["holds"] >= FIRM else "open"
    params = {"holds": figures["holds"], "firm": FIRM, "advice": figures["advice"]}
    return advice(
        "approach",
        say("advice-approach-" + side + "-" + state, params),
        say("rule-approach", params),
        say("value-approach", params),
    )


def objectives(exercise, found, region):
    """Return the objectives that the chosen activities cover, and the indicators with the region's latest values."""
    result = cover(exercise["data"], **found["values"])
    figures = result["figures"]
    figures["objectives"] = len(result["rows"])
    blocks = of_setting(exercise, found)
    blocks.append(paragraph(say("objectives-result", figures, figures["activities"])))
    columns = [
        (say("column-objective"), False),
        (say("column-activities"), True),
        (say("column-measurable"), True),
    ]
    rows = [
        [row["words"], number(row["activities"], "d0"), number(row["measurable"], "d0")]
        for row in result["rows"]
    ]
    blocks.append(table(say("caption-objectives"), columns, rows, exercise["source"]))
    if not result["chains"]:
        return blocks + [missing(say("objectives-none"))]
    blocks.append(chains_table(exercise, result["chains"]))
    params = {"unseen": figures["activities"] - figures["measurable"], "covered": figures["covered"]}
    params["activities"], params["objectives"] = figures["activities"], figures["objectives"]
    empty = [row["name"] for row in result["rows"] if row["activities"] == 0]
    params["empty"] = empty
    key = "uncovered" if empty else "unseen" if params["unseen"] else "seen"
    rule, value = say("rule-objectives-" + key), say("value-objectives-" + key, params)
    return blocks + [advice("objectives", say("advice-objectives-" + key, params), rule, value)]


def chains_table(exercise, chains):
    """Return each activity with output, outcome, and the indicator that could show it."""
    columns = [
        (say("column-activity"), False),
        (say("column-output"), False),
        (say("column-outcome"), False),
        (say("column-indicator"), False),
        (say("column-latest"), False),
    ]
    rows = []
    for chain in chains:
        latest = say("latest-none")
        if chain["value"] is not None:
            latest = say("latest-value", {name: chain[name] for name in ("value", "unit", "year")})
        rows.append([chain["activity"], chain["output"], chain["outcome"], chain["indicator"], latest])
    return table(say("caption-chains"), columns, rows, exercise["source"])


def priorities(exercise, found, region):
    """Return the learner's points beside the best allotment."""
    result = allot(exercise["data"], **found["values"])
    figures, rows = result["figures"], result["rows"]
    best = [row["best"] for row in rows if row["best"] is not None]
    most = max([row["mine"] for row in rows] + best)
    drawn = [[row["name"], row["mine"], number(row["mine"], "g1"), row["best"], OURS] for row in rows]
    blocks = of_setting(exercise, found)
    blocks.append(paragraph(say("priorities-result", figures)))
    blocks.append(
        bars(drawn, most, say("alt-priorities", figures), say("caption-priorities"), exercise["source"])
    )
    columns = [(say("column-link"), False)]
    columns += [(say("column-" + name), True) for name in ("mine", "best", "strength")]
    cells = [[row["name"]] + [number(row[name]) for name in ("mine", "best", "strength")] for row in rows]
    blocks.append(table(say("caption-links"), columns, cells, exercise["source"]))
    # While a link stays at nought, no allotment is better than another.
    if not best:
        return blocks
    gaps = sorted(rows, key=lambda row: (row["mine"] - row["best"], row["name"]))
    params = {"regret": figures["regret"], "lost": LOST, "weakest": figures["weakest"]}
    params["to"], params["from"] = gaps[0]["name"], gaps[-1]["name"]
    key = "move" if figures["regret"] > LOST else "keep"
    text = say("advice-priorities-" + key, params)
    return blocks + [
        advice("priorities", text, say("rule-priorities", params), say("value-priorities", params))
    ]


def stakeholders(exercise, found, region):
    """Return the network with the learner's levers, with and without the organisation that brokers most."""
    result = tie(exercise["data"], **found["values"])
    figures, compared = result["figures"], result["compared"]
    blocks = of_setting(exercise, found)
    blocks.append(paragraph(say("stakeholders-result", figures, figures["organisations"])))
    columns = [
        (say("column-network"), False),
        (say("column-organisations"), True),
        (say("column-reachable"), True),
        (say("column-efficiency"), True),
        (say("column-cross"), True),
    ]
    rows = []
    for line in compared:
        row = [line["label"], number(line["organisations"], "d0"), number(line["reachable"], "p0")]
        rows.append(row + [number(line["efficiency"], "d2"), number(line["cross"], "p0")])
    blocks.append(table(say("caption-network"), columns, rows, exercise["source"]))
    if len(compared) < 3 or compared[2]["reachable"] is None:
        return blocks + [missing(say("stakeholders-untied"))]
    params = {"with": compared[1]["reachable"], "left": compared[2]["reachable"], "joined": JOINED}
    params["broker"] = figures["broker"]
    key = "ways" if params["left"] < JOINED else "kept"
    rule, value = say("rule-stakeholders", params), say("value-stakeholders", params)
    return blocks + [advice("stakeholders", say("advice-stakeholders-" + key, params), rule, value)]


def firms(exercise, found, region):
    """Return how far ideas get with the support chosen, and which set of actions the money would carry further."""
    result = pass_on(exercise["data"], **found["values"])
    figures, rows = result["figures"], result["rows"]
    drawn = [[row["name"], row["count"], number(row["count"]), row["before"], OURS] for row in rows]
    blocks = of_setting(exercise, found)
    blocks.append(paragraph(say("firms-result", figures)))
    blocks.append(
        bars(
            drawn,
            rows[0]["count"],
            say(
                "alt-firms",
                {"first": rows[0]["count"], "last": rows[-1]["count"], "before": rows[-1]["before"]},
            ),
            say("caption-firms"),
            exercise["source"],
        )
    )
    columns = [
        (say("column-action"), False),
        (say("column-stage"), False),
        (say("column-cost"), True),
        (say("column-alone"), True),
        (say("column-best-set"), False),
    ]
    cells = [
        [row["name"], row["stage"], number(row["cost"], "g1"), number(row["alone"], "d2"), row["best"]]
        for row in result["actions"]
    ]
    blocks.append(table(say("caption-actions"), columns, cells, exercise["source"]))
    yes = exercise["data"]["words"]["yes"]
    params = {name: figures[name] for name in ("financed", "best_financed", "narrowest")}
    params["set"] = [row["name"] for row in result["actions"] if row["best"] == yes]
    params["gain"] = figures["best_financed"] - figures["financed"]
    key = "change" if params["set"] and params["gain"] > 0.05 else "keep"
    rule, value = say("rule-firms"), say("value-firms", params)
    return blocks + [advice("firms", say("advice-firms-" + key, params), rule, value)]


def financing(exercise, found, region):
    """Return the plan of five years, where it runs short, and what it is beside the region's budget."""
    result = plan_money(exercise["data"], **found["values"])
    figures, flows = result["figures"], result["flows"]
    blocks = of_setting(exercise, found)
    blocks.append(paragraph(say("financing-result", figures)))
    blocks.append(plan_table(exercise, result, figures["money"]))
    most = max([max(flow["in"], flow["cost"]) for flow in flows])
    drawn = []
    for flow in flows:
        colour = WEAK if flow["cash"] < 0 else OURS
        label = say("year-of-plan", {"year": flow["year"]})
        drawn.append([label, flow["in"], number(flow["in"], "g1"), flow["cost"], colour])
    alt = say("alt-financing", figures)
    blocks.append(bars(drawn, most, alt, say("caption-financing", figures), exercise["source"]))
    blocks += beside_budget(found, flows, region)
    if add([flow["cost"] for flow in flows]) == 0:
        return blocks + [missing(say("financing-empty"))]
    short = [flow["year"] for flow in flows if flow["cash"] < 0]
    params = {"short": short, "gap": figures["gap"], "money": figures["money"], "support": figures["support"]}
    params["cover"] = figures["own_cover"]
    blocks.append(
        advice(
            "financing",
            say("advice-financing-" + ("short" if short else "covered"), params),
            say("rule-financing"),
            say("value-financing-" + ("short" if short else "covered"), params, len(short)),
        )
    )
    return blocks + [after_support(figures)]


def after_support(figures):
    """Return who pays when support ends, from what the organisation earns in the last year."""
    own = figures["own_cover"]
    if isinstance(own, str):
        return missing(say("financing-closed"))
    params = {"cover": own, "support": figures["support"]}
    key = "self" if own >= 1 else "gap"
    return advice(
        "after-support", say("advice-after-" + key, params), say("rule-after"), say("value-after", params)
    )


def plan_table(exercise, result, money):
    """Return money by source, cost and cash, year by year."""
    flows = result["flows"]
    columns = [(say("column-line"), False)]
    columns += [(say("year-of-plan", {"year": flow["year"]}), True) for flow in flows]
    rows = []
    for source in SOURCES:
        mine = [row for row in result["rows"] if row["key"].startswith(source + "-")]
        rows.append([exercise["data"]["sources"][source]] + [number(row["amount"], "g1") for row in mine])
    for name in ("cost", "cash"):
        rows.append([say("line-" + name)] + [number(flow[name], "g1") for flow in flows])
    return table(say("caption-plan", {"money": money}), columns, rows, exercise["source"])


def beside_budget(found, flows, region):
    """Return the mean yearly cost of the plan as a share of the region's own budget."""
    budget = region["facts"]["budget"]
    if budget is None:
        return [missing(say("budget-missing", {"region": region["name"]}))]
    if found["values"]["currency"] != "RUB":
        return [missing(say("budget-currency"))]
    cost = add([flow["cost"] for flow in flows]) / len(flows)
    params = {"cost": cost, "budget": budget / 1000, "share": cost / budget}
    params["year"], params["region"] = region["facts"]["budget_year"], region["name"]
    return [paragraph(say("budget-share", params))]


def scorecard(exercise, found, region):
    """Return the learner's grades with their weakest, the next steps there, and the region's facts."""
    result = grade(exercise["data"], **found["values"])
    figures, rows = result["figures"], result["rows"]
    blocks = of_setting(exercise, found)
    open_ones = [row["name"] for row in rows if row["grade"] is None]
    if open_ones:
        blocks.append(missing(say("scorecard-ungraded", {"names": open_ones}, len(open_ones))))
    if figures["graded"]:
        blocks += graded(exercise, result)
    columns = [(say("column-" + name), name in ("fact-value", "median")) for name in FACTS]
    cells = []
    for fact in result["facts"]:
        row = [fact["guideline"], fact["fact"]]
        if fact["median"] is None:
            cells.append(row + [say("no-series"), say("no-series"), "", ""])
        else:
            figures_of = [number(fact["value"], "g1"), number(fact["median"], "g1")]
            cells.append(row + figures_of + [fact["unit"], fact["year"]])
    return blocks + [table(say("caption-facts"), columns, cells, exercise["source"])]


FACTS = ["guideline", "fact", "fact-value", "median", "unit", "year"]


def graded(exercise, result):
    """Return drawing, table and advice of a scorecard on which something is graded."""
    figures, rows = result["figures"], result["rows"]
    drawn, cells = [], []
    for row in rows:
        shown = say("ungraded") if row["grade"] is None else number(row["grade"], "d0")
        drawn.append([row["name"], row["grade"], shown, None, WEAK if row["weakest"] else OURS])
        cells.append([row["words"], shown, row["descriptor"]])
    alt = say("alt-scorecard", figures)
    blocks = [
        paragraph(say("scorecard-result", figures, figures["graded"])),
        bars(drawn, GRADES, alt, say("caption-scorecard"), exercise["source"]),
        table(say("caption-grades"), columns_of_grades(), cells, exercise["source"]),
    ]
    steps = [
        [step["guideline"], step["action"], step["reference"], step["verification"]]
        for step in result["steps"]
    ]
    if not steps:
        return blocks
    names = ("guideline", "step", "reference", "verification")
    columns = [(say("column-" + name), False) for name in names]
    blocks.append(table(say("caption-steps"), columns, steps, exercise["source"]))
    params = {"weakest": figures["weakest"], "names": figures["names"], "mean": figures["mean"]}
    first = result["steps"][0]
    params["action"], params["reference"] = first["action"], first["reference"]
    params["verification"] = first["verification"]
    text = say("advice-scorecard", params)
    return blocks + [advice("scorecard", text, say("rule-scorecard"), say("value-scorecard", params))]


def columns_of_grades():
    """Return the columns of the table of grades."""
    return [
        (say("column-guideline"), False),
        (say("column-grade"), True),
        (say("column-descriptor"), False),
    ]


def likeness(exercise, found, region):
    """Return the regions nearest to this one under the learner's own criteria and weights, and how many of them even weights give."""
    blocks = [heading(say("heading-own-weights"))] + of_setting(exercise, found)
    mine = [item for item in exercise["data"]["regions"] if item["key"] == region["code"]]
    if not mine:
        return blocks + [missing(say("likeness-no-region", {"region": region["name"]}))]
    names = nearest(exercise["data"], mine[0], found["values"])
    if not names:
        return blocks + [missing(say("likeness-nothing"))]
    even = region["facts"]["peers"]
    same = len([key for key, _name in names if key in even])
    params = {"names": [name for _key, name in names], "same": same, "shown": len(even)}
    return blocks + [paragraph(say("likeness-result", params, same))]


def nearest(data, mine, values):
    """Return (key, name) of the regions nearest to one, by the yardstick of `match_the_case`."""
    weights = {name: values[name] for name in ("industry", "education", "companies", "environment")}
    weights["will"] = 1
    usable = []
    for criterion in data["criteria"]:
        value = mine["values"].get(criterion["key"])
        if criterion["key"] in values["criteria"] and value is not None and weights[criterion["group"]] > 0:
            usable.append(
                {
                    "key": criterion["key"],
                    "group": criterion["group"],
                    "case": value,
                    "width": criterion["width"],
                }
            )
    rows = ranking(data, usable, weights, "")
    found = [(row["key"], row["name"]) for row in rows if row["distance"] is not None]
    return [pair for pair in found if pair[0] != mine["key"]][:PEERS]
