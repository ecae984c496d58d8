"""What the browser gets: the interpreter, the charts, the models, and each exercise's own data."""

from __future__ import annotations

import base64
import json
import subprocess
import tempfile
from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import Any

import vl_convert
from babel import Locale
from babel.core import Locale as BabelLocale

import clusterpolicy
from clusterpolicy.charts.look import style_sheet
from clusterpolicy.datasets import region_names
from clusterpolicy.datasets.own import template
from clusterpolicy.errors import CourseError
from clusterpolicy.exercises.framework.exercise import Exercise, Figure, Quiz, Table
from clusterpolicy.exercises.framework.messages import framework_messages
from clusterpolicy.exercises.framework.registry import (
    exercise,
    exercise_names,
    quiz,
    quiz_names,
    regional_exercises,
)
from clusterpolicy.hosts.page import asked, atlas_home, brief, screen
from clusterpolicy.models import own_data
from clusterpolicy.models.my_region import NAME as MY_REGION
from clusterpolicy.models.progress import MAXIMUM_BYTES
from clusterpolicy.text import _, language

VEGA_LITE = "6.4"
BROWSER = Path(__file__).parent / "browser"
MODELS = Path(clusterpolicy.__file__).parent / "models"
FOLDER = "course"
INTERPRETER = "python.js"
# Mount points whose script needs nothing else.
ALONE = ("catalogue", "atlas")
# The comparison of regions has its figures in a script of their own.
COMPARED = "atlas"
# The page of the brief has scripts of its own beside the models.
BRIEF = "brief"
# The oldest browsers that have what these scripts use; esbuild writes its output for them.
TARGET = "chrome109,firefox115,safari16.4"
LOADER_ENTRY = (
    'import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";'
    "globalThis.loadMicroPython = loadMicroPython;"
)


def course_scripts(*more: str) -> list[str]:
    """Return the scripts that every page with models needs, and more of the course's folder, in loading order."""
    return [f"{FOLDER}/{part}" for part in (INTERPRETER, "models.js", f"texts.{language()}.js", *more)]


def scripts_for(mounts: Sequence[str], exercises: Iterable[str]) -> list[str]:
    """Return the scripts of a page with these mount points, in loading order."""
    alone = [f"{FOLDER}/{name}.js" for name in ALONE if name in mounts]
    if COMPARED in mounts:
        alone.insert(0, f"{FOLDER}/{compared_name()}")
    if BRIEF in mounts:
        return [*course_scripts(), brief.text_file(), f"{FOLDER}/{BRIEF}.js"]
    if screen.NAME in mounts:
        return course_scripts(asked.file_name(), screen.data_file(), f"{screen.NAME}.js", "vega.js")
    if not set(mounts) - set(ALONE):
        return alone
    charts = ["vega.js"] if set(mounts) & set(exercises) else []
    names = [name for name in mounts if name in (*exercise_names(), *quiz_names())]
    if MY_REGION in mounts:
        names = [found.id for found in regional_exercises()]
    subjects = [f"subject-{name}.{language()}.js" for name in names]
    # The charts come last: while the browser reads their long script, the first answers are computed.
    return [*course_scripts(*subjects, "page.js", *charts), *alone]


