"""Marks that somebody left behind for a citation to come: ``[citation needed]``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import ent
from publish.model.entry import Entry
from publish.model.expressions import expression
from publish.model.passages import Passage, passages
from publish.model.settings import Settings

_WORDS = (
    r"(?:citation|cite|source|reference|ref\.?)\s+(?:needed|required|missing)|"
    r"cn|(?:page|clarification|verification)\s+needed|"
    r"needs?\s+(?:a\s+)?(?:citation|source|reference)|source\s*\?|"
    r"Beleg\s+fehlt|Quelle\s+fehlt|Nachweis\s+fehlt|"
    r"réf(?:érence)?\.?\s+nécessaire|cita\s+requerida|senza\s+fonte|bron\s*\?"
)
_MARK = expression(rf"\[\s*(?:{_WORDS})\s*\]|\{{\{{\s*(?:{_WORDS})\s*\}}\}}", re.IGNORECASE)
_SUSPECT = expression(rf"[\[{{:]\s*(?:{_WORDS})", re.IGNORECASE)
"""What is worth a closer look: a cheap one before a dear one."""

_NOTE = expression(rf"\s*(?:{_WORDS})\s*\.?\s*", re.IGNORECASE)
HINT = "cite as `[@key]`, or take the claim out"


def check_markers(entry: Entry, settings: Settings) -> Iterator[Diagnostic]:
    if _SUSPECT.search(entry.source.text):
        for passage in passages(entry.document):
            yield from _marks(passage)


def _marks(passage: Passage) -> Iterator[Diagnostic]:
    assert passage.source is not None
    is_note = passage.context == "note" and _NOTE.fullmatch(passage.text)
    for found in [is_note] if is_note else _MARK.finditer(passage.text):
        mark = " ".join(found.group().split())
        place = passage.place(*found.span())
        yield ent.CITATION_NEEDED.at(
            passage.source, place, f"the mark `{mark}` waits for a citation", HINT
        )
