"""Work for a Dask cluster → what its workers make of it, each piece once.

The package ``distributed`` (the extra ``cluster``) talks to a scheduler that runs anywhere
(``dask scheduler``), with workers on any number of machines (``dask worker``). A piece is
known by its key: asked for twice, or lost with its worker, there is one result all the same.
"""

from __future__ import annotations

import contextlib
import logging
import pickle
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.util import find_spec
from itertools import islice
from threading import Lock
from typing import Any, Generic, TypeVar

from publish.diagnostics.core import EngineFailure, UserError
from publish.diagnostics.rules import eng
from publish.engines.frames import in_one_piece
from publish.engines.garbage import rarely_collected
from publish.model.frozen import Frozen

Piece = TypeVar("Piece")
Shared = TypeVar("Shared")
Made = TypeVar("Made")

Work = Callable[[Piece, Shared], Made]
"""Makes something of a piece and what all of them share. All of it can be pickled."""

SECONDS = 10
"""To wait for a scheduler's answer, or for something to be made before workers are counted."""

PATIENCE = 3
"""So often there may be no workers when they are counted: one that is restarted takes a while."""

PAUSE = 0.02
"""Seconds between looks for what is made."""

AHEAD = 3
"""Tasks that each thread of the workers has before it: one in hand, two waiting."""

TOGETHER = 64
"""Pieces of a task, at most: a task by itself costs some milliseconds."""

BYTES_TOGETHER = 8_000_000
"""Of a task's pieces, but for the last of them."""

RETRIES = 2
"""How often a piece that failed is tried again by itself, on whichever worker."""

_ALONE = Lock()
"""What makes files serves one at a time; a worker may have several threads."""

_START = "start one with `dask scheduler`, and workers for it with `dask worker ADDRESS`"


class Lost(Generic[Made]):
    """No worker brought a piece to its end; ``reason`` is what the cluster says of it."""

    def __init__(self, reason: object) -> None:
        self.reason = " ".join(str(reason).split())


class _Task(Frozen):
    """Pieces that go to a worker together, by their keys; packed, so that nobody on their way
    looks into them. ``last`` is the try of a piece by itself, after one with others.
    """

    pieces: Mapping[str, bytes]
    last: bool = False

    @property
    def key(self) -> str:
        whole = sha256(" ".join(self.pieces).encode()).hexdigest()
        return f"publish-{whole}{'-alone' if self.last else ''}"


