"""What stands for an entry in a report: its brief or its dossier, as a document to be attached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from publish.cli.clock import source_date_epoch, today
from publish.cli.selection import chosen_entries
from publish.cli.session import Session
from publish.cli.usage import UsageError
from publish.diagnostics import Severity

if TYPE_CHECKING:
    from publish.api import Project
    from publish.attach.opening import Document

WholeDossier = Annotated[
    bool,
    typer.Option("--dossier", help="Attach the whole dossiers of entries, instead of briefs."),
]


def named_entries(session: Session, project: Project, names: Sequence[str]) -> dict[str, str]:
    """The ids of entries by the names by which they were asked for; raises `UsageError`."""
    found = {name: chosen_entries(project, [name])[0] for name in names}
    if unread := [name for name, entry in found.items() if entry in project.unread]:
        session.report(project.diagnostics, Severity.ERROR)
        raise _failed(unread)
    return found


def standing_for(
    session: Session,
    project: Project,
    ids: Sequence[str],
    report: Document,
    *,
    embedded: bool = False,
    dossier: bool = False,
) -> dict[str, Document]:
    """The document that stands for each entry, made for it by the standards that the report
    claims, in the order of ``ids``; raises `UsageError` where one can't be made.
    """
    from publish.attaching import standards_beside

    usual = project.settings.pdf.standard
    project = project.following(standards_beside(report, usual, embedded=embedded))
    wanted = list(dict.fromkeys(ids))
    made = dict((_dossiers if dossier else _briefs)(session, project, wanted))
    return {name: _document(project, name, made[name]) for name in wanted}


def _briefs(session: Session, project: Project, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for name in ids:
        made = project.brief(name, epoch=source_date_epoch(), today=today())
        if made.value is None:
            session.report(made.diagnostics, Severity.ERROR)
            raise _failed([name])
        yield name, made.value.artifact.data


def _dossiers(
    session: Session, project: Project, ids: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    built = project.build(ids, formats=["pdf"], epoch=source_date_epoch())
    if built.failed:
        session.report(built.diagnostics, Severity.ERROR)
        raise _failed(built.failed)
    for file in built.delivered:
        if file.entry in ids:
            yield file.entry, (project.settings.root / file.path).read_bytes()


def _failed(names: Sequence[str]) -> UsageError:
    listed = ", ".join(f"`{name}`" for name in names)
    return UsageError(f"what is to be attached of {listed} can't be made")


def _document(project: Project, entry_id: str, data: bytes) -> Document:
    """An entry's PDF, with all that a report may call it, and where its links lead."""
    from publish.attach.opening import Document
    from publish.mentions.subjects import paper_names
    from publish.writers.entry_links import SCHEME, made_file, page_on_site

    entry = project.entries[entry_id]
    names = (*entry.aliases, *paper_names(entry, project.bibliography))
    others = [f"{SCHEME}{name}" for name in project.entries]
    links = {made_file(link, suffix="pdf"): page_on_site(link, project.settings) for link in others}
    return Document(f"{entry_id}.pdf", data, entry.title, names=names, links=links)
