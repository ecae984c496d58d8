"""The region that a learner chose once for all exercises: an entry of the progress like any other."""

NAME, REGION = "my-region", "region"


def chosen(entries):
    """Return (region, when it was chosen); neither where none is chosen."""
    entry = entries.get(NAME)
    region = entry["values"].get(REGION) if entry else None
    return (region, entry["at"]) if isinstance(region, str) and region else (None, None)


def opening(control, options, kept, entries):
    """Return (region on which an exercise opens, whether the learner's is missing there).

    It opens on the learner's region, unless another was set in it later. The region is None where the exercise opens as if none
    were chosen.

    ``control`` is the name of its list of regions, ``options`` the regions listed, ``kept`` its entry in the progress or None.
    """
    region, at = chosen(entries)
    if region is None or region not in options:
        return None, region is not None
    if kept and control in kept["values"] and kept["at"] > at:
        return None, False
    return region, False
