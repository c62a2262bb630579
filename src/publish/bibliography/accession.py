"""New records → the text of a .bib file, each with its key; which are there already.

What comes as BibTeX keeps every value as it was written; what comes in another format is
written as biblatex. Keys follow the project's pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from publish.bibliography.blocks import BibText, is_verbatim
from publish.bibliography.doubles import same_work
from publish.bibliography.interchange.bibtex import definition, laid_out, record_text
from publish.bibliography.interchange.records import bib_record
from publish.model.citekeys import KeyMaker
from publish.model.edit import Edit
from publish.model.place import SourceFile
from publish.model.reference import Reference
from publish.model.works import likeness


class Twin(NamedTuple):
    """A new record and the one that is the same work."""

    new: Reference
    known: Reference


def twins(new: Sequence[Reference], known: Iterable[Reference]) -> list[Twin]:
    """Those of ``new`` that are in the bibliography, or twice among themselves."""
    held = [likeness(reference) for reference in known]
    found: list[Twin] = []
    for record in map(likeness, new):
        other = same_work(record, held)
        if other is not None:
            found.append(Twin(record.reference, other))
        held.append(record)
    return found


def given_keys(new: Iterable[Reference], keys: KeyMaker, wish: str | None = None) -> dict[str, str]:
    """The key of each new record, by the key that it came with."""
    return {reference.key: wish or keys.make(reference.csl) for reference in new}


def new_text(new: Iterable[Reference], keys: Mapping[str, str], file: BibText | None) -> str:
    """The records as a .bib file holds them; ``file`` is their text, where it was BibTeX."""
    parts = list(_definitions(file)) if file else []
    for reference in new:
        key = keys[reference.key]
        written = _as_written(reference, key, file)
        parts.append(written or record_text(bib_record(reference, "biblatex")._replace(key=key)))
    return "\n".join(parts)


def _definitions(file: BibText) -> Iterable[str]:
    for block in file.blocks:
        if block.kind == "string":
            yield from (definition(item.name, item.value) for item in block.fields)
        elif block.kind == "preamble":
            yield file.text(block) + "\n"


def _as_written(reference: Reference, key: str, file: BibText | None) -> str | None:
    """A record of BibTeX with nothing changed but key and layout."""
    for block in file.records() if file else ():
        if file and block.key == reference.key and is_verbatim(file.source.text, block):
            fields = [(item.name.lower(), item.value) for item in block.fields]
            return laid_out(block.type.lower(), key, fields)
    return None


def appended(source: SourceFile, text: str) -> Edit:
    """The edit that puts ``text`` behind what a file holds, an empty line between."""
    end = len(source.text)
    body = source.text.rstrip()
    return Edit(source.path, len(body), end, f"\n\n{text}" if body else text)
