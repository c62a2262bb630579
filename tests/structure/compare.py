"""A made file beside its document: what is wrong with its structure."""

from __future__ import annotations

from tests.structure.html import Expectation
from tests.structure.node import differences
from tests.structure.pdf import structure
from tests.torture.made import Made


def wrong(file: Made, data: bytes | None = None) -> list[str]:
    """What differs between a file, or ``data`` in its place, and its document."""
    note = "FENote" if "ua-2" in file.claims else "Note"
    expected = Expectation(note, math="a-4" in file.claims)
    found = structure(data or file.data)
    return [*differences(expected.tree(file.document), found.root), *found.faults]
