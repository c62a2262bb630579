"""``publish detach``: files out of a PDF that are embedded in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.cli.exits import Exit
from publish.cli.pdfs import Passwords, read, refuse_sources, write
from publish.cli.session import Session
from publish.cli.usage import UsageError
from publish.diagnostics import Severity

if TYPE_CHECKING:
    from publish.attach.embedding import Enclosure

Report = Annotated[
    Path, typer.Argument(metavar="REPORT.pdf", help="The PDF that files are taken out of.")
]
Names = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME]...", help="Names of files in the file.")
]
Directory = Annotated[
    Path | None, typer.Option("--to", metavar="DIR", file_okay=False, help="Where to put them.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Without = Annotated[
    Path | None,
    typer.Option("--without", metavar="OUT.pdf", help="Write the report without them here."),
]


def detach(
    session: Session,
    report: Report,
    names: Names = None,
    *,
    to: Directory = None,
    without: Without = None,
    password: Passwords = None,
    as_json: AsJson = False,
) -> int:
    """Take files out of a PDF that are embedded in it."""
    from publish.attach.looking import detach as take_out

    if without is not None:
        refuse_sources(without, [report])
    taken = take_out(read(report, password), names or (), rewrite=without is not None)
    if as_json:
        session = session.as_json()
    threshold = session.fail_on or Severity.ERROR
    if taken.value is None:
        return session.report(taken.diagnostics, threshold) or Exit.CONTENT
    if names and (absent := set(names) - {each.name for each in taken.value.files}):
        raise UsageError(f"`{report}` has no file `{sorted(absent)[0]}`")
    put: list[Path] = []
    if not taken.value.files:
        session.say(f"`{report}` holds no files")
    elif to is not None or without is None:
        put = _put(session, to or Path(), taken.value.files)
    if without is not None and taken.value.left is not None:
        write(without, taken.value.left)
    return session.report(taken.diagnostics, threshold, files=list(map(str, put)))


def _put(session: Session, folder: Path, files: Sequence[Enclosure]) -> list[Path]:
    """Write files into a folder, none over another, and where they are; raises `UsageError`
    before the first.
    """
    places = [folder / _safe(each.name) for each in files]
    for number, place in enumerate(places):
        if place.exists() or place in places[:number]:
            raise UsageError(f"`{place}` is there already, and is not overwritten")
    folder.mkdir(parents=True, exist_ok=True)
    for place, each in zip(places, files, strict=True):
        write(place, each.data)
        session.say(str(place))
    return places


def _safe(name: str) -> str:
    """A file's name without folders, control characters and leading dots."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(char for char in last if char.isprintable()).lstrip(". ") or "file"
