"""Names of entries: an alias belongs to one entry."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import ent
from publish.model.entry import Entry
from publish.model.publication import Project


def check_names(project: Project) -> Iterator[Diagnostic]:
    owners: dict[str, Entry] = {}
    for entry in project.entries.values():
        owners.setdefault(entry.title.casefold(), entry)
    for entry in project.entries.values():
        for index, alias in enumerate(entry.aliases):
            owner = owners.setdefault(alias.casefold(), entry)
            earlier = [other.casefold() for other in entry.aliases[:index]]
            if owner is entry and alias.casefold() not in (*earlier, entry.title.casefold()):
                continue
            path = f"aliases.{index}"
            place = entry.place(path if path in entry.places else "aliases")
            whose = "this entry" if owner is entry else f"entry `{owner.id}`"
            yield ent.SHARED_ALIAS.at(
                entry.source, place, f"`{alias}` is a name of {whose} already", "remove one of them"
            )
