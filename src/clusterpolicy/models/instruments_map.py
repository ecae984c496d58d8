"""Instruments of innovation policy on the map: which region holds which at a moment, and on what marks that rests."""

from clusterpolicy.models.answers import check_choice, check_number, feedback

LEVELS = {
    "all": ["sourced", "partly", "unverified"],
    "checked": ["sourced", "partly"],
    "sourced": ["sourced"],
}
# The setting of the question on unverified entries.
ASKED, DECK = "2012", "2012-04"
MANY = 3


def run(data, moment, kinds, checked, undated, only, colour, region):
    """Return a row per tile, the counts, what the chosen region holds, and which kinds meet in one region."""
    listed = entries(data, moment, kinds, LEVELS[checked], undated, only)
    per_region = by_region(listed)
    without = by_region([entry for entry in listed if entry["verification"] != "unverified"])
    many = [place for place in per_region if count_kinds(per_region[place]) >= MANY]
    kept = [place for place in many if count_kinds(without.get(place, [])) >= MANY]
    marks = [entry["verification"] for entry in listed]
    figures = {
        "instruments": len(listed),
        "regions": len(per_region),
        "two": len([1 for place in per_region if count_kinds(per_region[place]) >= 2]),
        "three": len(many),
        "doubtful": len(many) - len(kept),
        "sourced": marks.count("sourced"),
        "partly": marks.count("partly"),
        "unverified": marks.count("unverified"),
        "undated": len([1 for entry in listed if not entry["year"]]),
        "here": len(per_region.get(region, [])),
        "here_unverified": len(per_region.get(region, [])) - len(without.get(region, [])),
    }
    return {
        "rows": [tile_row(data, tile, per_region, colour, region) for tile in data["tiles"]],
        "figures": figures,
        "held": [held_row(data, entry) for entry in per_region.get(region, [])],
        "pairs": pair_rows(data, per_region, without, kinds),
    }


def entries(data, moment, kinds, levels, undated, only):
    """Return the entries that count, each with the region in whose borders it lies at the moment."""
    now = month_of(moment)
    found = []
    for entry in data["entries"]:
        if entry["kind"] not in kinds or entry["verification"] not in levels:
            continue
        if only and only not in data["kinds"][entry["kind"]]["by"]:
            continue
        if is_there(data, entry, now, undated):
            found.append((entry, place_of(data, entry, now)))
    return [with_place(entry, place) for entry, place in found]


def month_of(moment):
    """Return a moment as a number of months: a year alone is its end."""
    return int(moment[:4]) * 12 + (int(moment[5:]) if len(moment) > 4 else 12)


def is_there(data, entry, now, undated):
    """Return whether an entry counts: from the end of its year to the end of the year in which it was closed."""
    if entry["year"]:
        if month_of(entry["year"]) > now:
            return False
    elif not undated or month_of(data["kinds"][entry["kind"]]["earliest"]) > now:
        return False
    return not entry["closed"] or month_of(entry["closed"]) > now


def place_of(data, entry, now):
    """Return the region in whose borders an entry lies."""
    return entry["before"] if entry["before"] and now < month_of(data["moved"]) else entry["iso"]


def with_place(entry, place):
    placed = entry.copy()
    placed["iso"] = place
    return placed


def by_region(listed):
    """Return the entries of each region."""
    places = {}
    for entry in listed:
        places.setdefault(entry["iso"], []).append(entry)
    return places


def kinds_of(listed):
    """Return the kinds among entries, sorted."""
    return sorted({entry["kind"] for entry in listed})


def count_kinds(listed):
    return len(kinds_of(listed))


def codes_of(data, listed, what):
    """Return the codes of levers, or of bodies, behind the kinds among entries."""
    codes = []
    for kind in kinds_of(listed):
        for code in data["kinds"][kind][what]:
            if code not in codes:
                codes.append(code)
    return codes


