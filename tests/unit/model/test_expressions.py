"""Expressions are compiled when they are first used, and all of them can be."""

import re
from importlib import import_module

import pytest

from publish.model.expressions import expression
from tests.architecture.test_layers import MODULES

PARTS = ("checks", "cli", "model", "readers", "resolve", "writers", "verify", "engines")


def test_it_is_compiled_when_it_is_first_used() -> None:
    broken = expression("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.match("a")


def test_it_does_what_it_does_compiled() -> None:
    words = expression("[a-c]+", re.IGNORECASE)
    assert words.findall("ABC d a") == ["ABC", "a"]
    assert words.sub("-", "abc") == "-"
    assert words.match is words.match


@pytest.mark.parametrize("part", PARTS)
def test_all_of_a_part_are_sound(part: str) -> None:
    kind = type(expression(""))
    for name in MODULES:
        if name.partition(".")[0] == part:
            values = vars(import_module(f"publish.{name}")).values()
            for each in [value for value in values if isinstance(value, kind)]:
                each.match("" if isinstance(each.pattern, str) else b"")
