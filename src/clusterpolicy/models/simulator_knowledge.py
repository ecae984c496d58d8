"""Knowledge in the policy simulator: distance, what a partner can teach, who finds whom, learning."""

from clusterpolicy.models.chance import pick
from clusterpolicy.models.simulator_parameters import place
from clusterpolicy.models.simulator_state import (
    COOPERATED,
    DRAWS,
    FIELDS,
    MEETING,
    NOBODY,
    OUTSIDE,
    PROJECTS,
    REST,
    TIED,
    TIES,
    UNIVERSITIES,
    USABLE,
    WITH_SCIENCE,
)

APPROACH = place("approach")
ABSORB_BASE = place("absorb_base")
ABSORB_RD = place("absorb_rd")
ABSORB_SKILLS = place("absorb_skills")
HALF_EFFORT = place("half_effort")
DIFFICULTY = place("difficulty")
LEARNING = place("learning")
BEYOND = place("beyond")
SEARCH = place("search")
WORTH = place("worth")
TIE_QUARTERS = place("tie_quarters")


def distance(knowledge, one, other):
    """Return the cognitive distance of two organisations: the mean gap over the fields, from 0 to 1."""
    a, b = one * FIELDS, other * FIELDS
    near = abs(knowledge[a] - knowledge[b]) + abs(knowledge[a + 1] - knowledge[b + 1])
    return (
        near + abs(knowledge[a + 2] - knowledge[b + 2]) + abs(knowledge[a + 3] - knowledge[b + 3])
    ) / FIELDS


def value_of_tie(apart, capacity, difficulty):
    """Return what a partner at that distance can teach: d * max(0, a - b * d), an inverted U.

    What is near holds nothing new, what is far is not understood. The peak lies at a / 2b and is a * a / 4b high.
    """
    understood = capacity - difficulty * apart
    return apart * understood if understood > 0.0 else 0.0


def capacity_of(p, projects, skills):
    """Return a firm's absorptive capacity, from its own R&D under way and the skills of the region."""
    effort = projects / (projects + p[HALF_EFFORT])
    return p[ABSORB_BASE] + p[ABSORB_RD] * effort + p[ABSORB_SKILLS] * skills


def free_place(ties, firm):
    """Return the first free place for a tie of a firm, or NOBODY."""
    for tie in range(firm * TIES, firm * TIES + TIES):
        if ties[tie] == NOBODY:
            return tie
    return NOBODY


def is_tied(ties, firm, other):
    """Return whether a firm has a tie with an organisation."""
    for tie in range(firm * TIES, firm * TIES + TIES):
        if ties[tie] == other:
            return True
    return False


def join(ties, tied, slots, firm, other):
    """Tie a firm to an organisation, if each has a free place."""
    here = free_place(ties, firm)
    if here == NOBODY or is_tied(ties, firm, other):
        return
    if other < slots:
        there = free_place(ties, other)
        if there == NOBODY:
            return
        ties[there] = firm
        tied[other] += 1
    ties[here] = other
    tied[firm] += 1


def part(ties, tied, slots, firm, tie):
    """End the tie in a place of a firm, at both ends."""
    other = ties[tie]
    ties[tie] = NOBODY
    tied[firm] -= 1
    if other < slots:
        for back in range(other * TIES, other * TIES + TIES):
            if ties[back] == firm:
                ties[back] = NOBODY
                tied[other] -= 1


def met(knowledge, firm, alive, slots, chance, beyond):
    """Return whom a firm meets: with the chance ``beyond`` a university or another cluster, else the nearer of two firms.

    Who chooses for himself talks to those who speak his language.
    """
    if chance < beyond:
        return slots + pick(chance / beyond, UNIVERSITIES + OUTSIDE)
    chance = (chance - beyond) / (1.0 - beyond)
    count = len(alive)
    first = pick(chance, count)
    second = pick(chance * count - first, count)
    one, other = alive[first], alive[second]
    if one == firm:
        return other
    if other == firm or distance(knowledge, firm, one) <= distance(knowledge, firm, other):
        return one
    return other


def seek_partners(p, meetings, skills, amounts, marks, knowledge, ties, alive, slots, luck):
    """Let firms find partners, alone or at a meeting. A tie is made if it is worth its while to both."""
    projects, tied = amounts[PROJECTS], marks[TIED]
    difficulty, worth = p[DIFFICULTY], p[WORTH]
    search, beyond, approach = p[SEARCH], p[BEYOND], p[APPROACH]
    invited = meetings / len(alive)
    active = invited + search
    for firm in alive:
        chance = luck[firm * DRAWS + MEETING]
        if chance >= active:
            continue
        if chance < invited:
            other = met(knowledge, firm, alive, slots, chance / invited, approach)
        else:
            other = met(knowledge, firm, alive, slots, (chance - invited) / search, beyond)
        if other == firm:
            continue
        apart = distance(knowledge, firm, other)
        if value_of_tie(apart, capacity_of(p, projects[firm], skills), difficulty) < worth:
            continue
        if other < slots and value_of_tie(apart, capacity_of(p, projects[other], skills), difficulty) < worth:
            continue
        join(ties, tied, slots, firm, other)


def learn(p, quarter, skills, amounts, marks, knowledge, weights, ties, alive, slots, luck):
    """Let partners learn from each other; ties end by themselves, or when they teach too little."""
    usable, projects = amounts[USABLE], amounts[PROJECTS]
    tied, cooperated, with_science = marks[TIED], marks[COOPERATED], marks[WITH_SCIENCE]
    difficulty, worth, speed, length = p[DIFFICULTY], p[WORTH], p[LEARNING], p[TIE_QUARTERS]
    for firm in alive:
        if tied[firm] == 0:
            continue
        cooperated[firm] = quarter
        first = firm * TIES
        leaving = first + int(luck[firm * DRAWS + REST] * length)
        capacity = capacity_of(p, projects[firm], skills)
        for tie in range(first, first + TIES):
            other = ties[tie]
            if other == NOBODY:
                continue
            if slots <= other < slots + UNIVERSITIES:
                with_science[firm] = quarter
            taught = value_of_tie(distance(knowledge, firm, other), capacity, difficulty)
            if tie == leaving or taught < worth:
                part(ties, tied, slots, firm, tie)
            else:
                usable[firm] += take_over(knowledge, weights, firm, other, speed * taught)


def take_over(knowledge, weights, firm, other, share):
    """Close a share of the gaps where the other knows more; return what that adds to the usable knowledge."""
    own, theirs = firm * FIELDS, other * FIELDS
    added = 0.0
    for field in range(FIELDS):
        gap = knowledge[theirs + field] - knowledge[own + field]
        if gap > 0.0:
            gain = share * gap
            knowledge[own + field] += gain
            added += weights[field] * gain
    return added
