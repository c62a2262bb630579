"""The entries and formats that a command line names, as the project knows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.cli.usage import UsageError
from publish.diagnostics import Diagnostic

if TYPE_CHECKING:
    from publish.api import Project

Entries = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ENTRY]...", help="Ids or files of entries; all if none is named."),
]


def chosen_entries(project: Project, names: Sequence[str]) -> tuple[str, ...]:
    """The ids of entries that are named by id or by file, those among them that couldn't be
    read. Other names stay as they are.
    """
    if not names:
        return ()
    root = project.settings.root.resolve()
    by_file = {root / path: name for name, path in project.unread.items()}
    by_file |= {root / entry.path: entry.id for entry in project.entries.values()}
    ids = (next((by_file[f] for f in _files(name, root) if f in by_file), name) for name in names)
    return tuple(dict.fromkeys(ids))


def _files(name: str, root: Path) -> tuple[Path, Path]:
    """The files that a name may mean: seen from the project, else from where we are."""
    return (root / name).resolve(), Path(name).resolve()


def about(
    project: Project, chosen: Sequence[str], diagnostics: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Those that concern the chosen entries: not what stands in other entries' files."""
    paths = {project.entries[name].path for name in chosen if name in project.entries}
    paths |= {project.unread[name] for name in chosen if name in project.unread}
    for item in diagnostics:
        path = item.place.path if item.place else ""
        if not chosen or not path.startswith("entries/") or path in paths:
            yield item


def chosen_formats(lists: Iterable[str]) -> tuple[str, ...]:
    """``pdf,epub`` and repeated options as one sequence without doubles.

    Empty where no list was given; a list that holds nothing is a `UsageError`.
    """
    given = [[name.strip().lower() for name in text.split(",")] for text in lists]
    if not all(map(any, given)):
        raise UsageError("`--to` names no format")
    return tuple(dict.fromkeys(name for names in given for name in names if name))
