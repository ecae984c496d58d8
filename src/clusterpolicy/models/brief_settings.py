"""With what values each exercise enters a brief: the learner's kept ones as far as they are allowed, else those it opens with."""

from clusterpolicy.models.brief_blocks import missing, note, say
from clusterpolicy.models.contract import check_value

# Its value is the region of the brief, whatever was looked at last.
REGION = "region"


def setting(exercise, entries, region):
    """Return ``values``, ``state`` (``none``, ``default`` or ``own``), labels of ``refused`` controls, and whether it has the ``region``."""
    entry = entries.get(exercise["id"])
    kept = entry["values"] if entry else {}
    values, refused, differs, has_region = {}, [], False, True
    for control in exercise["controls"]:
        name = control["name"]
        values[name] = control["default"]
        if name == REGION:
            has_region = region in [option["value"] for option in control["options"]]
            values[name] = region if has_region else control["default"]
        elif name in kept:
            if check_value(control, kept[name]) is None:
                differs = differs or kept[name] != control["default"]
                values[name] = kept[name]
            else:
                refused.append(control["label"])
    state = "none" if entry is None else "own" if differs else "default"
    return {"values": values, "state": state, "refused": refused, "has_region": has_region}


def of_setting(exercise, found):
    """Return the blocks that say on whose setting a section rests, and which kept values could not be used."""
    params = {"exercise": exercise["title"], "place": exercise["place"]}
    blocks = [note(say("setting-" + found["state"], params), "setting")]
    if exercise["teaching"]:
        blocks.append(note(exercise["teaching"], "teaching"))
    if found["refused"]:
        params["controls"] = found["refused"]
        blocks.append(missing(say("setting-refused", params, len(found["refused"]))))
    return blocks
