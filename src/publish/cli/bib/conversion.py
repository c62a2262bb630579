"""``publish bib convert`` and ``subset``: records into other formats and files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from publish.cli import terminal
from publish.cli.selection import Entries, chosen_entries
from publish.cli.session import Session
from publish.cli.summary import counted
from publish.cli.usage import UsageError
from publish.diagnostics import Result, Severity
from publish.model.reference import Reference

if TYPE_CHECKING:
    from publish.bibliography.blocks import BibText

Name = Literal["bibtex", "biblatex", "csl-json", "csl-yaml", "ris", "nbib", "endnote-xml"]
To = Annotated[
    Name | None,
    typer.Option("--to", help="The format; else as the name after -o says, else biblatex."),
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", dir_okay=False, help="Write into this file.")
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the file after -o.")]
Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[FILE]...", exists=True, dir_okay=False,
                   help="Files to convert, of any format that is read; else the bibliography."),
]  # fmt: skip


def convert(
    session: Session, files: Files = None, *, to: To = None, output: Output = None,
    force: Force = False,
) -> int:  # fmt: skip
    """Convert the bibliography, or other files, into another format."""
    name = _format(to, output)
    if files:
        result = _of_files(files)
        references, texts = result.value
        code = session.report(result.diagnostics, session.fail_on or Severity.ERROR)
    else:
        with session.project() as project:
            references, texts = list(project.bibliography), project.curation.files.value
            code = session.report_aside(project)
    made = _converted(references, name, texts)
    _write(session, made.value, output, force)
    session.tell_aside(made.diagnostics)
    session.say(f"{counted(len(references), 'record')} converted")
    return code


def subset(
    session: Session, entries: Entries = None, *, to: To = None, output: Output = None,
    force: Force = False,
) -> int:  # fmt: skip
    """Take out the records that entries cite, with all that they need."""
    with session.project() as project:
        keys = project.cited(chosen_entries(project, entries or ()))
        chosen = [reference for reference in project.bibliography if reference.key in keys]
        if to is None and (output is None or output.suffix == ".bib"):
            made = Result(project.curation.subset(keys).value)
        else:
            made = _converted(chosen, _format(to, output), project.curation.files.value)
        code = session.report_aside(project)
    _write(session, made.value, output, force)
    session.tell_aside(made.diagnostics)
    session.say(f"{counted(len(chosen), 'record')} taken")
    return code


def _of_files(files: Sequence[Path]) -> Result[tuple[list[Reference], Sequence[BibText]]]:
    from publish.curation import read_files
    from publish.readers.bibliography import SUFFIXES

    for file in files:
        if not file.name.endswith(SUFFIXES):
            raise UsageError(f"`{file}` ends in none of {', '.join(SUFFIXES)}")
    return read_files([(str(file), file.read_bytes()) for file in files])


def _format(to: Name | None, output: Path | None) -> str:
    from publish.bibliography.interchange import FORMAT_OF

    if to:
        return to
    if output is None:
        return "biblatex"
    if output.suffix.lower() not in FORMAT_OF:
        raise UsageError(f"`{output.name}` doesn't say which format is wanted; name it with --to")
    return FORMAT_OF[output.suffix.lower()]


def _converted(references: Sequence[Reference], name: str, files: Sequence[BibText]) -> Result[str]:
    from publish.conversion import conversion

    return conversion(references, name, files)


def _write(session: Session, text: str, output: Path | None, force: bool) -> None:
    """To the file, or to standard output."""
    if output is None:
        terminal.write_data(text)
        return
    from publish.engines.replacement import replace_file, writing

    if output.exists() and not force:
        raise UsageError(f"`{output}` exists already; --force overwrites it")
    with writing(str(output)):
        replace_file(output, text.encode())
