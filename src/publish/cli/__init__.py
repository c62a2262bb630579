"""The command line: arguments in, report and exit code out."""

from __future__ import annotations

import sys


def main() -> None:
    """The ``publish`` command."""
    from publish.cli.boundary import run

    sys.exit(run(sys.argv[1:]))
