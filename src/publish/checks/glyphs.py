"""Characters that the PDF's fonts can't draw: each would be an empty box on the page."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import res
from publish.engines.glyphs import describe, missing_glyphs
from publish.model.entry import Entry
from publish.model.passages import passages
from publish.model.place import Place
from publish.model.publication import Project

TICK_BOXES = "☐☒"
"""What pandoc makes of ``- [ ]`` and ``- [x]``, and the writers of it what they can show."""

HINT = "write a symbol as mathematics (`$…$`), or use another character or words"


def check_glyphs(project: Project) -> Iterator[Diagnostic]:
    if "pdf" not in project.settings.formats:
        return
    for entry in project.entries.values():
        if any(True for _ in missing_glyphs(entry.source.text)):
            yield from _missing(entry)


def _missing(entry: Entry) -> Iterator[Diagnostic]:
    """One finding for each character, where it stands first."""
    seen: set[str] = set()
    for char, place in _printed(entry):
        if char not in seen:
            seen.add(char)
            message = f"no bundled font has {describe(char)}"
            yield res.MISSING_GLYPH.at(entry.source, place, message, HINT)


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
