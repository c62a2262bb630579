"""Frames of calls in one piece of memory."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable

import pytest

from publish.engines.frames import in_one_piece

CALLS = 300
"""At each depth: where a piece ends there, each of them takes a page of memory anew."""

DEPTHS = 400


def work(first: int, *, second: int) -> int:
    """The difference."""
    return first - second


def failing() -> None:
    raise ValueError("as it was raised")


def nothing() -> None:
    pass


def most_faults(depth: int = DEPTHS) -> int:
    """How often a page of memory was taken for some calls, at the depth where that was most."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        nothing()
    here = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
    return max(here, most_faults(depth - 1)) if depth else here


def test_a_function_in_one_piece_is_the_same() -> None:
    roomy = in_one_piece(work)

    assert roomy(5, second=3) == 2
    assert roomy.__name__ == "work"
    assert roomy.__doc__ == "The difference."


def test_what_is_raised_comes_through() -> None:
    with pytest.raises(ValueError, match="as it was raised"):
        in_one_piece(failing)()


def test_in_one_piece_within_itself() -> None:
    def within() -> int:
        return in_one_piece(work)(2, second=1)

    assert in_one_piece(within)() == 1


@pytest.mark.skipif(sys.platform != "linux", reason="page faults are counted as Linux does it")
@pytest.mark.parametrize(
    ("call", "expected"), [(most_faults, True), (in_one_piece(most_faults), False)]
)
def test_no_call_finds_the_end_of_a_piece(call: Callable[[], int], expected: bool) -> None:
    """Without, at some depth each call has memory mapped for its frame."""
    assert (call() > CALLS / 2) is expected
