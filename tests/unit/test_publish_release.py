"""One edition, said once: its number, its day, what changed; and the licences of all that a release carries."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from clusterpolicy.errors import CourseError
from clusterpolicy.publish import notices, read_me, release
from clusterpolicy.publish.project import Project
from clusterpolicy.text import _


def test_the_edition_is_the_same_wherever_it_stands(project: Project) -> None:
    """Citation, list of changes, package and statement on accessibility."""
    edition = release.edition(project.root)
    changes = (project.root / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(.+)\] - (\S+)$", changes, re.MULTILINE)
    assert newest and newest.groups() == (edition.number, edition.day.isoformat())
    package = tomllib.loads((project.root / "pyproject.toml").read_text(encoding="utf-8"))
    assert package["project"]["version"] == edition.number
    statement = (project.root / "book/accessibility.md").read_text(encoding="utf-8")
    assert f"edition {edition.number}." in statement


def test_the_read_me_says_edition_and_day(project: Project) -> None:
    edition = release.edition(project.root)
    text = read_me.text(edition.number, edition.day, "en", _)
    assert f"Edition {edition.number}, 24 November 2026" in text
    assert f"sha256sum {edition.name}.zip" in text
    assert "{" not in text
    assert max(map(len, text.splitlines())) <= 96, "not every editor breaks long lines"


def test_what_the_read_me_names_is_in_the_release(project: Project) -> None:
    edition = release.edition(project.root)
    text = read_me.text(edition.number, edition.day, "en", _)
    names = set(re.findall(r"[\w-]+\.(?:txt|cff|html)\b", text))
    assert names == {*release.BESIDE, release.NOTICES, release.CITATION, "index.html"}


def test_every_file_of_others_has_a_notice(site: Path) -> None:
    """A file that a new version of a package brings is found here; so is a notice of what is no longer shipped."""
    folders = [path for path in site.rglob("_static") if path.is_dir()]
    assert folders
    for static in folders:
        assert notices.unnamed(static) == []
        stale = [one for part in notices.PARTS for one in part.files if not list(static.glob(one))]
        assert stale == []


def test_a_file_without_a_notice_is_found(tmp_path: Path) -> None:
    (tmp_path / "course.js").touch()
    (tmp_path / "counter.min.js").touch()
    assert notices.unnamed(tmp_path) == ["counter.min.js"]


@pytest.mark.parametrize("part", notices.PARTS, ids=lambda part: part.name)
def test_each_notice_holds_copyright_and_licence_in_full(part: notices.Part, project: Project) -> None:
    text = notices.licence(part, project.root)
    assert re.search(r"copyright", text, re.IGNORECASE)
    opening = {
        "MIT": "Permission is hereby granted, free of charge",
        "ISC": "Permission to use, copy, modify, and/or distribute",
        "BSD-2-Clause": "Redistribution and use in source and binary forms",
        "BSD-3-Clause": "Redistribution and use in source and binary forms",
        "OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1",
    }
    assert opening[part.terms] in re.sub(r"\s+", " ", text)
    assert part.terms in notices.heading(part, project.root)


def test_a_file_that_names_a_folder_of_the_machine_stops_the_release(
    project: Project, tmp_path: Path
) -> None:
    for name in ("_config.yml", "CITATION.cff", "CHANGELOG.md", "LICENSE"):
        (tmp_path / name).write_bytes((project.root / name).read_bytes())
    (tmp_path / "node_modules").symlink_to(project.root / "node_modules")
    checkout = Project(tmp_path)
    checkout.site.mkdir(parents=True)
    (checkout.site / "a.html").write_text(f"made in {tmp_path}", encoding="utf-8")
    with pytest.raises(CourseError, match=r"a\.html: the file names a folder of this machine"):
        release.write(checkout, tmp_path / "out")
