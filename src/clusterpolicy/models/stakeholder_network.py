"""The network of a cluster's organisations: what levers add to it, and what is left when one organisation goes."""

from clusterpolicy.models.answers import check_choice, check_number, feedback
from clusterpolicy.models.networks import (
    betweenness,
    brokers,
    components,
    cross_type_by_chance,
    cross_type_share,
    density,
    global_efficiency,
    neighbours,
    reachable_share,
)

BASE = "base"
TYPES = ["research", "authority", "large", "small"]
LEVERS = ["cluster-organisation", "large-firms", "public-purchasing", "other-clusters"]
NOBODY, BROKER = "", "broker"


def run(
    data,
    cluster_organisation,
    large_firms,
    public_purchasing,
    other_clusters,
    without,
    types,
    existing,
):
    """Return the organisations with their ties, the measures of the network, and each lever with and without its hub."""
    on = [cluster_organisation, large_firms, public_purchasing, other_clusters]
    levers = [lever for lever, chosen in zip(LEVERS, on) if chosen]
    whole = network(data, types, levers, existing)
    out = taken_out(whole, without)
    now = leave_out(whole, out)
    found = measures(data, now)
    figures = {name: found[name] for name in found}
    figures["out"] = data["words"]["nobody"] if out is None else name_of(data, out)
    figures["state"] = state(data, now)
    return {
        "rows": rows_of(data, whole, now, out),
        "figures": figures,
        "compared": compared(data, whole, now, out, types, existing),
        "levers": each_lever(data, types, existing),
    }


def network(data, types, levers, existing):
    """Return the organisations that are there by type, and the ties between them."""
    there = {}
    for item in data["organisations"]:
        if item["lever"] in levers or (item["lever"] == BASE and item["type"] in types):
            there[item["key"]] = item["type"]
    ties = []
    for tie in data["ties"]:
        made = existing if tie["lever"] == BASE else tie["lever"] in levers
        if made and tie["a"] in there and tie["b"] in there:
            ties.append(tie)
    return {"types": there, "ties": ties}


def leave_out(network, out):
    """Return the network without one organisation and its ties."""
    types = {key: network["types"][key] for key in network["types"] if key != out}
    return {"types": types, "ties": [tie for tie in network["ties"] if out not in (tie["a"], tie["b"])]}


def taken_out(network, without):
    """Return the organisation that is to go, or None: nobody is chosen, or it is not there."""
    if without == BROKER:
        strongest = brokers(betweenness(near_of(network)))
        return strongest[0] if strongest else None
    return without if without in network["types"] else None


def near_of(network):
    """Return the neighbours of each organisation."""
    return neighbours(sorted(network["types"]), pairs_of(network))


def pairs_of(network):
    """Return the ties as pairs."""
    return [(tie["a"], tie["b"]) for tie in network["ties"]]


def measures(data, network):
    """Return the measures of a network; those that need a pair or a tie are None where there is none."""
    near = near_of(network)
    shares = betweenness(near)
    strongest = brokers(shares)
    return {
        "organisations": len(near),
        "ties": len(network["ties"]),
        "alone": len([key for key in near if not near[key]]),
        "components": len(components(near)),
        "density": density(near),
        "efficiency": global_efficiency(near),
        "reachable": reachable_share(near),
        "cross": cross_type_share(network["types"], pairs_of(network)),
        "chance": cross_type_by_chance(network["types"]),
        "broker": broker_words(data, strongest),
        "brokered": shares[strongest[0]] if strongest else 0.0,
    }


def broker_words(data, strongest):
    """Return the name of the broker, or that there is none or more than one."""
    if not strongest:
        return data["words"]["nobody"]
    return name_of(data, strongest[0]) if len(strongest) == 1 else data["words"]["several"]


def name_of(data, key):
    """Return the name of an organisation."""
    return [item["name"] for item in data["organisations"] if item["key"] == key][0]


def state(data, network):
    """Return in words what there is to measure."""
    count, near = len(network["types"]), near_of(network)
    if count < 2:
        return data["words"]["empty" if count == 0 else "single"]
    if not network["ties"]:
        return data["words"]["untied"]
    return data["words"]["whole" if len(components(near)) == 1 else "pieces"]


