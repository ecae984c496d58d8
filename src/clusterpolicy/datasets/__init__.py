"""The course's datasets: typed frames, a catalogue, breaks of series, validation against ``datapackage.json``."""

from clusterpolicy.datasets.breaks import breaks
from clusterpolicy.datasets.description import card, folder, resources
from clusterpolicy.datasets.own import load_own
from clusterpolicy.datasets.reading import catalogue, load, region_names

__all__ = ["breaks", "card", "catalogue", "folder", "load", "load_own", "region_names", "resources"]
