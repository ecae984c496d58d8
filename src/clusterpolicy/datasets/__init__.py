"""The course's datasets: typed frames, a catalogue, breaks of series, validation against ``datapackage.json``."""

from clusterpolicy.datasets.breaks import breaks
from clusterpolicy.datasets.description import card, folder, resources, reworded
from clusterpolicy.datasets.own import load_own
from clusterpolicy.datasets.reading import catalogue, industry_name, load, region_names, worded

__all__ = [
    "breaks",
    "card",
    "catalogue",
    "folder",
    "industry_name",
    "load",
    "load_own",
    "region_names",
    "resources",
    "reworded",
    "worded",
]
