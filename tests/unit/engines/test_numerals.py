"""Numbers of pages in a file that become others."""

from __future__ import annotations

import pytest

from publish.engines.numerals import Numeral, Numerals

GLYPHS = [b"%04x" % (0x80 + digit) for digit in range(10)]
PLAIN = [b"%d" % digit for digit in range(10)]


def test_each_number_is_written_in_its_own_digits() -> None:
    data = b"[<0081>0<0082>] TJ (page 13)"
    every = [Numeral(0, [2, 9], GLYPHS), Numeral(1, [25, 26], PLAIN)]
    numerals = Numerals(every, sided=False)
    assert numerals.written(data, 12) == data
    assert numerals.written(data, 69) == b"[<0086>0<0089>] TJ (page 70)"
    assert all(each.stands_in(data, 12) for each in every)
    assert not any(each.stands_in(data, first) for each in every for first in (9, 13, 112))


@pytest.mark.parametrize("first", [8, 99])
def test_a_number_of_another_length_has_no_room(first: int) -> None:
    with pytest.raises(ValueError, match="zip"):
        Numerals([Numeral(1, [6, 7], PLAIN)], sided=False).written(b"(page 13)", first)
