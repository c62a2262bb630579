"""The command line: arguments in, report and exit code out."""

from __future__ import annotations

import gc
import signal
import sys

GARBAGE = (50_000, 10, 10)
"""When to look for circles of garbage: more rarely than a long-running program would.
Python's own (700, 10, 10) takes a twentieth of a small build.
"""


def main() -> None:
    """The ``publish`` command. To be told to end is the same as Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    gc.set_threshold(*GARBAGE)
    try:
        from publish.cli.boundary import run
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run(sys.argv[1:]))
