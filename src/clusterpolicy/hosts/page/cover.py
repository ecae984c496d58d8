"""The picture of the welcome page: Russia's regions, shaded by what one rule calls a cluster."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from clusterpolicy.charts.tile_svg import tile_map_svg
from clusterpolicy.exercises.framework.regions import tiles
from clusterpolicy.indicators.specialisation import cluster_stars
from clusterpolicy.indicators.tables import region_industry_table
from clusterpolicy.text import _, format_message

YEAR = 2010
# Location quotient, share of the industry, share of the region: the rule that is drawn, a strict and a mild one.
RULES = {"drawn": (1.5, 0.02, 0.05), "few": (2, 0.05, 0.05), "many": (1.2, 0.01, 0.01)}


def cover(regions: Mapping[str, str] | None = None) -> str:
    """Return the picture with its description, caption and source.

    Parameters
    ----------
    regions : mapping of str to str, optional
        Address of the page of each region in the atlas, for the tiles.
    """
    table = region_industry_table("gva", YEAR)
    found = {
        name: cluster_stars(table, threshold=quotient, size=size, focus=focus)["stars"] == 3
        for name, (quotient, size, focus) in RULES.items()
    }
    counts = found["drawn"].groupby(level=0).sum()
    # The okrugs have no figures of their own: their oblasts count them.
    levels = {tile["iso"]: int(counts[tile["iso"]]) if tile["iso"] in counts else None for tile in tiles()}
    values = {name: int(cells.sum()) for name, cells in found.items()}
    values |= {"regions": int((counts > 0).sum()), "year": YEAR}
    alt = _(
        "Tile map of the regions of April 2012: by one rule {regions|0} of them hold {drawn|0} clusters; "
        "the darker the tile, the more."
    )
    caption = _(
        "By this rule Russia has {drawn|0} clusters. A stricter rule finds {few|0}, a milder one {many|0}. Set your own."
    )
    source = _("Rosstat (EMISS), gross value added by section. One tile a region. Data to {year}.")
    drawing = tile_map_svg(tiles(), levels, format_message(alt, values), regions)
    return (
        f'<figure class="cover">{drawing}<figcaption>{escape(format_message(caption, values))}</figcaption>'
        f'<p class="source">{escape(format_message(source, values))}</p></figure>'
    )
