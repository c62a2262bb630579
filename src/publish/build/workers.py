"""The entries of a build go to workers, and come back as they are made.

A worker is a fork of this process: it has the project that was read, and what of the
engines was loaded, without reading or loading anything again. It goes on with a pandoc that
read the project, or starts one of its own. Interrupted, workers put away what they are writing
and end at once; one that dies (the machine may run out of memory) takes down at most the entry
that it had in hand.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from publish.engines.crew import end_with_parent
from publish.engines.interrupts import is_interrupt
from publish.engines.pandoc import Pandoc
from publish.model.frozen import Frozen

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

Item = TypeVar("Item")
Made = TypeVar("Made")

Work = Callable[[Item, Pandoc], Made]
"""Makes something of an item, with a pandoc of its own. What it makes can be pickled."""


class Lost(Frozen):
    """The worker that had the item in hand ended without a word, twice."""


LOST = Lost()


def made_side_by_side(
    work: Work[Item, Made], items: Sequence[Item], workers: int, pandoc: Pandoc | None = None
) -> Iterator[tuple[Item, Made | Lost]]:
    """What ``work`` makes of each of ``items``, begun in their order, as it is made. The processes
    of ``pandoc`` that run go on with workers.

    See `publish.build.machine` for how many workers are sensible.
    """
    unfinished = dict(enumerate(items))
    for number, outcome in _made(work, unfinished, workers, pandoc.passed_on() if pandoc else ()):
        yield unfinished.pop(number), outcome
    for number, item in unfinished.items():  # one was lost: each alone, so that one can suffer
        outcomes = dict(_made(work, {number: item}, 1))
        yield item, outcomes.get(number, LOST)


def _made(
    work: Work[Item, Made],
    items: Mapping[int, Item],
    workers: int,
    pandocs: Sequence[Pandoc] = (),
) -> Iterator[tuple[int, Made]]:
    """What workers make, by the items' numbers, until all is made or a worker is lost."""
    context = multiprocessing.get_context("fork")
    shared = _Shared(work, dict(items), pandocs, context.Value("i"))
    pool = ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(shared,))
    try:
        futures = {pool.submit(_make, number): number for number in items}
        for future in as_completed(futures):
            try:
                outcome = future.result()
            except BrokenProcessPool:
                continue  # those that were done before it broke are still told
            yield futures[future], outcome
    except BaseException:
        for process in tuple(pool._processes.values()):  # not those that others have started
            if process.pid is not None and process.is_alive():
                with suppress(ProcessLookupError):  # it has ended meanwhile
                    os.kill(process.pid, signal.SIGINT)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@dataclass(slots=True)
class _Shared(Generic[Item, Made]):
    """What a fork has from the process that it was forked of, and its own pandoc: one of
    ``pandocs``, of which so many are ``taken``, while there are any.
    """

    work: Work[Item, Made]
    items: Mapping[int, Item]
    pandocs: Sequence[Pandoc]
    taken: Synchronized[int]
    pandoc: Pandoc = field(default_factory=Pandoc)

    def take_pandoc(self) -> None:
        with self.taken.get_lock():
            number = self.taken.value
            self.taken.value += 1
        if number < len(self.pandocs):
            self.pandoc = self.pandocs[number]
            self.pandoc.take()


_shared: _Shared[Any, Any] | None = None


def _begin(shared: _Shared[Any, Any]) -> None:
    global _shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    shared.take_pandoc()
    Finalize(None, shared.pandoc.close, exitpriority=0)
    end_with_parent(shared.pandoc.close)
    gc.freeze()  # looked through for garbage, what is shared would be copied
    _shared = shared


def _make(number: int) -> Any:
    """Make an item; an interrupt is heard while it is made, and ends all that would follow."""
    global _shared
    if _shared is None:
        raise KeyboardInterrupt
    signal.signal(signal.SIGINT, _interrupt)
    try:
        return _shared.work(_shared.items[number], _shared.pandoc)
    except BaseException as error:
        if not is_interrupt(error):
            raise
        _shared = None
        raise KeyboardInterrupt from None
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _interrupt(*_: object) -> None:
    """Heard once: both the terminal and the process that waits for a worker may send it, and
    the second must not stop the putting away.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt
