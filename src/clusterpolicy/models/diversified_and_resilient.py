"""Diversification before the crisis against the change of 2009: slope, robust error and R squared for a sample of one's own."""

from math import log

from clusterpolicy.models.answers import check_choice, check_number, feedback
from clusterpolicy.models.arithmetic import add
from clusterpolicy.models.own_regions import figure_of, parts_of
from clusterpolicy.models.regression import correlation, least_squares, mean, spread

# Share of value added from which a region counts as a mining region.
MINING, MOSCOW = 0.25, "RU-MOW"
# Below this probability chance alone is an unlikely explanation.
RARE = 0.05
QUARTET = [
    ("grp", "herfindahl", False),
    ("grp", "herfindahl", True),
    ("grp", "entropy", False),
    ("grp", "entropy", True),
    ("industry", "herfindahl", False),
    ("industry", "herfindahl", True),
    ("industry", "entropy", False),
    ("industry", "entropy", True),
]


def with_own(data, regions):
    """Return the data with a learner's own regions, which no regression counts."""
    found = data.copy()
    found["own"] = [own_entry(data, region) for region in regions]
    return found


def own_entry(data, region):
    """Return an own region as the others are: how diversified it was before, and how its volumes changed; None where its file is silent."""
    parts = parts_of(region, data["before"], data["added"])
    shares = [part / add(parts) for part in parts]
    grp, industry = [figure_of(region, data["crisis"], column) for column in ("grp_index", "ipi_okved1")]
    return {
        "key": region["key"],
        "name": region["name"],
        "inside": False,
        "herfindahl": 1 - add([share * share for share in shares]),
        "entropy": add([-share * log(share) for share in shares if share > 0]) / log(2),
        "manufacturing": shares[data["added"].index(data["made"])],
        "mining": shares[data["added"].index(data["mined"])],
        "grp": None if grp is None else grp - 100,
        "industry": None if industry is None else industry - 100,
    }


def run(data, outcome, index, held, mining, moscow, twice, region):
    """Return each region's place and the line through those that count."""
    held = held and index != "manufacturing"
    own = [entry for entry in data["own"] if entry[outcome] is not None]
    regions = data["regions"] + own
    counted = [counts(entry, mining, moscow, twice) for entry in data["regions"]] + [False] * len(own)
    sample = [regions[at] for at in range(len(regions)) if counted[at]]
    fit = fitted(sample, outcome, index, held)
    x, y = placed(regions, sample, outcome, index, held)
    # With the manufacturing share held constant, the line through what is left has the slope of the whole regression.
    level, steep = line_of(sample, outcome, index, fit)
    rows = []
    for at in range(len(regions)):
        entry = regions[at]
        if entry["inside"] and not twice and entry["key"] != region:
            continue
        rows.append(
            {
                "key": entry["key"],
                "name": entry["name"],
                "x": x[at],
                "y": y[at],
                "line": level + steep * x[at],
                "counts": counted[at],
                "group": data["words"]["counts" if counted[at] else "out"],
                "label": entry["name"] if entry["key"] == region else "",
                "chosen": entry["key"] == region,
                "own": at >= len(data["regions"]),
                "index": entry[index],
                "change": entry[outcome],
                "manufacturing": entry["manufacturing"],
                "mining": entry["mining"],
            }
        )
    shares = [entry["manufacturing"] for entry in sample]
    figures = {
        "slope": fit["slope"],
        "error": fit["error"],
        "p": fit["p"],
        "r_squared": fit["r_squared"],
        "n": fit["n"],
        "control": fit["control"],
        "own_index": None,
        "own_change": None,
        "together": correlation([entry["herfindahl"] for entry in sample], shares),
    }
    for row in rows:
        if row["chosen"]:
            # As published, also where the chart shows what is left with the manufacturing share held constant.
            figures["own_index"], figures["own_change"] = row["index"], row["change"]
    return {"rows": sorted(rows, key=lambda row: (row["x"], row["key"])), "figures": figures}


def counts(entry, mining, moscow, twice):
    """Return whether a region is in the sample."""
    if entry["inside"] and not twice:
        return False
    return not (mining and entry["mining"] >= MINING) and not (moscow and entry["key"] == MOSCOW)


def standard(values):
    """Return values in standard deviations."""
    deviation = spread(values)
    return [value / deviation for value in values]


