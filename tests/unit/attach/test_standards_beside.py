"""The standards by which a brief is made for a report, so that this one keeps its claims."""

from __future__ import annotations

import pytest

from publish import attaching
from publish.attaching import standards_beside
from tests import pdfs
from tests.unit.attach.test_attachment import document, said

USUAL = ("a-3a", "ua-1")


@pytest.mark.parametrize(
    ("claims", "embedded", "standards"),
    [
        ("", False, USUAL),
        ("a-3b", False, USUAL),
        ("a-3a ua-1", False, USUAL),
        ("a-2b", False, ("a-2u", "ua-1")),
        ("a-2a ua-1", False, ("a-2a", "ua-1")),
        ("a-4", False, ("a-4",)),
        ("a-4f ua-2", False, ("a-4f", "ua-2")),
        ("ua-2", False, ("ua-2",)),
        ("a-1b", False, USUAL),  # nothing that is made here keeps it
        ("a-3b", True, USUAL),
        ("a-2b", True, ("a-2u", "ua-1")),
        ("a-4", True, ("a-4",)),
        ("ua-2", True, USUAL),
    ],
)
def test_standards_beside(
    claims: str, embedded: bool, standards: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attaching, "claims_in", said)
    report = document(pdfs.document(1), "report.pdf", claims)
    assert standards_beside(report, USUAL, embedded=embedded) == standards
