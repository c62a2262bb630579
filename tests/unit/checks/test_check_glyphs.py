"""Characters that no font has are found where they stand; boxes to tick are drawn by us."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("Snow ☃ falls.\n", ["RES020 5:6-7"]),
        ("- [x] done\n- [ ] not yet\n", []),
        ("A box ☒ in a text.\n", ["RES020 5:7-8"]),
        ("Ωμέγα, Жук, $\\in$.\n", []),
    ],
)
def test_characters(told: Callable[..., list[str]], body: str, places: list[str]) -> None:
    assert told(body) == places