def rows_of(data, whole, now, out):
    """Return an organisation each: its place, its ties with their other ends, and how much it brokers."""
    near = near_of(now)
    shares = betweenness(near)
    places = {item["key"]: item for item in data["organisations"]}
    rows = []
    for item in data["organisations"]:
        key = item["key"]
        if key in whole["types"]:
            rows.append(
                {
                    "key": key,
                    "name": item["name"],
                    "short": item["short"],
                    "type": data["words"][item["type"]],
                    "x": item["x"],
                    "y": item["y"],
                    "out": key == out,
                    "degree": len(near.get(key, [])),
                    "brokered": shares.get(key, 0.0),
                    "ties": ties_of(whole, key, out, places),
                }
            )
    return rows


def ties_of(network, key, out, places):
    """Return the ties of which an organisation is the first end, each with the place of the other."""
    return [
        {
            "x": places[tie["b"]]["x"],
            "y": places[tie["b"]]["y"],
            "added": tie["lever"] != BASE,
            "out": out in (tie["a"], tie["b"]),
        }
        for tie in network["ties"]
        if tie["a"] == key
    ]


def compared(data, whole, now, out, types, existing):
    """Return the network at the start, with the levers, and the same without who was taken out or brokers most."""
    words = data["words"]
    found = [
        line(data, words["start"], network(data, types, [], existing)),
        line(data, words["with"], whole),
    ]
    gone = taken_out(whole, BROKER) if out is None else out
    if gone is not None:
        label = words["without"].replace("{name}", name_of(data, gone))
        found.append(line(data, label, leave_out(whole, gone)))
    return found


def each_lever(data, types, existing):
    """Return each lever alone and all together, each with its hub and without."""
    sets = [[]] + [[lever] for lever in LEVERS] + [LEVERS]
    names = [BASE] + LEVERS + ["all"]
    found = []
    for name, levers in zip(names, sets):
        whole = network(data, types, levers, existing)
        row = line(data, data["words"][name], whole)
        hub = taken_out(whole, BROKER)
        left = measures(data, leave_out(whole, hub))
        row["left_reachable"] = left["reachable"]
        row["left_efficiency"] = left["efficiency"]
        found.append(row)
    return found


def line(data, label, network):
    """Return the measures of a network under a label."""
    row = measures(data, network)
    row["label"] = label
    return row


def asked(data, levers):
    """Return the measures with all organisations and ties of the start, and some levers: what the questions speak of."""
    return measures(data, network(data, TYPES, levers, True))


def hub_gain(data):
    """Return the efficiency at the start, with the cluster organisation, and when it has gone again."""
    whole = network(data, TYPES, [LEVERS[0]], True)
    gone = measures(data, leave_out(whole, LEVERS[0]))
    return {
        "start": asked(data, [])["efficiency"],
        "hub": measures(data, whole)["efficiency"],
        "gone": gone["efficiency"],
    }


def purchasing_gain(data):
    """Return how many pairs stay joined when the broker goes: at the start, and with public purchasing."""
    found = {}
    for name, levers in (("before", []), ("after", ["public-purchasing"])):
        whole = network(data, TYPES, levers, True)
        found[name] = measures(data, leave_out(whole, taken_out(whole, BROKER)))["reachable"]
    return found


def check(data, question, answer, values, earlier):
    """Check a prediction, a share by chance, what purchasing changes, or what a better measure shows."""
    if question == "guess":
        return feedback("guess-" + answer, None)
    if question == "chance":
        return check_chance(data, answer)
    if question == "purchasing":
        params = purchasing_gain(data)
        return check_choice(answer, "without", "purchasing", params)
    return check_choice(answer, "again", "report", hub_gain(data))


def check_chance(data, answer):
    """Check which share of the ties would join two types by chance."""
    found = asked(data, [])
    right = 100 * found["chance"]
    params = {"cross": found["cross"], "chance": found["chance"], "others": found["organisations"] - 1}
    kinds = [
        ("fraction", found["chance"]),
        ("observed", 100 * found["cross"]),
        ("three-quarters", 100 * (1 - 1 / len(TYPES))),
        ("same", 100 - right),
    ]
    return check_number(answer, right, "chance", kinds, params)
