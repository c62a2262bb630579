"""Records that are one work → the edits that leave one of them, which says all of it.

The first of a group is kept. It gets the fields that it lacks; where two say different
things, what the kept record says stays, and the other value is told. References of other
records to the keys that go are changed. Only records of .bib files can be merged, and
only where every letter of them is understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from publish.bibliography.blocks import BibText, field, is_verbatim, listed, value_end
from publish.engines.bibtex import Block, RawField
from publish.model.crosswalk import words
from publish.model.edit import Edit
from publish.model.frozen import Frozen
from publish.model.reference import Reference

_SAME = (
    ("journal", "journaltitle", "booktitle"), ("address", "location"), ("school", "institution"),
    ("date", "year"), ("annote", "annotation"), ("eprinttype", "archiveprefix"),
    ("eprintclass", "primaryclass"),
)  # fmt: skip
_ASIDE = words(
    """ids timestamp date-added date-modified added-at biburl bibsource owner file interhash
    intrahash keywords __markedentry groups bdsk-url-1 bdsk-url-2 bdsk-file-1"""
)
_LINKS = ("crossref", "xdata", "entryset", "related", "xref")
_BLANKS = re.compile(r"[ \t]*\n(?:[ \t]*\n)?")


class Conflict(Frozen):
    """A field of which the record that goes says what the one that stays doesn't."""

    field: str
    kept: str
    dropped: str
    key: str


class Merge(Frozen):
    """A group as it is merged: which key stays, which go, what was taken from these.

    ``obstacle`` says why it can't be merged, and then there are no edits.
    """

    kept: Reference
    dropped: tuple[Reference, ...]
    edits: tuple[Edit, ...] = ()
    taken: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    obstacle: str = ""

    @property
    def keys(self) -> dict[str, str]:
        """The key that stands for each key that goes."""
        return {reference.key: self.kept.key for reference in self.dropped}


def merge(group: Sequence[Reference], files: Sequence[BibText]) -> Merge:
    """The first of ``group`` with what the others add."""
    kept, dropped = group[0], tuple(group[1:])
    found = [_find(reference, files) for reference in group]
    for reference, where in zip(group, found, strict=True):
        if where is None:
            return Merge(kept, dropped, obstacle=_obstacle(reference))
    (home, block), *others = [where for where in found if where is not None]
    further: list[RawField] = []
    conflicts: list[Conflict] = []
    for reference, (_, other) in zip(dropped, others, strict=True):
        have = [*block.fields, *further]
        further += [item for item in _first_fields(other) if not _same(item, have)]
        conflicts += _conflicts(block, other, reference.key)
    edits = [*_added(home, block, further), *(_removed(file, other) for file, other in others)]
    taken = tuple(item.name.lower() for item in further)
    return Merge(kept, dropped, tuple(edits), taken, tuple(conflicts))


def _same(item: RawField, among: Iterable[RawField]) -> RawField | None:
    """The field of ``among`` that says what ``item`` says, by the same name or another."""
    fields = {each.name.lower(): each for each in among}
    name = item.name.lower()
    others = (fields[other] for other in _synonyms(name) if other in fields)
    return fields.get(name) or next(others, None)


def _conflicts(kept: Block, dropped: Block, key: str) -> Iterator[Conflict]:
    for item in _first_fields(dropped):
        name = item.name.lower()
        mine = _same(item, kept.fields)
        if mine and name not in _ASIDE and _bare(item.value) not in _bare(mine.value):
            yield Conflict(name, " ".join(mine.value.split()), " ".join(item.value.split()), key)


def _find(reference: Reference, files: Iterable[BibText]) -> tuple[BibText, Block] | None:
    """The block of a reference, where all of its text is understood."""
    for file in files:
        if file.source.path == reference.place.path:
            for block in file.records():
                if block.key == reference.key and is_verbatim(file.source.text, block):
                    return file, block
    return None


def _obstacle(reference: Reference) -> str:
    if reference.place.path.endswith(".bib"):
        return f"`{reference.key}` holds a comment or a fault, so that it can't be changed safely"
    return f"`{reference.key}` stands in `{reference.place.path}`, which is no .bib file"


def _first_fields(block: Block) -> Iterator[RawField]:
    seen: set[str] = set()
    for item in block.fields:
        if item.name.lower() not in seen:
            seen.add(item.name.lower())
            yield item


def _synonyms(name: str) -> tuple[str, ...]:
    return next((names for names in _SAME if name in names), (name,))


def _bare(value: str) -> str:
    """A value without what makes no difference: braces, quotes, blanks, capitals."""
    return re.sub(r"[\s{}\"]|(?<=\d)-+(?=\d)", "", value).casefold()


def _added(file: BibText, block: Block, further: Sequence[RawField]) -> Iterator[Edit]:
    """The fields behind the last that the record has."""
    if not further:
        return
    width = max(len(item.name) for item in (*block.fields, *further))
    lines = [f"{item.name.lower():<{width}} = {item.value}" for item in further]
    text = "".join(f",\n  {line}" for line in lines)
    at = value_end(block.fields[-1]) if block.fields else _behind_key(file, block)
    yield Edit(file.source.path, at, at, text)


def _behind_key(file: BibText, block: Block) -> int:
    return file.source.text.index(block.key, block.start) + len(block.key)


def _removed(file: BibText, block: Block) -> Edit:
    """The record and the empty line behind it."""
    behind = _BLANKS.match(file.source.text, block.end)
    return Edit(file.source.path, block.start, behind.end() if behind else block.end, "")


def relinked(files: Iterable[BibText], keys: Mapping[str, str]) -> Iterator[Edit]:
    """The fields of records that name keys which change (``crossref`` and its like)."""
    for file in files:
        for block in file.records():
            if block.key in keys:
                continue
            for name in _LINKS:
                item = field(block, name)
                if item and any(key in keys for key in listed(item)):
                    new = ",".join(keys.get(key, key) for key in listed(item))
                    yield Edit(file.source.path, item.value_start, value_end(item), f"{{{new}}}")
