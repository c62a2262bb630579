"""Edits to the revised texts of the files that they change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from publish.model.edit import Edit
from publish.model.frozen import Frozen
from publish.model.place import SourceFile


class Revision(Frozen):
    """A file as it was read, and what is to change in it, in the order of the text."""

    source: SourceFile
    edits: tuple[Edit, ...]

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def text(self) -> str:
        """The text with all edits made."""
        return revised(self.source.text, self.edits)


def revisions(sources: Mapping[str, SourceFile], edits: Iterable[Edit]) -> tuple[Revision, ...]:
    """The revisions of those files of ``sources`` (by path) that ``edits`` change.

    Raises ``ValueError`` where edits overlap, `KeyError` where a file isn't known.
    """
    by_path = groupby(sorted(edits), key=lambda edit: edit.path)
    found = (Revision(sources[path], _in_order(group)) for path, group in by_path)
    return tuple(each for each in found if each.text != each.source.text)


def revised(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with the edits of one file made; raises ``ValueError`` where they overlap."""
    pieces, at = [], 0
    for edit in _in_order(edits):
        if edit.end > len(text):
            raise ValueError(f"{edit} ends behind the text")
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


def disjoint(edits: Iterable[Edit]) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """The edits that can be made together, and those that overlap an earlier one.

    Of two that are the same one is left out.
    """
    kept: list[Edit] = []
    refused: list[Edit] = []
    for edit in sorted(set(edits)):
        (refused if kept and _overlap(kept[-1], edit) else kept).append(edit)
    return tuple(kept), tuple(refused)


def _in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    kept, refused = disjoint(edits)
    if refused:
        raise ValueError(f"{refused[0]} overlaps another edit")
    return kept


def _overlap(first: Edit, second: Edit) -> bool:
    """Whether the outcome of two edits, in order, would depend on which is made first."""
    if first.path != second.path:
        return False
    return second.start < first.end or second.start == first.start
