"""The command line: arguments in, report and exit code out."""

from __future__ import annotations

import gc
import os
import signal
import sys

GARBAGE = (200_000, 20, 50)
"""When to look for circles of garbage: seldom. With Python's own numbers (700, 10, 10) a
large build takes a tenth longer; without looking at all it takes twice the memory.
"""


def main() -> None:
    """The ``publish`` command. To be told to end is the same as Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    gc.set_threshold(*GARBAGE)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it looks through all packages
    try:
        from publish.cli.boundary import run
    except KeyboardInterrupt:
        code = 130
    else:
        code = run(sys.argv[1:])
    exec("")  # an interrupt met within executed source is remembered until the next such source
    gc.freeze()  # what is left ends with the process: 0.1 s of search for garbage less
    sys.exit(code)
