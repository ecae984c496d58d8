"""The policy simulator: a regional cluster, firm by firm and quarter by quarter. The ODD page says the same in words.

One source for three interpreters: plain Python, the page's MicroPython, and Numba. Only + - * /, comparisons, sums in the
order of ids and the course's own chance, so that all three give the same last digit.
"""

from clusterpolicy.models.chance import draw, draw_for, pick, place_stream
from clusterpolicy.models.simulator_economy import (
    COST_SHARE,
    COURSES,
    DRAWS,
    FLOWS,
    FOUNDED,
    MEETINGS,
    PROJECT_PACE,
    RD_INTENSITY,
    SALES_PER_JOB,
    SALES_PUBLIC,
    innovate,
    keep_up,
    major_project,
    offer,
    open_call,
    sell,
    serve,
    settle,
)
from clusterpolicy.models.simulator_knowledge import APPROACH, learn, seek_partners
from clusterpolicy.models.simulator_parameters import place
from clusterpolicy.models.simulator_state import (
    AGE,
    AMOUNTS,
    CASH,
    COOPERATED,
    DOES_RD,
    FIELDS,
    FUNDED,
    GRANTED,
    INNOVATED,
    JOBS,
    LEVEL,
    LONG_AGO,
    MARKS,
    NOBODY,
    OFFERED,
    OUTSIDE,
    PROJECTS,
    SERVED,
    TIED,
    TIES,
    UNIVERSITIES,
    USABLE,
    WITH_SCIENCE,
    reals,
    rows_of_reals,
    rows_of_wholes,
    wholes,
)

RD_GRANTS = place("rd_grants")
NETWORKING = place("networking")
SME_SERVICES = place("sme_services")
TRAINING = place("training")
PUBLIC_PURCHASING = place("public_purchasing")
SUPPORT_YEARS = place("support_years")
SCIENCE = place("science")
SKILLS = place("skills")
RD_FIRMS = place("rd_firms")
RESERVE = place("reserve")
START_JOBS = place("start_jobs")
FOUNDER_JOBS = place("founder_jobs")
FOUNDER_CASH = place("founder_cash")
ENTRY_RATE = place("entry_rate")
SPREAD = place("spread")
TIGHTNESS = place("tightness")
MARKET_GROWTH = place("market_growth")
OBSOLESCENCE = place("obsolescence")
MEETING_COST = place("meeting_cost")
SKILL_GAIN = place("skill_gain")
SKILL_COST = place("skill_cost")
SKILL_LOSS = place("skill_loss")

# What decides about a new firm: its strong field, how much it knows in each, its level,
# whether it does R&D; for the firms of the first quarter, size, cash and age as well.
BIRTH = FIELDS + 6
# What a quarter leaves behind: these, then the flows of the ledger.
STOCKS = (
    "firms",
    "entries",
    "exits",
    "jobs",
    "cash",
    "innovations",
    "new_innovators",
    "innovators",
    "cooperators",
    "science_cooperators",
    "firm_ties",
    "university_ties",
    "outside_ties",
    "level",
    "skills",
    "reached_one",
    "could_reach_one",
    "reached_five",
    "could_reach_five",
)
COLUMNS = len(STOCKS) + FLOWS
FIRMS, ENTRIES, EXITS, WORK, MONEY, INNOVATIONS, NEW_INNOVATORS, INNOVATORS, COOPERATORS = range(9)
SCIENCE_COOPERATORS, FIRM_TIES, UNIVERSITY_TIES, OUTSIDE_TIES, MEAN_LEVEL, SKILLED = range(9, 15)
REACHED_ONE, COULD_REACH_ONE, REACHED_FIVE, COULD_REACH_FIVE = range(15, 19)
# What organisations know, what firms knew when they were founded, and what the market rewards.
KNOWLEDGE, BASIS, WEIGHTS = range(3)
# What the region carries from quarter to quarter: skills, what is left of grants and orders, its demand, the mean level.
SKILL, GRANT, ORDER, DEMAND, MEAN = range(5)
CARRIED = 5
# Quarters in which an innovation and a partner count, as in the innovation surveys.
WINDOW = 12
ONE_YEAR, FIVE_YEARS = 4, 20