def fitted(sample, outcome, index, held):
    """Return the regression of the change on the index, both over the sample; slopes are for one standard deviation."""
    shares = standard([entry["manufacturing"] for entry in sample])
    columns = [standard([entry[index] for entry in sample])]
    if held:
        columns.append(shares)
    changes = [entry[outcome] for entry in sample]
    found = least_squares(changes, columns)
    return {
        "slope": found["slopes"][1],
        "error": found["errors"][1],
        "p": found["p"][1],
        "control": found["slopes"][2] if held else least_squares(changes, [shares])["slopes"][1],
        "r_squared": found["r_squared"],
        "n": found["n"],
    }


def placed(regions, sample, outcome, index, held):
    """Return where each region stands; held constant, what goes with the manufacturing share is taken out of both."""
    found = []
    for name in (index, outcome):
        values = [entry[name] for entry in regions]
        if held:
            shares = [entry["manufacturing"] for entry in sample]
            _level, slope = least_squares([entry[name] for entry in sample], [shares])["slopes"]
            middle = mean(shares)
            values = [
                values[at] - slope * (regions[at]["manufacturing"] - middle) for at in range(len(regions))
            ]
        found.append(values)
    return found


def line_of(sample, outcome, index, fit):
    """Return level and slope of the line in the units of the axes: it passes through the two means."""
    values = [entry[index] for entry in sample]
    steep = fit["slope"] / spread(values)
    return mean([entry[outcome] for entry in sample]) - steep * mean(values), steep


def quartet(data, held):
    """Return the regressions of two outcomes, two indices and two samples."""
    return [
        fitted(
            [entry for entry in data["regions"] if counts(entry, mining, False, False)], outcome, index, held
        )
        for outcome, index, mining in QUARTET
    ]


def check(data, question, answer, values, earlier):
    """Check a prediction, the verdict on the learner's own sample, eight regressions, or what explains them."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    if question == "survives":
        return check_survives(run_of(data, values)["figures"], values["index"], answer)
    if question == "eight":
        return check_eight(data, answer)
    return check_choice(answer, "share", "why", why_figures(data))


def run_of(data, values):
    """Return the result under the learner's setting."""
    return run(
        data,
        values["outcome"],
        values["index"],
        values["held"],
        values["mining"],
        values["moscow"],
        values["twice"],
        values["region"],
    )


def check_survives(figures, index, answer):
    """Check what a slope with its error says of the claim."""
    right = "unclear"
    if figures["p"] < RARE:
        right = "yes" if figures["slope"] > 0 else "reverse"
    params = {}
    for name in ("slope", "error", "p", "n", "together"):
        params[name] = figures[name]
    if index == "manufacturing":
        return feedback("survives-no-index", False, params)
    if answer == "cause":
        return feedback("survives-cause", False, params)
    if answer == right:
        return feedback("survives-" + right, True, params)
    named = "" if right == "reverse" else "-" + answer
    return feedback("survives-" + right + "-not" + named, False, params)


def check_eight(data, answer):
    """Check in how many of eight regressions the claim holds."""
    found = quartet(data, False)
    up = [fit for fit in found if fit["slope"] > 0]
    rare = len([fit for fit in up if fit["p"] < RARE])
    held = [fit for fit in quartet(data, True) if fit["slope"] > 0 and fit["p"] < RARE]
    params = {"rare": rare, "up": len(up), "all": len(found), "held": len(held)}
    usual = [
        ("positive", len(up)),
        ("mild", len([fit for fit in up if fit["p"] < 2 * RARE])),
        ("all", len(found)),
        ("none", 0),
    ]
    return check_number(answer, rare, "eight", usual, params, near=(0.001, 0.001))


def why_figures(data):
    """Return what the share of manufacturing goes with, outside the mining regions."""
    sample = [entry for entry in data["regions"] if counts(entry, True, False, False)]
    free = fitted(sample, "grp", "herfindahl", False)
    held = fitted(sample, "grp", "herfindahl", True)
    share = fitted(sample, "grp", "manufacturing", False)
    return {
        "free": free["slope"],
        "held": held["slope"],
        "share": share["slope"],
        "together": correlation(
            [entry["herfindahl"] for entry in sample], [entry["manufacturing"] for entry in sample]
        ),
    }
