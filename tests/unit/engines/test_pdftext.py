"""The text of pages, and where it stands."""

from __future__ import annotations

import pytest
from pikepdf import Dictionary, Encryption, Name, Stream

from publish.diagnostics.core import UserError
from publish.engines import pdftext
from publish.engines.pdftext import Locked, Unreadable, available, pages_of
from tests import pdfs

pytestmark = pytest.mark.skipif(not available(), reason="the extra `attach` isn't installed")


def test_words_have_rectangles_and_marks() -> None:
    pdf = pdfs.document(1)
    page = pdfs.page(pdf, 0)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    text = b"BT /F1 10 Tf 50 300 Td (Before ) Tj /P <</MCID 3>> BDC (Mask R-CNN) Tj EMC ET"
    page.Contents = Stream(pdf, text)
    with pages_of(pdfs.saved(pdf)) as pages:
        for found in pages:
            start = found.text.index("Mask")
            left, bottom, right, top = found.rectangles(start, start + 10)[0]
            assert (found.mark(start), found.mark(0)) == (3, None)
    assert 80 < left < 90 < 130 < right < 145
    assert 297 < bottom < 303 < 305 < top < 310


def test_what_needs_a_password_is_told_from_what_is_damaged() -> None:
    data = pdfs.saved(pdfs.document(1), encryption=Encryption(owner="o", user="u"))
    for password in ("", "x"):
        with pytest.raises(Locked), pages_of(data, password):
            pass
    with pages_of(data, "u") as pages:
        assert len(list(pages)) == 1


def test_that_pdfium_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdftext, "find_spec", lambda name: None)
    with pytest.raises(UserError) as told, pages_of(pdfs.saved(pdfs.document(1))):
        pass
    assert told.value.exit_code == 3
    assert [each.rule.code for each in told.value.diagnostics] == ["ENG001"]


def test_what_is_no_pdf_is_told() -> None:
    with pytest.raises(Unreadable), pages_of(b"no PDF"):
        pass
