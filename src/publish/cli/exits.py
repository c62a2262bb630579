"""What the exit code of every command means."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes; 70 is EX_SOFTWARE of sysexits.h, 130 a shell's for Ctrl-C."""

    DONE = 0
    CONTENT = 1
    """The content has problems."""
    USAGE = 2
    """The command line or the settings are wrong."""
    TOOL = 3
    """A needed tool is missing or too old."""
    ENGINE = 4
    """An engine failed on valid input."""
    BUG = 70
    """A bug of publish itself."""
    INTERRUPTED = 130
