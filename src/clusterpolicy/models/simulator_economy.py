"""Money in the policy simulator: grants, R&D, innovation, the market, accounts, investors, exit."""

from clusterpolicy.models.simulator_knowledge import join, part
from clusterpolicy.models.simulator_parameters import DEFAULTS, place
from clusterpolicy.models.simulator_state import (
    AGE,
    CASH,
    DOES_RD,
    DRAWS,
    FIELDS,
    FUNDED,
    GRANTED,
    INNOVATED,
    JOBS,
    LEVEL,
    MARKET,
    NOBODY,
    OFFERED,
    PROJECTS,
    RESEARCH,
    REST,
    SERVED,
    TIED,
    TIES,
    USABLE,
)

COFINANCING = place("cofinancing")
SALES_PER_JOB = place("sales_per_job")
COST_SHARE = place("cost_share")
OVERHEAD = place("overhead")
RESERVE = place("reserve")
SWING = place("swing")
HIRING = place("hiring")
RIVALRY = place("rivalry")
INSIDE = place("inside")
REACH = place("reach")
RD_INTENSITY = place("rd_intensity")
PROJECT_PACE = place("project_pace")
HALF_EFFORT = place("half_effort")
BEST_CHANCE = place("best_chance")
RD_SKILLS = place("rd_skills")
POTENTIAL = place("potential")
STEP = place("step")
IMITATION = place("imitation")
FRONTIER = place("frontier")
DEEPENING = place("deepening")
TIE_COST = place("tie_cost")
GRANT_SIZE = place("grant_size")
DISPLACEMENT = place("displacement")
YOUNG = place("young")
SERVICE_COST = place("service_cost")
TICKET = place("ticket")
GOOD_SHARE = place("good_share")
SENSITIVITY = place("sensitivity")
SPECIFICITY = place("specificity")
THRESHOLD = place("threshold")

# The quarter's flows of money, by their place in the ledger.
LEDGER = (
    "sales_inside",
    "sales_outside",
    "sales_public",
    "grants",
    "meetings",
    "services",
    "courses",
    "cofinanced",
    "invested",
    "founded",
    "running_costs",
    "overheads",
    "own_rd",
    "tie_costs",
    "paid_out",
    "written_off",
)
FLOWS = len(LEDGER)
SALES_INSIDE, SALES_OUTSIDE, SALES_PUBLIC, GRANTS, MEETINGS, SERVICES, COURSES, COFINANCED = range(8)
INVESTED, FOUNDED, RUNNING_COSTS, OVERHEADS, OWN_RD, TIE_COSTS, PAID_OUT, WRITTEN_OFF = range(8, 16)
HIGHEST_GROWTH = 0.25
# Skills of Russia as a whole: the chance of an innovation is stated for them.
USUAL_SKILLS = DEFAULTS[place("skills")]


def award(p, purse, firm, amounts, ledger):
    """Give a firm a grant if the purse suffices and the firm can pay its own part; return what is left in the purse.

    It can if it has the cash, and if all its own parts of the quarter are no more than a year of its own R&D.
    """
    own = p[GRANT_SIZE] * p[COFINANCING]
    public = p[GRANT_SIZE] - own
    if public > purse or own > amounts[CASH][firm]:
        return purse
    if amounts[GRANTED][firm] * p[COFINANCING] + own > 4.0 * p[RD_INTENSITY] * amounts[OFFERED][firm]:
        return purse
    amounts[CASH][firm] -= own
    amounts[GRANTED][firm] += p[GRANT_SIZE]
    ledger[GRANTS] += public
    ledger[COFINANCED] += own
    return purse - public


def open_call(p, purse, amounts, marks, queue, ledger):
    """Give a grant to one firm with R&D after the other in the queue; return what is left."""
    does_rd = marks[DOES_RD]
    least = p[GRANT_SIZE] - p[GRANT_SIZE] * p[COFINANCING]
    for firm in queue:
        if purse < least:
            break
        if does_rd[firm] == 1:
            purse = award(p, purse, firm, amounts, ledger)
    return purse


def consortium(amounts, marks, knowledge, alive):
    """Return the three firms of a major project: those with R&D that are largest, weighed by what they know of the first field."""
    jobs, does_rd = amounts[JOBS], marks[DOES_RD]
    first, second, third = NOBODY, NOBODY, NOBODY
    best, better, good = 0.0, 0.0, 0.0
    for firm in alive:
        if does_rd[firm] == 0:
            continue
        score = jobs[firm] * knowledge[firm * FIELDS]
        if score <= good:
            continue
        if score > best:
            third, second, first = second, first, firm
            good, better, best = better, best, score
        elif score > better:
            third, second = second, firm
            good, better = better, score
        else:
            third, good = firm, score
    return first, second, third


