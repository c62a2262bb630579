"""``publish bib dedupe``, ``format`` and ``add``: the author's .bib files, changed with care."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from publish.cli import terminal
from publish.cli.exits import Exit
from publish.cli.session import Session
from publish.cli.summary import counted, problems
from publish.cli.usage import UsageError
from publish.diagnostics import Diagnostic, Result

if TYPE_CHECKING:
    from publish.api import Project
    from publish.bibliography.merging import Merge
    from publish.curation import Changes

Write = Annotated[
    bool, typer.Option("--write", help="Write the files; without it, only show what would change.")
]
Check = Annotated[
    bool, typer.Option("--check", help="Change nothing; fail if a file isn't laid out.")
]
Source = Annotated[
    Path | None,
    typer.Argument(metavar="[FILE]", help="Where the record stands; else standard input."),
]
Clipboard = Annotated[bool, typer.Option("--clipboard", help="Take it from the clipboard.")]
Into = Annotated[
    str | None, typer.Option("--into", metavar="FILE", help="The .bib file that it goes into.")
]
Key = Annotated[str | None, typer.Option("--key", help="Its key, instead of one by the pattern.")]


def dedupe(session: Session, *, write: Write = False) -> int:
    """Merge records that are one work, and change the keys in entries."""
    with session.project() as project:
        result = project.curation.deduplication()
        merges = [_as_object(merge) for merge in result.value.merges]
        done = _carry_out(session, project, result, write=write, more={"merges": merges})
        if session.view == "text":
            sys.stdout.writelines(line for each in result.value.merges for line in _told(each))
        session.say(_dedupe_summary(result.value, write, done.written))
    return done.code


def format_files(session: Session, *, check: Check = False, write: Write = False) -> int:
    """Lay out the .bib files; comments, order, values and macros stay."""
    if check and write:
        raise UsageError("`--check` changes nothing, and `--write` does")
    with session.project() as project:
        result = project.curation.layout()
        done = _carry_out(session, project, result, write=write, named=check)
        count = len(done.written if write else result.value.revisions)
        what = "laid out" if write else "to lay out"
        session.say(f"{counted(count, 'file')} {what}: {problems(done.found)}")
    return max(done.code, int(Exit.CONTENT)) if check and count else done.code


def add(
    session: Session, source: Source = None, *, clipboard: Clipboard = False, into: Into = None,
    key: Key = None,
) -> int:  # fmt: skip
    """Add records, in BibTeX, CSL JSON, RIS or another format, each with a key of its own."""
    data = _given(source, clipboard)
    with session.project() as project:
        if key is not None:
            _refuse_key(project, key)
        result = project.curation.addition(data, _home(into), key)
        if key is not None and len(result.value.added) > 1:
            raise UsageError("`--key` is for one record, and there are several")
        done = _carry_out(session, project, result, write=True, shown=False, adding=True)
        added = result.value.added if done.written else ()
        if session.view == "text":
            sys.stdout.writelines(f"{new}\n" for new, _ in added)
        where = ", ".join(dict.fromkeys(path for _, path in added))
        session.say(f"{counted(len(added), 'record')} added{f' to {where}' if where else ''}")
    return done.code


class _Done(NamedTuple):
    """The exit code, the paths that were written, and what was told."""

    code: int
    written: tuple[str, ...]
    found: Sequence[Diagnostic]


def _carry_out(
    session: Session,
    project: Project,
    result: Result[Changes],
    *,
    write: bool,
    named: bool = False,
    shown: bool = True,
    adding: bool = False,
    more: dict[str, Any] | None = None,
) -> _Done:
    """Shows the changes, or writes them: as diffs, or the names of files alone (``named``), or
    not at all (``shown`` false). Where records are added, their keys are reported.
    """
    found = list(result.diagnostics)
    written: tuple[str, ...] = ()
    if write:
        saved = project.curation.save(result.value)
        found.extend(saved.diagnostics)
        written = saved.value
    revisions = result.value.revisions
    if session.view == "text" and shown:
        for revision in revisions:
            short = named or revision.path in written
            lines = [f"{revision.path}\n"] if short else terminal.difference(revision)
            sys.stdout.writelines(lines)
    files = [
        {
            "path": revision.path,
            "written": revision.path in written,
            "diff": "".join(terminal.difference(revision, coloured=False)),
        }
        for revision in revisions
    ]
    more = dict(more or {})
    if adding:
        keys = result.value.added if written else ()
        more["added"] = [{"key": key, "path": path} for key, path in keys]
    code = session.report(found, session.threshold(project), files=files, **more)
    return _Done(code, written, found)


# -- dedupe ---------------------------------------------------------------------------


def _told(merge: Merge) -> Iterator[str]:
    """``a ← b, c``, what was taken from these, and where they say different things."""
    gone = ", ".join(reference.key for reference in merge.dropped)
    yield f"{merge.kept.key} ← {gone}\n"
    if merge.obstacle:
        yield f"  not merged: {merge.obstacle}\n"
    if merge.taken:
        yield f"  taken: {', '.join(merge.taken)}\n"
    for each in merge.conflicts:
        yield f"  {each.field}: {each.kept} stays, {each.key} says {each.dropped}\n"


def _dedupe_summary(changes: Changes, write: bool, written: Sequence[str]) -> str:
    gone = [key for merge in changes.merges if not merge.obstacle for key in merge.keys]
    if not changes.merges:
        return "no work stands under two keys"
    if write:
        return f"{counted(len(gone) if written else 0, 'record')} merged"
    return f"{counted(len(gone), 'record')} to merge{' (`--write` does it)' if gone else ''}"


def _as_object(merge: Merge) -> dict[str, Any]:
    return {
        "kept": merge.kept.key,
        "dropped": [reference.key for reference in merge.dropped],
        "taken": list(merge.taken),
        "conflicts": [
            {"field": each.field, "kept": each.kept, "dropped": each.dropped, "key": each.key}
            for each in merge.conflicts
        ],
        "obstacle": merge.obstacle or None,
    }


# -- add ------------------------------------------------------------------------------


def _given(source: Path | None, clipboard: bool) -> bytes:
    if clipboard:
        from publish.engines.clipboard import clipboard_text

        held = clipboard_text()
        if held is None:
            raise UsageError("no program here can read the clipboard; use standard input")
        return held
    if source is None or str(source) == "-":
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError("paste the record into standard input, or name a file")
        return sys.stdin.buffer.read()
    if not source.is_file():
        raise UsageError(f"there is no file `{source}`")
    return source.read_bytes()


def _home(into: str | None) -> str | None:
    if into is None:
        return None
    path = PurePosixPath(into)
    path = path if path.parts[:1] == ("bibliography",) else PurePosixPath("bibliography") / path
    if path.suffix != ".bib" or ".." in path.parts or path.is_absolute():
        raise UsageError(f"`{into}` is no .bib file under `bibliography/`")
    return path.as_posix()


def _refuse_key(project: Project, key: str) -> None:
    if known := project.bibliography.get(key):
        raise UsageError(f"the key `{key}` is taken by the record at {known.place}")
    if not key or any(char in key for char in " \t\n{}[],;@\\\"'#%~()="):
        raise UsageError(f"`{key}` can't be a key")
