"""Checks of the questions that close chapter 10."""

from clusterpolicy.models.answers import check_choice, check_match, check_number, feedback
from clusterpolicy.models.networks import density, global_efficiency, mean_distance, neighbours, pairs

CHOICES = {"newcomer": "distance", "mixed": "chance"}
MEASURES = {"density": "tied", "reachable": "joined", "efficiency": "near", "betweenness": "between"}


def star(firms):
    """Return the measures of a hub with ties to so many firms."""
    near = neighbours(list(range(firms + 1)), [(0, firm) for firm in range(1, firms + 1)])
    return {
        "near": firms,
        "far": pairs(firms),
        "pairs": pairs(firms + 1),
        "density": density(near),
        "distance": mean_distance(near),
        "efficiency": global_efficiency(near),
    }


def check(data, question, answer, values, earlier):
    """Check one answer."""
    params = dict(data)
    if question in CHOICES:
        return check_choice(answer, CHOICES[question], question, params)
    if question == "measures":
        return _check_measures(answer, params)
    kinds = [
        ("density", params["density"]),
        ("distance", params["distance"]),
        ("turned", 1 / params["distance"]),
    ]
    return check_number(answer, params["efficiency"], "star", kinds, params)


def _check_measures(answer, params):
    wrong, params["placed"] = check_match(answer, MEASURES)
    if not wrong:
        return feedback("measures-right", True, params)
    if "density" in wrong:
        return feedback("measures-density", False, params)
    return feedback("measures-" + ("betweenness" if "betweenness" in wrong else "paths"), False, params)
