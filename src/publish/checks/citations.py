"""Citations: keys that no record has, citations in headings, facts without source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import cit
from publish.diagnostics.suggest import did_you_mean
from publish.model.entry import Entry
from publish.model.gist import gist
from publish.model.passages import Passage, Span, passages
from publish.model.place import Place
from publish.model.publication import Project


def check_citations(project: Project) -> Iterator[Diagnostic]:
    keys = _Keys(project)
    for entry in project.entries.values():
        yield from _header_keys(entry, keys)
        if _is_suspicious(entry, keys):
            yield from _text_keys(entry, keys)
        yield from _facts(entry)


class _Keys:
    """The keys of the project's bibliography."""

    def __init__(self, project: Project) -> None:
        self._bibliography = project.bibliography
        self.nearest = lru_cache(maxsize=None)(self._nearest)

    def __contains__(self, key: str) -> bool:
        """Without reading the record: most of those that texts cite needn't be."""
        return key in self._bibliography.references or key in self._bibliography.aliases

    def _nearest(self, key: str) -> str | None:
        return did_you_mean(key, self._bibliography.keys())

    def undefined(self, entry: Entry, place: Place, key: str, otherwise: str = "") -> Diagnostic:
        hint = f"add `{key}` to a file in bibliography/{otherwise}"
        if unread := self._bibliography.unread:
            hint = f"it may stand in `{unread[0]}`, which couldn't be read: mend that file first"
        elif near := self.nearest(key):
            hint += f"; {near}"
        message = f"citation key `{key}` is not in the bibliography"
        return cit.UNDEFINED_KEY.at(entry.source, place, message, hint)


def _header_keys(entry: Entry, keys: _Keys) -> Iterator[Diagnostic]:
    for index, fact in enumerate(entry.facts):
        if fact.source and fact.source not in keys:
            yield keys.undefined(entry, entry.place(f"facts.{index}.source"), fact.source)
    for paper in entry.papers:
        if paper.key not in keys:
            yield keys.undefined(entry, paper.place, paper.key)
    for index, key in enumerate(entry.nocite):
        if key not in keys:
            path = f"nocite.{index}"
            place = entry.place(path if path in entry.places else "nocite")
            yield keys.undefined(entry, place, key)


def _is_suspicious(entry: Entry, keys: _Keys) -> bool:
    """Whether places are worth seeking: a cheap look before a dear one."""
    known = gist(entry.document)
    return known.cites_in_heading or not all(key in keys for key in known.cited)


def _text_keys(entry: Entry, keys: _Keys) -> Iterator[Diagnostic]:
    for passage in passages(entry.document):
        for span in passage.spans:
            if span.kind != "citation":
                continue
            for index, key in enumerate(span.keys):
                if key not in keys:
                    otherwise = f", or write `\\@{key}` for the plain word" * span.narrative
                    yield keys.undefined(entry, key_place(passage, span, index), key, otherwise)
            if passage.context == "heading":
                place = key_place(passage, span, 0)
                yield cit.CITATION_IN_HEADING.at(
                    entry.source,
                    place,
                    f"citation of `{span.keys[0]}` in a heading",
                    "cite in the first sentence below it",
                )


def key_place(passage: Passage, span: Span, index: int) -> Place:
    """The place of a citation's key, its ``@`` and braces left out."""
    assert passage.source is not None
    text = passage.source.text
    at = passage.offsets[span.start]
    place = passage.place(span.start)
    for key in span.keys[: index + 1]:
        found = re.compile(r"@\{?(" + re.escape(key) + r")(?!\w)").search(text, at)
        if found is None:
            break
        place, at = passage.source.place(*found.span(1)), found.end()
    return place


def _facts(entry: Entry) -> Iterator[Diagnostic]:
    citing = gist(entry.document).citing_facts
    for fact, fragment in zip(entry.facts, entry.document.named("facts"), strict=True):
        if fact.source is None and fragment.name not in citing:
            yield cit.FACT_WITHOUT_SOURCE.at(
                entry.source,
                fact.place,
                f"fact `{fact.label}` has no source",
                "give the key of a record as its `source`",
            )
