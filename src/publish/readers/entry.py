"""``entries/**/*.md`` to entries: header validated, every Markdown text parsed.

All texts of all entries go to pandoc in one call. A field with a mistake is left
out and reported, so that the rest of the entry is still checked; whether anything
is made of it is for the gate to say.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from publish.diagnostics.core import Collector, Diagnostic, EngineFailure, Result
from publish.diagnostics.rules import eng, ent
from publish.diagnostics.suggest import did_you_mean
from publish.engines.files import relative, unreadable
from publish.engines.pandoc import Parsed
from publish.model.document import Document, Fragment
from publish.model.entry import Author, Entry, Fact, Image, PaperNames
from publish.model.place import Place, SourceFile
from publish.model.settings import Settings
from publish.readers.header import WORDS, Header, split_header
from publish.readers.located import Located
from publish.readers.scalars import is_slug, slug_of
from publish.readers.text import read_text
from publish.readers.validation import validate

FOLDER = "entries"
_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi")
)


class MarkdownParser(Protocol):
    """What reads Markdown here: pandoc."""

    def parse(self, texts: Sequence[str]) -> list[Parsed]: ...


class MarkdownText(NamedTuple):
    """A text of an entry, and the offsets in the file between which it stands."""

    name: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry whose texts aren't parsed yet."""

    source: SourceFile
    body_start: int
    located: Located
    header: Header
    id: str
    texts: tuple[MarkdownText, ...]


def read_entries(settings: Settings, parser: MarkdownParser) -> Result[dict[str, Entry]]:
    """All entries of the project by id, in the order of their paths."""
    found = Collector()
    drafts: dict[str, Draft] = {}
    for path in _files(settings.root, found):
        draft = found.take(read_draft(settings, path))
        if draft is not None and _is_new(draft, drafts, found):
            drafts[draft.id] = draft
    entries = {
        draft.id: _entry(settings, draft, parsed, found)
        for draft, parsed in _parsed(list(drafts.values()), parser, found)
    }
    return found.result(entries)


def _files(root: Path, found: Collector) -> list[Path]:
    """The paths of the entries, sorted; folders that can't be read are reported."""

    def failed(error: OSError) -> None:
        found.add(unreadable(Place(relative(root, Path(error.filename))), error))

    folder = root / FOLDER
    paths = [
        Path(at, name)
        for at, _, names in os.walk(folder, onerror=failed if folder.exists() else None)
        for name in names
        if name.endswith(".md") and not name.startswith(".")
    ]
    if not paths and not found.items:
        message = f"there is no entry under `{FOLDER}/`"
        found.add(ent.NO_ENTRIES(message, hint="`publish new KIND TITLE` starts one"))
    return sorted(paths)


def _is_new(draft: Draft, drafts: Mapping[str, Draft], found: Collector) -> bool:
    earlier = drafts.get(draft.id)
    if earlier is None:
        return True
    message = f"id `{draft.id}` is that of `{earlier.source.path}` too"
    place = draft.located.value_place(("id",))
    found.add(ent.DUPLICATE_ID.at(draft.source, place, message, "give one of them another `id`"))
    return False


# -- one file ---------------------------------------------------------------------


def read_draft(settings: Settings, path: Path) -> Result[Draft | None]:
    """The entry in the file ``path``, its texts not yet parsed."""
    found = Collector()
    source = found.take(read_text(settings.root, path))
    split = found.take(split_header(source)) if source else None
    if source is None or split is None:
        return found.result(None)
    located, body_start = split
    header = _header(settings, located, path.stem, found)
    if header is None:
        return found.result(None)
    entry_id = header.id or _id_of_file(located, path.stem, found)
    texts = tuple(_texts(header, located, body_start))
    return found.result(Draft(source, body_start, located, header, entry_id, texts))


def _header(settings: Settings, located: Located, stem: str, found: Collector) -> Header | None:
    """The header without its mistakes, which are reported."""
    checked = validate(Header, located, WORDS)
    found.extend(checked.diagnostics)
    header = checked.model
    if header is None:
        for path in checked.wrong:
            located.data.pop(path[0], None)
        defaults = {"title": stem, "kind": next(iter(_kinds(settings)))}
        located.data = {**defaults, **located.data}
        header = validate(Header, located, WORDS).model
    if header is not None:
        header = _with_kind(settings, header, located, found)
        _require_lang(settings, header, located, checked.wrong, found)
    return header


def _kinds(settings: Settings) -> Mapping[str, object]:
    return settings.kinds or {}


