"""The border between commands and the shell: every ending becomes an exit code.

A user never sees a traceback. What is a bug of ours ends with 70, one line, and
the trace in a file (or on the terminal with ``PUBLISH_DEBUG=1``).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from publish.cli.exits import Exit
from publish.diagnostics.views.cells import printable
from publish.engines.bugs import is_of_the_machine, summary, traced
from publish.engines.frames import in_one_piece
from publish.engines.interrupts import is_interrupt

if TYPE_CHECKING:
    from typer import TyperException

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
    if isinstance(error, OSError) and is_of_the_machine(error):
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
    print(f"error: a bug in publish: {printable(summary(error))}", file=sys.stderr)
    print(f"  hint: {traced(error)}; please report it", file=sys.stderr)
