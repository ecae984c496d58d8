"""The checks of built pages find what they are for; the policy covers what a page holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from clusterpolicy.publish import pages, policy


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ('<img src="a.png">', "no alternative text"),
        ('<img src="a.png" alt="../_images/a.png">', "no alternative text"),
        ('<img src="a.png" alt="">', "no alternative text"),
        ('<svg role="img"><path/></svg>', "has no name"),
        ('<button onclick="go()">Go</button>', "inline handler onclick"),
        ('<a href="javascript:go()">Go</a>', "javascript: address"),
        ('<a href="nowhere.html">Go</a>', "nowhere.html leads nowhere"),
        ('<a href="#nowhere">Go</a>', "#nowhere leads nowhere"),
        ('<p id="a">A</p><p id="a">B</p>', "the id a of another element"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, markup: str, fault: str) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    (tmp_path / "page.html").write_text(f"<body>{markup}</body>", encoding="utf-8")
    found = list(pages.faults(tmp_path))
    assert len(found) == 1
    assert found[0].startswith("page.html") and fault in found[0]


def test_a_good_page_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    page = """<h1 id="top">T</h1><a href="#top">up</a><a href="https://example.org">out</a>
    <a href="page.html#top">x</a><img src="a.png" alt="A chart"><img src="a.png" alt="" role="presentation">
    <svg role="img" aria-label="Tiles"></svg><svg role="img"><title>Tiles</title></svg>
    <svg aria-hidden="true"></svg>"""
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert list(pages.faults(tmp_path)) == []


def test_policy_allows_inline_scripts_by_hash_alone() -> None:
    page = '<meta charset="utf-8"><script>go()</script><script src="a.js"></script>'
    written = policy.with_policy(page)
    assert written.count("'sha256-") == 1
    assert "unsafe-eval'" not in written.replace("wasm-unsafe-eval'", "")
    assert policy.with_policy(written) == written


def test_data_blocks_need_no_hash() -> None:
    page = '<meta charset="utf-8"><script type="application/json">{"a": 1}</script>'
    assert "sha256" not in policy.policy(page)
