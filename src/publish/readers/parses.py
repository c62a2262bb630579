"""Drafts to their Markdown texts as pandoc parses them; what was parsed before is taken from
the store, entry by entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple, Protocol

from publish.diagnostics.core import Collector, Diagnostic, EngineFailure
from publish.diagnostics.rules import ent
from publish.engines.pandoc import Parsed, Warning
from publish.engines.store import Store, key_of
from publish.engines.versions import reader_versions
from publish.model.document import Trees
from publish.model.nodes import Node, thin
from publish.model.place import Place
from publish.readers.draft import Draft, MarkdownText

DEEPEST = 64
"""Levels of blocks and markup in one another."""

AT_ONCE = 50_000
"""Characters, or a few more, that the parser takes in one call."""


class MarkdownParser(Protocol):
    """What reads Markdown here: pandoc."""

    def parse(self, texts: Sequence[str]) -> list[Parsed]: ...

    def parse_each(self, groups: Sequence[Sequence[str]]) -> Iterator[Callable[[], list[Parsed]]]:
        """For each group of texts what gives what `parse` does, or raises it."""
        return (partial(self.parse, group) for group in groups)


def parses(
    drafts: Iterable[Draft], parser: MarkdownParser, store: Store, found: Collector
) -> Iterator[tuple[Draft, list[Parsed]]]:
    """Each draft with its parsed texts, those first that were kept; what can't be parsed, or is
    nested too deep, is left out and told.
    """
    fresh = []
    for draft in drafts:
        kept = kept_parses(draft.texts, store) if store.keeps else None
        if kept is None:
            fresh.append(draft)
        else:
            yield draft, kept
    for draft, parsed in _parsed(fresh, parser, found):
        if not _is_too_deep(draft, parsed, found):
            _keep(draft.texts, parsed, store)
            yield draft, parsed


def _parsed(
    drafts: Sequence[Draft], parser: MarkdownParser, found: Collector
) -> Iterator[tuple[Draft, list[Parsed]]]:
    """Each draft with its texts parsed, some together.

    Where the engine fails on these at once, each of several entries is tried
    alone, so that only the one at fault is lost.
    """
    batches = [*_batches(drafts)]
    groups = [[part.text for draft in batch for part in draft.texts] for batch in batches]
    for batch, answer in zip(batches, parser.parse_each(groups), strict=True):
        try:
            parsed = iter(answer())
        except EngineFailure as failure:
            if len(batch) == 1:
                found.add(_failed(batch[0], failure))
            else:
                yield from _parsed_alone(batch, parser, found)
            continue
        for draft in batch:
            yield draft, [next(parsed) for _ in draft.texts]


def _batches(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    """Drafts in groups that the parser takes at once."""
    batch, held = list[Draft](), 0
    for draft in drafts:
        batch.append(draft)
        held += sum(len(part.text) for part in draft.texts)
        if held >= AT_ONCE:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _parsed_alone(
    drafts: Sequence[Draft], parser: MarkdownParser, found: Collector
) -> Iterator[tuple[Draft, list[Parsed]]]:
    for draft in drafts:
        try:
            yield draft, parser.parse([part.text for part in draft.texts])
        except EngineFailure as failure:
            found.add(_failed(draft, failure))


def _failed(draft: Draft, failure: EngineFailure) -> Diagnostic:
    failed = failure.diagnostic
    return failed.rule(failed.message, Place(draft.source.path, 1, 1), failed.hint)


def _is_too_deep(draft: Draft, parsed: Sequence[Parsed], found: Collector) -> bool:
    """Whether a text is nested deeper than anything that is printed; then it is told."""
    for text, result in zip(draft.texts, parsed, strict=True):
        if result.levels > DEEPEST:
            place = draft.source.place(text.start)
            message = f"blocks or markup of the text are nested more than {DEEPEST} deep"
            found.add(ent.NESTED_TOO_DEEP.at(draft.source, place, message, "nest them less"))
            return True
    return False


# -- what is kept -----------------------------------------------------------------


class _Kept(NamedTuple):
    blocks: list[Any]
    warnings: list[Warning]
    unconverted: list[str]


def kept_parses(texts: Sequence[MarkdownText], store: Store) -> list[Parsed] | None:
    """What pandoc made of these texts, if that was kept."""
    from publish.engines.packing import unpack

    data = store.get(_key(texts))
    kept = unpack(data, list[_Kept]) if data else None
    if kept is None or len(kept) != len(texts):
        return None
    for each in kept:
        thin(each.blocks)
    return [Parsed(each.blocks, tuple(each.warnings), frozenset(each.unconverted)) for each in kept]


def _keep(texts: Sequence[MarkdownText], parsed: Sequence[Parsed], store: Store) -> None:
    if not store.keeps:
        return
    from publish.engines.packing import pack

    kept = [
        _Kept(list(each.blocks), list(each.warnings), sorted(each.unconverted)) for each in parsed
    ]
    with suppress(RecursionError):  # nested beyond what is printed, too
        store.put(_key(texts), pack(kept))


def kept_trees(
    texts: Callable[[], Sequence[MarkdownText]],
    parser: MarkdownParser,
    store: Store,
    known: Mapping[str, Sequence[Node]] | None = None,
) -> Trees:
    """The trees of texts that were parsed before: ``known``, from the store, or parsed again."""

    def read() -> Mapping[str, Sequence[Node]]:
        whole = texts()
        parsed = kept_parses(whole, store) or parser.parse([each.text for each in whole])
        return {text.name: each.blocks for text, each in zip(whole, parsed, strict=True)}

    return Trees(read, known)


def _key(texts: Iterable[MarkdownText]) -> str:
    return key_of("parses", reader_versions(), *(each.text for each in texts))
