"""A made PDF is opened, and what it claims is judged."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from publish.engines.fonts import isolate
from publish.model.publication import Artifact
from publish.verify.pdf import verify_pdf


def codes(data: bytes, claims: tuple[str, ...] = (), attachments: tuple[str, ...] = ()):
    return [d.rule.code for d in verify_pdf(Artifact("pdf", "x.pdf", data, claims, attachments))]


@pytest.fixture(scope="module")
def plain() -> bytes:
    """A PDF that is whole, and conforms to nothing."""
    isolate()
    from weasyprint import HTML

    data = HTML(string="<p>Words.").write_pdf()
    assert isinstance(data, bytes)
    return data


def test_a_whole_file_that_claims_nothing_is_fine(plain):
    assert codes(plain) == []


def test_a_claim_that_is_not_met_is_an_error_with_its_rule(plain):
    found = list(verify_pdf(Artifact("pdf", "x.pdf", plain, ("a-3a", "ua-1"))))
    assert {d.rule.code for d in found} == {"PDF011"}
    assert any("claims PDF/UA-1 and breaks PDFUA1-" in d.message for d in found)


def test_a_table_of_more_than_a_thousand_rows_is_judged(plain):
    with pikepdf.open(io.BytesIO(plain)) as file:
        root = file.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        table = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Table, P=root))
        root.K = Array([table])
        table.K = Array(_row(file, table) for _ in range(1030))
        file.Root.StructTreeRoot, file.Root.MarkInfo = root, Dictionary(Marked=True)
        file.save(tagged := io.BytesIO())
    found = list(verify_pdf(Artifact("pdf", "x.pdf", tagged.getvalue(), ("ua-1",))))
    assert {d.rule.code for d in found} == {"PDF011"}
    assert not [d for d in found if "limit" in d.message.lower()]


def _row(file, table):
    row = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TR, P=table))
    row.K = Array([file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TD, P=row))])
    return row


def test_a_claim_that_is_too_large_to_judge_is_no_breach(plain, monkeypatch):
    from publish.engines import pagevalidation

    limits = pagevalidation.page.SafetyLimits(max_object_count=1)
    monkeypatch.setattr(pagevalidation, "LIMITS", limits)
    assert codes(plain, ("a-3a",)) == ["PDF014"]


def test_a_broken_file_cannot_be_delivered(plain):
    assert codes(b"no pdf") == ["PDF010"]
    assert set(codes(plain[: len(plain) // 2])) == {"PDF010"}


def test_a_lost_attachment_is_seen(plain):
    assert codes(plain, attachments=("x.md",)) == ["PDF012"]


def test_a_claim_that_nobody_can_judge_is_refused(plain):
    assert codes(plain, ("a-4",)) == ["PDF013"]
