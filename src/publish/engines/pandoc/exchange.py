"""A job to a process → the line that it answers, both without blocking for good."""

from __future__ import annotations

import os
import selectors
import subprocess

from publish.engines.pandoc.patience import Patience


def exchanged(process: subprocess.Popen[bytes], job: bytes, seconds: float) -> bytearray:
    """The answer to ``job``, line break included.

    Raises `BrokenPipeError` or `EOFError` where the process has ended, `TimeoutError` where it
    works for longer than ``seconds``.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    patience = Patience(process.pid, seconds)
    stdin, stdout = process.stdin.fileno(), process.stdout.fileno()
    os.set_blocking(stdin, False)
    received, sent = bytearray(), 0
    with selectors.DefaultSelector() as selector:
        selector.register(stdout, selectors.EVENT_READ)
        selector.register(stdin, selectors.EVENT_WRITE)
        while not received.endswith(b"\n"):
            for key, _ in selector.select(patience.wait()):
                if key.fd == stdout:
                    received += _received(stdout)
                else:
                    sent += os.write(stdin, job[sent : sent + 65536])
                    if sent == len(job):
                        selector.unregister(stdin)
    return received


def _received(stdout: int) -> bytes:
    data = os.read(stdout, 1 << 20)
    if not data:
        raise EOFError
    return data
