"""Characters that no font has are found where they stand; boxes to tick are drawn by us."""

from collections.abc import Callable

import pytest

from publish.checks.glyphs import hint


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


@pytest.mark.parametrize(("char", "told"), [("何", True), ("か", True), ("한", True), ("☃", False)])
def test_who_writes_chinese_is_told_what_to_do(char: str, told: bool) -> None:
    assert ("leave `pdf` out" in hint(char)) == told
