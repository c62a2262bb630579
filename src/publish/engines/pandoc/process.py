"""The warm pandoc process: a job in, its answer out, within limits."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import copy
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Self

from msgspec import json

from publish.diagnostics.core import EngineFailure
from publish.diagnostics.rules import eng, ent
from publish.engines.binary import pandoc_path
from publish.engines.pandoc.exchange import exchanged

HEAP = "768M"
SECONDS = 15.0

AMPLE = ("-A32m",)
"""For GHC's runtime: room to read and cite most texts before garbage is looked for. Pandoc takes
64 MB anyway; half of them used like this save a seventh of its time.
"""

FRUGAL = ("-c", "-F1.2")
"""For GHC's runtime: memory is tidied in place, and often."""

WORKER = Path(__file__).with_name("worker.lua")


class _Ended(Exception):
    """The process has ended before it answered."""


class Process:
    """A warm pandoc. Use as a context manager, or call `close`.

    It is started with the first job. Every job raises `EngineFailure` when pandoc fails, runs out
    of memory or works for longer than ``seconds``.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._log: IO[bytes] | None = None
        self._logged = 0
        self._said: list[str] = []
        self._options: tuple[str, ...] = AMPLE
        self._owner = os.getpid()
        self._parents: list[object] = []  # what a fork holds of the process before it
        self._heirs: list[Process] = []

    def heir(self) -> Self | None:
        """The process that runs, if any, for a fork to `take`; here another one is started with
        the next job. It ends when this is closed, at the latest.
        """
        self._leave()
        if self._process is None:
            return None
        heir = copy(self)
        heir._parents, heir._heirs = [], []
        self._heirs.append(heir)
        self._process = self._folder = self._log = None
        return heir

    def take(self) -> None:
        """Go on, in a fork, with what was handed to it alone."""
        self._owner = os.getpid()

    def _leave(self) -> None:
        """In a fork, hold what the process before it has, and touch none of it."""
        if self._owner != os.getpid():
            self._parents.append((self._process, self._folder, self._log, self._heirs))
            self._process = self._folder = self._log = None
            self._heirs, self._owner = [], os.getpid()

    def start(self) -> None:
        """Start the process now, so that it warms up while other work goes on. A fork of this
        process starts one of its own.
        """
        self._leave()
        if self._process is not None:
            return
        with _writing():
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="publish-pandoc-")
            self._log = open(Path(self._folder.name, "log"), "w+b")  # noqa: SIM115
        self._logged = 0
        environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": self._folder.name}
        self._process = subprocess.Popen(
            [pandoc_path(), "+RTS", f"-M{HEAP}", *self._options, "-RTS", "lua", str(WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            cwd=self._folder.name,
            env=environment,
        )

    def close(self) -> None:
        """End the process and remove its files. In a fork, what isn't its own is left as it is."""
        self._stop()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        for each in self._heirs:
            each.close()
        self._heirs.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _stop(self) -> None:
        self._leave()
        process, self._process = self._process, None
        if process is not None:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, signal.SIGKILL)  # a fork that took it can't wait for it
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
        if self._log is not None:
            self._log.close()
            self._log = None

    def _ask(self, job: Mapping[str, Any], **documents: bytes) -> Any:
        """The answer to a job and its ``documents``, each JSON on one line: as texts in the job's
        JSON they would be read twice. `warnings` then holds what was said of it, and nothing else.

        Where the process was ended by another, such as a system without memory, one more is asked.
        """
        try:
            return self._answer(job, documents)
        except _Ended:
            pass
        try:
            return self._answer(job, documents)
        except _Ended as ended:
            raise EngineFailure(eng.PANDOC_FAILED(f"pandoc failed: {ended}")) from None

    def _answer(self, job: Mapping[str, Any], documents: Mapping[str, bytes]) -> Any:
        self.start()
        assert self._process is not None
        self.warnings()
        assert not any(b"\n" in each for each in documents.values())
        lines = [json.encode({**job, "lines": list(documents)}), *documents.values(), b""]
        try:
            answer = _decoded(exchanged(self._process, b"\n".join(lines), self._seconds))
        except (BrokenPipeError, EOFError):
            code = self._process.wait()
            full = code == 251 or "heap" in " ".join(self.warnings()).lower()
            self._stop()
            if full:
                message = "pandoc failed: it ran out of memory"
                raise EngineFailure(eng.PANDOC_FAILED(message)) from None
            # a fork that took the process isn't told how it ended, but 0
            raise _Ended(
                f"it ended with exit code {code}" if code > 0 else "it was ended"
            ) from None
        except TimeoutError:
            self._stop()
            raise EngineFailure(
                eng.ENGINE_TIMEOUT(f"pandoc took longer than {self._seconds:g} seconds")
            ) from None
        if "error" in answer:
            reason = str(answer["error"]).splitlines()[0]
            raise EngineFailure(eng.PANDOC_FAILED(f"pandoc failed: {reason}"))
        return answer["value"]

    def _file(self, data: bytes, suffix: str) -> str:
        """The path of a file of these bytes, which the process may read while it is there."""
        self.start()
        assert self._folder is not None
        path = Path(self._folder.name, sha256(data).hexdigest()[:16] + suffix)
        if not path.exists():
            part = path.with_suffix(".part")
            with _writing():
                part.write_bytes(data)
                part.rename(path)
        return str(path)

    def warnings(self) -> list[str]:
        """What pandoc has written to its log since the last call, an item a message."""
        said, self._said = self._said, []
        if self._log is None:
            return said
        self._log.seek(self._logged)
        text = self._log.read()
        self._logged += len(text)
        messages: list[str] = []
        for line in text.decode("utf-8", "replace").splitlines():
            if line.startswith(("[", "@")) or not messages:
                messages.append(line)
            elif line.strip(" ^"):
                messages[-1] += " " + line.strip()
        return said + messages


def _decoded(received: bytearray) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.decode(received)
    except RecursionError:
        raise EngineFailure(ent.NESTED_TOO_DEEP("the text is nested hundreds deep")) from None
    return answer


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "free some space there, or set TMPDIR to another folder"
        message = f"the folder for temporary files can't be written: {reason}"
        raise EngineFailure(eng.CANNOT_WRITE(message, hint=hint)) from None
