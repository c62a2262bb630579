"""Reports by other hands, each attached to in three ways: nothing is lost, all looks the same."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest

from publish.attach.attachment import Attached, attach
from publish.attach.compare import losses
from publish.attach.embedding import enclosures
from publish.attach.inventory import inventory
from publish.attach.manner import Kind, Manner
from publish.attach.opening import Document
from publish.verify.claims import claims_in
from tests import reports
from tests.conftest import unproved
from tests.reports import REPORTS, by_hand, pictures

pytestmark = pytest.mark.judge

KINDS: tuple[Kind, ...] = ("appendix", "insert", "embedded")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if reason := reports.available():
        unproved(reason)
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def brief() -> Document:
    output = io.BytesIO()
    by_hand(2).save(output, static_id=True)
    return Document("brief.pdf", output.getvalue(), "A brief")


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_by_other_hands_loses_nothing(name: str, folder: Path, brief: Document) -> None:
    path = folder / f"{name}.pdf"
    REPORTS[name](path)
    report = Document(path.name, path.read_bytes())
    for kind in KINDS:
        if name == "signed" and kind != "embedded":
            continue
        result = attach(report, [brief], Manner(kind, at=1, drop_claims=True), claims_in)
        assert result.value is not None, (kind, result.diagnostics)
        assert_sound(result.value.data, path.with_suffix(f".{kind}.pdf"))
        assert_kept(report, brief, result.value, kind)


def assert_sound(data: bytes, path: Path) -> None:
    path.write_bytes(data)
    pdf = opened(data)
    if pdf.is_linearized:  # qpdf before version 12 counts the objects of a page in another way
        assert pdf.check_linearization()
        return
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def assert_kept(report: Document, brief: Document, made: Attached, kind: Kind) -> None:
    joined = opened(made.data)
    came = [index for pages in made.pages for index in pages]
    own = [index for index in range(len(joined.pages)) if index not in came]
    before = inventory(opened(report.data))
    found = losses(before, joined, own, unsettled=())
    assert not found, (kind, found)
    same = own[:: max(1, len(own) // 4)]
    assert pictures(made.data, same) == pictures(report.data, [own.index(each) for each in same])
    if kind == "embedded":
        assert brief.data in [each.data for each in enclosures(joined)]
    else:
        assert not losses(inventory(opened(brief.data)), joined, came), kind
        assert pictures(made.data, came) == pictures(brief.data, range(len(came)))


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def test_a_signature_stays_valid(folder: Path, brief: Document) -> None:
    path = folder / "signed.pdf"
    REPORTS["signed"](path)
    result = attach(Document("r.pdf", path.read_bytes()), [brief], Manner("embedded"), claims_in)
    assert result.value is not None
    made = folder / "signed-with-brief.pdf"
    made.write_bytes(result.value.data)
    said = subprocess.run(["pdfsig", "-nocert", made], capture_output=True, text=True, check=False)
    assert "Signature is Valid" in said.stdout


def test_reports_by_other_hands_are_many() -> None:
    assert len(REPORTS) >= 40
