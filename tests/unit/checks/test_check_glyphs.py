"""Characters that no font has are found where they stand; boxes to tick are drawn by us."""

from collections.abc import Callable

import pytest

from publish.checks.glyphs import hint
from publish.diagnostics import Diagnostic


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("Snow ☃ falls.\n", ["RES020 5:6-7"]),
        ("- [x] done\n- [ ] not yet\n", []),
        ("A box ☒ in a text.\n", ["RES020 5:7-8"]),
        ("Ωμέγα, Жук, $\\in$.\n", []),
        ("ℝ and ℚ.\n", ["RES020 5:1-2", "RES020 5:7-8"]),
        ("A word, 夏目、漱石, or 何.\n", ["RES020 5:9-10"]),
    ],
)
def test_characters(told: Callable[..., list[str]], body: str, places: list[str]) -> None:
    assert told(body) == places


def test_letters_of_a_script_are_told_at_once(found: Callable[..., list[Diagnostic]]) -> None:
    (one,) = found("A word, 夏目、漱石.\n")
    name = "cjk unified ideograph-590f"
    assert one.message == f"no bundled font has `夏` (U+590F, {name}), and 4 others like it"


@pytest.mark.parametrize(
    ("char", "told"), [("何", True), ("か", True), ("한", True), ("न", True), ("☃", False)]
)
def test_who_writes_another_script_is_told_what_to_do(char: str, told: bool) -> None:
    assert ("leave `pdf` out" in hint(char)) == told
