"""The policy simulator's rules once more, as one writes a model in Mesa: agents with methods, agent sets that do them, a data collector.

It is the peer of the benchmark, and a second writing of the rules from their page: a test holds its outcomes to those of the course's engine,
given the same luck. Where it is timed, it draws its own. It was profiled: whom a firm meets is looked up in a list, because an
agent set makes a list of itself at every look-up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mesa
import pandas as pd

from clusterpolicy.models.chance import draw, draw_for, place_stream
from clusterpolicy.models.simulator_parameters import DEFAULTS, NAMES

FIELDS = range(4)
PLACES_FOR_TIES = 3
LONG_AGO = -1000
USUAL_SKILLS = dict(zip(NAMES, DEFAULTS, strict=True))["skills"]
BIRTH = 10


class Organisation(mesa.Agent):
    """Somebody with knowledge."""

    def __init__(self, model: Cluster, knowledge: list[float]) -> None:
        super().__init__(model)
        self.knowledge = knowledge

    def distance_to(self, other: Organisation) -> float:
        """Return the mean gap over the fields."""
        one, two = self.knowledge, other.knowledge
        return (abs(one[0] - two[0]) + abs(one[1] - two[1]) + abs(one[2] - two[2]) + abs(one[3] - two[3])) / 4


class University(Organisation):
    """A university of the region."""


class OtherCluster(Organisation):
    """A cluster elsewhere."""


class Firm(Organisation):
    """A firm of the cluster."""

    model: Cluster

    def __init__(self, model: Cluster, place: int, birth: list[float], mean_level: float) -> None:
        strong = min(int(birth[0] * 4), 3)
        super().__init__(
            model, [0.1 + 0.3 * birth[1 + field] + (0.5 if field == strong else 0) for field in FIELDS]
        )
        p = model.p
        self.place = place
        self.basis = list(self.knowledge)
        self.level = mean_level * (1 + p["spread"] * (2 * birth[5] - 1))
        self.does_rd = birth[6] < p["rd_firms"]
        self.jobs, self.cash, self.age = p["founder_jobs"], 0.0, 0
        self.projects = self.granted = self.offered = 0.0
        self.served = self.funded = False
        self.born_here = model.steps > 0
        self.innovated = self.cooperated = self.with_science = LONG_AGO
        self.ties: list[Organisation | None] = [None] * PLACES_FOR_TIES
        self.luck = [0.0] * 4

    @property
    def usable(self) -> float:
        """Knowledge, weighed by what the market rewards."""
        return sum(weight * known for weight, known in zip(self.model.weights, self.knowledge, strict=True))

    @property
    def capacity(self) -> float:
        """Absorptive capacity."""
        p = self.model.p
        effort = self.projects / (self.projects + p["half_effort"])
        return p["absorb_base"] + p["absorb_rd"] * effort + p["absorb_skills"] * self.model.skills

    def taught_at(self, apart: float) -> float:
        """Return what a partner at that distance can teach."""
        return apart * max(0.0, self.capacity - self.model.p["difficulty"] * apart)

    def tie_with(self, other: Organisation) -> None:
        """Tie this firm and another organisation, if each has a free place."""
        if other in self.ties or None not in self.ties:
            return
        if isinstance(other, Firm):
            if None not in other.ties:
                return
            other.ties[other.ties.index(None)] = self
        self.ties[self.ties.index(None)] = other

    def part_from(self, number: int) -> None:
        """End a tie at both ends."""
        other = self.ties[number]
        self.ties[number] = None
        if isinstance(other, Firm):
            other.ties[other.ties.index(self)] = None

    def meet(self, chance: float, beyond: float) -> Organisation:
        """Return whom this firm meets."""
        if chance < beyond:
            return self.model.others[min(int(chance / beyond * 4), 3)]
        chance, firms = (chance - beyond) / (1 - beyond), self.model.firms
        count = len(firms)
        first = min(int(chance * count), count - 1)
        one, other = firms[first], firms[min(int((chance * count - first) * count), count - 1)]
        if one is self:
            return other
        if other is self or self.distance_to(one) <= self.distance_to(other):
            return one
        return other

    def seek_partner(self, invited: float) -> None:
        """Meet somebody perhaps, and make a tie if it is worth it to both."""
        p, chance = self.model.p, self.luck[2]
        if chance >= invited + p["search"]:
            return
        if chance < invited:
            other = self.meet(chance / invited, p["approach"])
        else:
            other = self.meet((chance - invited) / p["search"], p["beyond"])
        if other is self:
            return
        apart = self.distance_to(other)
        if self.taught_at(apart) < p["worth"]:
            return
        if isinstance(other, Firm) and other.taught_at(apart) < p["worth"]:
            return
        self.tie_with(other)

    def learn(self) -> None:
        """Learn from partners; part from those who teach too little, and now and then from another."""
        if self.ties == [None] * PLACES_FOR_TIES:
            return
        p, now = self.model.p, self.model.quarter
        self.cooperated = now
        leaving = int(self.luck[3] * p["tie_quarters"])
        for number, other in enumerate(self.ties):
            if other is None:
                continue
            if isinstance(other, University):
                self.with_science = now
            taught = self.taught_at(self.distance_to(other))
            if number == leaving or taught < p["worth"]:
                self.part_from(number)
                continue
            share = p["learning"] * taught
            self.knowledge = [
                mine + share * (theirs - mine) if theirs > mine else mine
                for mine, theirs in zip(self.knowledge, other.knowledge, strict=True)
            ]

    def take_grant(self, purse: float) -> float:
        """Take a grant if purse, cash and own R&D allow it; return what is left in the purse."""
        p, books = self.model.p, self.model.books
        own = p["grant_size"] * p["cofinancing"]
        public = p["grant_size"] - own
        if public > purse or own > self.cash:
            return purse
        if self.granted * p["cofinancing"] + own > 4 * p["rd_intensity"] * self.offered:
            return purse
        self.cash -= own
        self.granted += p["grant_size"]
        books["grants"] += public
        books["cofinanced"] += own
        return purse - public

    def try_to_innovate(self) -> None:
        """Try one's luck in R&D."""
        if not self.does_rd:
            return
        p = self.model.p
        best = p["best_chance"] * (1 + p["rd_skills"] * (self.model.skills - USUAL_SKILLS))
        usable = self.usable
        if self.luck[1] >= best * usable * (self.projects / (self.projects + p["half_effort"])):
            return
        self.model.innovations += 1
        self.innovated = self.model.quarter
        field = max(FIELDS, key=self.knowledge.__getitem__)
        self.knowledge[field] += p["deepening"] * (1 - self.knowledge[field])
        gap = p["potential"] + self.usable - self.level
        if gap > 0:
            self.level += p["step"] * gap

    def make_offer(self) -> None:
        """Put down what can be sold."""
        p = self.model.p
        swing = 1 - p["swing"] + 2 * p["swing"] * self.luck[0]
        self.offered = self.jobs * (1 + p["rivalry"] * (self.level - 1)) * p["sales_per_job"] * swing

    @property
    def is_new(self) -> bool:
        """Whether the firm innovated within a year."""
        return self.model.quarter - self.innovated < 4

    def settle(self, bought: float, share: float) -> None:
        """Close the books of the quarter."""
        model = self.model
        p, books = model.p, model.books
        public = self.offered * bought if self.is_new else 0.0
        revenue = public + (self.offered - public) * share
        cost = p["cost_share"] * p["sales_per_job"] * self.jobs
        overhead = 0.0 if self.served else p["overhead"]
        upkeep = p["tie_cost"] * (PLACES_FOR_TIES - self.ties.count(None))
        research = self.do_rd(revenue) if self.does_rd else 0.0
        profit = revenue - cost - overhead - upkeep - research
        self.cash += profit
        self.age += 1
        if self.cash < cost and self.age < p["young"] and not self.funded:
            self.ask_investor()
        growth = max(-0.25, min(0.25, p["hiring"] * profit / cost))
        if growth < 0 or self.cash > cost:
            self.jobs *= 1 + growth
        spare = max(0.0, self.cash - p["reserve"] * cost)
        self.cash -= spare / 2
        books["running_costs"] += cost
        books["overheads"] += overhead
        books["tie_costs"] += upkeep
        books["own_rd"] += research
        books["paid_out"] += spare / 2
        if self.cash < 0 or self.jobs < 1:
            self.close()

    def do_rd(self, revenue: float) -> float:
        """Put own R&D and grants to work; return the own part beside grants."""
        p = self.model.p
        grant, self.granted = self.granted, 0.0
        paid = grant * p["cofinancing"]
        replaced = paid + (grant - paid) * (self.jobs / (self.jobs + p["displacement"]))
        own = max(0.0, p["rd_intensity"] * revenue - replaced)
        self.projects = (1 - p["project_pace"]) * self.projects + own + grant
        return own

    def ask_investor(self) -> None:
        """Ask an investor, with the committee's word where the firm is served."""
        p = self.model.p
        trust = p["good_share"]
        if self.served:
            right = trust * p["sensitivity"]
            approved = right + (1 - trust) * (1 - p["specificity"])
            yes = p["sensitivity"] if self.level >= self.model.mean_level else 1 - p["specificity"]
            trust = right / approved if (self.luck[3] * 1000) % 1 < yes else 0.0
        if trust >= p["threshold"] and self.cash + p["ticket"] >= 0:
            self.funded = True
            self.cash += p["ticket"]
            self.model.books["invested"] += p["ticket"]

    def close(self) -> None:
        """Leave the cluster."""
        self.model.books["paid_out" if self.cash > 0 else "written_off"] += abs(self.cash)
        for number, other in enumerate(self.ties):
            if other is not None:
                self.part_from(number)
        self.model.exits += 1
        self.remove()

    def keep_up(self) -> None:
        """Fall behind the world, and imitate."""
        self.level -= self.model.p["frontier"] * self.level
        behind = self.model.mean_level - self.level
        if behind > 0:
            self.level += self.model.p["imitation"] * behind

    def forget(self) -> None:
        """Lose a part of what was learned."""
        kept = 1 - self.model.p["obsolescence"]
        self.knowledge = [
            start + kept * (known - start) for start, known in zip(self.basis, self.knowledge, strict=True)
        ]


