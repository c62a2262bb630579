"""``entries/**/*.md`` to entries: header validated, every Markdown text parsed.

Texts of many entries go to pandoc in one call.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from publish.diagnostics.core import Collector, Diagnostic, EngineFailure, Result
from publish.diagnostics.rules import eng, ent
from publish.engines.files import find_files
from publish.engines.pandoc import Parsed
from publish.engines.store import NO_STORE, Store
from publish.model.direction import direction
from publish.model.document import Document, Fragment
from publish.model.entry import Author, BriefWishes, Entry, Fact, Image, PaperNames
from publish.model.expressions import expression
from publish.model.place import Place, SourceFile
from publish.model.publication import MANY
from publish.model.settings import Settings
from publish.readers.draft import Draft, MarkdownText, draft_of
from publish.readers.header import Header
from publish.readers.known import KnownEntries
from publish.readers.located import Located
from publish.readers.parses import MarkdownParser, parses
from publish.readers.text import read_text

FOLDER = "entries"

WORTH_KEEPING = 100_000
"""Characters of all texts; fewer are read in the time that a store takes."""


def read_entries(
    settings: Settings, parser: MarkdownParser, store: Store = NO_STORE
) -> Result[dict[str, Entry]]:
    """All entries of the project by id, in the order of their paths.

    Where the texts are many, what is read is kept in ``store``.
    """
    found = Collector()
    texts = [read_text(settings.root, path) for path in _files(settings.root, found)]
    if sum(len(each.value.text) for each in texts if each.value) < WORTH_KEEPING:
        store = NO_STORE
    known = KnownEntries(settings, parser, store)
    entries: dict[str, Entry] = {}
    taken: dict[str, SourceFile] = {}
    drafts: dict[str, Result[Draft]] = {}
    for source in map(found.take, texts):
        if source is None:
            continue
        before = known.of(source)
        if before is not None and before.value.id not in taken:
            entries[before.value.id] = found.take(before)
            taken[before.value.id] = source
            continue
        drafted = draft_of(settings, source)
        draft = found.take(drafted)
        if draft is not None and _is_new(draft, taken, found):
            drafts[draft.id] = Result(draft, drafted.diagnostics)
            taken[draft.id] = source
    keep_trees = len(texts) < MANY
    fresh = [each.value for each in drafts.values()]
    for draft, parsed in parses(fresh, parser, store, found):
        told = Collector()
        entry = _entry(settings, draft, parsed, told)
        found.extend(told.items)
        said = (*drafts[draft.id].diagnostics, *told.items)
        entries[draft.id] = known.put(draft, entry, said, keep_trees=keep_trees)
    known.keep({source.path for source in taken.values()})
    return found.result({name: entries[name] for name in taken if name in entries})


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


def _is_new(draft: Draft, sources: Mapping[str, SourceFile], found: Collector) -> bool:
    """``sources`` are those of the entries before it, by their ids."""
    earlier = sources.get(draft.id)
    if earlier is None:
        return True
    message = f"id `{draft.id}` is that of `{earlier.path}` too"
    place = draft.located.value_place(("id",))
    found.add(ent.DUPLICATE_ID.at(draft.source, place, message, "give one of them another `id`"))
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


_UNCALLED = expression(r"Note with key .(.+?). .*not used")


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
