"""The walk through one damaged record, and what it needs to know of the whole file."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from publish.diagnostics import Diagnostic
from publish.engines.bibtex import RawField
from publish.model.place import Place, SourceFile
from publish.readers.bibtex.braces import closing_braces

_NEXT_RECORD = re.compile(
    r"^[ \t]*@[ \t]*[A-Za-z][\w-]*[ \t]*[{(]\s*"
    r"(?:[^,{}()=\"#%\n]*,\s*(?:%[^\n]*\n\s*)*(?:[\w:.+-]+\s*=|[})])|[\w:.+-]+\s*=)",
    re.MULTILINE,
)
"""A line that can only be the start of another record, even inside a value."""

NAME = re.compile(r"[^\s=,{}()\"#%@\\]+(?=\s*=)")
"""A field's name, before its ``=``."""

_BLANK = re.compile(r"\s*")


@dataclass(slots=True)
class RecordScan:
    """A walk through the record that opens at ``start``, never beyond ``limit``."""

    source: SourceFile
    start: int
    limit: int = 0
    position: int = 0
    repairs: int = 0
    closer: str = "}"
    fields: list[RawField] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.source.text

    def skip(self, position: int) -> int:
        """The position behind the blanks at ``position``."""
        blanks = _BLANK.match(self.text, position, self.limit)
        return blanks.end() if blanks else position

    def report(self, diagnostic: Diagnostic) -> None:
        self.repairs += 1
        self.found.append(diagnostic)

    def place(self, start: int, end: int | None = None) -> Place:
        return self.source.place(start, end)


@dataclass(slots=True)
class Landmarks:
    """What recovery needs to know of the whole file, found once for all records."""

    text: str
    closed: bool = True
    """Whether every brace that was asked for is closed."""
    _records: list[int] | None = None
    _closers: dict[int, int] | None = None

    def next_record(self, position: int) -> int:
        """Where the next record certainly starts; the text's end where none does."""
        if self._records is None:
            self._records = [found.start() for found in _NEXT_RECORD.finditer(self.text)]
        index = bisect_left(self._records, position)
        return self._records[index] if index < len(self._records) else len(self.text)

    def closer(self, brace: int) -> int:
        """The brace that closes the one at ``brace``; -1 where none does."""
        if self._closers is None:
            self._closers = closing_braces(self.text)
        closer = self._closers.get(brace, -1)
        self.closed &= closer >= 0
        return closer
