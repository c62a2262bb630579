"""An interrupt is raised where it breaks nothing."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from functools import partial

import pytest

from publish.engines import interrupts
from publish.engines.interrupts import is_interrupt, raise_interrupt


@pytest.fixture(autouse=True)
def handler() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, raise_interrupt)
    yield
    interrupts._raised.clear()
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_is_raised_at_once() -> None:
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


@pytest.mark.slow  # an interrupt that is raised again wakes nobody
def test_an_interrupt_amid_the_locks_of_modules_is_raised_behind_them() -> None:
    went_on: list[bool] = []
    code = compile("interrupt(); went_on.append(True)", "<frozen importlib._bootstrap>", "exec")
    interrupt = partial(signal.raise_signal, signal.SIGINT)  # without a frame of its own
    exec(code, {"interrupt": interrupt, "went_on": went_on})
    assert went_on
    with pytest.raises(KeyboardInterrupt):
        time.sleep(10)


def test_what_fails_after_an_interrupt_was_raised_is_its_doing() -> None:
    assert not is_interrupt(ValueError())
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    assert is_interrupt(ValueError())


def test_an_interrupt_is_known_behind_what_came_of_it() -> None:
    try:
        try:
            raise KeyboardInterrupt
        finally:
            raise RuntimeError
    except RuntimeError as error:
        wrapped = error
    assert is_interrupt(wrapped)
    assert not is_interrupt(RuntimeError())
