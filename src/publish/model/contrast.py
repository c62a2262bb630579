"""Colours, and how well text in them can be read on white paper (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import colorsys

ENOUGH = 4.5
"""The least contrast of text below 18 pt (level AA)."""


def contrast(colour: str, ground: str = "#ffffff") -> float:
    """The ratio of two colours, 1 to 21; each is written ``#rrggbb`` or ``#rgb``."""
    one, other = sorted((_luminance(colour), _luminance(ground)))
    return (other + 0.05) / (one + 0.05)


def darkened(colour: str, ground: str = "#ffffff") -> str:
    """The colour itself where it can be read, else the same hue as dark as it must be."""
    red, green, blue = _channels(colour)
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    written = _written(red, green, blue)
    while contrast(written, ground) < ENOUGH and light > 0:
        light = max(0.0, light - 0.005)
        written = _written(*colorsys.hls_to_rgb(hue, light, saturation))
    return written


def _channels(colour: str) -> tuple[float, float, float]:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _written(*channels: float) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
