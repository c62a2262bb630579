"""Some records of .bib files → the text of a .bib file that holds them and what they need.

That is @preamble, the macros that their values name (and those that these name), and the
records that they inherit from, are sets of, or relate to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from publish.bibliography.blocks import BibText, field, listed
from publish.engines.bibtex import Block

_NEEDS = ("crossref", "xdata", "entryset", "related", "xref")
_GROUP = re.compile(r'"[^"]*"|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}')
_WORD = re.compile(r"[^\s#,{}\"]+")


def subset(files: Sequence[BibText], keys: Collection[str]) -> str:
    """The text; records in the order of their files, what they need among them."""
    records = _needed(files, keys)
    macros = _macros(files, records.values())
    parts: list[str] = []
    former = ""
    for file in files:
        for block in file.blocks:
            if _is_wanted(block, records, macros):
                together = former == block.kind == "string"
                parts += ["" if not parts else "\n" if together else "\n\n", file.text(block)]
                former = block.kind
    return "".join([*parts, "\n"]) if parts else ""


def _is_wanted(block: Block, records: Mapping[str, Block], macros: Collection[str]) -> bool:
    if block.kind == "record":
        return records.get(block.key) is block
    if block.kind == "string":
        return any(item.name.lower() in macros for item in block.fields)
    return block.kind == "preamble"


def _needed(files: Iterable[BibText], keys: Collection[str]) -> dict[str, Block]:
    """The records of ``keys`` and those they need, by key; of two the first."""
    known: dict[str, Block] = {}
    folded: dict[str, str] = {}
    for file in files:
        for block in file.records():
            known.setdefault(block.key, block)
            folded.setdefault(block.key.lower(), block.key)
    found: dict[str, Block] = {}
    pending = list(keys)
    while pending:
        key = pending.pop()
        key = key if key in known else folded.get(key.lower(), "")
        if key and key not in found:
            found[key] = known[key]
            for name in _NEEDS:
                pending.extend(listed(field(known[key], name)))
    return found


def _macros(files: Iterable[BibText], records: Iterable[Block]) -> set[str]:
    """The names, in small letters, of the macros that the values of records need."""
    values: dict[str, list[str]] = {}
    for file in files:
        for block in file.blocks:
            if block.kind == "string":
                for item in block.fields:
                    values.setdefault(item.name.lower(), []).append(item.value)
    found: set[str] = set()
    pending = [item.value for block in records for item in block.fields]
    while pending:
        for name in _WORD.findall(_GROUP.sub(" ", pending.pop())):
            if name.lower() in values and name.lower() not in found:
                found.add(name.lower())
                pending.extend(values[name.lower()])
    return found