def found(p, firm, birth, fate, mean_level, amounts, marks, minds):
    """Set up a firm: knowledge that is strong in one field, and a technology level about the mean."""
    knowledge, basis, weights = minds
    strong = pick(fate[birth], FIELDS)
    known = 0.0
    for field in range(FIELDS):
        depth = 0.1 + 0.3 * fate[birth + 1 + field]
        if field == strong:
            depth += 0.5
        knowledge[firm * FIELDS + field] = depth
        basis[firm * FIELDS + field] = depth
        known += weights[field] * depth
    amounts[USABLE][firm] = known
    amounts[LEVEL][firm] = mean_level * (1.0 + p[SPREAD] * (2.0 * fate[birth + FIELDS + 1] - 1.0))
    amounts[PROJECTS][firm], amounts[OFFERED][firm], amounts[GRANTED][firm] = 0.0, 0.0, 0.0
    marks[DOES_RD][firm] = 1 if fate[birth + FIELDS + 2] < p[RD_FIRMS] else 0
    marks[SERVED][firm], marks[FUNDED][firm] = 0, 0
    marks[INNOVATED][firm] = LONG_AGO
    marks[COOPERATED][firm], marks[WITH_SCIENCE][firm] = LONG_AGO, LONG_AGO


def set_up_region(p, fate, knowledge, weights, slots):
    """Draw which fields the market will reward, and set up universities and other clusters."""
    total = 0.0
    for field in range(FIELDS):
        weights[field] = 0.5 + fate[field]
        total += weights[field]
    for field in range(FIELDS):
        weights[field] = weights[field] / total
    for number in range(UNIVERSITIES):
        for field in range(FIELDS):
            depth = (0.8 if field == 0 or field == number + 1 else 0.3) * p[SCIENCE]
            knowledge[(slots + number) * FIELDS + field] = depth if depth < 1.0 else 1.0
    for number in range(OUTSIDE):
        for field in range(FIELDS):
            depth = 0.8 if field == 3 or field == number + 1 else 0.3
            knowledge[(slots + UNIVERSITIES + number) * FIELDS + field] = depth


def set_up_firms(p, firms, fate, amounts, marks, minds):
    """Set up the firms of the first quarter, of different size, cash, knowledge, level and age; return their jobs."""
    smallest = p[FOUNDER_JOBS] if p[FOUNDER_JOBS] < p[START_JOBS] else p[START_JOBS]
    cost = p[COST_SHARE] * p[SALES_PER_JOB]
    total = 0.0
    for firm in range(firms):
        birth = firm * BIRTH
        found(p, firm, birth, fate, 1.0, amounts, marks, minds)
        jobs = smallest + 2.0 * (p[START_JOBS] - smallest) * fate[birth + BIRTH - 3]
        amounts[JOBS][firm] = jobs
        amounts[CASH][firm] = p[RESERVE] * cost * jobs * fate[birth + BIRTH - 2]
        marks[AGE][firm] = pick(fate[birth + BIRTH - 1], 3 * FIVE_YEARS)
        if marks[DOES_RD][firm] == 1:
            amounts[PROJECTS][firm] = p[RD_INTENSITY] * p[SALES_PER_JOB] * jobs / p[PROJECT_PACE]
        total += jobs
    return total


