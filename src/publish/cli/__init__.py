"""The command line: arguments in, report and exit code out."""

from __future__ import annotations

import sys


def main() -> None:
    """The ``publish`` command."""
    try:
        from publish.cli.boundary import run
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run(sys.argv[1:]))
