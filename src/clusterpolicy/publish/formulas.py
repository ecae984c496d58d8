"""Sphinx extension: formulas are drawn at build time, so that a page needs style and fonts but no script."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from clusterpolicy.publish import node as nodejs

LOGGER = logging.getLogger(__name__)
# One line in, one line out: a question and its answer as JSON.
RENDERER = """
const katex = require(process.argv[1]);
const lines = require("readline").createInterface({ input: process.stdin });
lines.on("line", (line) => {
  let answer;
  try {
    const { formula, display } = JSON.parse(line);
    const options = { displayMode: display, throwOnError: true, strict: "ignore" };
    answer = { html: katex.renderToString(formula, options) };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\\n");
});
"""


class Renderer:
    """KaTeX in one Node.js process, which starts with the first formula.

    Parameters
    ----------
    package : pathlib.Path
        Folder of KaTeX's files.
    """

    def __init__(self, package: Path) -> None:
        self.package = package
        self.process: subprocess.Popen[str] | None = None

    def draw(self, formula: str, *, display: bool) -> str:
        """Return a formula as HTML with MathML.

        Raises
        ------
        ValueError
            The formula has a mistake.
        """
        if self.process is None:
            self.process = subprocess.Popen(
                [nodejs.program(), "-e", RENDERER, str(self.package / "katex.min.js")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"formula": formula, "display": display}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise ExtensionError("KaTeX stopped; its message stands above")
        answer = json.loads(line)
        if "error" in answer:
            raise ValueError(answer["error"])
        return str(answer["html"])

    def close(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.communicate()
            self.process = None


def drawn(translator: Any, node: nodes.Element, formula: str, *, display: bool) -> str:
    """Return a formula's HTML; one with a mistake is a warning at its place, so it fails the build."""
    try:
        return renderer(translator.builder.app).draw(formula, display=display)
    except ValueError as error:
        LOGGER.warning("formula: %s", error, location=node, type="clusterpolicy", subtype="formula")
        return ""


def visit_inline(translator: Any, node: nodes.math) -> None:
    """Write a formula within a line."""
    html = drawn(translator, node, node.astext(), display=False)
    translator.body.append(f'<span class="math">{html}</span>')
    raise nodes.SkipNode


def visit_display(translator: Any, node: nodes.math_block) -> None:
    """Write a formula on a line of its own, with its number where it has one."""
    translator.body.append(translator.starttag(node, "div", "", CLASS="math"))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    formula = node.astext()
    if "\\\\" in formula and "\\begin" not in formula:
        formula = f"\\begin{{split}}{formula}\\end{{split}}"
    translator.body.append(drawn(translator, node, formula, display=True) + "</div>\n")
    raise nodes.SkipNode


def renderer(app: Sphinx) -> Renderer:
    """Return the build's renderer."""
    found: Renderer = app._clusterpolicy_formulas  # type: ignore[attr-defined]
    return found


def start(app: Sphinx) -> None:
    """Put the style and its fonts under ``_static``; every browser that the course supports reads woff2."""
    package = Path(app.srcdir) / "node_modules" / "katex" / "dist"
    app._clusterpolicy_formulas = Renderer(package)  # type: ignore[attr-defined]
    if app.builder.format != "html":
        return
    fonts = Path(app.outdir) / "_static" / "katex" / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    shutil.copy2(package / "katex.min.css", fonts.parent)
    for font in (package / "fonts").glob("*.woff2"):
        shutil.copy2(font, fonts)


def stop(app: Sphinx, _exception: Exception | None) -> None:
    """End the renderer."""
    if hasattr(app, "_clusterpolicy_formulas"):
        renderer(app).close()


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.add_html_math_renderer("katex", (visit_inline, None), (visit_display, None))
    app.add_css_file("katex/katex.min.css")
    app.connect("builder-inited", start)
    app.connect("build-finished", stop)
    return {"parallel_read_safe": True, "parallel_write_safe": False}