class Cluster(mesa.Model):
    """A regional cluster.

    Parameters
    ----------
    parameters : list of float
        Values in the order of the course's declaration.
    firms : int
        Firms at the start.
    run : int
        Number of the run.
    course_luck : bool
        Draw from the course's generator, as its engine does, instead of Mesa's own.
    """

    def __init__(self, parameters: list[float], firms: int, run: int, *, course_luck: bool = False) -> None:
        super().__init__(seed=run)
        self.p = dict(zip(NAMES, parameters, strict=True))
        self.slots = firms + firms // 2
        self.start = firms
        self.draws = course_draws(run) if course_luck else own_draws(self.random)
        self.quarter, self.skills, self.mean_level = 0, self.p["skills"], 1.0
        self.purses = {"grants": 0.0, "orders": 0.0}
        self.innovations = self.entries = self.exits = 0
        self.books: dict[str, float] = {}
        self.founded: list[int] = []
        self.reached = {4: 0, 20: 0}
        drawn = self.draws("fate", 4)
        self.weights = [(0.5 + one) / sum(0.5 + other for other in drawn) for one in drawn]
        science = self.p["science"]
        self.others: list[Organisation] = [
            University(self, [min(1.0, (0.8 if field in (0, number) else 0.3) * science) for field in FIELDS])
            for number in (1, 2)
        ]
        self.others += [
            OtherCluster(self, [0.8 if field in (3, number) else 0.3 for field in FIELDS])
            for number in (1, 2)
        ]
        self.firms: list[Firm] = []
        self.found_first(firms)
        self.set = self.in_order()
        self.demand = self.p["tightness"] * self.p["sales_per_job"] * sum(firm.jobs for firm in self.firms)
        reporters: dict[str, Callable[[Cluster], Any]] = {
            "firms": lambda model: len(model.firms),
            "entries": lambda model: model.entries,
            "exits": lambda model: model.exits,
            "jobs": lambda model: model.set.agg("jobs", sum),
            "cash": lambda model: model.set.agg("cash", sum),
            "innovations": lambda model: model.innovations,
            "innovators": lambda model: sum(model.quarter - firm.innovated < 12 for firm in model.firms),
            "cooperators": lambda model: sum(
                model.quarter - firm.innovated < 12 and model.quarter - firm.cooperated < 12
                for firm in model.firms
            ),
            "science_cooperators": lambda model: sum(
                model.quarter - firm.innovated < 12 and model.quarter - firm.with_science < 12
                for firm in model.firms
            ),
            "new_innovators": lambda model: sum(model.quarter - firm.innovated < 4 for firm in model.firms),
            "firm_ties": lambda model: model.ties_with(Firm) // 2,
            "university_ties": lambda model: model.ties_with(University),
            "outside_ties": lambda model: model.ties_with(OtherCluster),
            "reached_one": lambda model: model.reached[4],
            "could_reach_one": lambda model: sum(model.founded[: max(0, model.quarter - 3)]),
            "reached_five": lambda model: model.reached[20],
            "could_reach_five": lambda model: sum(model.founded[: max(0, model.quarter - 19)]),
            "level": lambda model: model.mean_level,
            "skills": lambda model: model.skills,
            **{name: partial_book(name) for name in BOOKS},
        }
        self.datacollector = mesa.DataCollector(model_reporters=reporters)

    def found_first(self, firms: int) -> None:
        """Set up the firms of the first quarter."""
        p = self.p
        drawn = self.draws("fate", firms * BIRTH)
        smallest = min(p["founder_jobs"], p["start_jobs"])
        cost = p["cost_share"] * p["sales_per_job"]
        for place in range(firms):
            birth = drawn[place * BIRTH : place * BIRTH + BIRTH]
            firm = Firm(self, place, birth, 1.0)
            firm.jobs = smallest + 2 * (p["start_jobs"] - smallest) * birth[7]
            firm.cash = p["reserve"] * cost * firm.jobs * birth[8]
            firm.age = min(int(birth[9] * 60), 59)
            if firm.does_rd:
                firm.projects = p["rd_intensity"] * p["sales_per_job"] * firm.jobs / p["project_pace"]
            self.firms.append(firm)

    def step(self) -> None:
        """Let a quarter pass."""
        p = self.p
        self.demand *= 1 + p["market_growth"] / 4
        self.books = dict.fromkeys(BOOKS, 0.0)
        self.innovations = self.exits = 0
        founders = int(p["entry_rate"] / 4 * self.start) + 1
        fate = self.draws("fate", 2 + founders * BIRTH)
        self.hand_out_luck()
        if self.firms:
            self.live(fate[0])
        self.enter(int(p["entry_rate"] / 4 * self.start + fate[1]), fate[2:])
        self.set = self.in_order()
        self.firms = list(self.set)
        if self.quarter % 4 == 3:
            self.set.do("forget")
        jobs = sum(firm.jobs for firm in self.firms)
        self.mean_level = sum(firm.jobs * firm.level for firm in self.firms) / jobs if jobs else 1.0
        self.founded.append(self.entries)
        for quarters in self.reached:
            self.reached[quarters] += sum(firm.age == quarters for firm in self.firms if firm.born_here)
        self.datacollector.collect(self)
        self.quarter += 1

    def ties_with(self, kind: type[Organisation]) -> int:
        """Return how many places for ties the firms have filled with one kind of organisation."""
        return sum(isinstance(other, kind) for firm in self.firms for other in firm.ties)

    def in_order(self) -> Any:
        """Return the firms as an agent set, in the order of their places."""
        return self.agents_by_type[Firm].sort("place", ascending=True)

    def hand_out_luck(self) -> None:
        """Give each firm its four numbers."""
        numbers = self.draws("luck", [firm.place for firm in self.firms], self.slots)
        for firm in self.firms:
            firm.luck = numbers[4 * firm.place : 4 * firm.place + 4]

    def live(self, chance: float) -> None:
        """Policy, knowledge, market, books."""
        p, books, firms = self.p, self.books, self.firms
        left = 4 * p["support_years"] - self.quarter
        on = min(1.0, max(0.0, left)) / 4
        self.train(on * p["training"])
        meetings = min(on * p["networking"] / p["meeting_cost"], float(len(firms)))
        books["meetings"] += meetings * p["meeting_cost"]
        self.set.do("seek_partner", meetings / len(firms))
        self.set.do("learn")
        turn = min(int(chance * len(firms)), len(firms) - 1)
        queue = firms[turn:] + firms[:turn]
        self.purses["grants"] = (
            self.give_grants(self.purses["grants"] + on * p["rd_grants"], queue) if on else 0.0
        )
        self.set.do("try_to_innovate")
        self.serve(on * p["sme_services"], queue)
        orders = self.purses["orders"] + on * p["public_purchasing"] if on else 0.0
        bought, share = self.trade(orders)
        self.set.do("settle", bought, share)
        self.set.do("keep_up")

    def train(self, money: float) -> None:
        """Raise the region's skills."""
        p = self.p
        if money > 0:
            a_job = 1000 * money / sum(firm.jobs for firm in self.firms)
            self.skills += p["skill_gain"] * (a_job / (a_job + p["skill_cost"])) * (1 - self.skills)
            self.books["courses"] += money
        self.skills -= p["skill_loss"] * (self.skills - p["skills"])

    def give_grants(self, purse: float, queue: list[Firm]) -> float:
        """Give grants from above and from below; return what is left."""
        above = self.p["approach"] * purse
        below = purse - above
        researchers = [firm for firm in self.firms if firm.does_rd]
        team = sorted(researchers, key=lambda firm: -firm.jobs * firm.knowledge[0])[:3]
        before = above + 1
        while above > 0 and above < before:
            before = above
            for firm in team:
                left = firm.take_grant(above)
                if left < above:
                    firm.tie_with(self.others[0])
                above = left
        for firm in queue:
            if firm.does_rd:
                below = firm.take_grant(below)
        return above + below

    def serve(self, purse: float, queue: list[Firm]) -> None:
        """Serve young firms."""
        cost = self.p["service_cost"]
        for firm in queue:
            firm.served = firm.age < self.p["young"] and cost <= purse
            if firm.served:
                purse -= cost
                self.books["services"] += cost

    def trade(self, orders: float) -> tuple[float, float]:
        """Match offers and buyers; return the share that the State buys of new firms, and the share sold of the rest."""
        p, books = self.p, self.books
        self.set.do("make_offer")
        supply = self.set.agg("offered", sum)
        new = sum(firm.offered for firm in self.firms if firm.is_new)
        public = min(orders, new)
        inside = p["inside"] * self.demand
        outside = max(0.0, (1 - p["inside"]) * self.demand * (1 + p["reach"] * (self.mean_level - 1)))
        rest = supply - public
        sold = min(inside + outside, rest)
        books["sales_public"] += public
        if sold > 0:
            books["sales_inside"] += sold * (inside / (inside + outside))
            books["sales_outside"] += sold * (outside / (inside + outside))
        self.purses["orders"] = orders - public
        return public / new if new > 0 else 0.0, sold / rest if rest > 0 else 0.0

    def enter(self, wanted: int, births: list[float]) -> None:
        """Found firms where there is a free place."""
        p = self.p
        taken = {firm.place for firm in self.agents_by_type[Firm]} if self.firms else set()
        free = [place for place in range(self.slots) if place not in taken][:wanted]
        self.entries = len(free)
        for number, place in enumerate(free):
            firm = Firm(self, place, births[number * BIRTH : number * BIRTH + BIRTH], self.mean_level)
            firm.cash = p["founder_cash"] * p["cost_share"] * p["sales_per_job"] * p["founder_jobs"]
            self.books["founded"] += firm.cash