class Cluster:
    """A connection to the scheduler at ``address`` (``tcp://host:8786``); `close` it.

    Raises `UserError` (exit code 3) where the package is missing or nobody answers.
    """

    def __init__(self, address: str) -> None:
        if find_spec("distributed") is None:
            hint = "`pip install 'publish-dossiers[cluster]'` brings it"
            message = "Dask's package `distributed` is not installed"
            raise UserError(eng.MISSING_ENGINE(message, hint=hint), exit_code=3)
        import distributed

        self._dask: Any = distributed
        self._address = address
        try:
            self._client = self._dask.Client(address, timeout=SECONDS, set_as_default=False)
        except TypeError as error:  # of TLS, for which Dask has settings
            hint = "see https://distributed.dask.org/en/stable/tls.html"
            raise _unreachable(address, error, hint) from None
        except (OSError, ValueError) as error:
            raise _unreachable(address, error) from None
        logs = map(logging.getLogger, ("distributed", "distributed.client"))
        self._levels = {log: log.level for log in logs}
        for log in self._levels:
            log.setLevel(logging.CRITICAL)  # what they tell, we tell ourselves
        if not self.threads:
            self.close()
            raise _unreachable(address, "it has no workers")

    @property
    def threads(self) -> int:
        """How many pieces its workers can have in hand at a time."""
        return sum(self._client.nthreads().values())

    @property
    def memory(self) -> Mapping[str, int]:
        """How much each worker may use, in bytes, by its address; 0 where nothing limits it."""
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        return {name: told["memory_limit"] or 0 for name, told in workers.items()}

    def ask(self, question: Callable[[], Made]) -> Mapping[str, Made]:
        """What each worker answers, by its address. Raises `UserError` (exit code 3) where one
        can't.
        """
        try:
            answers: Mapping[str, Made] = self._client.run(question)
        except Exception as error:  # whatever a worker says that is of another kind
            hint = "install the same versions there, from one lock file"
            raise _unreachable(self._address, f"a worker says: {error}", hint) from None
        return answers

    def share(self, value: Any) -> Any:
        """A stand-in for ``value`` that goes to each worker once. The scheduler has it, too, so
        that it outlives them.
        """
        packed = pickle.dumps(value)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
            key = f"publish-shared-{sha256(packed).hexdigest()}"
            return self._client.submit(pickle.loads, packed, key=key, pure=True)

    def results(
        self,
        work: Work[Piece, Shared, Made],
        pieces: Iterable[tuple[str, Piece]],
        shared: Any,
        count: int,
    ) -> Iterator[tuple[str, Made | Lost[Made]]]:
        """What workers make of ``pieces`` (at most ``count`` of them, by key) and what they
        share, as it is made.

        Many pieces make a task, towards the end ever fewer. Of a task that fails each piece is
        tried by itself, so that the others don't suffer; of one that is lost with its workers
        each is tried after all others, one at a time: what takes a worker with it takes what
        waits there, too. Only so many are on their way at a time that workers don't wait, so
        that neither the scheduler nor this process ever holds them all. Raises `UserError`
        (exit code 3) where the scheduler ends, or all workers have.
        """
        threads = max(1, self.threads)
        waiting = _tasks(pieces, count, 2 * AHEAD * threads)
        sent: dict[str, _Task] = {}
        suspects: list[_Task] = []

        def send(tasks: Iterable[_Task]) -> Iterator[Any]:
            for task in tasks:
                sent[task.key] = task
                yield self._client.submit(
                    _made_alone if task.last else _made_together,
                    work, [*task.pieces.values()], shared,
                    key=task.key, retries=RETRIES if task.last else 0, pure=True,
                )  # fmt: skip

        underway = self._dask.as_completed(
            [*send(islice(waiting, threads * AHEAD))], loop=self._client.loop
        )
        for future in self._as_they_end(underway):
            task, again = sent.pop(future.key), list[_Task]()
            lost = again if future.status == "finished" else suspects
            outcomes = self._unpacked(future, len(task.pieces))
            if isinstance(outcomes[0], Lost) and self._client.status != "running":
                raise _unreachable(self._address, "its scheduler has ended")
            for (key, piece), made in zip(task.pieces.items(), outcomes, strict=True):
                if isinstance(made, Lost) and not task.last:
                    lost.append(_Task({key: piece}, last=True))
                else:
                    yield key, made
            future.release()
            following = [*again, *islice(waiting, 1)]
            if not (following or sent) and suspects:
                following.append(suspects.pop())
            for told in send(following):
                underway.add(told)

    def _as_they_end(self, underway: Any) -> Iterator[Any]:
        """Tasks that are made, or lost. Raises where nobody is left to make them."""
        looked, empty = time.monotonic(), 0
        while not underway.is_empty():
            if underway.has_ready():
                yield next(underway)
                looked, empty = time.monotonic(), 0
            elif time.monotonic() - looked < SECONDS:
                time.sleep(PAUSE)
            else:
                looked, empty = time.monotonic(), 0 if self.threads else empty + 1
                if empty == PATIENCE:
                    raise _unreachable(self._address, "all of its workers have ended")

    def _unpacked(self, future: Any, count: int) -> list[Any]:
        """What came of a task's pieces. One that was lost with its worker after it was told of
        is made again meanwhile, and waited for.
        """
        try:
            made: list[Any] = pickle.loads(future.result())
        except self._dask.KilledWorker:
            return [Lost("the workers that had it in hand have ended")] * count
        except Exception as error:  # whatever the work raised, or the cluster
            return [Lost(error)] * count
        return made

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._client.close(timeout=SECONDS)
        for log, level in self._levels.items():
            log.setLevel(level)


def _tasks(pieces: Iterable[tuple[str, Piece]], count: int, parts: int) -> Iterator[_Task]:
    """Tasks of pieces, each a part of those that are left of ``count``."""
    left, together, size = count, {}, 0
    for key, piece in pieces:
        together[key] = pickle.dumps(piece)
        size += len(together[key])
        if len(together) >= min(TOGETHER, left // parts) or size > BYTES_TOGETHER:
            yield _Task(together)
            left, together, size = left - len(together), {}, 0
    if together:
        yield _Task(together)


@in_one_piece
def _made_together(work: Work[Any, Any, Any], pieces: Sequence[bytes], shared: Any) -> bytes:
    """In a worker: what comes of each of the pieces, packed."""
    with _ALONE, rarely_collected():  # a twentieth less than with Python's own numbers
        return pickle.dumps([_made_or_lost(work, piece, shared) for piece in pieces])


def _made_or_lost(work: Work[Any, Any, Made], piece: bytes, shared: Any) -> Made | Lost[Made]:
    try:
        return work(pickle.loads(piece), shared)
    except Exception as error:  # the others of its task are not to suffer
        return Lost(error)


@in_one_piece
def _made_alone(work: Work[Any, Any, Any], pieces: Sequence[bytes], shared: Any) -> bytes:
    with _ALONE, rarely_collected():
        return pickle.dumps([work(pickle.loads(piece), shared) for piece in pieces])


def _unreachable(address: str, error: object, hint: str = _START) -> UserError:
    reason = " ".join(str(error).split()).rstrip(".")
    message = f"the cluster at `{address}` can't be used: {reason}"
    failure = EngineFailure(eng.NO_CLUSTER(message, hint=hint))
    failure.exit_code = 3
    return failure
