"""Notes that a text calls and never gives, calls more than once, or calls in a note."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import ent
from publish.model.entry import Entry
from publish.model.expressions import expression
from publish.model.passages import Passage, passages
from publish.model.settings import Settings

_CALL = expression(r"\[\^([^\]\s]+)\]")
"""A call that pandoc found no note for, and so left as words."""


def check_notes(entry: Entry, settings: Settings) -> Iterator[Diagnostic]:
    if "[^" in entry.source.text or "^[" in entry.source.text:
        called: set[tuple[str, str]] = set()
        for passage in passages(entry.document):
            yield from _undefined(passage)
            yield from _repeated(passage, called)
            yield from _nested(passage)


def _repeated(passage: Passage, called: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    """``called`` are the notes that were met, by the text that they belong to."""
    assert passage.source is not None
    for span in passage.spans:
        if span.kind != "note":
            continue
        start = passage.offsets[span.start]
        call = _CALL.match(passage.source.text, start)
        if call is None:
            continue  # it stands in the text: ^[…]
        if (note := (passage.fragment, call[1])) in called:
            message = f"note `{call[1]}` is called more than once, and printed as often"
            hint = "call it once; where it is meant again, say so in words"
            place = passage.source.place(start, call.end())
            yield ent.REPEATED_NOTE.at(passage.source, place, message, hint)
        called.add(note)


def _nested(passage: Passage) -> Iterator[Diagnostic]:
    """A note within a note: pandoc keeps the one that stands there, and takes a call for words."""
    if passage.context != "note":
        return
    for span in passage.spans:
        if span.kind == "note":
            yield _nested_at(passage, span.start, span.end)


def _nested_at(passage: Passage, start: int, end: int) -> Diagnostic:
    assert passage.source is not None
    message = "a note is called in a note, and would be lost"
    hint = "say it in the outer note, or in the text"
    return ent.NESTED_NOTE.at(passage.source, passage.place(start, end), message, hint)


def _undefined(passage: Passage) -> Iterator[Diagnostic]:
    assert passage.source is not None
    for call in _CALL.finditer(passage.text):
        if passage.context == "note" and f"\n{call[0]}:" in passage.source.text:
            yield _nested_at(passage, *call.span())
            continue
        message = f"there is no note `{call[1]}`"
        hint = f"write `[^{call[1]}]: …` in a paragraph of its own"
        yield ent.UNDEFINED_NOTE.at(passage.source, passage.place(*call.span()), message, hint)
