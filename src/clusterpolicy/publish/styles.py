"""Sphinx extension: one style sheet, with the rules that the built pages use and no others."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from clusterpolicy.hosts.page.assets import ALONE, BRIEF, esbuild
from clusterpolicy.publish import node

# The frame's template links to it.
SHEET = "style/course.css"
# The theme's own macro, which the frame does not use, would link to these.
THEME_SHEETS = ("styles/theme.css", "styles/pydata-sphinx-theme.css")
# The typeface of headings: PT Serif, made for all languages of Russia (SIL Open Font License).
TYPEFACE = "node_modules/@fontsource/pt-serif/700.css"
# A rule stays if a page, or a script that changes pages, holds its names; so does a variable that a rule or a drawing uses.
PURGE = """
const fs = require("fs"), { PurgeCSS } = require(process.argv[1]);
const { css, content } = JSON.parse(fs.readFileSync(0, "utf8"));
const variables = [...new Set(content.flatMap(path => fs.readFileSync(path, "utf8").match(/--[a-z][\\w-]*/g) ?? []))];
new PurgeCSS()
  .purge({ css: [css], content, keyframes: true, variables: true, safelist: { variables } })
  .then(([sheet]) => process.stdout.write(sheet.css));
"""
# The theme's icons: course.css has letters in their places, and none of their fonts is ever drawn with.
ICONS = re.compile(r"[\w-]+:[^;{}]*Font Awesome[^;{}]*;?")
FACE = re.compile(r"@font-face\{[^}]*\}")
# Older formats, named behind woff2, which every browser of the course reads.
OLDER = re.compile(r",\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)")
FAMILY = re.compile(r"font-family:[\"']?([^;\"'}]+)")


def join(app: Sphinx, exception: Exception | None) -> None:
    """Write the sheet from those of the theme, the extensions and the course, and remove these."""
    if exception or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    sheets = [static / name for name in sheet_names(app)]
    if not sheets[0].exists():
        return  # no page was written, so no sheet was brought: the one that is there stands
    root = Path(app.srcdir)
    bundle(root, [root / TYPEFACE, *sheets], static / SHEET)
    sheet = purged(root, static)
    (static / SHEET).write_text(sheet, encoding="utf-8")
    unnamed = [
        path for path in (static / SHEET).parent.iterdir() if path.suffix != ".css" and path.name not in sheet
    ]
    for path in [*sheets, *unnamed]:
        path.unlink()


def sheet_names(app: Sphinx) -> list[str]:
    """Return the sheets that pages would link to, in the order of the cascade, below ``_static``."""
    added = sorted(app.builder.css_files, key=lambda sheet: sheet.priority)  # type: ignore[attr-defined]
    names = [str(sheet.filename).removeprefix("_static/") for sheet in added]
    return list(dict.fromkeys([*THEME_SHEETS, *names]))


def bundle(root: Path, sheets: list[Path], target: Path) -> None:
    """Write one sheet that holds others in their order, and put the fonts that they name beside it."""
    with tempfile.TemporaryDirectory() as folder:
        entry = Path(folder) / target.name
        imports = "".join(f"@import {json.dumps(sheet.as_posix())};" for sheet in sheets)
        entry.write_text(imports, encoding="utf-8")
        loaders = [f"--loader:.{kind}=file" for kind in ("woff2", "png", "svg")]
        older = ["--external:*.woff", "--external:*.ttf"]
        options = ["--bundle", "--minify", "--asset-names=[name]", *loaders, *older]
        esbuild(root, str(entry), *options, f"--outdir={target.parent}")


def purged(root: Path, static: Path) -> str:
    """Return the sheet without rules that no page and no script can use."""
    scripts = [
        *sorted(static.glob("*.js")),
        *(static / f"course/{name}.js" for name in ("page", *ALONE, BRIEF)),
    ]
    content = [*sorted(static.parent.rglob("*.html")), *scripts]
    request = json.dumps({"css": str(static / SHEET), "content": list(map(str, content))})
    command = [node.program(), "-e", PURGE, str(root / "node_modules/purgecss")]
    answer = subprocess.run(command, input=request, capture_output=True, encoding="utf-8", check=False)
    if answer.returncode:
        raise ExtensionError(f"PurgeCSS stopped: {answer.stderr[-500:]}")
    return with_used_faces(answer.stdout)


def with_used_faces(sheet: str) -> str:
    """Return a sheet without typefaces that none of its rules sets text in, and without fonts that are not brought."""
    sheet = OLDER.sub("", sheet)
    rules = ICONS.sub("", FACE.sub("", sheet))

    def kept(face: re.Match[str]) -> str:
        family = FAMILY.search(face[0])
        return face[0] if family and family[1] in rules else ""

    return FACE.sub(kept, sheet)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    # Before the pages are completed: their addresses carry the hash of what they name.
    app.connect("build-finished", join, priority=850)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