def tile_row(data, tile, per_region, colour, region):
    """Return a region's tile with its counts and marks."""
    listed = per_region.get(tile["iso"], [])
    levers, bodies = codes_of(data, listed, "levers"), codes_of(data, listed, "bodies")
    counts = {
        "instruments": len(listed),
        "kinds": count_kinds(listed),
        "levers": len(levers),
        "bodies": len(bodies),
    }
    marks = [entry["verification"] for entry in listed]
    return {
        "key": tile["iso"],
        "code": tile["code"],
        "name": tile["name"],
        "column": tile["column"],
        "row": tile["row"],
        "shade": counts[colour],
        "instruments": counts["instruments"],
        "kinds": counts["kinds"],
        "levers": lever_words(data, kinds_of(listed)),
        "bodies": words_of(data, bodies),
        "partly": marks.count("partly"),
        "unverified": marks.count("unverified"),
        "undated": len([1 for entry in listed if not entry["year"]]),
        "doubtful": "unverified" in marks,
        "chosen": tile["iso"] == region,
    }


def words_of(data, codes):
    return ", ".join([data["words"][code] for code in codes])


def lever_words(data, kinds):
    """Return the levers of some kinds in words; what no text shows has a mark."""
    seen = [code for kind in kinds if data["kinds"][kind]["seen"] for code in data["kinds"][kind]["levers"]]
    words = []
    for code in data["levers"]:
        if [kind for kind in kinds if code in data["kinds"][kind]["levers"]]:
            word = data["words"][code]
            words.append(word if code in seen else data["words"]["unseen"].replace("{name}", word))
    return ", ".join(words)


def held_row(data, entry):
    """Return one instrument of the chosen region, with its mark."""
    kind = data["kinds"][entry["kind"]]
    return {
        "key": entry["key"],
        "name": entry["name"],
        "kind": kind["name"],
        "since": entry["year"] or data["words"]["undated"],
        "levers": lever_words(data, [entry["kind"]]) or data["words"]["uncoded"],
        "bodies": words_of(data, kind["bodies"]) or data["words"]["uncoded"],
        "mark": data["marks"][entry["verification"]],
    }


def pair_rows(data, per_region, without, kinds):
    """Return the pairs of kinds that meet in a region, the most frequent first."""
    order = [kind for kind in data["order"] if kind in kinds]
    there, sure = kinds_by_region(per_region), kinds_by_region(without)
    rows = []
    for first in range(len(order)):
        for second in range(first + 1, len(order)):
            pair = [order[first], order[second]]
            places = meeting(there, pair)
            if places:
                checked = meeting(sure, pair)
                rows.append(
                    {
                        "key": "|".join(pair),
                        "one": data["kinds"][pair[0]]["name"],
                        "other": data["kinds"][pair[1]]["name"],
                        "regions": len(places),
                        "doubtful": len(places) - len(checked),
                        "where": ", ".join([data["names"][place] for place in places]),
                    }
                )
    return sorted(rows, key=lambda row: (-row["regions"], row["key"]))


def kinds_by_region(places):
    """Return each region with its kinds, sorted."""
    return [(place, kinds_of(places[place])) for place in sorted(places)]


def meeting(there, pair):
    """Return the regions that hold both kinds, in the order in which they stand."""
    return [place for place, kinds in there if pair[0] in kinds and pair[1] in kinds]


def many_kinds(data, moment, level, undated):
    """Return how many regions hold three kinds or more, of all kinds."""
    listed = by_region(entries(data, moment, data["order"], LEVELS[level], undated, ""))
    return len([1 for place in listed if count_kinds(listed[place]) >= MANY])


def check(data, question, answer, values, earlier):
    """Check a prediction, how far a count rests on unverified entries, or what a central policy would look like."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    if question == "central":
        return check_choice(answer, "one", "central", data["law"])
    return check_lost(data, answer)


def check_lost(data, answer):
    """Check how many regions drop out once unverified entries are left out."""
    every, left = many_kinds(data, ASKED, "all", True), many_kinds(data, ASKED, "checked", True)
    lost = every - left
    params = {"every": every, "left": left, "lost": lost}
    kinds = [
        ("every", every),
        ("left", left),
        ("negative", -lost),
        ("sourced", every - many_kinds(data, ASKED, "sourced", True)),
        ("undated", many_kinds(data, ASKED, "all", False) - many_kinds(data, ASKED, "checked", False)),
        ("april", many_kinds(data, DECK, "all", True) - many_kinds(data, DECK, "checked", True)),
        ("share", lost / every),
        ("share", 100 * lost / every),
    ]
    return check_number(answer, lost, "lost", kinds, params, near=(0.001, 0.0), like=(0.01, 0.0), sides=True)