BOOKS = (
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


def partial_book(name: str) -> Callable[[Cluster], float]:
    """Return the reporter of one flow of money."""
    return lambda model: model.books[name]


def own_draws(random: Any) -> Callable[..., list[float]]:
    """Return numbers from Mesa's own generator."""

    def draws(kind: str, which: Any, slots: int = 0) -> list[float]:
        count = 4 * slots if kind == "luck" else which
        return [random.random() for _ in range(count)]

    return draws


def course_draws(run: int) -> Callable[..., list[float]]:
    """Return the numbers that the course's engine draws in that run."""
    states = {"luck": [0, 0, 0], "fate": [0, 0, 0]}
    for part, state in enumerate(states.values()):
        place_stream(state, run, part, 2)

    def draws(kind: str, which: Any, slots: int = 0) -> list[float]:
        if kind == "fate":
            numbers = [0.0] * which
            draw(states[kind], numbers, 0, which)
        else:
            numbers = [0.0] * (4 * slots)
            present = [-1] * slots
            for place in which:
                present[place] = 1
            draw_for(states[kind], numbers, 4, present)
        return numbers

    return draws


def run(
    parameters: list[float], firms: int, quarters: int, number: int, *, course_luck: bool = False
) -> pd.DataFrame:
    """Run the model and return what its collector holds, a row a quarter."""
    model = Cluster(parameters, firms, number, course_luck=course_luck)
    for _ in range(quarters):
        model.step()
    frame: pd.DataFrame = model.datacollector.get_model_vars_dataframe()
    return frame