def write(static: Path, root: Path, homes: dict[str, str], pages: Container[str]) -> None:
    """Write all scripts and first-state pictures below the site's ``_static``.

    Parameters
    ----------
    static : pathlib.Path
        The site's ``_static`` folder.
    root : pathlib.Path
        The checkout, with the browser parts in ``node_modules``.
    homes : dict of str to str
        Address of the page of each exercise and quiz, for the progress page.
    pages : container of str
        The documents of the book.
    """
    folder = static / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    node_modules = root / "node_modules"
    wasm = node_modules / "@micropython/micropython-webassembly-pyscript/micropython.wasm"
    encoded = base64.b64encode(wasm.read_bytes()).decode()
    wasm_text = f'globalThis.COURSE_WASM="{encoded}";'
    put(folder / INTERPRETER, loader(root) + wasm_text + bundled(root, BROWSER / "interpreter.js"))
    put(folder / "colours.css", style_sheet())
    put(folder / "page.js", bundled(root, BROWSER / "main.js"))
    for name in (*ALONE, BRIEF, screen.NAME):
        put(folder / f"{name}.js", bundled(root, BROWSER / f"{name}.js"))
    put(folder / compared_name(), f"globalThis.COURSE_ATLAS={script_json(atlas_home.data())};")
    put(folder / "vega.js", vega())
    put(folder / "models.js", f"globalThis.COURSE_MODELS={script_json(model_sources())};")
    put(folder / template_name(), template())
    put(folder / f"texts.{language()}.js", f"globalThis.COURSE={script_json(texts(homes, pages))};")
    put(folder / asked.file_name(), f"globalThis.COURSE_QUESTIONS={script_json(asked.described(homes))};")
    put(folder / screen.data_file(), f"globalThis.COURSE_SCREEN={script_json(screen.shared(homes))};")
    subjects: list[Quiz] = [*map(quiz, quiz_names()), *map(exercise, exercise_names())]
    for subject in subjects:
        declared = script_json(declaration(subject))
        text = f"(globalThis.COURSE_SUBJECTS??={{}})[{script_json(subject.id)}]={declared};"
        put(folder / f"subject-{subject.id}.{language()}.js", text)
        if isinstance(subject, Exercise):
            for look in ("light", "dark"):
                put(folder / picture_name(subject, look), first_picture(subject, look))


def put(path: Path, text: str) -> None:
    """Write a file unless it holds the text already."""
    content = text.encode("utf-8")
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def compared_name() -> str:
    """Return the file name of the figures by which regions are compared."""
    return f"regions.{language()}.js"


def template_name() -> str:
    """Return the file name of the template of own regions."""
    return f"template-regions.{language()}.csv"


def script_json(value: Any) -> str:
    """Return JSON that can stand in a script, whatever its texts hold."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")


def vega() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as one script, whose own names stay its own."""
    return f"(function(){{{vega_bundle()}}})();"


def vega_bundle() -> str:
    """Return the bundle as it comes."""
    # Its type stub asks for a snippet that the function itself can do without.
    bundle: str = vl_convert.javascript_bundle(vl_version=VEGA_LITE)  # type: ignore[call-arg]
    return bundle


def esbuild(root: Path, *arguments: str) -> str:
    """Run the pinned esbuild and return what it writes.

    Raises
    ------
    CourseError
        esbuild refuses its input: says why.
    """
    program = next((root / "node_modules/@esbuild").glob("*/bin/esbuild"), None)
    if program is None:
        program = next((root / "node_modules/@esbuild").glob("*/esbuild.exe"))
    command = [str(program), *arguments, f"--target={TARGET}", "--log-level=error", "--charset=utf8"]
    answer = subprocess.run(command, cwd=root, check=False, capture_output=True, encoding="utf-8")
    if answer.returncode:
        raise CourseError(f"esbuild stopped: {answer.stderr.strip()}", arguments[0])
    return answer.stdout


def bundled(root: Path, entry: Path) -> str:
    """Return a classic script of a module and all that it imports."""
    return esbuild(root, str(entry), "--bundle", "--minify", "--format=iife", "--platform=browser")


def loader(root: Path) -> str:
    """Return MicroPython's loader as a function whose text a Worker can be made from."""
    with tempfile.TemporaryDirectory(dir=root / "node_modules") as folder:
        entry = Path(folder) / "loader.mjs"
        entry.write_text(LOADER_ENTRY, encoding="utf-8")
        external = [f"--external:{name}" for name in ("module", "fs", "path", "url", "crypto")]
        defines = ['--define:import.meta.url="about:blank"', "--define:process=undefined"]
        options = ["--bundle", "--minify", "--format=iife", "--platform=browser"]
        script = esbuild(root, str(entry), *options, *external, *defines)
    return f"globalThis.COURSE_LOADER=function(){{{script}}};"


def model_sources() -> dict[str, str]:
    """Return the sources of all models by their path inside the interpreter."""
    sources = {
        f"clusterpolicy/models/{path.name}": path.read_text(encoding="utf-8") for path in MODELS.glob("*.py")
    }
    return {"clusterpolicy/__init__.py": "", **dict(sorted(sources.items()))}