def major_project(p, purse, amounts, marks, knowledge, ties, alive, slots, ledger):
    """Give grants to a consortium until the purse is empty, and join it with the first university; return what is left."""
    team = consortium(amounts, marks, knowledge, alive)
    before = purse + 1.0
    while purse < before:
        before = purse
        for firm in team:
            if firm != NOBODY:
                left = award(p, purse, firm, amounts, ledger)
                if left < purse:
                    join(ties, marks[TIED], slots, firm, slots)
                purse = left
    return purse


def innovate(p, quarter, skills, amounts, marks, knowledge, weights, alive, luck):
    """Let firms with R&D try; who succeeds comes nearer to what its knowledge allows. Return the innovations."""
    usable, projects, level = amounts[USABLE], amounts[PROJECTS], amounts[LEVEL]
    does_rd, innovated = marks[DOES_RD], marks[INNOVATED]
    best_chance = p[BEST_CHANCE] * (1.0 + p[RD_SKILLS] * (skills - USUAL_SKILLS))
    half, deepening = p[HALF_EFFORT], p[DEEPENING]
    step, potential = p[STEP], p[POTENTIAL]
    found = 0
    for firm in alive:
        if does_rd[firm] == 0:
            continue
        effort = projects[firm]
        if luck[firm * DRAWS + RESEARCH] >= best_chance * usable[firm] * (effort / (effort + half)):
            continue
        found += 1
        innovated[firm] = quarter
        best = firm * FIELDS
        for field in range(firm * FIELDS + 1, firm * FIELDS + FIELDS):
            if knowledge[field] > knowledge[best]:
                best = field
        gain = deepening * (1.0 - knowledge[best])
        knowledge[best] += gain
        usable[firm] += weights[best - firm * FIELDS] * gain
        gap = potential + usable[firm] - level[firm]
        if gap > 0.0:
            level[firm] += step * gap
    return found


def serve(p, purse, marks, queue, ledger):
    """Serve young firms in the order of the queue while the money lasts."""
    age, served = marks[AGE], marks[SERVED]
    young, cost = p[YOUNG], p[SERVICE_COST]
    left = purse
    for firm in queue:
        served[firm] = 0
        if cost <= left and age[firm] < young:
            served[firm] = 1
            left -= cost
    ledger[SERVICES] += purse - left


def offer(p, quarter, amounts, marks, alive, luck):
    """Put down what each firm can sell; return all of it, and the part of those that innovated within a year."""
    jobs, level, offered, innovated = amounts[JOBS], amounts[LEVEL], amounts[OFFERED], marks[INNOVATED]
    low, span = p[SALES_PER_JOB] * (1.0 - p[SWING]), 2.0 * p[SALES_PER_JOB] * p[SWING]
    rivalry = p[RIVALRY]
    supply, new = 0.0, 0.0
    for firm in alive:
        able = jobs[firm] * (1.0 + rivalry * (level[firm] - 1.0)) * (low + span * luck[firm * DRAWS + MARKET])
        offered[firm] = able
        supply += able
        if quarter - innovated[firm] < 4:
            new += able
    return supply, new


def sell(p, base, purse, mean_level, supply, new, ledger):
    """Match what is offered with inside, outside and public buyers.

    Return the share of their offer that firms sell to the State, if they innovated within a year, and the share of the rest
    that is sold. Where there are too few buyers, all sell less alike.
    """
    public = purse if purse < new else new
    inside = p[INSIDE] * base
    outside = (1.0 - p[INSIDE]) * base * (1.0 + p[REACH] * (mean_level - 1.0))
    outside = outside if outside > 0.0 else 0.0
    demand, rest = inside + outside, supply - public
    sold = demand if demand < rest else rest
    ledger[SALES_PUBLIC] += public
    if sold > 0.0:
        ledger[SALES_INSIDE] += sold * (inside / demand)
        ledger[SALES_OUTSIDE] += sold * (outside / demand)
    return public / new if new > 0.0 else 0.0, sold / rest if rest > 0.0 else 0.0