def enter(p, wanted, fate, mean_level, amounts, marks, minds, slots, ledger):
    """Found so many firms where there is a free place; return how many."""
    cash = p[FOUNDER_CASH] * p[COST_SHARE] * p[SALES_PER_JOB] * p[FOUNDER_JOBS]
    entries = 0
    for firm in range(slots):
        if entries == wanted:
            break
        if marks[AGE][firm] < 0:
            found(p, firm, 2 + entries * BIRTH, fate, mean_level, amounts, marks, minds)
            amounts[JOBS][firm] = p[FOUNDER_JOBS]
            amounts[CASH][firm] = cash
            marks[AGE][firm] = 0
            ledger[FOUNDED] += cash
            entries += 1
    return entries


def train(p, money, skills, jobs, alive, ledger):
    """Return the region's skills after a quarter of training: each rouble a job brings less than the one before."""
    if money > 0.0:
        total = 0.0
        for firm in alive:
            total += jobs[firm]
        a_job = 1000.0 * money / total
        skills += p[SKILL_GAIN] * (a_job / (a_job + p[SKILL_COST])) * (1.0 - skills)
        ledger[COURSES] += money
    return skills - p[SKILL_LOSS] * (skills - p[SKILLS])


def line_up(queue, alive, turn):
    """Return the firms in a queue: in the order of their ids, from a place by chance on."""
    count = len(alive)
    for number in range(turn, count):
        queue[number - turn] = alive[number]
    for number in range(turn):
        queue[count - turn + number] = alive[number]
    return queue[:count]


def give_grants(p, purse, amounts, marks, knowledge, ties, alive, queue, slots, ledger):
    """Give grants from above, as one major project, and from below, in an open call; return what is left."""
    above = p[APPROACH] * purse
    below = purse - above
    if above > 0.0:
        above = major_project(p, above, amounts, marks, knowledge, ties, alive, slots, ledger)
    if below > 0.0:
        below = open_call(p, below, amounts, marks, queue, ledger)
    return above + below


def forget(p, usable, minds, alive):
    """Let what was learned go out of date; what a firm was founded with stays."""
    knowledge, basis, weights = minds
    kept = 1.0 - p[OBSOLESCENCE]
    for firm in alive:
        known = 0.0
        for field in range(FIELDS):
            here = firm * FIELDS + field
            depth = basis[here] + kept * (knowledge[here] - basis[here])
            knowledge[here] = depth
            known += weights[field] * depth
        usable[firm] = known


def count_firms(marks, active, slots):
    """List the firms that exist, in the order of their ids; return how many."""
    age = marks[AGE]
    count = 0
    for firm in range(slots):
        if age[firm] >= 0:
            active[count] = firm
            count += 1
    return count


def count_ties(ties, tied, alive, row, slots, out):
    """Write how many ties lead to firms, to universities and to other clusters."""
    among, science, outside = 0, 0, 0
    for firm in alive:
        if tied[firm] == 0:
            continue
        for tie in range(firm * TIES, firm * TIES + TIES):
            other = ties[tie]
            if other == NOBODY:
                continue
            if other < slots:
                among += 1
            elif other < slots + UNIVERSITIES:
                science += 1
            else:
                outside += 1
    out[row + FIRM_TIES] = among // 2
    out[row + UNIVERSITY_TIES] = science
    out[row + OUTSIDE_TIES] = outside


def count_innovators(quarter, marks, alive, row, out):
    """Write how many firms innovated within a year and within the survey's window, and with whom."""
    innovated, cooperated, with_science = marks[INNOVATED], marks[COOPERATED], marks[WITH_SCIENCE]
    new, innovators, cooperators, with_universities = 0, 0, 0, 0
    for firm in alive:
        since = quarter - innovated[firm]
        if since < WINDOW:
            innovators += 1
            if since < 4:
                new += 1
            if quarter - cooperated[firm] < WINDOW:
                cooperators += 1
            if quarter - with_science[firm] < WINDOW:
                with_universities += 1
    out[row + NEW_INNOVATORS] = new
    out[row + INNOVATORS] = innovators
    out[row + COOPERATORS] = cooperators
    out[row + SCIENCE_COOPERATORS] = with_universities


