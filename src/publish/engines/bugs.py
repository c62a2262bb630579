"""An exception that nobody expected → what is told of it."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import traceback

from publish.diagnostics.core import UserError
from publish.engines.interrupts import is_interrupt

_OF_THE_MACHINE = frozenset(
    (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM,
     errno.EACCES, errno.EPERM, errno.ELOOP, errno.ENAMETOOLONG)
)  # fmt: skip
"""Errors that are nobody's bug: no space or memory, a broken disk, no permission."""

MOST = 300
"""Characters that are told of an exception."""


def is_of_the_machine(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in _OF_THE_MACHINE


def is_bug(error: BaseException) -> bool:
    """Whether it is neither the user's doing nor the machine's."""
    return not (isinstance(error, UserError) or is_of_the_machine(error) or is_interrupt(error))


def summary(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:MOST].rstrip(": ")


def traced(error: BaseException) -> str:
    """Where the trace now stands, in words: on standard error if ``PUBLISH_DEBUG`` asks for it."""
    if os.environ.get("PUBLISH_DEBUG"):
        traceback.print_exception(error, file=sys.stderr)
        return "its trace is shown"
    return f"{_saved(error)}; PUBLISH_DEBUG=1 shows it here"


def _saved(error: BaseException) -> str:
    try:
        handle, path = tempfile.mkstemp(prefix="publish-trace-", suffix=".txt", text=True)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return "the trace couldn't be saved"
    return f"the trace is in {path}"
