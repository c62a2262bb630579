"""One file under ``entries/`` to a draft: its header validated, its texts not yet parsed.

A field with a mistake is left out and reported, so that the rest of the entry is
still checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from publish.diagnostics.core import Collector, Result
from publish.diagnostics.rules import ent
from publish.diagnostics.suggest import did_you_mean
from publish.model.frozen import Frozen
from publish.model.place import SourceFile
from publish.model.settings import Kind, Settings
from publish.readers.header import WORDS, Header, split_header
from publish.readers.kinds import BUILT_IN
from publish.readers.located import Located
from publish.readers.located import Path as FieldPath
from publish.readers.scalars import is_slug, slug_of
from publish.readers.text import read_text
from publish.readers.validation import validate


class MarkdownText(NamedTuple):
    """A text of an entry, and the offsets in the file between which it stands."""

    name: str
    text: str
    start: int
    end: int


class Draft(Frozen):
    """An entry whose texts aren't parsed yet."""

    source: SourceFile
    body_start: int
    located: Located
    header: Header
    id: str
    texts: tuple[MarkdownText, ...]


def read_draft(settings: Settings, path: Path) -> Result[Draft | None]:
    """The entry in the file ``path``, its texts not yet parsed."""
    read = read_text(settings.root, path)
    if read.value is None:
        return Result(None, read.diagnostics)
    return draft_of(settings, read.value)


def draft_of(settings: Settings, source: SourceFile) -> Result[Draft | None]:
    """The entry that the text of a file holds, its texts not yet parsed."""
    found = Collector()
    stem = PurePosixPath(source.path).stem
    split = found.take(split_header(source))
    if split is None:
        return found.result(None)
    located, body_start = split
    header = _header(settings, located, stem, found)
    entry_id = (header and header.id) or _id_of_file(located, stem, found)
    if header is None or entry_id is None:
        return found.result(None)
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


def _kinds(settings: Settings) -> Mapping[str, Kind]:
    return settings.kinds or BUILT_IN


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
    wrong: Sequence[FieldPath],
    found: Collector,
) -> None:
    if header.lang is None and settings.lang is None and ("lang",) not in wrong:
        message = "field `lang` is missing"
        hint = "give the language of the entry, or of all entries in `publish.toml`"
        found.add(ent.MISSING_FIELD.at(located.source, located.key_place(("lang",)), message, hint))


def _id_of_file(located: Located, stem: str, found: Collector) -> str | None:
    """The id that a file's name gives: itself, or what is near to it."""
    if is_slug(stem):
        return stem
    near = slug_of(stem)
    if ("id",) not in located.keys:
        message = f"the file's name `{stem}` can't be an id"
        hint = f"rename the file, or write `id: {near or 'a-name'}` into its header"
        found.add(ent.BAD_ID.at(located.source, located.source.place(0), message, hint))
    return near or None


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
    if header.brief and header.brief.text:
        span = spans.get(("brief", "text")) or spans[("brief",)]
        yield MarkdownText("brief", header.brief.text, *span)