def texts(homes: dict[str, str], pages: Container[str]) -> dict[str, Any]:
    """Return what all pages share in the language in force."""
    made_of_others = {
        MY_REGION: (_("My region"), f"book/{MY_REGION}"),
        BRIEF: (_("A brief for your region"), brief.PAGE),
    }
    symbols = Locale.parse(language()).number_symbols["latn"]
    subjects: list[Quiz] = [*map(quiz, quiz_names()), *map(exercise, exercise_names())]
    return {
        "language": language(),
        "edition": clusterpolicy.__version__,
        "maximumBytes": MAXIMUM_BYTES,
        "own": {"maximumBytes": own_data.MAXIMUM_BYTES},
        "messages": framework_messages(),
        "formatLocale": format_locale(symbols, Locale.parse(language())),
        "catalogue": {
            subject.id: {"title": subject.title, "href": f"../{homes[subject.id]}#{subject.id}"}
            for subject in subjects
            if subject.id in homes
        }
        | {
            name: {"title": title, "href": f"../{page}.html"}
            for name, (title, page) in made_of_others.items()
            if page in pages
        },
        "regions": region_names(),
    }


def format_locale(symbols: Any, locale: BabelLocale) -> dict[str, Any]:
    """Return number marks as Vega's axes take them."""
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "percent": locale.percent_formats[None].pattern.replace("#,##0", ""),
        "currency": ["", f" {locale.currency_symbols.get('RUB', 'RUB')}"],
    }


def declaration(subject: Quiz) -> dict[str, Any]:
    """Return what a page needs to know of an exercise or quiz; the interpreter's part stays one text."""
    declared: dict[str, Any] = {
        "id": subject.id,
        "title": subject.title,
        "subject": json.dumps(subject.subject(), ensure_ascii=False, allow_nan=False),
        "questions": [question.declaration() for question in subject.questions],
        "messages": dict(subject.messages),
    }
    if isinstance(subject, Exercise):
        chart = subject.chart
        declared |= {
            "takes": bool(subject.takes),
            "controls": [control.declaration() for control in subject.controls],
            "defaults": subject.defaults,
            "figures": [column_declaration(figure) for figure in subject.figures],
            "region": subject.region_control.name if subject.region_control else "",
            "ofRegion": subject.of_region,
            "tables": [table_declaration(table) for table in (chart.table, *subject.details)],
            "long": subject.long is not None,
            "presets": [preset.declaration() for preset in subject.presets],
            "keeps": {"control": subject.keeps.control, "names": list(subject.keeps.names)}
            if subject.keeps
            else None,
            "chart": {
                "title": chart.title,
                "alt": chart.alt,
                "source": chart.source,
                "click": chart.click,
                "specs": {look: chart.spec(look) for look in ("light", "dark")},
            },
        }
    return declared


def table_declaration(table: Table) -> dict[str, Any]:
    """Return a table's form as plain data."""
    columns = [column_declaration(column) for column in table.columns]
    return {"source": table.source, "columns": columns, "ofRegion": table.of_region}


def column_declaration(column: Figure) -> dict[str, Any]:
    """Return a column's form and heading."""
    return column.declaration() | {"label": column.label}


def picture_name(subject: Exercise, look: str) -> str:
    """Return the file name of the exercise's first state."""
    return f"first-{subject.id}.{look}.{language()}.svg"


def first_picture(subject: Exercise, look: Any) -> str:
    """Return the chart of the first state as SVG."""
    rows = subject.run(subject.defaults)["rows"]
    spec = subject.chart.spec(look)
    if spec.get("width") == "container":
        spec = spec | {"width": 620}
    picture: str = vl_convert.vegalite_to_svg(
        spec | {"datasets": {"rows": rows}}, vl_version=VEGA_LITE, format_locale=format_locale_of_language()
    )
    return picture


def format_locale_of_language() -> dict[str, Any]:
    """Return the number marks of the language in force."""
    locale = Locale.parse(language())
    return format_locale(locale.number_symbols["latn"], locale)
