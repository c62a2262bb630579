"""An untagged brief in a tagged report is read page by page, and the report stays tagged."""

from __future__ import annotations

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from publish.attach.joining import Part, join
from publish.attach.joining.elements import elements
from publish.attach.joining.trees import numbers
from publish.attach.untagged import is_tagged, tag_pages
from tests import pdfs


def brief() -> Pdf:
    pdf = pdfs.document(2)
    pdfs.link(pdf, 1, pdfs.to_page(pdf, 0))
    return pdf


def test_each_page_is_a_paragraph_and_each_link_a_link() -> None:
    pdf = brief()
    before = [page.obj.Contents.read_bytes() for page in pdf.pages]
    assert tag_pages(pdf)
    assert is_tagged(pdf)
    found = [str(element.S) for _, element in elements(pdf.Root.StructTreeRoot)]
    assert found == ["/Document", "/P", "/P", "/Link"]
    parents = numbers(pdf.Root.StructTreeRoot.ParentTree)
    for number, page in enumerate(each.obj for each in pdf.pages):
        begin, content, end = (stream.read_bytes() for stream in page.Contents)
        assert (begin, content, end) == (b"/P <</MCID 0>> BDC\n", before[number], b"\nEMC\n")
        assert parents[page.StructParents][0].Pg.objgen == page.objgen
    link = pdfs.page(pdf, 1).Annots[0]
    assert parents[link.StructParent].K.Obj.objgen == link.objgen
    assert not pdf.check_pdf_syntax()


def test_the_joined_report_is_tagged_with_suspects() -> None:
    host, part = pdfs.document(1), brief()
    pdfs.tag(host)
    tag_pages(part)
    assert not join(host, [Part(part)]).told
    assert host.Root.MarkInfo.Marked
    assert host.Root.MarkInfo.Suspects


def test_content_that_is_marked_already_stays_as_it_is() -> None:
    pdf = pdfs.document(1)
    pdfs.page(pdf, 0).Contents = Stream(pdf, b"/P <</MCID 0>> BDC EMC")
    assert not tag_pages(pdf)
    assert "/StructTreeRoot" not in pdf.Root


@pytest.mark.parametrize("contents", [None, Array([])])
def test_an_empty_page_has_no_paragraph(contents: Array | None) -> None:
    pdf = pdfs.document(1)
    if contents is None:
        del pdfs.page(pdf, 0)["/Contents"]
    else:
        pdfs.page(pdf, 0).Contents = contents
    pdfs.page(pdf, 0).Annots = Array([Dictionary(Subtype=Name.Link), 7])
    assert tag_pages(pdf)
    assert [str(each.S) for _, each in elements(pdf.Root.StructTreeRoot)] == ["/Document"]
