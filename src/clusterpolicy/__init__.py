"""A Model to Invent: an open course on cluster-based innovation policy in Russia.

In a notebook: ``from clusterpolicy import ask, load, show, value``.
"""

from importlib import import_module
from importlib.metadata import version
from typing import Any

__version__ = version("clusterpolicy")

# Names are fetched when they are first used: a command that builds nothing need not wait for pandas.
_HOMES = {
    "load": "clusterpolicy.datasets",
    "load_own": "clusterpolicy.datasets",
    "show": "clusterpolicy.hosts.show",
    "ask": "clusterpolicy.hosts.show",
    "value": "clusterpolicy.values",
    "claims": "clusterpolicy.deck",
    "fill": "clusterpolicy.text",
    "verdicts": "clusterpolicy.ledger.framework",
}
__all__ = ["__version__", "ask", "claims", "fill", "load", "load_own", "show", "value", "verdicts"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
