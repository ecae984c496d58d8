"""A screen of 320 pixels, which is also one of 1280 at 400 %: pages of every kind keep everything within reach."""

from __future__ import annotations

from collections.abc import Callable

from coursebook import Coursebook

Opener = Callable[..., Coursebook]
# 1280 by 1024 pixels of a screen at 400 %.
ZOOMED = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}
# Pages made of data by one pattern each: some of each stand for all.
PATTERNS = {"atlas/": 3, "indicators/": 3}
LOST = """() => {
  const style = one => getComputedStyle(one), shown = one => one.outerHTML.slice(0, 140);
  const ancestors = one => { const all = []; for (let up = one.parentElement; up && up !== document.body; up = up.parentElement) all.push(up); return all; };
  const scrolls = one => ['auto', 'scroll'].includes(style(one).overflowX);
  const aside = '.visually-hidden, .katex-mathml, noscript, [data-chart] svg *, svg svg *, .katex svg *';
  const all = [...document.querySelectorAll('body *')].filter(one => !one.closest(aside) && one.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
  const lost = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [];
  for (const one of all) {
    const { left, right, width, height } = one.getBoundingClientRect();
    // What waits outside on the left comes in when it has the focus; what is a pixel wide is for screen readers.
    if (width < 1.5 || height < 1.5 || right <= 0) continue;
    if ((right > innerWidth + 1 || left < -1) && !ancestors(one).some(scrolls)) lost.push(`outside: ${shown(one)}`);
    // A formula holds its own text once more for screen readers, which is what lies beyond its frame.
    const cuts = !one.matches('.math') && ['hidden', 'clip'].includes(style(one).overflowX) && style(one).display !== 'inline' && !(one instanceof SVGElement);
    if (cuts && one.scrollWidth > one.clientWidth + 1) lost.push(`cut off: ${shown(one)}`);
    if (one.matches('button, summary, legend') && one.scrollWidth > one.clientWidth + 1 && style(one).display !== 'inline') lost.push(`too narrow: ${shown(one)}`);
    if (['fixed', 'sticky'].includes(style(one).position) && height > innerHeight / 2) lost.push(`covers the page: ${shown(one)}`);
  }
  return lost;
}"""


def of_every_kind(site_pages: list[str]) -> list[str]:
    """Return all pages with a source of their own, those that Sphinx makes, and some of each pattern."""
    # The first page of the site only leads to the one of the book.
    chosen = [name for name in site_pages if not name.startswith((*PATTERNS, "index.html"))]
    for start, count in PATTERNS.items():
        alike = [name for name in site_pages if name.startswith(start)]
        chosen += alike[:: len(alike) // count]
    return chosen


def test_nothing_is_lost_at_four_hundred_per_cent(opened: Opener, site_pages: list[str]) -> None:
    """No page scrolls sideways, no control is cut off; wide tables scroll in their own frames."""
    book = opened(**ZOOMED)
    found = {}
    for name in of_every_kind(site_pages):
        book.page.goto(book.start + name)
        book.wait_until_awake()
        book.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        lost = book.page.evaluate(LOST)
        if lost:
            found[name] = lost
    assert not found, "\n".join(f"{name}: {one}" for name, lost in found.items() for one in lost)
