"""Did it work? Regions that host a pilot cluster of 2012 against the others, under every choice that an evaluator makes."""

from clusterpolicy.models.answers import check_choice, check_number, feedback
from clusterpolicy.models.treatment import (
    DETECTABLE,
    balance,
    by_lot,
    by_year,
    contrast,
    effect,
    matched,
    pre_trend,
    slope_of,
    without_each,
)

# A region that hosts one of the clusters beside Saint Petersburg, and is not on the list.
SECOND_HOST = "RU-LEN"
# First year with federal money, and a date at which nothing happened, with which outcomes are tried.
MONEY, NOTHING_HAPPENED = "2013", "2010"
# Below this probability chance alone is an unlikely explanation.
RARE = 0.05
# As many lines of the table of regions left out, at each end.
ENDS = 5
FEATURES = ("inhabitants", "product_head", "rd", "rd_head", "manufacturing")
ALIKE = ("size", "rd_size")


def run(data, outcome, tried, date, base, weights, second_host, without, others, caliper, held):
    """Return the difference year by year, together, and for groups drawn by lot, with what the choices leave to compare."""
    setting = {
        "date": date,
        "base": base,
        "weights": weights,
        "second_host": second_host,
        "without": without,
        "others": others,
        "caliper": caliper,
        "held": held,
    }
    found = evaluated(data, outcome, setting)
    names = [name for name in data["order"] if name == outcome or name in tried]
    table = [
        in_table(data, name, found if name == outcome else evaluated(data, name, setting), setting)
        for name in names
    ]
    shown = table[names.index(outcome)]
    moments = moments_of(data, found, shown["sound"])
    figures = {
        "money": data["money"],
        "smallest": found["smallest"],
        "unit": data["outcomes"][outcome]["unit"],
        "treated": len([i for i in found["sample"] if found["hosts"][i]]),
        "controls": len([i for i in found["sample"] if not found["hosts"][i]]),
        "estimate": found["estimate"],
        "error": found["error"],
        "p": found["p"],
        "p_lot": found["p_lot"],
        "pre_trend": found["pre_trend"],
        "tried": len(table),
        "hits": len([row for row in table if row["p_lot"] is not None and row["p_lot"] < RARE]),
        "by_luck": by_luck(len(table)),
        "outcome": data["outcomes"][outcome]["name"],
        "lots": len(found["lots"]),
    }
    return {
        "rows": moments + lots_of(data, found),
        "moments": moments,
        "table": table,
        "balance": balance_of(data, found),
        "left_out": left_out(data, found),
        "matches": matches_of(data, found),
        "figures": figures,
    }


def by_luck(tried):
    """Return how likely at least one of so many outcomes passes by luck alone, if they have nothing to do with one another."""
    none = 1.0
    for _outcome in range(tried):
        none *= 1 - RARE
    return 1 - none


def years_of(data, date):
    """Return the places of the years before and since the date; at a date without a programme, those before the money only."""
    years = [at for at in range(len(data["years"])) if date == MONEY or data["years"][at] < int(MONEY)]
    before = [at for at in years if data["years"][at] < int(date)]
    return before, years[len(before) :]


def base_of(data, setting, before):
    """Return the places of the base years; a base year belongs to the date of the money."""
    if setting["date"] != MONEY or setting["base"] == "all":
        return before
    return [data["years"].index(int(setting["base"]))]


def hosts_of(data, setting):
    """Return ones for the regions that count as treated and noughts for the others."""
    return [
        1 if region["host"] or (region["key"] == SECOND_HOST and setting["second_host"] == "host") else 0
        for region in data["regions"]
    ]


def sample_of(data, name, setting, hosts, before, since):
    """Return the places of the regions that count, what each counts for, and the matches."""
    values, places = data["outcomes"][name]["values"], []
    for i in range(len(data["regions"])):
        key = data["regions"][i]["key"]
        absent = key == setting["without"] or (key == SECOND_HOST and setting["second_host"] == "out")
        if not absent and None not in [values[i][at] for at in before + since]:
            places.append(i)
    worth = [data["regions"][i]["worth"][setting["weights"]] for i in range(len(hosts))]
    if setting["others"] == "all":
        return places, worth, []
    columns = [[slope_of([values[i][at] for at in before]) for i in places]]
    if setting["others"] == "alike":
        columns += [[data["regions"][i][feature] for i in places] for feature in ALIKE]
    pairs = matched(columns, [hosts[i] for i in places], setting["caliper"])
    matches = [
        (places[one], None if other is None else places[other], distance) for one, other, distance in pairs
    ]
    used = {}
    for one, other, _distance in matches:
        if other is not None:
            used[one] = worth[one]
            # A region that serves several counts for each of them.
            used[other] = used.get(other, 0) + worth[one]
    return sorted(used), [used.get(i, 0) for i in range(len(hosts))], matches


