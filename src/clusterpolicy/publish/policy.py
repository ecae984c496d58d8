"""Sphinx extension: every page works alone, under a strict Content-Security-Policy, described and linked.

Pages load none of the theme's scripts, which need inline code, foreign hosts or ``fetch``; ``course.js`` does
the little that is left.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

import clusterpolicy
from clusterpolicy.hosts.page import atlas, glossary, indicator_pages
from clusterpolicy.publish import missing_page, pages
from clusterpolicy.publish.teaching import plan_pages
from clusterpolicy.text import _, format_message

LOGGER = logging.getLogger(__name__)

DIRECTIVES = (
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'{hashes}",
    "worker-src 'self' blob:",
    "connect-src 'self' blob:",
    "img-src 'self' data: blob:",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'none'",
)
META = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')
CHARSET = re.compile(r'<meta charset="?[\w-]+"?\s*/?>', re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
DATA_TYPE = re.compile(r"""type=["']?(?!text/javascript|module)[\w-]+/""", re.IGNORECASE)
# What other packages write, and what a screen reader needs instead.
REPAIRS = (
    # pandas: the corner of a table heads nothing
    ("<th></th>", "<td></td>"),
    # MyST-NB: a label that says something else than the words on the screen
    ('<summary aria-label="Toggle hidden content">', "<summary>"),
)
# Sphinx's Russian for what stands between an object and its page lacks a space, and would want another case.
BETWEEN = ('", in ": ", \\u0432"', '", in ": " \u2014 "')
# Nor does it say how many pages were found.
UNSAID = 'matching the search query.": ""'
# It makes a function of the text that says which plural a number takes: the policy forbids that, and the search needs no plurals.
EVALUATED = (
    "Documentation.addTranslations({",
    "(({ locale, messages }) => { Object.assign(Documentation.TRANSLATIONS, messages); Documentation.LOCALE = locale; })({",
)
# Scripts of Sphinx and its extensions wait until the page is read; only the colours are set before it is drawn.
BLOCKING_SCRIPT = re.compile(
    r"<script(?![^>]*\b(?:defer|async)\b)(?=[^>]*\ssrc=)(?![^>]*_static/course\.js)", re.IGNORECASE
)
ASSET = re.compile(
    r'''(?P<name>\b(?:src|href))="(?P<address>(?:\.\./)*_static/[\w./-]+\.(?:js|css))(?:\?[^"]*)?"'''
)
COLOURS_SCRIPT = re.compile(r"<script [^>]*_static/course\.js[^>]*></script>")
# Sphinx's own pages beside those of the documents.
GENERATED = {"search", "index", missing_page.PAGE}
# Scripts that no page needs: the theme's, tabs, and one that marks search words by javascript: addresses.
UNUSED_SCRIPTS = {
    "_static/scripts/sphinx-book-theme.js",
    "_static/design-tabs.js",
    "_static/sphinx_highlight.js",
}
OPTIONS = "_static/documentation_options.js"
# What the search page says, and says in another language.
SEARCH_SCRIPTS = {"_static/doctools.js", "_static/translations.js", OPTIONS}
# The buttons that copy code.
CODE_SCRIPTS = {"_static/clipboard.min.js", "_static/copybutton.js", OPTIONS}
UNUSED_FILES = (
    "scripts",
    "vendor",
    "sbt-webpack-macros.html",
    "webpack-macros.html",
    "styles",
    "katex",
    "images",
    "locales",
    "sphinx-thebe*",
    "design-tabs.js",
    "sphinx_highlight.js",
    "basic.css",
    "*.png",
    "check-solid.svg",
    "copy-button.svg",
)

