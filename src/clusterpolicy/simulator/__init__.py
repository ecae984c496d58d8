"""The policy simulator: an agent-based model of a regional cluster over quarters.

The rules stand in ``clusterpolicy.models.simulator`` and run on the page too; here they are compiled and given names. The
page *The simulator's rules* of the book describes them after the ODD protocol.
"""

from clusterpolicy.simulator.comparison import compare, with_equal_money
from clusterpolicy.simulator.outcomes import simulate
from clusterpolicy.simulator.policy import NO_POLICY, Policy
from clusterpolicy.simulator.regions import start_values

__all__ = ["NO_POLICY", "Policy", "compare", "simulate", "start_values", "with_equal_money"]
