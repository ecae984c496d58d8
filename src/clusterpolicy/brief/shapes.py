"""The shapes of which the models put drawings together: markup with places, in whole units."""

from __future__ import annotations

from clusterpolicy.charts.look import LIGHT

# No system typeface is named: the same letters on paper, on the page and in a word processor.
FONT = "'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
INSIDE = "<!---->"


def shapes() -> dict[str, str]:
    """Return the markup of each shape by its id; a drawing's own shapes stand where `INSIDE` does."""
    letters = f'font-family="{FONT}" font-size="13" fill="{LIGHT.ink}"'
    return {
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{width}} {{height}}" width="{{width}}" height="{{height}}">{INSIDE}</svg>',
        "svg-label": f'<text x="{{x}}" y="{{y}}" text-anchor="end" {letters}>{{text}}</text>',
        "svg-figure": f'<text x="{{x}}" y="{{y}}" {letters}>{{text}}</text>',
        "svg-bar": '<rect x="{x}" y="{y}" width="{width}" height="16" fill="{colour}"/>',
        "svg-mark": f'<path d="M{{x}} {{top}}V{{bottom}}" stroke="{LIGHT.ink}" stroke-width="3"/>',
        "svg-axis": f'<path d="M{{x}} 2V{{bottom}}" stroke="{LIGHT.muted}"/>',
    }
