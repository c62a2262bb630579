"""The command line: arguments in, report and exit code out."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """The ``publish`` command. To be told to end is the same as Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        from publish.cli.boundary import run
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run(sys.argv[1:]))
