"""What is written into the author's own files: decisions about mentions, and keys."""

from __future__ import annotations

from dataclasses import replace

from publish.diagnostics.core import UserError
from publish.engines.replacement import replace_file, writing
from publish.mentions import context_of
from publish.model.decision import Decision
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.passages import passages
from publish.model.place import Place
from publish.model.publication import Project
from publish.readers.decisions import FILE, decision_edit, new_file, read_decisions
from publish.revision import revisions, save


def decided(project: Project, entry: Entry, mention: Mention, key: str | None) -> Project:
    """The project with one decision more, which is then on disk.

    Raises `UserError` where ``mentions.toml`` can't be written or has changed since it
    was read.
    """
    root, source = project.settings.root, project.decisions.source
    context = context_of(mention, passages(entry.document, located=False))
    decision = Decision(entry.id, context, key, Place(FILE))
    if source is None:
        with writing(FILE):
            replace_file(root / FILE, new_file(decision).encode())
    else:
        edits = [decision_edit(project.decisions, decision)]
        saved = save(root, revisions({FILE: source}, edits))
        if saved.diagnostics:
            raise UserError(*saved.diagnostics)
    return replace(project, decisions=read_decisions(root))
