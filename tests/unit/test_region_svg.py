"""Small drawings of a region: what is marked is drawn, and lengths run with values."""

from __future__ import annotations

import re

from clusterpolicy.charts.region_svg import Bar, place_svg, stars_svg
from clusterpolicy.charts.tile_svg import tile_map_svg
from clusterpolicy.exercises.framework.regions import tiles


def squares(svg: str, kind: str) -> int:
    """Return how many tiles of a kind are drawn."""
    found = re.search(rf'class="place-{kind}" d="([^"]*)"', svg)
    return found.group(1).count("M") if found else 0


def test_a_region_is_filled_its_peers_are_outlined_and_all_others_are_there() -> None:
    svg = place_svg(tiles(), {"RU-KLU"}, {"RU-MOS", "RU-NIZ"}, "Kaluga & peers")
    assert [squares(svg, kind) for kind in ("marked", "near", "others")] == [1, 2, 80]
    assert 'aria-label="Kaluga &amp; peers"' in svg
    assert squares(place_svg(tiles(), {"RU-KLU"}, (), "alone"), "near") == 0


def test_bars_run_with_quotients_and_carry_their_stars() -> None:
    svg = stars_svg([Bar("Mining <all>", 4.0, 3), Bar("Fishing", 1.0, 1)], 2.0, "two bars")
    widths = [float(width) for width in re.findall(r'class="bar" [^>]*width="([\d.]+)"', svg)]
    assert widths[0] == 4 * widths[1]
    assert "4.00 ★★★" in svg and "1.00 ★☆☆" in svg and "Mining &lt;all&gt;" in svg
    threshold = float(re.search(r'class="break" d="M([\d.]+)', svg).group(1))  # type: ignore[union-attr]
    assert threshold == widths[0] / 2


def test_tiles_with_addresses_are_links_that_the_tab_key_passes_by() -> None:
    shades = {tile["iso"]: 1 for tile in tiles()}
    plain, linked = (
        tile_map_svg(tiles(), shades, "map", links) for links in (None, {"RU-KLU": "../atlas/RU-KLU.html"})
    )
    assert 'role="img"' in plain and "<a " not in plain
    assert 'role="group"' in linked and linked.count("<a ") == 1
    assert (
        '<a href="../atlas/RU-KLU.html" tabindex="-1" class="tile tile-1"><title>Kaluga Oblast</title>'
        in linked
    )