def count_survivors(quarter, age, entered, alive, row, out):
    """Add up the firms founded in this run that reached one year and five, and those that could have."""
    before = row - COLUMNS
    for number in range(2):
        years = ONE_YEAR if number == 0 else FIVE_YEARS
        reached = REACHED_ONE if number == 0 else REACHED_FIVE
        old, could = 0, 0
        if quarter >= years:
            could = entered[quarter - years]
            for firm in alive:
                if age[firm] == years:
                    old += 1
        out[row + reached] = old + (out[before + reached] if quarter > 0 else 0)
        out[row + reached + 1] = could + (out[before + reached + 1] if quarter > 0 else 0)


def count_work(amounts, alive, row, out):
    """Write firms, jobs and cash; return the mean technology level, weighted by jobs."""
    jobs, cash, level = amounts[JOBS], amounts[CASH], amounts[LEVEL]
    total, money, weighted = 0.0, 0.0, 0.0
    for firm in alive:
        total += jobs[firm]
        money += cash[firm]
        weighted += jobs[firm] * level[firm]
    mean_level = weighted / total if total > 0.0 else 1.0
    out[row + FIRMS] = len(alive)
    out[row + WORK] = total
    out[row + MONEY] = money
    out[row + MEAN_LEVEL] = mean_level
    return mean_level


def set_up(p, firms, slots, region, fated, fate, amounts, marks, minds, ties):
    """Set up the region and the firms of the first quarter, by chance; all places beyond them are empty."""
    for tie in range(slots * TIES):
        ties[tie] = NOBODY
    for firm in range(firms, slots):
        marks[AGE][firm] = -1
    draw(fated, fate, 0, FIELDS)
    set_up_region(p, fate, minds[KNOWLEDGE], minds[WEIGHTS], slots)
    draw(fated, fate, 0, firms * BIRTH)
    jobs = set_up_firms(p, firms, fate, amounts, marks, minds)
    region[SKILL] = p[SKILLS]
    region[DEMAND] = p[TIGHTNESS] * p[SALES_PER_JOB] * jobs
    region[MEAN] = 1.0


def support_of(p, quarter):
    """Return the part of a year's money that a quarter gets: a fourth, less in the quarter in which support stops."""
    left = 4.0 * p[SUPPORT_YEARS] - quarter
    if left <= 0.0:
        return 0.0
    return 0.25 if left >= 1.0 else 0.25 * left


def network(p, money, quarter, region, amounts, marks, minds, ties, alive, slots, luck, ledger):
    """Pay for meetings, at most one a firm; let firms seek partners, and partners learn."""
    meetings = money / p[MEETING_COST]
    if meetings > len(alive):
        meetings = 1.0 * len(alive)
    ledger[MEETINGS] += meetings * p[MEETING_COST]
    knowledge, weights, skills = minds[KNOWLEDGE], minds[WEIGHTS], region[SKILL]
    seek_partners(p, meetings, skills, amounts, marks, knowledge, ties, alive, slots, luck)
    learn(p, quarter, skills, amounts, marks, knowledge, weights, ties, alive, slots, luck)


def work(p, quarter, region, amounts, marks, minds, ties, alive, queue, slots, luck, ledger):
    """Let the firms that exist live through a quarter; return innovations and exits."""
    on, knowledge, mean_level = support_of(p, quarter), minds[KNOWLEDGE], region[MEAN]
    region[SKILL] = train(p, on * p[TRAINING], region[SKILL], amounts[JOBS], alive, ledger)
    network(p, on * p[NETWORKING], quarter, region, amounts, marks, minds, ties, alive, slots, luck, ledger)
    grants = region[GRANT] + on * p[RD_GRANTS] if on > 0.0 else 0.0
    region[GRANT] = give_grants(p, grants, amounts, marks, knowledge, ties, alive, queue, slots, ledger)
    innovations = innovate(p, quarter, region[SKILL], amounts, marks, knowledge, minds[WEIGHTS], alive, luck)
    serve(p, on * p[SME_SERVICES], marks, queue, ledger)
    orders = region[ORDER] + on * p[PUBLIC_PURCHASING] if on > 0.0 else 0.0
    supply, new = offer(p, quarter, amounts, marks, alive, luck)
    bought, share = sell(p, region[DEMAND], orders, mean_level, supply, new, ledger)
    region[ORDER] = orders - ledger[SALES_PUBLIC]
    exits = settle(p, quarter, bought, share, mean_level, amounts, marks, ties, alive, slots, luck, ledger)
    keep_up(p, mean_level, amounts[LEVEL], alive)
    return innovations, exits


