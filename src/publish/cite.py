"""A publication to a cited publication: the one citation run for all formats.

pandoc's citeproc renders citations and reference list in the publication's CSL
style. Only the records that are cited travel to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from html import unescape
from itertools import chain
from json import dumps
from typing import NamedTuple, TypeVar

from publish.diagnostics.core import Collector, Diagnostic, EngineFailure, Result
from publish.diagnostics.rules import cit, eng
from publish.engines.pandoc import Pandoc, Skeleton
from publish.engines.store import NO_STORE, Store, hash_of, key_of
from publish.engines.versions import reader_versions
from publish.model.expressions import expression
from publish.model.frozen import Frozen
from publish.model.nodes import Node
from publish.model.place import Place
from publish.model.publication import NOTE, CitedPublication, Publication
from publish.model.reference import Reference

T = TypeVar("T")

NO_FORM = "Bibliography entry with no printed form:"


def cite(
    publication: Publication, pandoc: Pandoc, shelf: Store = NO_STORE
) -> Result[CitedPublication | None]:
    """The publication as one HTML fragment, cited; a collection as one for each of its
    entries, from one run, of which ``shelf`` keeps what needn't be done again. None if pandoc
    failed.
    """
    found = Collector()
    place = Place(publication.entry.path)
    try:
        if publication.volume is None:
            cited, said = _alone(publication, pandoc)
        else:
            cited, said = _Together(publication, pandoc, shelf).cited()
    except EngineFailure as failure:
        failed = failure.diagnostic
        return Result(None, (failed.rule(failed.message, place, failed.hint),))
    records = {reference.key: reference for reference in publication.references}
    found.extend(_told(warning, place, records) for warning in said)
    return found.result(cited)


def _alone(publication: Publication, pandoc: Pandoc) -> tuple[CitedPublication, list[str]]:
    markup = pandoc.cite(
        publication.blocks,
        [reference.csl for reference in publication.references],
        publication.style.xml,
        publication.entry.lang,
        publication.nocite,
    )
    return CitedPublication(publication, markup), pandoc.warnings()


class _Rendered(NamedTuple):
    """The citations of all entries, in the blocks where they stand (JSON), and the list."""

    texts: list[list[str]]
    whole: str
    said: list[str]


class _Written(NamedTuple):
    markup: str
    said: list[str]


class _Together:
    """The entries of a collection, each with the list of what it cites, if it is to have one."""

    def __init__(self, publication: Publication, pandoc: Pandoc, shelf: Store) -> None:
        self._book, self._pandoc, self._shelf = publication, pandoc, shelf
        self._texts = [Skeleton.of(without_list(each.blocks)) for each in publication.members]

    def cited(self) -> tuple[CitedPublication, list[str]]:
        """The collection, and what pandoc has said."""
        book = self._book
        assert book.volume is not None
        wanted = book.volume.collection.references
        rendered = self._rendered()
        listed, said = List.of(rendered.whole), [*rendered.said]
        members, notes = [], 0
        for member, skeleton, cited in zip(book.members, self._texts, rendered.texts, strict=True):
            text, told = self._written(skeleton.filled(cited))
            said += told
            own = {reference.key for reference in member.references}
            members.append(
                CitedPublication(
                    member,
                    text if wanted == "whole" else text + listed.part(own),
                    listed_elsewhere=wanted == "whole" and bool(listed.items),
                    first_note=notes + 1 if book.style.citation_format == NOTE else 1,
                )
            )
            notes += text.count(NOTE_MARK)
        markup = "" if wanted == "entry" else rendered.whole
        persons = self._persons() if book.volume.collection.index else ()
        return CitedPublication(book, markup, tuple(members), persons=persons), said

    def _persons(self) -> tuple[str, ...]:
        """Everyone whose works are cited, each once, as the language of the book sorts names."""
        book = self._book
        cited = (each for each in book.references if each.key not in book.nocite)
        names = [*dict.fromkeys(name for each in cited for name in each.persons if name)]
        lang = book.entry.lang
        order = self._recalled(list[int], (lang, *names), lambda: self._pandoc.sort(names, lang))
        return tuple(names[at] for at in order)

    def _rendered(self) -> _Rendered:
        book = self._book
        references = [reference.csl for reference in book.references]

        def make() -> _Rendered:
            texts, whole = self._pandoc.cite_together(
                self._texts, references, book.style.xml, book.entry.lang, book.nocite
            )
            return _Rendered(texts, whole, self._pandoc.warnings())

        asked = map(dumps, chain([references], (each.citing for each in self._texts)))
        parts = chain((book.style.xml, book.entry.lang, *book.nocite), asked)
        return self._recalled(_Rendered, parts, make)

    def _written(self, document: str) -> _Written:
        def make() -> _Written:
            return _Written(self._pandoc.write(document), self._pandoc.warnings())

        return self._recalled(_Written, (document,), make)

    def _recalled(self, kind: type[T], parts: Iterable[str], make: Callable[[], T]) -> T:
        if not self._shelf.keeps:
            return make()
        from publish.engines.packing import recalled

        key = key_of(kind.__name__, reader_versions(), hash_of(parts))
        return recalled(self._shelf, key, kind, make)


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
_ITEM = expression(r'^<div id="ref-([^"]*)" class="csl-entry"', re.MULTILINE)


def without_list(blocks: Sequence[Node]) -> list[Node]:
    """An entry's blocks without the place for its references, which stands last."""
    return [block for block in blocks if block["t"] != "Div" or block["c"][0][0] != "refs"]


class List(Frozen):
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
