"""The border between commands and the shell: every ending becomes an exit code.

A user never sees a traceback. What is a bug of ours ends with 70, one line, and
the trace in a file (or on the terminal with ``PUBLISH_DEBUG=1``).
"""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from publish.cli.exits import Exit
from publish.diagnostics.views.cells import printable
from publish.engines.frames import in_one_piece
from publish.engines.interrupts import is_interrupt

if TYPE_CHECKING:
    from typer import TyperException

_OF_THE_MACHINE = frozenset(
    (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM,
     errno.EACCES, errno.EPERM, errno.ELOOP, errno.ENAMETOOLONG)
)  # fmt: skip
"""Errors that are nobody's bug: no space or memory, a broken disk, no permission."""

_OF_VALIDATION = "Value error, "
"""What typer's validation puts before the words about a value."""


@in_one_piece
def run(arguments: Sequence[str]) -> int:
    """Runs one command line and returns its exit code."""
    _prepare_streams()
    try:
        code = _run(arguments or ["--help"])
        sys.stdout.flush()
    except (KeyboardInterrupt, Exception) as error:
        return _ended(error)
    return code


def _ended(error: BaseException) -> Exit:
    """What a command that ended by an exception is told as."""
    if is_interrupt(error):
        print("interrupted; what stood in the output folder is whole", file=sys.stderr)
        return Exit.INTERRUPTED
    if isinstance(error, BrokenPipeError):  # the reader of our output has seen enough
        sys.stdout = _nowhere()
        return Exit.DONE
    if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
        return _report_machine(error)
    _report_bug(error)
    return Exit.BUG


def _run(arguments: Sequence[str]) -> int:
    from typer import Abort, TyperException

    from publish.cli.app import create_app

    try:
        code = create_app(arguments[0])(list(arguments), prog_name="publish", standalone_mode=False)
    except Abort:
        raise KeyboardInterrupt from None
    except TyperException as error:
        _report_usage(error)
        return Exit.USAGE
    if code == Exit.INTERRUPTED:
        raise KeyboardInterrupt
    return int(code or Exit.DONE)


def _prepare_streams() -> None:
    """A closed stream takes all and shows nothing; a character that a terminal's
    encoding lacks is escaped.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, _nowhere())
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _nowhere() -> TextIO:
    return open(os.devnull, "w")


def _report_usage(error: TyperException) -> None:
    from publish.cli.usage import UsageError

    message = printable(error.format_message()).replace(_OF_VALIDATION, "").rstrip(".")
    print(f"error: {message[:1].lower()}{message[1:]}", file=sys.stderr)
    context = getattr(error, "ctx", None)
    if context is not None and not isinstance(error, UsageError):
        print(f"  hint: `{context.command_path} --help` says what it takes", file=sys.stderr)


def _report_machine(error: OSError) -> Exit:
    where = f"`{printable(str(error.filename))}`: " if error.filename else ""
    print(f"error: {where}{(error.strerror or str(error)).lower()}", file=sys.stderr)
    sys.stdout = _nowhere()  # what can't be written isn't tried again at the end
    return Exit.ENGINE


def _report_bug(error: BaseException) -> None:
    summary = printable(f"{type(error).__name__}: {error}")[:300]
    print(f"error: a bug in publish: {summary}", file=sys.stderr)
    if os.environ.get("PUBLISH_DEBUG"):
        traceback.print_exception(error, file=sys.stderr)
        return
    print(f"  hint: {_saved_trace(error)}; please report it", file=sys.stderr)


def _saved_trace(error: BaseException) -> str:
    """Where the trace now stands, in words."""
    try:
        handle, path = tempfile.mkstemp(prefix="publish-trace-", suffix=".txt", text=True)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return "run it again with PUBLISH_DEBUG=1 to see the trace"
    return f"the trace is in {path}; PUBLISH_DEBUG=1 shows it here"
