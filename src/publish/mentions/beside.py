"""A name in its sentence: what is said right beside it, against its record."""

from __future__ import annotations

import re

from publish.diagnostics.core import Diagnostic, Rule
from publish.mentions.normalise import tokens
from publish.mentions.record import Record
from publish.mentions.sentences import sentence, sentence_starts
from publish.mentions.taught import short_form
from publish.model.entry import Entry
from publish.model.frozen import Frozen
from publish.model.mention import Mention
from publish.model.passages import OBJECT, Passage
from publish.model.reference import Reference

CLOSE = r"(?:\s?[”“’»›》」』\"'*])*"
"""What closes quotations and emphasis behind a name."""
_CITED = re.compile(rf"{CLOSE}\s?{OBJECT}")


class Beside(Frozen):
    """A name in its passage, the text of its sentence behind it and before it."""

    mention: Mention
    passage: Passage
    end: int
    before: str
    behind: str
    record: Record

    @property
    def reference(self) -> Reference:
        return self.record.reference

    def told(self, rule: Rule, at: int, end: int, message: str, entry: Entry) -> Diagnostic:
        place = self.passage.place(at, end)
        line = entry.source.line(place.line or 0)
        where = (
            f"; the record stands in {self.reference.place}" if self.reference.place.path else ""
        )
        return rule(message, place, f"correct the one that is wrong{where}", excerpt=line)


def beside_of(mention: Mention, passage: Passage, record: Record) -> Beside:
    text = passage.text
    row = [t for t in tokens(text) if mention.start <= t.start < mention.end]
    short = short_form(text, row) if row else None
    end = short.close if short and short.start >= mention.end else mention.end
    end = _behind_citation(passage, end)
    begin, stop = sentence(sentence_starts(text), mention.start, len(text))
    before, behind = text[begin : mention.start], text[end:stop]
    return Beside(mention, passage, end, before, behind, record)


def _behind_citation(passage: Passage, end: int) -> int:
    """The same offset, or that behind the citation which the author set there."""
    found = _CITED.match(passage.text, end)
    cited = found and any(
        span.kind == "citation" and span.start == found.end() - 1 for span in passage.spans
    )
    return found.end() if found and cited else end