REDIRECT = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={page}">
<title>{title}</title>
<link rel="icon" href="_static/favicon.svg">
</head>
<body>
<main><h1>{title}</h1><p><a href="{page}">{page}</a></p></main>
</body>
</html>
"""


def policy(text: str) -> str:
    """Return the policy of a page: own files, and the inline scripts that it holds, by their hash.

    Parameters
    ----------
    text : str
        The page.
    """
    scripts = [code for attributes, code in INLINE_SCRIPT.findall(text) if not DATA_TYPE.search(attributes)]
    digests = sorted({base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in scripts})
    return "; ".join(DIRECTIVES).format(hashes="".join(f" 'sha256-{digest}'" for digest in digests))


def with_policy(text: str) -> str:
    """Return a page with its policy right after the character set, in place of an older one."""
    bare = META.sub("", text)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(bare)}">'
    return CHARSET.sub(lambda match: f"{match[0]}\n    {meta}", bare, count=1)


def repaired(text: str) -> str:
    """Return a page with the markup of other packages put right."""
    for found, wanted in REPAIRS:
        text = text.replace(found, wanted)
    # Before the style sheets: behind them, a script waits for all of them, and the page with it.
    found_script = COLOURS_SCRIPT.search(text)
    if found_script and text.find("<link") < found_script.start():
        text = text.replace(found_script[0], "", 1).replace("<link", f"{found_script[0]}\n    <link", 1)
    return BLOCKING_SCRIPT.sub('<script defer="defer"', text)


def marked(text: str, path: Path) -> str:
    """Return a page whose scripts and style sheet carry the hash of their content, so that no browser keeps an old one.

    Sphinx marks only the pages that it writes; a changed script changes all pages that name it.
    """

    def mark(match: re.Match[str]) -> str:
        named = path.parent / match["address"]
        digest = hashlib.sha256(named.read_bytes()).hexdigest()[:8]
        return f'{match["name"]}="{match["address"]}?v={digest}"'

    return ASSET.sub(mark, text)


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Complete the built pages, then hold them to their duties; a fault is a warning and fails the build."""
    if exception or app.builder.format != "html":
        return
    site = Path(app.outdir)
    remove_leftovers(app, site)
    root = app.config.root_doc
    redirect = REDIRECT.format(language=app.config.language, page=f"{root}.html", title=app.config.html_title)
    if root != "index":
        (site / "index.html").write_text(redirect, encoding="utf-8")
    complete_search(site / "_static/translations.js")
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        complete = with_policy(repaired(marked(text, path)))
        if complete != text:
            path.write_text(complete, encoding="utf-8")
    for fault in pages.faults(site):
        LOGGER.warning(fault, type="clusterpolicy", subtype="page")


def complete_search(said: Path) -> None:
    """Put right what the search says in another language than that of the sources."""
    if said.exists():
        counted = json.dumps(format_message(_("Pages found: {count}"), {"count": "${resultCount}"}))
        text = said.read_text(encoding="utf-8").replace(*BETWEEN).replace(*EVALUATED)
        said.write_text(text.replace(UNSAID, f"{UNSAID[:-2]}{counted}"), encoding="utf-8")


def remove_leftovers(app: Sphinx, site: Path) -> None:
    """Remove pages of documents that are gone, and files of the theme that no page loads."""
    for pattern in UNUSED_FILES:
        for path in sorted((site / "_static").glob(pattern)):
            remove(path)
    found = app.env.found_docs
    made = [
        made.page_name(name) for made in (indicator_pages, atlas, glossary) for name in made.listed(found)
    ]
    made += [plan_pages.page_name(name) for name in plan_pages.listed(Path(app.srcdir), found)]
    known = {*found, *GENERATED, *made}
    for path in site.rglob("*.html"):
        if path.relative_to(site).with_suffix("").as_posix() not in known:
            path.unlink()


def remove(path: Path) -> None:
    """Delete a file or a whole folder."""
    if path.is_dir():
        for child in path.iterdir():
            remove(child)
        path.rmdir()
    else:
        path.unlink()


def drop_unused_scripts(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], tree: nodes.document | None
) -> None:
    """Take scripts off a page that it does not need; the theme's inline ones have no file."""
    needed = SEARCH_SCRIPTS if page == "search" else CODE_SCRIPTS if has_code(tree) else set()
    unused = {None, *UNUSED_SCRIPTS, *(SEARCH_SCRIPTS | CODE_SCRIPTS) - needed}
    scripts = context.get("script_files", [])
    context["script_files"] = [script for script in scripts if script.filename not in unused]


def has_code(tree: nodes.document | None) -> bool:
    """Return whether a page shows code; one without a source never does."""
    return tree is not None and any(tree.findall(nodes.literal_block))


def add_edition(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Give the foot of a page the number of the edition."""
    context["edition"] = clusterpolicy.__version__


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    # Jupyter Book sets it whether or not the extension that reads it is loaded.
    app.add_config_value("comments_config", {}, "")
    # A page that is as it was is written again when its frame changes: style, scripts, templates, this package.
    app.add_config_value("clusterpolicy_frame", "", "html")
    app.connect("html-page-context", add_edition)
    app.connect("html-page-context", drop_unused_scripts, priority=900)
    app.connect("build-finished", finish, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
