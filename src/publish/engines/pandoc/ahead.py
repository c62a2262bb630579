"""Jobs for several of a kind, each of which does one at a time → their answers, in order, some
of which are waited for while the first are looked at.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TypeVar

Hand = TypeVar("Hand")
Job = TypeVar("Job")
Answer = TypeVar("Answer")


def done_ahead(
    work: Callable[[Hand, Job], Answer], jobs: Iterable[Job], hands: Sequence[Hand]
) -> Iterator[Callable[[], Answer]]:
    """For each job what gives its answer, or raises what the work raised, when it is there. As
    many jobs are begun beforehand as there are hands.
    """
    free: SimpleQueue[Hand] = SimpleQueue()
    for hand in hands:
        free.put(hand)

    def done(job: Job) -> Answer:
        hand = free.get()
        try:
            return work(hand, job)
        finally:
            free.put(hand)

    threads = ThreadPoolExecutor(len(hands))
    begun: deque[Future[Answer]] = deque()
    try:
        for job in jobs:
            begun.append(threads.submit(done, job))
            if len(begun) > len(hands):
                yield begun.popleft().result
        while begun:
            yield begun.popleft().result
    finally:
        for each in begun:  # which nobody will ask for
            each.cancel()
        threads.shutdown(wait=False)
