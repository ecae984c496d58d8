"""A policy: one value for each lever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, field, make_dataclass, replace
from typing import Any

from clusterpolicy.errors import ParameterError, UnknownNameError
from clusterpolicy.models.contract import is_number
from clusterpolicy.models.simulator_parameters import LEVERS, NAMES, PARAMETERS

# The levers that cost money, in million roubles a year.
INSTRUMENTS = tuple(row[0] for row in LEVERS if row[4] == "mn-a-year")


class Levers:
    """What every policy can do; ``Policy`` adds a field for each lever."""

    def __post_init__(self) -> None:
        check_parameters(asdict(self))  # type: ignore[call-overload]

    def values(self) -> dict[str, float]:
        """Return the value of each lever, by name."""
        return {name: float(value) for name, value in asdict(self).items()}  # type: ignore[call-overload]

    def with_levers(self, **levers: float) -> Levers:
        """Return the policy with some levers set otherwise.

        Raises
        ------
        UnknownNameError
            There is no such lever.
        ParameterError
            A value is out of the lever's range.
        """
        for name in levers:
            if name not in self.values():
                raise UnknownNameError("lever", name, self.values())
        changed: Levers = replace(self, **levers)  # type: ignore[type-var]
        return changed

    def money(self, quarters: int) -> float:
        """Return what the policy may spend over so many quarters, in million roubles."""
        levers = self.values()
        years = min(levers["support_years"], quarters / 4)
        return years * sum(levers[name] for name in INSTRUMENTS)


def check_parameters(values: Mapping[str, Any]) -> None:
    """Refuse an unknown name, or a value that is no number or out of range.

    Raises
    ------
    UnknownNameError
        There is no such lever or parameter.
    ParameterError
        Names the lever or parameter, its value and its range.
    """
    ranges = {row[0]: (row[2], row[3]) for row in PARAMETERS}
    for name, value in values.items():
        if name not in ranges:
            raise UnknownNameError("parameter of the simulator", name, NAMES)
        least, greatest = ranges[name]
        if not is_number(value) or not least <= value <= greatest:
            what = f"{value!r} is not a number from {least:g} to {greatest:g}"
            raise ParameterError(what, name, "Choose a value within the range.")


def _documentation() -> str:
    lines = [
        f"{row[0]} : float\n    From {row[2]:g} to {row[3]:g} ({row[4]}), default {row[1]:g}."
        for row in LEVERS
    ]
    return "\n".join(
        [
            "A cluster policy: one field for each lever, money in million roubles a year at prices of 2011.",
            "",
            "Parameters",
            "----------",
            *lines,
            "",
            "Raises",
            "------",
            "ParameterError",
            "    A value is out of its lever's range: names the lever.",
        ]
    )


# Made from the declaration: a type checker sees what all policies have in common.
Policy: Any = make_dataclass(
    "Policy",
    [(row[0], float, field(default=row[1])) for row in LEVERS],
    bases=(Levers,),
    frozen=True,
    kw_only=True,
    namespace={"__doc__": _documentation(), "__module__": __name__},
)
NO_POLICY: Levers = Policy(**dict.fromkeys(INSTRUMENTS, 0.0))
