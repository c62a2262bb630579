"""A publication to a cited publication: the one citation run for all formats.

pandoc's citeproc renders citations and reference list in the publication's CSL
style. Only the records that are cited travel to it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from publish.diagnostics.core import Collector, Diagnostic, EngineFailure, Result
from publish.diagnostics.rules import cit, eng
from publish.engines.pandoc import Pandoc
from publish.model.document import Node
from publish.model.place import Place
from publish.model.publication import NOTE, CitedPublication, Publication
from publish.model.reference import Reference

NO_FORM = "Bibliography entry with no printed form:"


def cite(publication: Publication, pandoc: Pandoc) -> Result[CitedPublication | None]:
    """The publication as one HTML fragment, cited; a collection as one for each of its
    entries, from one run. None if pandoc failed.
    """
    found = Collector()
    place = Place(publication.entry.path)
    try:
        cited = (_together if publication.volume else _alone)(publication, pandoc)
    except EngineFailure as failure:
        failed = failure.diagnostic
        return Result(None, (failed.rule(failed.message, place, failed.hint),))
    records = {reference.key: reference for reference in publication.references}
    found.extend(_told(warning, place, records) for warning in pandoc.warnings())
    return found.result(cited)


def _alone(publication: Publication, pandoc: Pandoc) -> CitedPublication:
    return CitedPublication(
        publication,
        pandoc.cite(
            publication.blocks,
            [reference.csl for reference in publication.references],
            publication.style.xml,
            publication.entry.lang,
            publication.nocite,
        ),
    )


def _together(publication: Publication, pandoc: Pandoc) -> CitedPublication:
    """The entries of a collection, each with the list of what it cites, if it is to have one."""
    assert publication.volume is not None
    *texts, whole = pandoc.cite_together(
        [without_list(member.blocks) for member in publication.members],
        [reference.csl for reference in publication.references],
        publication.style.xml,
        publication.entry.lang,
        publication.nocite,
    )
    wanted = publication.volume.collection.references
    listed = List.of(whole)
    members, notes = [], 0
    for member, text in zip(publication.members, texts, strict=True):
        own = {reference.key for reference in member.references}
        markup = text if wanted == "whole" else text + listed.part(own)
        members.append(
            CitedPublication(
                member,
                markup,
                listed_elsewhere=wanted == "whole" and bool(listed.items),
                first_note=notes + 1 if publication.style.citation_format == NOTE else 1,
            )
        )
        notes += text.count(NOTE_MARK)
    markup = "" if wanted == "entry" else whole
    return CitedPublication(publication, markup, tuple(members))


def _told(warning: str, place: Place, records: Mapping[str, Reference]) -> Diagnostic:
    """pandoc's warning as ours; a reference that prints as nothing is an error of its record."""
    message = warning.removeprefix("[WARNING] ")
    if key := message.partition(NO_FORM)[2].strip():
        message = f"the style prints nothing for the reference `{key}`"
        hint = "complete the record (where it appeared, its publisher), or use another style"
        if (record := records.get(key)) is None:
            return cit.EMPTY_REFERENCE(message, place, hint)
        line = record.raw.partition("\n")[0] if record.place.column == 1 else None
        return cit.EMPTY_REFERENCE(message, record.place, hint, excerpt=line or None)
    return eng.PANDOC_WARNING(f"pandoc says: {message}", place)


NOTE_MARK = 'class="footnote-ref"'
_ITEM = re.compile(r'^<div id="ref-([^"]*)" class="csl-entry"', re.MULTILINE)


def without_list(blocks: Sequence[Node]) -> list[Node]:
    """An entry's blocks without the place for its references, which stands last."""
    return [block for block in blocks if block["t"] != "Div" or block["c"][0][0] != "refs"]


@dataclass(frozen=True, slots=True)
class List:
    """A list of references as pandoc writes it: what opens it, and its items by key."""

    opening: str
    items: Mapping[str, str]

    @classmethod
    def of(cls, markup: str) -> List:
        marks = list(_ITEM.finditer(markup))
        if not marks:
            return cls("", {})
        end = markup.rstrip().removesuffix("</div>")
        ends = [*(mark.start() for mark in marks[1:]), len(end)]
        items = {
            unescape(mark[1]): end[mark.start() : at] for mark, at in zip(marks, ends, strict=True)
        }
        return cls(markup[: marks[0].start()], items)

    def part(self, keys: Container[str]) -> str:
        """The list of these keys alone, in the order of the whole."""
        kept = "".join(item for key, item in self.items.items() if key in keys)
        return f"\n{self.opening}{kept}</div>" if kept else ""
