"""Work for a Dask cluster → what its workers make of it, each piece once.

The package ``distributed`` (the extra ``cluster``) talks to a scheduler that runs anywhere
(``dask scheduler``), with workers on any number of machines (``dask worker``). A piece is
known by its key: asked for twice, or lost with its worker, there is one result all the same.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.util import find_spec
from itertools import islice
from typing import Any, Generic, TypeVar

from publish.diagnostics.core import EngineFailure, UserError
from publish.diagnostics.rules import eng

Made = TypeVar("Made")

SECONDS = 10
"""To wait for a scheduler's answer."""

AHEAD = 3
"""Pieces that each thread of the workers has before it: one in hand, two waiting."""

RETRIES = 2
"""How often a piece that failed is tried again, on whichever worker."""


class Lost(Generic[Made]):
    """No worker brought a piece to its end; ``reason`` is what the cluster says of it."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


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
        try:
            self._client = self._dask.Client(address, timeout=SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise _unreachable(address, error) from None
        if not self.threads:
            self.close()
            raise _unreachable(address, "it has no workers")

    @property
    def threads(self) -> int:
        """How many pieces its workers can have in hand at a time."""
        return sum(self._client.nthreads().values())

    def ask(self, question: Callable[[], Made]) -> Mapping[str, Made]:
        """What each worker answers, by its address."""
        answers: Mapping[str, Made] = self._client.run(question)
        return answers

    def share(self, value: Any) -> Any:
        """A stand-in for ``value`` that goes to each worker once."""
        return self._client.scatter(value, hash=True, broadcast=True)

    def results(
        self, work: Callable[..., Made], pieces: Iterable[tuple[str, tuple[Any, ...]]]
    ) -> Iterator[tuple[str, Made | Lost[Made]]]:
        """What workers make of ``pieces`` (key, arguments of ``work``), as it is made.

        Only so many are on their way at a time that workers don't wait, so that neither
        the scheduler nor this process ever holds them all.
        """
        waiting = iter(pieces)

        def sent(count: int) -> list[Any]:
            return [
                self._client.submit(work, *arguments, key=key, retries=RETRIES, pure=True)
                for key, arguments in islice(waiting, count)
            ]

        first = sent(max(1, self.threads) * AHEAD)
        underway = self._dask.as_completed(first, loop=self._client.loop)
        for future in underway:
            for following in sent(1):
                underway.add(following)
            yield future.key, self._result(future)
            future.release()

    def _result(self, future: Any) -> Any:
        if future.status == "finished":
            return future.result()
        return Lost(" ".join(str(future.exception()).split()))

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._client.close(timeout=SECONDS)


def _unreachable(address: str, error: object) -> UserError:
    reason = " ".join(str(error).split()).rstrip(".")
    hint = "start one with `dask scheduler`, and workers for it with `dask worker ADDRESS`"
    message = f"the cluster at `{address}` can't be used: {reason}"
    failure = EngineFailure(eng.NO_CLUSTER(message, hint=hint))
    failure.exit_code = 3
    return failure