def prepared(data, name, setting):
    """Return who counts under a setting, their changes and what compares them; no sides where nothing is left to compare."""
    hosts = hosts_of(data, setting)
    before, since = years_of(data, setting["date"])
    base = base_of(data, setting, before)
    sample, worth, matches = sample_of(data, name, setting, hosts, before, since)
    found = {
        "hosts": hosts,
        "sample": sample,
        "matches": matches,
        "before": before,
        "since": since,
        "base": base,
        "values": [data["outcomes"][name]["values"][i] for i in sample],
        "sides": None,
    }
    treated = [hosts[i] for i in sample]
    if 0 in treated and 1 in treated:
        held = None if setting["held"] == "none" else [data["regions"][i][setting["held"]] for i in sample]
        found["sides"] = contrast(treated, [worth[i] for i in sample], held)
        found["changes"] = [average(series, since) - average(series, base) for series in found["values"]]
    return found


def evaluated(data, name, setting):
    """Return all that one outcome says under a setting; figures are None where nothing is left to compare."""
    found = prepared(data, name, setting)
    for figure in ("estimate", "error", "p", "smallest", "p_lot", "pre_trend", "years"):
        found[figure] = None
    found["lots"], found["without_each"] = [], []
    sides = found["sides"]
    if sides is None:
        return found
    whole = effect(sides, found["changes"], len(found["base"]) + len(found["since"]))
    found.update(whole)
    found["smallest"] = None if whole["error"] is None else DETECTABLE * whole["error"]
    found["lots"], found["p_lot"] = by_lot(sides, found["changes"], whole["estimate"])
    found["without_each"] = without_each(sides, whole["estimate"], whole["parts"])
    every = found["before"] + found["since"]
    start = every.index(found["base"][0])
    found["years"] = by_year(
        sides,
        [[series[at] for at in every] for series in found["values"]],
        [start + step for step in range(len(found["base"]))],
    )
    found["pre_trend"] = pre_trend(found["years"], len(found["before"]), len(found["sample"]))
    return found


def average(series, places):
    """Return the mean of the values at some places."""
    total = 0
    for at in places:
        total += series[at]
    return total / len(places)


def date_without_programme(data, name, setting):
    """Return p of the effect at a date at which nothing happened, on the years before the money."""
    tried = dict(setting)
    tried["date"] = NOTHING_HAPPENED
    found = prepared(data, name, tried)
    if found["sides"] is None:
        return None
    return effect(found["sides"], found["changes"], len(found["before"]) + len(found["since"]))["p"]


def in_table(data, name, found, setting):
    """Return an outcome's line, with whether the years before the programme speak against it."""
    date = date_without_programme(data, name, setting)
    moved = found["pre_trend"] is not None and found["pre_trend"] < RARE
    early = date is not None and date < RARE
    word = "moved" if moved else "early" if early else "empty" if found["p_lot"] is None else "sound"
    return {
        "key": name,
        "name": data["outcomes"][name]["name"],
        "unit": data["outcomes"][name]["unit"],
        "estimate": found["estimate"],
        "smallest": found["smallest"],
        "p_lot": found["p_lot"],
        "pre_trend": found["pre_trend"],
        "date": date,
        "sound": not moved and not early,
        "word": data["words"][word],
    }


def moments_of(data, found, sound):
    """Return the marks of the years, of all years together and of the smallest effect that would be seen."""
    if found["years"] is None:
        return []
    words, marks = data["words"], []
    bound = data["t"][len(found["sample"]) - 2]
    every = found["before"] + found["since"]
    for step in range(len(every)):
        year = str(data["years"][every[step]])
        group = "base" if every[step] in found["base"] else "year"
        error = found["years"]["errors"][step]
        marks.append(mark(words, year, year, group, found["years"]["estimates"][step], bound, error, sound))
    marks.append(mark(words, "all", words["all"], "all", found["estimate"], bound, found["error"], sound))
    if found["smallest"] is not None:
        unseen = mark(words, "unseen", words["unseen"], "unseen", 0.0, DETECTABLE, found["error"], sound)
        marks.append(unseen)
    return marks


def mark(words, key, moment, group, value, bound, error, sound):
    """Return a mark of the chart with its bounds."""
    return {
        "key": key,
        "moment": moment,
        "group": group,
        "kind": words["kinds"][group],
        "value": value,
        "low": None if error is None else value - bound * error,
        "high": None if error is None else value + bound * error,
        "sound": sound,
    }


def lots_of(data, found):
    """Return a mark for each group drawn by lot."""
    words = data["words"]
    return [
        {
            "key": "lot-" + str(number),
            "moment": words["lots"],
            "group": "lot",
            "kind": words["kinds"]["lot"],
            "value": found["lots"][number],
            "low": None,
            "high": None,
            "sound": True,
        }
        for number in range(len(found["lots"]))
    ]


