"""A call without a note, or of one called before, is found; what only looks like one isn't."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("Words.[^1] More.[^two]\n", ["ENT026 5:7-11", "ENT026 5:17-23"]),
        ("Words.[^1]\n\n[^1]: A note.\n", []),
        ("Words.[^1] More.[^1]\n\n[^1]: A note.\n", ["ENT031 5:17-21"]),
        ("`[^1]` and a note^[within].\n", []),
        ("Words.^[Outer,^[and inner.]]\n", ["ENT033 5:15-16"]),
        ("Words.[^1]\n\n[^1]: Outer,[^2] too.\n\n[^2]: Inner.\n", ["ENT033 7:13-17"]),
    ],
)
def test_calls_without_notes(told: Callable[..., list[str]], body: str, places: list[str]) -> None:
    assert told(body) == places


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (r"A $\nosuch{x}$ and $\frac{1}{2}$." + "\n", ["PDF003 5:4-14"]),
        ("Costs $5.\n\nOr `$\\nosuch$`.\n", []),
    ],
)
def test_formulas_that_cannot_be_drawn(
    told: Callable[..., list[str]], body: str, places: list[str]
) -> None:
    assert told(body) == places
