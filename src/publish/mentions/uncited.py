"""Mentions to what is said about citing: papers that are named and never cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import cit
from publish.mentions.placement import Manner
from publish.mentions.setting import placements
from publish.model.entry import Entry
from publish.model.frozen import replace
from publish.model.mention import Mention
from publish.model.passages import passages
from publish.model.publication import Project


def cited_sections(project: Project, entry: Entry, mentions: Sequence[Mention]) -> frozenset[str]:
    """The sections (`Passage.section`) in which citations are set for mentions."""
    manner = Manner.of(project)
    places = placements(entry.document, mentions, manner, project.bibliography)
    texts = passages(entry.document, located=False) if places else ()
    return frozenset(texts[place.passage].section for place in places)


def uncited(project: Project, entry: Entry, mentions: Sequence[Mention]) -> Iterator[Diagnostic]:
    """The papers that an entry names and doesn't cite, where that is left to the author."""
    manner = Manner.of(project)
    if manner.policy != "report":
        return
    first = replace(manner, policy="first")
    for place in placements(entry.document, mentions, first, project.bibliography):
        for key in place.keys:
            named = next(m for m in mentions if m.passage == place.passage and m.key == key)
            message = f"`{named.text}` names `{key}`, which the entry doesn't cite"
            yield cit.MENTION_WITHOUT_CITATION.at(
                entry.source, named.place, message, f"cite it there, as `[@{key}]`"
            )
