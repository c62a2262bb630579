"""Keys that changed → the edits that change them where entries name them.

In texts by the places of citations as pandoc read them, so that a key in code or in an
address is left alone; in headers by the places of their fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from publish.model.decision import Decisions
from publish.model.edit import Edit
from publish.model.entry import Entry
from publish.model.passages import Passage, Span, passages
from publish.model.place import Place

_ALONE = re.compile(r"\}?\s*[;\]]")
_BESIDE = re.compile(r";\s*(?=@)")
_BEFORE = re.compile(r"\s*;\s*\Z")


def renamed_keys(entry: Entry, keys: Mapping[str, str]) -> Iterator[Edit]:
    """The edits of one entry; ``keys`` gives the new key of each old one."""
    yield from _header(entry, keys)
    if any(key in keys for key in _cited(entry)):
        yield from dict.fromkeys(_text(entry, keys))


def _cited(entry: Entry) -> Iterator[str]:
    for node in entry.document.nodes("Cite"):
        yield from (str(item["citationId"]) for item in node["c"][0])


def renamed_decisions(decisions: Decisions, keys: Mapping[str, str]) -> Iterator[Edit]:
    """The edits of ``mentions.toml``, whose decisions name papers by their keys."""
    if decisions.source is None:
        return
    source = decisions.source
    for item in decisions:
        if item.key in keys:
            start = source.offset(item.place.line or 1, item.place.column or 1)
            found = re.compile(
                rf"^\s*cite\s*=\s*[\"']({re.escape(item.key or '')})[\"']", re.M
            ).search(source.text, start)
            if found:
                yield Edit(source.path, found.start(1), found.end(1), keys[item.key or ""])


def _header(entry: Entry, keys: Mapping[str, str]) -> Iterator[Edit]:
    for index, fact in enumerate(entry.facts):
        if fact.source in keys:
            yield from _at(entry, entry.place(f"facts.{index}.source"), str(fact.source), keys)
    named = {paper.key for paper in entry.papers}
    for paper in entry.papers:
        if paper.key in keys and keys[paper.key] not in named:
            yield from _at(entry, paper.place, paper.key, keys)
    for index, key in enumerate(entry.nocite):
        if key in keys:
            path = f"nocite.{index}"
            place = entry.place(path if path in entry.places else "nocite")
            yield from _at(entry, place, key, keys)


def _at(entry: Entry, place: Place, key: str, keys: Mapping[str, str]) -> Iterator[Edit]:
    """The key that stands at a place of the header, or right behind it."""
    start = entry.source.offset(place.line or 1, place.column or 1)
    end = entry.source.text.find("\n", start)
    found = _whole(key).search(entry.source.text, start, len(entry.source.text) if end < 0 else end)
    if found:
        yield Edit(entry.source.path, found.start(), found.end(), keys[key])


def _whole(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w:.+/-]){re.escape(key)}(?![\w+/-]|[:.]\w)")


def _text(entry: Entry, keys: Mapping[str, str]) -> Iterator[Edit]:
    for passage in passages(entry.document):
        for span in passage.spans:
            if span.kind == "citation" and any(key in keys for key in span.keys):
                yield from _citation(passage, span, keys)


def _citation(passage: Passage, span: Span, keys: Mapping[str, str]) -> Iterator[Edit]:
    assert passage.source is not None
    text, at = passage.source.text, passage.offsets[span.start]
    for key in span.keys:
        found = re.compile(r"@\{?(" + re.escape(key) + r")(?!\w)").search(text, at)
        if found is None:
            return
        at = found.end()
        if key not in keys:
            continue
        twin = _BESIDE.match(text, at) if keys[key] in span.keys else None
        if twin and text[found.start() - 1] == "[":  # `[@old; @new]` cites one work
            yield Edit(passage.source.path, found.start(), twin.end(), "")
        elif (
            keys[key] in span.keys
            and _ALONE.match(text, at)
            and (before := _BEFORE.search(text, 0, found.start()))
        ):
            yield Edit(passage.source.path, before.start(), found.end(), "")
        else:
            yield Edit(passage.source.path, found.start(1), found.end(1), keys[key])
