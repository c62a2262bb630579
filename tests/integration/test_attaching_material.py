"""Reports that come as test data in packages of PyPI and npm: attached to without loss, or refused.

They are of all kinds, from forms of authorities to files that nobody should make. A few
are taken each time, all of them where proofs are asked for.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from publish.attach.attachment import attach
from publish.attach.manner import Kind, Manner
from publish.attach.opening import Document
from publish.diagnostics import Severity
from publish.verify.claims import claims_in
from publish.writers.pdf.sheets import SheetWriter
from tests import attached, material
from tests.attached import KINDS, assert_kept, assert_sound, complaints
from tests.conftest import unproved

pytestmark = pytest.mark.judge

FEW = (
    "ocrmypdf/tests/resources/tagged.pdf",
    "ocrmypdf/tests/resources/toc.pdf",
    "pdf-extract/test/test_data/multipage_searchable.pdf",
    "pdf-parse/test/data/03-invalid.pdf",
    "pdf-parse/test/data/05-versions-space.pdf",
    "pikepdf/tests/resources/content-stream-errors.pdf",
    "pikepdf/tests/resources/form_dd0293.pdf",
    "pikepdf/tests/resources/outlines.pdf",
    "pypdf/resources/FormTestFromOo.pdf",
    "pypdf/resources/attachment.pdf",
    "pypdf/resources/commented.pdf",
    "pypdf/resources/encryption/r4-aes-user-password.pdf",
    "pypdf/resources/form_acrobatReader.pdf",
    "pypdf/resources/indirect-rotation.pdf",
    "pypdf/resources/outlines-with-invalid-destinations.pdf",
)
"""Taken each time; where proofs are asked for, all are."""

PASSWORDS = {
    "pikepdf/tests/resources/graph-encrypted.pdf": "owner",
    "pypdf/resources/crazyones-encrypted-256.pdf": "password",
    "pypdf/resources/encrypted-file.pdf": "test",
    "pypdf/resources/encryption/r2-user-password.pdf": "asdfzxcv",
    "pypdf/resources/encryption/r3-user-password.pdf": "asdfzxcv",
    "pypdf/resources/encryption/r4-aes-user-password.pdf": "asdfzxcv",
    "pypdf/resources/encryption/r4-user-password.pdf": "asdfzxcv",
    "pypdf/resources/encryption/r6-both-passwords.pdf": "bar",
    "pypdf/resources/encryption/r6-cleartext-metadata.pdf": "bar",
    "pypdf/resources/libreoffice-writer-password.pdf": "permissionpassword",
}
"""They open what is encrypted, with all rights."""

UNREADABLE = dict.fromkeys(KINDS, "PDF100")

REFUSED: Mapping[str, Mapping[Kind, str]] = {
    "ocrmypdf/tests/resources/invalid.pdf": UNREADABLE,
    "pdf-parse/test/data/03-invalid.pdf": UNREADABLE,
    "pikepdf/tests/resources/form_210966.pdf": {"appendix": "PDF105", "insert": "PDF105"},
    "pikepdf/tests/resources/form_dd0293.pdf": {
        "appendix": "PDF102 PDF105", "insert": "PDF102 PDF105", "embedded": "PDF102",
    },
    "pikepdf/tests/resources/fuzz/378014596.pdf": UNREADABLE,
    "pikepdf/tests/resources/newline-buffer-test.pdf": UNREADABLE,
    "pypdf/resources/encryption/r4-aes-v2-no-key-length.pdf": UNREADABLE,
}  # fmt: skip
"""Where something speaks against attaching: the rules, by the manner. All else is attached."""


@pytest.mark.parametrize("package", sorted({each.name for each in material.PACKAGES}))
def test_reports_of_packages_lose_nothing_or_are_refused(package: str, tmp_path: Path) -> None:
    if reason := material.missing():
        unproved(reason)
    for name, data in material.pdfs(package):
        if os.environ.get("PUBLISH_WHOLE") or name in FEW:
            assert _refused(name, data, tmp_path) == REFUSED.get(name, {}), name


def _refused(name: str, data: bytes, folder: Path) -> dict[Kind, str]:
    """Attach to a report in each manner; the rules that speak against it, by the manner."""
    brief = attached.brief()
    report = Document("report.pdf", data, password=PASSWORDS.get(name, ""))
    (source := folder / "report.pdf").write_bytes(data)
    is_sound = complaints(source, report.password) is None
    refused: dict[Kind, str] = {}
    for kind in KINDS:
        manner = Manner(kind, at=1, drop_claims=True)
        result = attach(report, [brief], manner, claims_in, SheetWriter())
        if result.value is None:
            errors = (each for each in result.diagnostics if each.severity == Severity.ERROR)
            refused[kind] = " ".join(sorted({each.rule.code for each in errors}))
            continue
        if is_sound:
            assert_sound(result.value.data, folder / f"{kind}.pdf", report.password)
        assert_kept(report, brief, result.value, kind)
    return refused


def test_those_taken_each_time_are_there() -> None:
    if reason := material.missing():
        unproved(reason)
    names = {name for name, _ in material.pdfs()}
    assert {*FEW, *PASSWORDS, *REFUSED} <= names
    assert len(names) > 150
