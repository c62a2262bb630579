"""The text of a .bib file → its plain records, found at one look, and what lies between them.

A record is plain where nothing about it can be doubted: it begins a line, its key can be
cited, every field is a name with a value whose braces and quotation marks stand in pairs,
no field stands twice, none names another record, and the next record or the file's end
follows, with nothing but blank lines and comments behind ``%`` before. The splitter takes
such a record to be exactly this, whatever stands around it. So it is only seen at first: its
key, and where it stands; its fields are read when somebody asks for them. All else is left
to `blocks`, in stretches.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from publish.engines.bibtex import Block, RawField
from publish.model.expressions import expression
from publish.model.place import SourceFile
from publish.readers.bibtex.macros import Macros
from publish.readers.bibtex.records import Record, first_fields

_DEEPEST = 4
"""Braces within one another; what goes deeper isn't plain."""

_BLANK = r"[ \t\n]*+"
_NAME = r"[\w:.+-]++"  # so that its line can only begin a record, whatever stands before
_KEY = r'[^\s,{}()"#=%@\\;\[\]]++'


def _group(but: str = "") -> str:
    """``{…}`` without the sign ``but``; an ``@`` at a line's start may begin another record."""
    within = rf"[^{{}}\\@{but}]++|\\[^{{}}\\]|(?<=\S)@"
    group = rf"\{{(?:{within})*+\}}"
    for _ in range(_DEEPEST - 1):
        group = rf"\{{(?:{within}|{group})*+\}}"
    return group


_UNQUOTED = _group('"')
_QUOTED = rf'"(?:[^{{}}\\@"]++|\\[^{{}}\\"]|(?<=\S)@|{_UNQUOTED})*+"'
_TEXT = rf"(?:\{{[^{{}}\\@]*+\}}|{_group()}|{_QUOTED})"
_WORD = r'[^\s{}"#,=@()%\\]++'
_FURTHER = rf"{_BLANK}#{_BLANK}(?:{_TEXT}|{_WORD})"
_NAME_IS = rf"{_BLANK}({_NAME}){_BLANK}={_BLANK}"
_END = rf"{_BLANK}(?:,|(?=\}}))"
_FIELD = expression(rf"{_NAME_IS}((?:{_TEXT}|{_WORD})(?:{_FURTHER})*+){_END}")
_NAMES = expression(rf"{_NAME_IS}(?:{_TEXT}|{_WORD})(?:{_FURTHER})*+{_END}")
_RECORD = expression(
    rf"^@([A-Za-z]++)\{{[ \t]*+({_KEY})[ \t]*+,()"
    rf"(?:{_BLANK}{_NAME}{_BLANK}={_BLANK}(?:{_TEXT}|\d++|({_WORD}))({_FURTHER})*+{_END})++"
    rf"{_BLANK}\}}()"
    r"[ \t]*+(?:\Z|\n(?:[ \t]*+(?:%[^\n@]*+)?+\n)*+(?=[ \t]*+(?:@|\Z)))",
    re.MULTILINE,
)
"""Its groups: type, key, where fields begin, a word that may be a macro, what is joined to
something by ``#``, where the record ends.
"""
_FIELDS, _RECORD_END = 3, 6

_OTHER_BLOCKS = ("comment", "preamble", "string")
_OTHER_RECORDS = frozenset(("set", "xdata"))
_TELLING = frozenset(("crossref", "entrysubtype", "ids", "xdata"))
"""Fields on which depends what a record is to others."""


class Seen(NamedTuple):
    """A plain record: ``text[start:end]``, and the expressions in it that may name macros."""

    source: SourceFile
    type: str
    key: str
    start: int
    end: int
    expressions: tuple[str, ...] = ()

    def block(self) -> Block:
        """What the splitter makes of it."""
        fields = tuple(
            RawField(found[1], found[2], found.start(1), found.start(2))
            for found in _FIELD.finditer(self.source.text, self._behind_key(), self.end)
        )
        return Block("record", self.type, self.key, self.start, self.end, fields)

    def texts(self, names: Container[str], macros: Macros) -> dict[str, str]:
        """The texts of the fields with these names, in small letters, after macros."""
        fields = _FIELD.findall(self.source.text, self._behind_key(), self.end)
        return {
            lower: self._text(value, macros)
            for name, value in fields
            if (lower := name.lower()) in names
        }

    def _text(self, value: str, macros: Macros) -> str:
        if value[0] in '{"' and "#" not in value:
            return value[1:-1]
        return macros.evaluate(value, self.source.path, self.start).text

    def _behind_key(self) -> int:
        """Where its first field begins."""
        text, key = self.source.text, self.start + len(self.type) + 2
        return text.index(",", text.index(self.key, key) + len(self.key)) + 1

    def read(self) -> Record:
        block = self.block()
        return Record(block, self.source, first_fields(block))


Part = Seen | Block
"""What a file is made of, as far as anything in it is known."""


class Stretch(NamedTuple):
    """``text[start:end]``, of which nothing is known."""

    start: int
    end: int


def survey(source: SourceFile) -> Iterator[Seen | Stretch]:
    """The whole text in its order."""
    text, behind = source.text, 0
    plain_names: dict[tuple[str, ...], bool] = {}
    plain_types: dict[str, str] = {}
    for found in _RECORD.finditer(text):
        type, key, _, macro, joined, _ = found.groups()
        start, fields, end = found.start(), found.start(_FIELDS), found.end(_RECORD_END)
        names = tuple(_NAMES.findall(text, fields, end))
        if type not in plain_types:
            plain_types[type] = _plain_type(type)
        if names not in plain_names:
            plain_names[names] = _are_plain(names)
        if not (plain_types[type] and plain_names[names]):
            continue
        if start > behind:
            yield Stretch(behind, start)
        behind = found.end()
        expressions = _expressions(text, fields, end) if macro or joined else ()
        yield Seen(source, plain_types[type], key, start, end, expressions)
    if behind < len(text):
        yield Stretch(behind, len(text))


def _expressions(text: str, start: int, end: int) -> tuple[str, ...]:
    values = [value for _, value in _FIELD.findall(text, start, end)]
    return tuple([each for each in values if each[0] not in '{"0123456789' or "#" in each])


def _plain_type(type: str) -> str:
    """The type as the splitter gives it; empty where such a block isn't just a record."""
    lower = type.lower()
    return "" if lower in _OTHER_RECORDS or lower.startswith(_OTHER_BLOCKS) else lower


def _are_plain(names: tuple[str, ...]) -> bool:
    """Whether these are names of fields of which none stands twice or tells of other records."""
    lower = frozenset(name.lower() for name in names)
    return len(lower) == len(names) and lower.isdisjoint(_TELLING)