def places_for(firms):
    """Return how many firms there can be at once."""
    return firms + firms // 2


def size_of_result(firms, quarters):
    """Return how many numbers a run leaves behind."""
    return quarters * COLUMNS + places_for(firms)


def run_model(p, firms, quarters, run, out):
    """Run the model once and write into ``out`` a row of ``COLUMNS`` outcomes a quarter, then the jobs of each place at the end.

    Parameters: value of each parameter in the order of ``simulator_parameters``, firms at the start, quarters, number of the
    run (it sets the luck), and a sequence of ``size_of_result(firms, quarters)`` numbers.
    """
    slots = places_for(firms)
    founders = int(p[ENTRY_RATE] / 4.0 * firms) + 1
    amounts, marks = rows_of_reals(AMOUNTS, slots), rows_of_wholes(MARKS, slots)
    minds = (reals((slots + UNIVERSITIES + OUTSIDE) * FIELDS), reals(slots * FIELDS), reals(FIELDS))
    ties, active, queue, entered = wholes(slots * TIES), wholes(slots), wholes(slots), wholes(quarters)
    luck, fate, lucky, fated = reals(slots * DRAWS), reals((firms + founders) * BIRTH), wholes(3), wholes(3)
    ledger, region = reals(FLOWS), reals(CARRIED)
    place_stream(lucky, run, 0, 2)
    place_stream(fated, run, 1, 2)
    set_up(p, firms, slots, region, fated, fate, amounts, marks, minds, ties)
    alive = active[: count_firms(marks, active, slots)]
    for quarter in range(quarters):
        region[DEMAND] *= 1.0 + 0.25 * p[MARKET_GROWTH]
        for flow in range(FLOWS):
            ledger[flow] = 0.0
        draw(fated, fate, 0, 2 + founders * BIRTH)
        draw_for(lucky, luck, DRAWS, marks[AGE])
        innovations, exits = 0, 0
        if len(alive) > 0:
            lined = line_up(queue, alive, pick(fate[0], len(alive)))
            innovations, exits = work(
                p, quarter, region, amounts, marks, minds, ties, alive, lined, slots, luck, ledger
            )
        wanted = int(p[ENTRY_RATE] / 4.0 * firms + fate[1])
        entered[quarter] = enter(p, wanted, fate, region[MEAN], amounts, marks, minds, slots, ledger)
        alive = active[: count_firms(marks, active, slots)]
        if quarter % 4 == 3:
            forget(p, amounts[USABLE], minds, alive)
        row = quarter * COLUMNS
        region[MEAN] = count_work(amounts, alive, row, out)
        count_ties(ties, marks[TIED], alive, row, slots, out)
        count_innovators(quarter, marks, alive, row, out)
        count_survivors(quarter, marks[AGE], entered, alive, row, out)
        out[row + ENTRIES] = entered[quarter]
        out[row + EXITS] = exits
        out[row + INNOVATIONS] = innovations
        out[row + SKILLED] = region[SKILL]
        for flow in range(FLOWS):
            out[row + len(STOCKS) + flow] = ledger[flow]
    for firm in range(slots):
        out[quarters * COLUMNS + firm] = amounts[JOBS][firm]
