"""``publish build``: entries become files in the output folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.cli.account import as_object, as_reason, closing, explained, is_made
from publish.cli.clock import now, source_date_epoch, today
from publish.cli.exits import Exit
from publish.cli.progress import progress
from publish.cli.selection import Entries, about, chosen_entries, chosen_formats
from publish.cli.session import Session
from publish.cli.summary import counted
from publish.cli.usage import UsageError
from publish.diagnostics import Diagnostic, Severity, has_errors
from publish.model.collection import MATTER

if TYPE_CHECKING:
    from publish.api import Project
    from publish.build.report import BuildReport
    from publish.build.untouched import Untouched

To = Annotated[
    list[str] | None,
    typer.Option(metavar="FORMATS", help="What to make: pdf, epub, html, separated by commas."),
]


Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", min=1, max=999, metavar="N",
        help="How many entries to make side by side; as many as fit on this machine by default.",
    ),
]  # fmt: skip


OnCluster = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="ADDRESS",
        help="Let the workers of a Dask scheduler make the files, as `tcp://host:8786`.",
    ),
]  # fmt: skip


CopyTo = Annotated[
    str | None,
    typer.Option(
        "--copy-to", metavar="ADDRESS",
        help="Copy what is delivered there too: a folder, `s3://bucket/path`, what fsspec knows.",
    ),
]  # fmt: skip


Explain = Annotated[
    bool, typer.Option("--explain", help="Say of each entry why it was made anew, or why not.")
]


InCollection = Annotated[
    list[str] | None,
    typer.Option("--collection", "-c", metavar="ID", help="Make this collection of the settings."),
]


Each = Annotated[
    bool,
    typer.Option("--each", help="Of a collection, make each entry by itself, as one of a series."),
]


def build(
    session: Session,
    entries: Entries = None,
    *,
    collection: InCollection = None,
    each: Each = False,
    to: To = None,
    jobs: Jobs = None,
    cluster: OnCluster = None,
    copy_to: CopyTo = None,
    explain: Explain = False,
) -> int:
    """Make PDF, EPUB and HTML of the entries, and of the collections."""
    formats, epoch = chosen_formats(to or ()), source_date_epoch()
    collections = tuple(collection or ())
    if each and not collections:
        raise UsageError("`--each` needs a `--collection`")
    for option, address in (("--cluster", cluster), ("--copy-to", copy_to)):
        if address is not None and not address.strip():  # a variable that isn't set
            raise UsageError(f"`{option}` needs an address")
    opened, day, untouched = now(), today(), None
    if not (cluster or copy_to):
        untouched = _untouched(session, entries or (), collections, each, formats, day)
        if last := untouched.last():
            threshold = session.fail_on or Severity(last.fail_on)
            return _told(session, last.report, last.report.diagnostics, threshold, explain=explain)
    with session.project(texts=True, formats=formats, jobs=jobs) as project:
        chosen = chosen_entries(project, entries or ())
        followed = session.talks and sys.stderr.isatty()
        texts = _lengths(project, chosen, collections, each) if followed else {}
        files = sum(map(len, texts.values())) * len(formats or project.settings.formats)
        with progress(texts, shown=files > 6) as advance:
            report = project.build(
                chosen, collections=collections, each=each, formats=formats, epoch=epoch,
                today=day, jobs=jobs, cluster=cluster, progress=advance, copy_to=copy_to,
            )  # fmt: skip
        found = tuple(about(project, chosen, report.diagnostics))
        threshold = session.threshold(project)
        if untouched:
            untouched.remember(report, found, project.settings, opened)
    return _told(session, report, found, threshold, explain=explain, copy_to=copy_to)


def _lengths(
    project: Project, entries: Sequence[str], collections: Sequence[str], each: bool
) -> dict[str, list[int]]:
    """How long the texts are of what is to be made, by its name."""
    known = {name: len(entry.source.text) for name, entry in project.entries.items()}
    if entries or collections:
        alone = entries
    else:
        alone = [name for name, entry in project.entries.items() if entry.kind != MATTER]
    lengths = {name: [known[name]] for name in alone if name in known}
    for book in project.arrangements(collections) if collections or not entries else ():
        if each:
            lengths |= {name: [known[name]] for name in book.entries}
        else:
            lengths[book.collection.id] = [known[name] for name in book.ids]
    return lengths


def _untouched(
    session: Session, entries: Sequence[str], collections: Sequence[str], each: bool,
    formats: Sequence[str], day: date,
) -> Untouched:  # fmt: skip
    from publish.build.untouched import Asked, Untouched
    from publish.engines.store import NO_STORE, Store
    from publish.readers.root import find_root

    root = find_root(session.directory)
    named = tuple(each for name in entries for each in (name, str(Path(name).resolve())))
    asked = Asked(named, tuple(collections), each, tuple(formats), source_date_epoch(), day)
    shared, size = session.cache_dir, session.cache_size
    return Untouched(root, asked, Store.of(root, shared, size) if session.cache else NO_STORE)


def _told(
    session: Session, report: BuildReport, found: Sequence[Diagnostic], threshold: Severity,
    *, explain: bool, copy_to: str | None = None,
) -> int:  # fmt: skip
    """What was made is said, and what was found; the exit code of both."""
    delivered = [as_object(file) for file in report.delivered]
    reasons = {name: as_reason(reason) for name, reason in report.reasons.items()}
    code = session.report(
        found, threshold, delivered=delivered, failed=list(report.failed),
        **({"reasons": reasons} if explain else {}),
        **({"copied": list(report.copied)} if copy_to else {}),
    )  # fmt: skip
    if explain and session.talks:
        for name, reason in report.reasons.items():
            session.say(f"{name}: {explained(reason)}")
    if session.talks:
        told = report.delivered
        if sys.stdout.isatty():  # nobody reads what has stayed as it was
            told = tuple(file for file in told if file.written or is_made(report, file))
        print("".join(f"{file.path}\n" for file in told), end="")
        session.say(closing(report, found))
        if copy_to and not has_errors(report.diagnostics):
            session.say(f"{counted(len(report.copied), 'file')} copied to {copy_to}")
    return _cause(found) if report.failed or code else code


def _cause(diagnostics: Iterable[Diagnostic]) -> Exit:
    """Whether the content, an engine or a bug of ours is why something wasn't made."""
    causes = {item.rule.cause for item in diagnostics if item.severity is Severity.ERROR}
    if "bug" in causes:
        return Exit.BUG
    return Exit.ENGINE if causes == {"engine"} else Exit.CONTENT
