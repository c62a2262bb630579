"""Links of a brief to files that aren't attached lead to where these are published, or nowhere."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Pdf, String

from publish.attach.inventory import inventory
from publish.attach.joining.trees import numbers
from publish.attach.outward import lead_outward
from tests import pdfs

LINKS = {"../a/a.pdf": "https://example.org/a/a.html", "../b/b.pdf": None, "../c/c.pdf": None}


def brief() -> Pdf:
    """A tagged page with a link to each of three files, and one to a place in itself."""
    pdf = pdfs.document(1)
    tree = pdfs.tag(pdf, ("Link", "Link", "Link", "P"))
    parents = list(tree.ParentTree.Nums)
    for number, name in enumerate("abc"):
        action = Dictionary(S=Name.URI, URI=String(f"../{name}/{name}.pdf#works"))
        made = pdfs.annotate(pdf, 0, Subtype=Name.Link, A=action, StructParent=number + 1)
        element = tree.K[0].K[number]
        element.K = Array([number, Dictionary(Type=Name.OBJR, Obj=made)])
        parents += [number + 1, element]
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(parents)))
    tree.ParentTreeNextKey = 4
    pdfs.link(pdf, 0, pdfs.to_page(pdf, 0))
    return pdfs.reopened(pdf)


def test_links_go_where_files_are_published_or_become_words() -> None:
    pdf = brief()
    lead_outward(pdf, LINKS, {"../c/c.pdf"})
    links = [str(each.A.URI) for each in pdfs.page(pdf, 0).Annots if "/A" in each]
    assert links == ["https://example.org/a/a.html#works", "../c/c.pdf#works"]
    assert len(pdfs.page(pdf, 0).Annots) == 3
    tree = pdf.Root.StructTreeRoot
    assert [str(each.S) for each in tree.K[0].K] == ["/Link", "/Span", "/Link", "/P"]
    assert list(tree.K[0].K[1].K) == [1]
    assert sorted(numbers(tree.ParentTree)) == [0, 1, 3]


def test_other_links_stay() -> None:
    pdf = brief()
    before = inventory(pdf)
    lead_outward(pdf, {"../z/z.pdf": None}, ())
    lead_outward(pdf, {}, ())
    assert inventory(pdf) == before


def test_an_untagged_brief_loses_the_link_alone() -> None:
    pdf = pdfs.document(1)
    pdfs.annotate(pdf, 0, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("../b/b.pdf")))
    lead_outward(pdf, LINKS, ())
    assert not len(pdfs.page(pdf, 0).Annots)
