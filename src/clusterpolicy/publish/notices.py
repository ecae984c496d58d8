"""The parts of others that the site carries, with their licences, as one text beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fnmatch import fnmatch
from importlib.metadata import distribution
from pathlib import Path

LICENCES = Path(__file__).parent / "licences"
RULE = "=" * 78


@dataclass(frozen=True)
class Part:
    """A part of others within the site.

    Attributes
    ----------
    name : str
        What it is called.
    files : tuple of str
        Patterns of the files that hold it, below the site's ``_static``.
    terms : str
        SPDX name of its licence.
    npm, python : str
        Package that brings it, and its licence where `holders` is empty.
    holders : tuple of str
        Lines of copyright, for a part whose package brings no licence of it; the licence is the one stored here.
    """

    name: str
    files: tuple[str, ...]
    terms: str
    npm: str = ""
    python: str = ""
    holders: tuple[str, ...] = ()


SHEET = ("style/course.css",)
INTERPRETER = ("course/python.js",)
CHARTS = ("course/vega.js",)
PARTS = (
    Part("PT Serif", ("style/pt-serif-*.woff2",), "OFL-1.1", npm="@fontsource/pt-serif"),
    Part("KaTeX, style and fonts", ("style/KaTeX_*.woff2", *SHEET), "MIT", npm="katex"),
    Part(
        "MicroPython",
        INTERPRETER,
        "MIT",
        npm="@micropython/micropython-webassembly-pyscript",
        holders=("Copyright (c) 2013-2025 Damien P. George",),
    ),
    Part(
        "re1.5, regular expressions of MicroPython",
        INTERPRETER,
        "BSD-3-Clause",
        holders=(
            "Copyright (c) 2007-2009 Russ Cox, Google Inc. All rights reserved.",
            "Copyright (c) 2014 Paul Sokolovsky",
        ),
    ),
    Part(
        "Emscripten and musl, run-time parts of MicroPython for the browser",
        INTERPRETER,
        "MIT",
        holders=(
            "Copyright (c) 2010-2014 Emscripten authors, see AUTHORS file.",
            "Copyright (c) 2005-2020 Rich Felker, et al.",
        ),
    ),
    Part(
        "Vega, Vega-Lite, Vega-Embed and their parts",
        CHARTS,
        "BSD-3-Clause",
        python="vl-convert-python",
        holders=(
            "Copyright (c) 2015-2023, University of Washington Interactive Data Lab",
            "Copyright (c) 2016, Interactive Data Lab and contributors",
            "Copyright (c) 2017, Vega",
        ),
    ),
    Part(
        "d3-ease, part of Vega",
        CHARTS,
        "BSD-3-Clause",
        holders=("Copyright (c) 2010-2026 Mike Bostock", "Copyright (c) 2001 Robert Penner"),
    ),
    Part(
        "D3, TopoJSON, internmap, Delaunator and semver, parts of Vega",
        CHARTS,
        "ISC",
        holders=(
            "Copyright (c) 2010-2026 Mike Bostock",
            "Copyright (c) 2018-2026 Observable, Inc.",
            "Copyright (c) 2026, Mapbox",
            "Copyright (c) Isaac Z. Schlueter and Contributors",
        ),
    ),
    Part(
        "fast-json-patch and json-stringify-pretty-compact, parts of Vega-Embed",
        CHARTS,
        "MIT",
        holders=(
            "Copyright (c) 2013, 2014, 2020 Joachim Wester",
            "Copyright (c) 2014, 2016, 2017, 2019, 2021, 2022 Simon Lydell",
        ),
    ),
    Part(
        "Sphinx, search and its words",
        (
            "doctools.js",
            "documentation_options.js",
            "language_data.js",
            "searchtools.js",
        ),
        "BSD-2-Clause",
        python="sphinx",
    ),
    Part("Snowball, stemmer of the search", ("language_data.js",), "BSD-3-Clause", python="snowballstemmer"),
    Part("Sphinx Book Theme", SHEET, "BSD-3-Clause", python="sphinx-book-theme"),
    Part("PyData Sphinx Theme", (*SHEET, "style/file.png"), "BSD-3-Clause", python="pydata-sphinx-theme"),
    Part(
        "Bootstrap, part of the PyData Sphinx Theme",
        SHEET,
        "MIT",
        holders=("Copyright (c) 2011-2024 The Bootstrap Authors",),
    ),
    Part(
        "Font Awesome Free, rules of its style sheet, part of the PyData Sphinx Theme",
        SHEET,
        "MIT",
        holders=("Copyright (c) 2024 Fonticons, Inc. (https://fontawesome.com)",),
    ),
    Part("Sphinx Design", SHEET, "MIT", python="sphinx-design"),
    Part("MyST-NB", SHEET, "BSD-3-Clause", python="myst-nb"),
    Part("Pygments, colours of code", SHEET, "BSD-2-Clause", python="pygments"),
    Part(
        "Sphinx Copybutton",
        ("copybutton*.js",),
        "MIT",
        python="sphinx-copybutton",
    ),
    Part("clipboard.js", ("clipboard.min.js",), "MIT", holders=("Copyright (c) Zeno Rocha",)),
)
# What the course itself made, below the same folder.
OWN = (
    "course/*",
    "brief/*",
    "datasets/*",
    "indicators/*",
    "choose.js",
    "course.js",
    "favicon.svg",
)


def text(root: Path) -> str:
    """Return the notices of all parts, each with its licence in full.

    Parameters
    ----------
    root : pathlib.Path
        The checkout, with the browser parts in ``node_modules``.
    """
    return "\n".join(f"{RULE}\n{heading(part, root)}\n{RULE}\n\n{licence(part, root)}\n" for part in PARTS)


def heading(part: Part, root: Path) -> str:
    """Return name, version where one is known, and licence of a part."""
    version = ""
    if part.npm:
        package = json.loads((root / "node_modules" / part.npm / "package.json").read_text(encoding="utf-8"))
        version = f" ({part.npm} {package['version']})"
    elif part.python:
        version = f" ({part.python} {distribution(part.python).version})"
    return f"{part.name}{version}: {part.terms}"


def licence(part: Part, root: Path) -> str:
    """Return a part's lines of copyright and its licence."""
    if part.holders:
        stored = (LICENCES / f"{part.terms}.txt").read_text(encoding="utf-8")
        return "\n".join(part.holders) + f"\n\n{stored}"
    if part.npm:
        return (root / "node_modules" / part.npm / "LICENSE").read_text(encoding="utf-8")
    return brought(part.python)


def brought(package: str) -> str:
    """Return the licence that a Python package brings with it."""
    installed = distribution(package)
    names = ("LICENSE", "LICENSE.rst", "LICENSE.txt", "COPYING")
    found = next(path for path in installed.files or () if path.name in names and ".dist-info" in str(path))
    return found.read_text(encoding="utf-8")


def unnamed(static: Path) -> list[str]:
    """Return the files that are neither the course's own nor named by a part.

    Parameters
    ----------
    static : pathlib.Path
        The site's ``_static`` folder.
    """
    known = [*OWN, *(pattern for part in PARTS for pattern in part.files)]
    names = [path.relative_to(static).as_posix() for path in sorted(static.rglob("*")) if path.is_file()]
    return [name for name in names if not any(fnmatch(name, pattern) for pattern in known)]
