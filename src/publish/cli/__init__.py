"""The command line: arguments in, report and exit code out."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

GARBAGE = (200_000, 20, 50)
"""When to look for circles of garbage: seldom. With Python's own numbers (700, 10, 10) a
large build takes a tenth longer; without looking at all it takes twice the memory.
"""

INTERRUPTED = 130
"""The exit code of a shell for Ctrl-C."""


def main() -> None:
    """The ``publish`` command. To be told to end is the same as Ctrl-C."""
    gc.set_threshold(*GARBAGE)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it looks through all packages
    try:
        _heed_signals()
        from publish.cli.boundary import run
    except KeyboardInterrupt:
        _end_interrupted()
    code = run(sys.argv[1:])
    if code == INTERRUPTED:
        _end_interrupted()
    gc.freeze()  # what is left ends with the process: 0.1 s of search for garbage less
    sys.exit(code)


def _heed_signals() -> None:
    from publish.engines.interrupts import raise_interrupt

    signal.signal(signal.SIGTERM, raise_interrupt)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # nobody has it ignored
        signal.signal(signal.SIGINT, raise_interrupt)


def _end_interrupted() -> NoReturn:
    """End with all put away, but without waiting for threads: an import that was broken off may
    hold up those that import beside it for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # there is none, or it takes nothing
            stream.flush()
    os._exit(INTERRUPTED)
