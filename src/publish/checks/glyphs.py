"""Characters that the PDF's fonts can't draw: each would be an empty box on the page.

Those of a record are told at the record, if an entry cites it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import res
from publish.engines.glyphs import is_letter, missing_glyphs, together, undrawn
from publish.model.entry import Entry
from publish.model.gist import gist
from publish.model.passages import passages
from publish.model.place import Place
from publish.model.publication import Project
from publish.model.reference import Reference

TICK_BOXES = "☐☒"
"""What pandoc makes of ``- [ ]`` and ``- [x]``, and the writers of it what they can show."""

UNPRINTED = frozenset({"id", "abstract", "keyword", "note", "annote", "language", "type"})
"""Fields of CSL that no style is expected to print."""

RECORD_HINT = "write it in letters that the fonts have: a name romanised, a title transliterated"
HINT = "write a symbol as mathematics (`$…$`), or use another character or words"
LETTERS_HINT = (
    "the fonts of the PDF have no such script: write the words in Latin letters, or leave `pdf` "
    "out of `formats`, here or for its collection (HTML and EPUB show them in the reader's fonts)"
)


def check_glyphs(project: Project, printed: Collection[Entry]) -> Iterator[Diagnostic]:
    """What can't be drawn of the entries that become a PDF."""
    for entry in printed:
        if any(True for _ in missing_glyphs(gist(entry.document).beyond_ascii)):
            yield from _missing(entry)
    for key in dict.fromkeys(key for entry in printed for key in cited(entry)):
        for reference in project.bibliography.cited_by(key):
            yield from _missing_in_record(reference)


def cited(entry: Entry) -> Iterator[str]:
    """The keys that an entry cites, in its text, for its facts or in its list alone."""
    yield from gist(entry.document).cited
    yield from (fact.source for fact in entry.facts if fact.source)
    yield from entry.nocite


def _missing_in_record(reference: Reference) -> Iterator[Diagnostic]:
    """What a record has that can't be drawn, at the field that has it or else at the record."""
    if reference.raw and not any(True for _ in missing_glyphs(reference.raw)):
        return
    texts = _printable(reference.csl)
    for chars in together(char for text in texts for _, char in missing_glyphs(text)):
        fields = (field for field in reference.fields.values() if chars[0] in field.raw)
        place = next((field.place for field in fields), reference.place)
        message = f"{undrawn(chars)}, in the record `{reference.key}`"
        yield res.MISSING_GLYPH(message, place, RECORD_HINT)


def _printable(item: Mapping[str, Any]) -> Iterator[str]:
    """The texts of a record that a style may print."""
    for name, value in item.items():
        if isinstance(value, str) and name not in UNPRINTED:
            yield value
        elif isinstance(value, list):
            for person in value:
                if isinstance(person, Mapping):
                    yield " ".join(str(part) for part in person.values())


def _missing(entry: Entry) -> Iterator[Diagnostic]:
    """What an entry has that can't be drawn, where it stands first."""
    places: dict[str, Place] = {}
    for char, place in _printed(entry):
        places.setdefault(char, place)
    for chars in together(places):
        place = places[chars[0]]
        yield res.MISSING_GLYPH.at(entry.source, place, undrawn(chars), hint(chars[0]))


def hint(char: str) -> str:
    """What to do about a character that can't be drawn."""
    return LETTERS_HINT if is_letter(char) else HINT


def _printed(entry: Entry) -> Iterator[tuple[str, Place]]:
    """Undrawable characters that reach the page; mathematics has its own fonts."""
    for field, text in _header(entry):
        for _, char in missing_glyphs(text):
            yield char, entry.place(field)
    for passage in passages(entry.document):
        for at, char in missing_glyphs(passage.text):
            if at == 0 and char in TICK_BOXES:
                continue
            yield char, passage.place(at, at + 1)
    for node in entry.document.nodes("Code", "CodeBlock"):
        for _, char in missing_glyphs(node["c"][1]):
            at = entry.source.text.find(char, entry.body_start)
            yield char, entry.source.place(max(at, 0), max(at, 0) + 1)


def _header(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "title", entry.title
    yield "subtitle", entry.subtitle or ""
    for number, author in enumerate(entry.authors):
        yield f"authors.{number}", f"{author.name} {author.affiliation or ''}"
    for number, fact in enumerate(entry.facts):
        yield f"facts.{number}.label", fact.label
