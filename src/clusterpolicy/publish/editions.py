"""Sphinx extension: each page leads to its twins in the other languages; and the page that leads to the editions."""

from __future__ import annotations

import re
from typing import Any

from babel import Locale
from jinja2 import Environment
from sphinx.application import Sphinx

from clusterpolicy.errors import CourseError
from clusterpolicy.publish.missing_page import PAGE as MISSING_PAGE
from clusterpolicy.publish.policy import with_policy
from clusterpolicy.publish.project import Project

# Without a script it offers all of them; `choose.js` goes on to one.
HOME = """<!DOCTYPE html>
<html lang="{{ editions[0].language }}"{% if first %} data-first="{{ first }}"{% endif %}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ editions[0].title }}</title>
{% for edition in editions %}<link rel="alternate" hreflang="{{ edition.language }}" href="{{ edition.language }}/index.html">
{% endfor %}<link rel="icon" href="{{ editions[0].language }}/_static/favicon.svg">
<link rel="stylesheet" href="{{ editions[0].language }}/_static/style/course.css">
<script defer src="{{ editions[0].language }}/_static/choose.js"></script>
</head>
<body>
<main class="site-main">
{% for edition in editions %}<h1 lang="{{ edition.language }}">{{ edition.title }}</h1>
<p lang="{{ edition.language }}"><a hreflang="{{ edition.language }}" href="{{ edition.language }}/index.html">{{ edition.name }}</a></p>
{% endfor %}</main>
</body>
</html>
"""
# Addresses that start at the page's own folder.
ADDRESS = re.compile(r'\b(href|src|action)="(?!#|data:|https?:|mailto:|")')
FOLDERS = re.compile(r'data-folders="[^"]*"')


def name(language: str) -> str:
    """Return what a language calls itself, as a heading writes it."""
    said = Locale.parse(language).get_display_name(language) or language
    return said[:1].upper() + said[1:]


def write_home(project: Project, titles: dict[str, str], first: str = "") -> None:
    """Write the page that leads to the editions.

    Parameters
    ----------
    project : Project
        The checkout; its editions are built.
    titles : dict of str to str
        Title of the site, by language.
    first : str
        Language that a visitor is shown who chose none before; that of the browser where empty.

    Raises
    ------
    CourseError
        An edition has a page that another lacks, so that a link to its twin leads nowhere.
    """
    pages = {code: set(page_names(project.edition(code))) for code in titles}
    every = set.union(*pages.values())
    for code, found in pages.items():
        if found != every:
            lacking = ", ".join(sorted(every - found)[:5])
            raise CourseError(f"the edition “{code}” lacks pages that another has: {lacking}")
    editions = [{"language": code, "name": name(code), "title": title} for code, title in titles.items()]
    text = Environment(autoescape=True).from_string(HOME).render(editions=editions, first=first)
    (project.sites / "index.html").write_text(with_policy(text), encoding="utf-8")
    write_for_servers(project, list(titles))


def write_for_servers(project: Project, languages: list[str]) -> None:
    """Write what servers look for in the uppermost folder: the page for addresses that lead nowhere, and a sign for GitHub Pages.

    Parameters
    ----------
    project : Project
        The checkout; its editions are built.
    languages : list of str
        The editions; the page is that of the first.
    """
    first = languages[0]
    page = (project.sites / first / f"{MISSING_PAGE}.html").read_text(encoding="utf-8")
    page = ADDRESS.sub(rf'\g<1>="{first}/', page)
    page = FOLDERS.sub(f'data-folders="{" ".join(languages)}"', page)
    (project.sites / f"{MISSING_PAGE}.html").write_text(with_policy(page), encoding="utf-8")
    (project.sites / ".nojekyll").write_text("", encoding="utf-8")


def page_names(edition: Project) -> list[str]:
    """Return the pages of a built edition."""
    return [path.relative_to(edition.site).as_posix() for path in edition.site.rglob("*.html")]


def add_twins(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Give a page the addresses of its twins."""
    up = f"{'../' * page.count('/')}../"
    context["twins"] = [
        {"language": code, "name": name(code), "address": f"{up}{code}/{page}.html"}
        for code in app.config.clusterpolicy_editions
        if code != app.config.language
    ]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.add_config_value("clusterpolicy_editions", [], "html")
    app.connect("html-page-context", add_twins)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