def balance_of(data, found):
    """Return how host regions and the others of the sample differed before, feature by feature."""
    treated = [found["hosts"][i] for i in found["sample"]]
    if 0 not in treated or 1 not in treated:
        return []
    lines = []
    for feature in FEATURES:
        line = balance([data["regions"][i][feature] for i in found["sample"]], treated)
        line["key"] = feature
        line["name"] = data["words"]["features"][feature]
        lines.append(line)
    return lines


def left_out(data, found):
    """Return the estimates without one region that lie furthest down and up."""
    entries = []
    for step in range(len(found["without_each"])):
        region = data["regions"][found["sample"][step]]
        if found["without_each"][step] is not None:
            side = "host" if found["hosts"][found["sample"][step]] else "other"
            entries.append((found["without_each"][step], region["key"], region["name"], data["words"][side]))
    entries = sorted(entries)
    if len(entries) > 2 * ENDS:
        entries = entries[:ENDS] + entries[-ENDS:]
    return [{"key": key, "name": name, "side": side, "estimate": value} for value, key, name, side in entries]


def matches_of(data, found):
    """Return each host region with the one it is matched with, or none within the caliper."""
    lines = []
    for one, other, distance in found["matches"]:
        lines.append(
            {
                "key": data["regions"][one]["key"],
                "name": data["regions"][one]["name"],
                "other": data["words"]["nobody"] if other is None else data["regions"][other]["name"],
                "distance": distance,
            }
        )
    return lines


def check(data, question, answer, values, earlier):
    """Check a prediction, a factor, a count of base years, a false friend, or the sentence to sign."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    if question == "times":
        return check_times(data, answer)
    if question == "signs":
        return check_signs(data, answer)
    if question == "friend":
        return check_choice(answer, "luck", "friend", friend_figures(data))
    return check_sentence(data, values, answer)


def plain(data):
    """Return the setting with which the exercise opens."""
    return dict(data["plain"])


def check_times(data, answer):
    """Check how many times the money fits into the smallest effect on the product that would be seen."""
    found = evaluated(data, "grp", plain(data))
    share = found["smallest"] / 100
    right = share / data["money"]
    usual = [
        ("percent", right / 100),
        ("percent-up", right * 100),
        ("inverted", 1 / right),
        ("estimate", abs(found["estimate"]) / 100 / data["money"]),
    ]
    params = {"smallest": share, "money": data["money"], "factor": right}
    # Whoever divides the rounded figures that stand on the screen is right.
    return check_number(answer, right, "times", usual, params, near=(0.12, 0.0), sides=True)


def base_years(data):
    """Return the estimates on the product with each single base year."""
    found = []
    for year in data["years"]:
        if year < int(MONEY):
            setting = plain(data)
            setting["base"] = str(year)
            found.append(evaluated(data, "grp", setting)["estimate"])
    return found


def check_signs(data, answer):
    """Check for how many single base years the estimate lies above nought."""
    found = base_years(data)
    up = len([value for value in found if value > 0])
    params = {"up": up, "all": len(found), "low": min(found), "high": max(found)}
    usual = [("below", len(found) - up), ("all", len(found)), ("none", 0)]
    return check_number(answer, up, "signs", usual, params, near=(0.001, 0.001))


def friend_figures(data):
    """Return what speaks for and against the one outcome that chance rarely gives."""
    found = evaluated(data, "innovative", plain(data))
    held = plain(data)
    held["held"] = "rd_head"
    adjusted = evaluated(data, "innovative", held)
    rest = [evaluated(data, name, plain(data)) for name in data["order"]]
    first = found["years"]["estimates"][len(found["before"])]
    return {
        "estimate": found["estimate"],
        "p": found["p_lot"],
        "tried": len(rest),
        "hits": len([one for one in rest if one["p_lot"] < RARE]),
        "luck": by_luck(len(rest)),
        "held": adjusted["estimate"],
        "held_p": adjusted["p_lot"],
        "first": first,
        "year": MONEY,
    }


def check_sentence(data, values, answer):
    """Check which sentence an official may sign, with the learner's own setting before the eyes."""
    setting = {}
    for name in data["plain"]:
        setting[name] = values[name]
    found = evaluated(data, values["outcome"], setting)
    tried = [name for name in data["order"] if name == values["outcome"] or name in values["tried"]]
    params = {
        "outcome": data["outcomes"][values["outcome"]]["name"],
        "unit": data["outcomes"][values["outcome"]]["unit"],
        "tried": len(tried),
        "product": evaluated(data, "grp", plain(data))["smallest"],
        "money": data["money"],
    }
    right = answer == "cannot"
    if found["error"] is None:
        return feedback("sentence-empty" + ("-right" if right else ""), right, params)
    for name in ("estimate", "smallest", "p_lot"):
        params[name] = found[name]
    if answer in ("raised", "lowered") and found["p_lot"] < RARE:
        return feedback("sentence-" + answer + "-hit", False, params)
    return feedback("sentence-" + answer, right, params)
