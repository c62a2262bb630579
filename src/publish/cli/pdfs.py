"""PDFs on disk: read, written in one step, and no source ever written over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.cli.usage import UsageError

if TYPE_CHECKING:
    from publish.attach.opening import Document

Passwords = Annotated[
    list[str] | None,
    typer.Option("--password", help="Opens what is encrypted; given more than once, one of them."),
]


def read(path: Path, passwords: Sequence[str] | None = None) -> Document:
    """A PDF on disk, with the one of ``passwords`` that opens it; raises `UsageError` where it
    can't be read.
    """
    from publish.attach.opening import Document, fitting

    try:
        data = path.read_bytes()
        return Document(path.name, data, password=fitting(data, passwords or ()))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"`{path}` can't be read: {reason}") from None


def refuse_sources(output: Path, sources: Sequence[Path]) -> None:
    """A source is never written over, by whatever name."""
    for source in sources:
        if output.resolve() == source.resolve() or (
            output.exists() and source.exists() and output.samefile(source)
        ):
            raise UsageError(f"`{output}` is a source, and sources are never overwritten")


def write(path: Path, data: bytes) -> None:
    """The file in one step; raises `UserError` where the machine can't write it."""
    from publish.engines.replacement import replace_file, writing

    with writing(str(path)):
        replace_file(path, data)
