"""How deep nodes stand in one another."""

from __future__ import annotations

import pytest

from publish.engines.pandoc import Pandoc
from publish.model.document import is_deeper


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("word", 2),
        ("> word", 3),
        ("> > word", 4),
        ("- a\n  - b", 4),
        ("| a |\n|---|\n| b |", 3),
        ("[@key, *p*. 3]", 4),
        ("a[^1]\n\n[^1]: b", 4),
    ],
)
def test_levels_are_counted(pandoc: Pandoc, text: str, levels: int) -> None:
    (parsed,) = pandoc.parse([text])
    assert is_deeper(parsed.blocks, levels - 1)
    assert not is_deeper(parsed.blocks, levels)