def _with_kind(settings: Settings, header: Header, located: Located, found: Collector) -> Header:
    kinds = _kinds(settings)
    if header.kind in kinds:
        return header
    hint = did_you_mean(header.kind, kinds) or f"kinds are {', '.join(f'`{k}`' for k in kinds)}"
    message = f"there is no kind `{header.kind}`"
    found.add(ent.UNKNOWN_KIND.at(located.source, located.value_place(("kind",)), message, hint))
    return header.model_copy(update={"kind": next(iter(kinds))})


def _require_lang(
    settings: Settings,
    header: Header,
    located: Located,
    wrong: Sequence[tuple[str | int, ...]],
    found: Collector,
) -> None:
    if header.lang is None and settings.lang is None and ("lang",) not in wrong:
        message = "field `lang` is missing"
        hint = "give the language of the entry, or of all entries in `publish.toml`"
        found.add(ent.MISSING_FIELD.at(located.source, located.key_place(("lang",)), message, hint))


def _id_of_file(located: Located, stem: str, found: Collector) -> str:
    if is_slug(stem):
        return stem
    near = slug_of(stem)
    if ("id",) not in located.keys:
        message = f"the file's name `{stem}` can't be an id"
        hint = f"rename the file, or write `id: {near or '…'}` into its header"
        place = located.source.place(0)
        found.add(ent.BAD_ID.at(located.source, place, message, hint))
    return near or "entry"


# -- its texts --------------------------------------------------------------------


def _texts(header: Header, located: Located, body_start: int) -> Iterator[MarkdownText]:
    """The Markdown texts of an entry, in the order in which they are read."""
    spans = located.values
    if header.summary:
        yield MarkdownText("summary", header.summary, *spans[("summary",)])
    for index, fact in enumerate(header.facts):
        yield MarkdownText(f"facts.{index}", fact.value, *spans[("facts", index, "value")])
    if header.image and header.image.caption:
        yield MarkdownText("caption", header.image.caption, *spans[("image", "caption")])
    text = located.source.text
    yield MarkdownText("body", text[body_start:], body_start, len(text))
    for index, question in enumerate(header.questions):
        span = spans.get(("questions", index)) or spans[("questions",)]
        yield MarkdownText(f"questions.{index}", question, *span)


def _parsed(
    drafts: Sequence[Draft], parser: MarkdownParser, found: Collector
) -> Iterator[tuple[Draft, list[Parsed]]]:
    """Each draft with its texts parsed.

    Where the engine fails on all texts at once, each entry is tried alone, so that
    only the one at fault is lost.
    """
    try:
        parsed = iter(parser.parse([part.text for draft in drafts for part in draft.texts]))
    except EngineFailure:
        yield from _parsed_alone(drafts, parser, found)
        return
    for draft in drafts:
        yield draft, [next(parsed) for _ in draft.texts]


def _parsed_alone(
    drafts: Sequence[Draft], parser: MarkdownParser, found: Collector
) -> Iterator[tuple[Draft, list[Parsed]]]:
    for draft in drafts:
        try:
            yield draft, parser.parse([part.text for part in draft.texts])
        except EngineFailure as failure:
            failed = failure.diagnostic
            found.add(failed.rule(failed.message, Place(draft.source.path, 1, 1), failed.hint))


def _warnings(source: SourceFile, text: MarkdownText, parsed: Parsed) -> Iterator[Diagnostic]:
    """What pandoc reported of a text; only the body's lines are the file's."""
    for warning in parsed.warnings:
        at = text.start
        if text.name == "body" and warning.line:
            first = source.place(text.start).line or 1
            at = source.offset(first + warning.line - 1, warning.column or 1)
        yield eng.PANDOC_WARNING.at(source, source.place(at), f"pandoc says: {warning.message}")


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
        document=Document(draft.source, tuple(fragments)),
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
        places=located.places(),
    )


def _image(header: Header, located: Located) -> Image | None:
    image = header.image
    if image is None:
        return None
    place = located.value_place(("image", "file"))
    return Image(image.file, image.alt or "", image.decorative, image.caption, image.credit, place)


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """The direction of the script that ``lang`` is written in."""
    parts = lang.split("-")
    scripts = [part.title() for part in parts[1:] if len(part) == 4]
    if scripts:
        return "rtl" if scripts[0] in ("Arab", "Hebr", "Thaa", "Syrc") else "ltr"
    return "rtl" if parts[0].lower() in _RIGHT_TO_LEFT else "ltr"
