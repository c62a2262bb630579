"""Notes and their marks refer to each other, and lines of contents to what they name."""

from __future__ import annotations

from publish.engines.pdfstructure import StructureElement
from publish.writers.pdf.tags.skeleton import Skeleton


def refer(tree: Skeleton) -> None:
    """Tie each mark to its note, both ways, and each line of contents to its section."""
    for element, own in tree.types.items():
        target = tree.by_id.get((element.get("href") or "")[1:])
        if own.type != "Link" or target is None or not element.get("href", "").startswith("#"):
            continue
        reference, line = own.inside("Reference"), own.inside("TOCI")
        if element.get("role") == "doc-noteref" and target.type == "Note":
            mark = reference or own
            _tie(mark, target)
            _tie(target, mark)
        elif line is not None:
            _tie(line, target)


def _tie(element: StructureElement, other: StructureElement) -> None:
    if other not in element.refs:
        element.refs.append(other)
