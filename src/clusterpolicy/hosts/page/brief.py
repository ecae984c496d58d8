"""The page that makes a brief: its form, what the browser needs for all regions, and a small script for each."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from clusterpolicy.brief.compose import subject
from clusterpolicy.brief.html import STYLE
from clusterpolicy.brief.parts import region
from clusterpolicy.brief.shapes import INSIDE, shapes
from clusterpolicy.brief.words import messages, places
from clusterpolicy.datasets import region_names
from clusterpolicy.text import alphabetical, language

FOLDER = "brief"
# The document of the page: a book without it needs none of the scripts.
PAGE = "book/brief"
# What a learner can write into one place: as much as a progress file keeps.
LETTERS = 4000


def text_file() -> str:
    """Return the name of the script that all regions share."""
    return f"{FOLDER}/texts.{language()}.js"


def region_file(code: str) -> str:
    """Return the name of a region's script."""
    return f"{code}.{language()}.js"


def scripts() -> dict[str, str]:
    """Return all scripts by their names below ``_static``."""
    own = {code: _region_script(code) for code in sorted(region_names())}
    named = {
        code: f"{region_file(code)}?v={hashlib.sha256(text.encode()).hexdigest()[:8]}"
        for code, text in own.items()
    }
    return {
        text_file(): f"globalThis.COURSE_BRIEF={_plain(shared(named))};",
        **{f"{FOLDER}/{region_file(code)}": text for code, text in own.items()},
    }


def shared(files: dict[str, str]) -> dict[str, Any]:
    """Return what all regions share: the exercises for the model, words, shapes, style, and the name of each region's script."""
    described = {"id": FOLDER, "model": "brief", "controls": [], "questions": [], "data": subject()}
    return {
        "subject": json.dumps(described, ensure_ascii=False, allow_nan=False),
        "messages": messages(),
        "shapes": shapes(),
        "inside": INSIDE,
        "style": STYLE.read_text(encoding="utf-8"),
        "files": files,
    }


def _region_script(code: str) -> str:
    return f"(globalThis.COURSE_REGIONS??={{}})[{_plain(code)}]={_plain(region(code))};"


def _plain(value: Any) -> str:
    """Return JSON that can stand in a script."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).replace(
        "<", "\\u003c"
    )


def form() -> dict[str, Any]:
    """Return what the form offers: regions by name, and the places for own text with their labels."""
    names = region_names()
    return {
        "regions": [
            (code, names[code]) for code in sorted(names, key=lambda code: alphabetical(names[code]))
        ],
        "places": places(),
        "letters": LETTERS,
        "folder": FOLDER,
    }


def write(static: Path) -> None:
    """Write the scripts below the site's ``_static``; what is there already is left as it is."""
    folder = static / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in scripts().items():
        path, content = static / name, text.encode("utf-8")
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
