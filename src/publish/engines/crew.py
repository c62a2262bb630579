"""Tasks → what is made of them, by forks of this process that take one after another.

A task is given out when somebody is free for it, so that what is known by then can be in it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, MutableSequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import count
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import RawArray
from threading import Thread
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
T = TypeVar("T")


class Lost(Exception):
    """A fork ended without a word; the machine may have run out of memory."""


def shared_numbers(count: int) -> MutableSequence[int]:
    """So many numbers, 0 at first, which this process and the forks that it makes from now on
    can see and set.
    """
    numbers: MutableSequence[int] = RawArray("l", count)
    return numbers


class Crew:
    """So many ``workers``, each a fork of this process, that do ``work`` while inside; the memory
    that they take goes with them. What they make has to be such that it can be pickled. Where
    processes don't fork, this one does the work itself.
    """

    def __init__(self, work: Callable[[Any], Any], workers: int) -> None:
        self._work, self._workers = work, workers
        self._pool: ProcessPoolExecutor | None = None
        self._others: set[BaseProcess] = set()

    def __enter__(self) -> Crew:
        self._others = {*multiprocessing.active_children()}
        if "fork" in multiprocessing.get_all_start_methods():
            context = multiprocessing.get_context("fork")
            self._pool = ProcessPoolExecutor(
                self._workers, context, initializer=_begin, initargs=(self._work,)
            )
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        if self._pool is None:
            return
        interrupted = kind is not None and not issubclass(kind, Exception)
        self._pool.shutdown(wait=not interrupted, cancel_futures=True)
        if interrupted:  # nobody waits for what is under way
            for process in {*multiprocessing.active_children()} - self._others:
                process.kill()

    def made(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Any]]:
        """What is made of each task, as it is made; ``tasks`` is asked for the next one when a
        worker is free. Raises `Lost`.
        """
        pool = self._pool
        if pool is None:
            yield from ((task, self._work(task)) for task in tasks)
            return
        begun: dict[Future[Any], Task] = {}
        try:
            while True:
                while len(begun) < self._workers and (task := next(tasks, None)) is not None:
                    begun[pool.submit(_do, task)] = task
                if not begun:
                    return
                for future in wait(begun, return_when=FIRST_COMPLETED).done:
                    yield begun.pop(future), future.result()
        except BrokenProcessPool:
            raise Lost("a process that laid out a part of it ended without a word") from None


def apart(begin: Callable[[], Iterator[T]]) -> Iterator[T]:
    """What an iterator gives, made one after another, when it is asked for, by a fork with which
    the memory goes that it takes. Raises `Lost`.
    """
    steps = _Steps(begin)
    with Crew(steps.step, 1) as crew:
        for _, made in crew.made(count()):
            if made is None:
                return
            yield made[0]


class _Steps(Generic[T]):
    """An iterator that begins where it is first asked."""

    def __init__(self, begin: Callable[[], Iterator[T]]) -> None:
        self._begin = begin
        self._made: Iterator[T] | None = None

    def step(self, number: int) -> tuple[T] | None:
        """What comes next; None, there is nothing."""
        if self._made is None:
            self._made = self._begin()
        return next(((each,) for each in self._made), None)


def end_with_parent(put_away: Callable[[], None] = lambda: None) -> None:
    """Let this process, a fork, end when the one that made it does, however that ends: forks
    hold each other's pipes open, and would wait for tasks for ever. What it has is ``put_away``.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        put_away()
        os._exit(1)

    Thread(target=watch, daemon=True).start()


_work: Callable[[Any], Any] | None = None


def _do(task: Any) -> Any:
    assert _work is not None
    return _work(task)


def _begin(work: Callable[[Any], Any]) -> None:
    global _work
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # interrupted, a fork ends at once
    end_with_parent()
    gc.freeze()  # looked through for garbage, what is shared would be copied
    _work = work
