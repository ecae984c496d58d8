"""Colours and type of all charts, light and dark, and the Vega configuration made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

LookName = Literal["light", "dark"]
FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif"


@dataclass(frozen=True)
class Palette:
    """Colours of one theme. `steps` runs from nothing to much; `series` is safe for the colour-blind, `beside` its paler fifth."""

    ink: str
    muted: str
    grid: str
    paper: str
    missing: str
    accent: str
    steps: tuple[str, ...]
    step_ink: tuple[str, ...]
    series: tuple[str, ...]
    beside: str


PALETTES: dict[LookName, Palette] = {
    "light": Palette(
        ink="#1b2733",
        muted="#52606d",
        grid="#d9e0e7",
        paper="#ffffff",
        missing="#e4e4e0",
        accent="#b3400f",
        steps=("#edf2f7", "#c3d8ea", "#8db8da", "#387ab1", "#1c4e80"),
        step_ink=("#1b2733", "#1b2733", "#1b2733", "#ffffff", "#ffffff"),
        series=("#1c5d99", "#b3400f", "#2f7d4f", "#7a4fa3"),
        beside="#5b90bb",
    ),
    "dark": Palette(
        ink="#e6edf3",
        muted="#a9b6c2",
        grid="#3a4653",
        paper="#14181e",
        missing="#33383e",
        accent="#ff9a5c",
        steps=("#232c36", "#274863", "#2f6a96", "#63a5d6", "#b9dcf5"),
        step_ink=("#e6edf3", "#e6edf3", "#ffffff", "#10151a", "#10151a"),
        series=("#74b3e8", "#ff9a5c", "#7cc799", "#c6a3e8"),
        beside="#2f6a96",
    ),
}


# Figures are drawn in the light colours; a page turns these into variables, so that they follow its theme.
LIGHT = PALETTES["light"]


def chart_colours(look: LookName) -> dict[str, str]:
    """Return the colours that chapter figures use, by the name of their variable."""
    palette = PALETTES[look]
    # The accent is one of the series: its own name comes first.
    named = {name: getattr(palette, name) for name in ("ink", "muted", "grid", "paper", "accent")}
    named |= {f"series-{index}": colour for index, colour in enumerate(palette.series)}
    return {f"--chart-{name}": colour for name, colour in named.items()}


def tile_colours(look: LookName) -> dict[str, str]:
    """Return the colours of tiles and of the letters on them, by the name of their variable."""
    palette = PALETTES[look]
    colours = {"--tile-none": palette.missing, "--tile-ink-none": palette.ink}
    for level, (shade, ink) in enumerate(zip(palette.steps, palette.step_ink, strict=True)):
        colours |= {f"--tile-{level}": shade, f"--tile-ink-{level}": ink}
    return colours


def style_sheet() -> str:
    """Return the colours of both looks as a style sheet, and the rules that colour tiles."""
    rules = []
    places: dict[LookName, str] = {"light": "html", "dark": 'html[data-theme="dark"]'}
    for look, place in places.items():
        colours = chart_colours(look) | tile_colours(look)
        rules.append(f"{place} {{ {' '.join(f'{name}: {colour};' for name, colour in colours.items())} }}")
    for level in ("none", *range(len(LIGHT.steps))):
        rules.append(f".tile-{level} rect {{ fill: var(--tile-{level}); }}")
        rules.append(f".tile-{level} text {{ fill: var(--tile-ink-{level}); }}")
    return "\n".join(rules) + "\n"


def vega_config(look: LookName) -> dict[str, Any]:
    """Return the Vega-Lite configuration of a look."""
    palette = PALETTES[look]
    text = {"labelColor": palette.ink, "titleColor": palette.ink, "labelFontSize": 13, "titleFontSize": 13}
    return {
        "background": "transparent",
        "font": FONT,
        "padding": 4,
        # The frame of a chart says what it shows; a description of each mark would only slow the redraw.
        "aria": False,
        "axis": text
        | {
            "gridColor": palette.grid,
            "domainColor": palette.muted,
            "tickColor": palette.muted,
            "titleFontWeight": 600,
        },
        "legend": text | {"titleFontWeight": 600, "symbolStrokeColor": palette.muted},
        "title": {"color": palette.ink, "subtitleColor": palette.muted, "anchor": "start"},
        "view": {"stroke": None},
        "text": {"color": palette.ink},
        "rule": {"color": palette.muted},
        "range": {"category": list(palette.series)},
    }