def settle(p, quarter, bought, share, mean_level, amounts, marks, ties, alive, slots, luck, ledger):
    """Close the firms' books: sales, costs, R&D, investors, hiring, payments to owners, closures. Return the closures."""
    jobs, cash, level, offered = amounts[JOBS], amounts[CASH], amounts[LEVEL], amounts[OFFERED]
    age, does_rd, served, funded = marks[AGE], marks[DOES_RD], marks[SERVED], marks[FUNDED]
    innovated, tied = marks[INNOVATED], marks[TIED]
    cost_per_job = p[COST_SHARE] * p[SALES_PER_JOB]
    full_overhead, tie_cost, hiring, reserve = p[OVERHEAD], p[TIE_COST], p[HIRING], p[RESERVE]
    young = p[YOUNG]
    costs, overheads, upkeeps, research_done, paid_out = 0.0, 0.0, 0.0, 0.0, 0.0
    closed = 0
    for firm in alive:
        work, revenue = jobs[firm], offered[firm]
        if quarter - innovated[firm] < 4:
            revenue = revenue * bought + revenue * (1.0 - bought) * share
        else:
            revenue = revenue * share
        cost = cost_per_job * work
        profit = revenue - cost
        costs += cost
        if served[firm] == 0:
            profit -= full_overhead
            overheads += full_overhead
        if tied[firm] > 0:
            upkeep = tie_cost * tied[firm]
            profit -= upkeep
            upkeeps += upkeep
        if does_rd[firm] == 1:
            research = do_rd(p, firm, revenue, amounts)
            profit -= research
            research_done += research
        money = cash[firm] + profit
        age[firm] += 1
        if money < cost and age[firm] < young and funded[firm] == 0:
            money = invest(p, firm, money, mean_level, level, served, funded, luck, ledger)
        growth = hiring * profit / cost
        if growth < 0.0:
            work *= 1.0 + (growth if growth > -HIGHEST_GROWTH else -HIGHEST_GROWTH)
        elif money > cost:
            work *= 1.0 + (growth if growth < HIGHEST_GROWTH else HIGHEST_GROWTH)
        spare = money - reserve * cost
        if spare > 0.0:
            money -= 0.5 * spare
            paid_out += 0.5 * spare
        cash[firm], jobs[firm] = money, work
        if money < 0.0 or work < 1.0:
            close(firm, amounts, marks, ties, slots, ledger)
            closed += 1
    ledger[RUNNING_COSTS] += costs
    ledger[OVERHEADS] += overheads
    ledger[TIE_COSTS] += upkeeps
    ledger[OWN_RD] += research_done
    ledger[PAID_OUT] += paid_out
    return closed


def do_rd(p, firm, revenue, amounts):
    """Put a firm's own R&D and its grants to work; return what it spends beside its own parts of the grants.

    These parts come first out of the R&D that it would have done anyway. So does a share of the public part, the more so the
    larger the firm.
    """
    grant, jobs = amounts[GRANTED][firm], amounts[JOBS][firm]
    amounts[GRANTED][firm] = 0.0
    part_paid = grant * p[COFINANCING]
    replaced = part_paid + (grant - part_paid) * (jobs / (jobs + p[DISPLACEMENT]))
    own = p[RD_INTENSITY] * revenue - replaced
    own = own if own > 0.0 else 0.0
    amounts[PROJECTS][firm] = (1.0 - p[PROJECT_PACE]) * amounts[PROJECTS][firm] + own + grant
    return own


def keep_up(p, mean_level, level, alive):
    """Let the world move on, and firms behind the mean imitate."""
    kept, imitation = 1.0 - p[FRONTIER], p[IMITATION]
    for firm in alive:
        now = level[firm] * kept
        if now < mean_level:
            now += imitation * (mean_level - now)
        level[firm] = now


def invest(p, firm, money, mean_level, level, served, funded, luck, ledger):
    """Let an investor decide on a young firm short of cash, with the committee's word where it is served; return its cash."""
    trust = p[GOOD_SHARE]
    if served[firm] == 1:
        right = trust * p[SENSITIVITY]
        approved = right + (1.0 - trust) * (1.0 - p[SPECIFICITY])
        says_yes = p[SENSITIVITY] if level[firm] >= mean_level else 1.0 - p[SPECIFICITY]
        chance = luck[firm * DRAWS + REST] * 1000.0
        trust = right / approved if chance - int(chance) < says_yes else 0.0
    if trust < p[THRESHOLD] or money + p[TICKET] < 0.0:
        return money
    funded[firm] = 1
    ledger[INVESTED] += p[TICKET]
    return money + p[TICKET]


def close(firm, amounts, marks, ties, slots, ledger):
    """Take a firm out: what it has goes to its owners, what it owes is written off, its ties end."""
    left = amounts[CASH][firm]
    if left > 0.0:
        ledger[PAID_OUT] += left
    else:
        ledger[WRITTEN_OFF] -= left
    amounts[CASH][firm] = 0.0
    amounts[JOBS][firm] = 0.0
    marks[AGE][firm] = -1
    for tie in range(firm * TIES, firm * TIES + TIES):
        if ties[tie] != NOBODY:
            part(ties, marks[TIED], slots, firm, tie)
