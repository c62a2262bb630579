"""What a .bib file is made of; `splitting` finds it, by bibtexparser's splitter.

These are plain values: who works with them alone needs no bibtexparser.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

BlockKind = Literal["record", "string", "preamble", "comment", "broken"]


class RawField(NamedTuple):
    """``name = value`` as written, and the offsets of both.

    ``value`` is an expression: braced and quoted texts, numbers and macros, joined
    by ``#``.
    """

    name: str
    value: str
    start: int
    value_start: int


class Block(NamedTuple):
    """One block of a file: ``text[start:end]``, from its ``@`` to behind its brace.

    A ``string`` has its definition as its one field, a ``preamble`` its text as a
    nameless field; a ``broken`` block is where the splitter gave up.
    """

    kind: BlockKind
    type: str
    key: str
    start: int
    end: int
    fields: tuple[RawField, ...] = ()
