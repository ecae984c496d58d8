"""Measures of a network of ties without direction: who is near whom, who stands between, which types meet.

A network is a dict of types by node and a list of pairs of nodes. What has no pair to measure is None, never nought.
"""

from clusterpolicy.models.arithmetic import add

# Sums over paths differ in the last digits with their order: nearer than this, two nodes broker alike.
ALIKE = 1e-9


def neighbours(nodes, ties):
    """Return the neighbours of each node; a tie with an end outside the network counts for nothing."""
    near = {node: [] for node in nodes}
    for a, b in ties:
        if a in near and b in near:
            near[a].append(b)
            near[b].append(a)
    return near


def distances(near, start):
    """Return how many ties away each node is that can be reached."""
    found, turn = {start: 0}, [start]
    for node in turn:
        for other in near[node]:
            if other not in found:
                found[other] = found[node] + 1
                turn.append(other)
    return found


def components(near):
    """Return the nodes of each piece of the network, in the order of the nodes."""
    pieces, seen = [], {}
    for node in near:
        if node not in seen:
            piece = distances(near, node)
            seen.update(piece)
            pieces.append(list(piece))
    return pieces


def pairs(count):
    """Return how many pairs so many nodes make."""
    return count * (count - 1) // 2


def density(near):
    """Return the share of the pairs that have a tie."""
    ends = add([len(near[node]) for node in near])
    return ends / 2 / pairs(len(near)) if len(near) > 1 else None


def reachable_share(near):
    """Return the share of the pairs between which there is a path."""
    joined = add([pairs(len(piece)) for piece in components(near)])
    return joined / pairs(len(near)) if len(near) > 1 else None


def global_efficiency(near):
    """Return the mean of one over the distance, over all pairs; a pair without a path counts as nought."""
    if len(near) < 2:
        return None
    total = 0
    for node in near:
        total += add([1 / steps for steps in distances(near, node).values() if steps > 0])
    return total / 2 / pairs(len(near))


def mean_distance(near):
    """Return the mean distance over the pairs that have a path; an isolated newcomer does not lengthen it."""
    steps = [steps for node in near for steps in distances(near, node).values() if steps > 0]
    return add(steps) / len(steps) if steps else None


def cross_type_share(types, ties):
    """Return the share of the ties that join two types."""
    inside = [pair for pair in ties if pair[0] in types and pair[1] in types]
    return len([1 for a, b in inside if types[a] != types[b]]) / len(inside) if inside else None


def cross_type_by_chance(types):
    """Return the share of all pairs that join two types: what ties by chance would give."""
    if len(types) < 2:
        return None
    counts = {}
    for node in types:
        counts[types[node]] = counts.get(types[node], 0) + 1
    return 1 - add([pairs(count) for count in counts.values()]) / pairs(len(types))


def betweenness(near):
    """Return for each node the share of the shortest paths between others that run through it.

    U. Brandes (2001), A Faster Algorithm for Betweenness Centrality, Journal of Mathematical Sociology 25, 163-177.
    """
    through = {node: 0.0 for node in near}
    for start in near:
        add_paths(near, start, through)
    # Each pair was met from both ends.
    twice = (len(near) - 1) * (len(near) - 2)
    return {node: through[node] / twice if twice > 0 else 0.0 for node in near}


def add_paths(near, start, through):
    """Add to each node its share of the shortest paths that begin at one node."""
    steps, ways, before, turn = {start: 0}, {start: 1}, {start: []}, [start]
    for node in turn:
        for other in near[node]:
            if other not in steps:
                steps[other], ways[other], before[other] = steps[node] + 1, 0, []
                turn.append(other)
            if steps[other] == steps[node] + 1:
                ways[other] += ways[node]
                before[other].append(node)
    leant = {node: 0.0 for node in turn}
    for node in reversed(turn):
        for other in before[node]:
            leant[other] += ways[other] / ways[node] * (1 + leant[node])
        if node != start:
            through[node] += leant[node]


def brokers(shares):
    """Return the nodes through which most shortest paths run, in order; none where no path runs through anybody."""
    most = max(shares.values()) if shares else 0
    if most < ALIKE:
        return []
    return sorted([node for node in shares if shares[node] > most - ALIKE])
