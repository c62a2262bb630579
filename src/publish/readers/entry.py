"""``entries/**/*.md`` to entries: header validated, every Markdown text parsed.

Texts of many entries go to pandoc in one call.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from publish.diagnostics.core import Collector, Diagnostic, EngineFailure, Result
from publish.diagnostics.rules import eng, ent
from publish.engines.files import find_files
from publish.engines.pandoc import Parsed
from publish.engines.store import NO_STORE, Store
from publish.model.direction import direction
from publish.model.document import Document, Fragment, is_deeper
from publish.model.entry import Author, BriefWishes, Entry, Fact, Image, PaperNames
from publish.model.place import Place, SourceFile
from publish.model.settings import Settings
from publish.readers.draft import Draft, MarkdownText, draft_of, read_draft
from publish.readers.header import Header
from publish.readers.located import Located
from publish.readers.parses import WORTH_KEEPING, keep_parses, kept_parses

FOLDER = "entries"
DEEPEST = 64
"""Levels of blocks and markup in one another."""


AT_ONCE = 100_000
"""Characters, or a few more, that the parser takes in one call."""


class MarkdownParser(Protocol):
    """What reads Markdown here: pandoc."""

    def parse(self, texts: Sequence[str]) -> list[Parsed]: ...


def read_entries(
    settings: Settings, parser: MarkdownParser, store: Store = NO_STORE
) -> Result[dict[str, Entry]]:
    """All entries of the project by id, in the order of their paths.

    What the parser makes of many texts is kept in ``store``.
    """
    found = Collector()
    drafts: dict[str, Draft] = {}
    for path in _files(settings.root, found):
        draft = found.take(read_draft(settings, path))
        if draft is not None and _is_new(draft, drafts, found):
            drafts[draft.id] = draft
    parses = _parses(list(drafts.values()), parser, store, found)
    entries = {
        draft.id: _entry(settings, draft, parses[draft.id], found)
        for draft in drafts.values()
        if draft.id in parses
    }
    return found.result(entries)


def read_again(settings: Settings, source: SourceFile, parser: MarkdownParser) -> Entry | None:
    """The entry that a changed text holds; None where it can't be read."""
    draft = draft_of(settings, source).value
    if draft is None:
        return None
    try:
        parsed = parser.parse([part.text for part in draft.texts])
    except EngineFailure:
        return None
    return _entry(settings, draft, parsed, Collector())


def _files(root: Path, found: Collector) -> list[Path]:
    """The files of the entries, in the order of their paths."""
    files = find_files(root, FOLDER, ".md")
    if not files.value and not files.diagnostics:
        message = f"there is no entry under `{FOLDER}/`"
        found.add(ent.NO_ENTRIES(message, Place(FOLDER), "`publish new KIND TITLE` starts one"))
    return found.take(files)


def _is_new(draft: Draft, drafts: Mapping[str, Draft], found: Collector) -> bool:
    earlier = drafts.get(draft.id)
    if earlier is None:
        return True
    message = f"id `{draft.id}` is that of `{earlier.source.path}` too"
    place = draft.located.value_place(("id",))
    found.add(ent.DUPLICATE_ID.at(draft.source, place, message, "give one of them another `id`"))
    return False


def _parses(
    drafts: Sequence[Draft], parser: MarkdownParser, store: Store, found: Collector
) -> dict[str, list[Parsed]]:
    """The parsed texts of each draft, by its id; what is kept isn't too deep."""
    texts = {draft.id: [part.text for part in draft.texts] for draft in drafts}
    if sum(len(text) for each in texts.values() for text in each) < WORTH_KEEPING:
        store = NO_STORE
    parses: dict[str, list[Parsed]] = {}
    for draft in drafts if store.keeps else ():
        if kept := kept_parses(texts[draft.id], store):
            parses[draft.id] = kept
    fresh = [draft for draft in drafts if draft.id not in parses]
    for draft, parsed in _parsed(fresh, parser, found):
        if _is_too_deep(draft, parsed, found):
            continue
        parses[draft.id] = parsed
        if store.keeps:
            keep_parses(texts[draft.id], parsed, store)
    return parses


def _parsed(
    drafts: Sequence[Draft], parser: MarkdownParser, found: Collector
) -> Iterator[tuple[Draft, list[Parsed]]]:
    """Each draft with its texts parsed, some together.

    Where the engine fails on these at once, each of several entries is tried
    alone, so that only the one at fault is lost.
    """
    for batch in _batches(drafts):
        try:
            parsed = iter(parser.parse([part.text for draft in batch for part in draft.texts]))
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
        if is_deeper(result.blocks, DEEPEST):
            place = draft.source.place(text.start)
            message = f"blocks or markup of the text are nested more than {DEEPEST} deep"
            found.add(ent.NESTED_TOO_DEEP.at(draft.source, place, message, "nest them less"))
            return True
    return False


def _warnings(source: SourceFile, text: MarkdownText, parsed: Parsed) -> Iterator[Diagnostic]:
    """What pandoc reported of a text; only the body's lines are the file's."""
    for warning in parsed.warnings:
        at = text.start
        if text.name == "body" and warning.line:
            first = source.place(text.start).line or 1
            at = source.offset(first + warning.line - 1, warning.column or 1)
        message = f"pandoc says: {warning.message}"
        yield eng.PANDOC_WARNING.at(source, source.place(at), message, _what_helps(warning.message))


_UNCALLED = re.compile(r"Note with key .(.+?). .*not used")


def _what_helps(warning: str) -> str | None:
    if note := _UNCALLED.search(warning):
        return f"call it where it belongs, as `[^{note[1]}]`, or take it out"
    return None


# -- into the model ---------------------------------------------------------------


def _entry(settings: Settings, draft: Draft, parsed: Sequence[Parsed], found: Collector) -> Entry:
    header, located = draft.header, draft.located
    lang = header.lang or settings.lang or "und"
    fragments = []
    for text, result in zip(draft.texts, parsed, strict=True):
        fragments.append(Fragment(text.name, result.blocks, text.start, text.end))
        found.extend(_warnings(draft.source, text, result))
    return Entry(
        source=draft.source,
        body_start=draft.body_start,
        id=draft.id,
        kind=header.kind,
        title=header.title,
        lang=lang,
        document=Document(
            draft.source,
            tuple(fragments),
            frozenset(tex for result in parsed for tex in result.unconverted),
        ),
        dir=header.dir or direction(lang),
        subtitle=header.subtitle,
        summary=header.summary,
        authors=tuple(Author(a.name, a.orcid, a.affiliation) for a in header.authors),
        published=header.published,
        reviewed=header.reviewed,
        aliases=tuple(header.aliases),
        tags=tuple(header.tags),
        facts=tuple(
            Fact(f.label, f.value, f.source, located.value_place(("facts", index, "label")))
            for index, f in enumerate(header.facts)
        ),
        papers=tuple(
            PaperNames(key, tuple(names), located.key_place(("papers", key)))
            for key, names in header.papers.items()
        ),
        nocite=tuple(header.nocite),
        image=_image(header, located),
        questions=tuple(header.questions),
        rights=header.rights,
        identifier=header.identifier,
        sort=header.sort,
        brief=_brief_wishes(header),
        places=located.places(),
    )


def _brief_wishes(header: Header) -> BriefWishes | None:
    wishes = header.brief
    return BriefWishes(wishes.number, dict(wishes.sections)) if wishes else None


def _image(header: Header, located: Located) -> Image | None:
    image = header.image
    if image is None:
        return None
    place = located.value_place(("image", "file"))
    return Image(image.file, image.alt or "", image.decorative, image.caption, image.credit, place)
