"""Formulas that the PDF can't draw, and those that pages and books can't hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (r"$\frac{1}{2}$ and $$x^2$$", []),
        (r"A $\nosuch{h}$", ["PDF003 5:4-14"]),
        (r"A $\href{javascript:alert(1)}{x}$", ["HTM002 5:4-33"]),
        (r"A $\unicode{x41}$ and $\bbox[red]{x}$", ["HTM002 5:4-17", "HTM002 5:24-37"]),
    ],
)
def test_formulas(told: Callable[..., list[str]], body: str, places: list[str]) -> None:
    assert told(body + "\n") == places
