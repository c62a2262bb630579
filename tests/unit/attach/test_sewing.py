"""Sections that are sewn give the document that joining them gives, and may be kept."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Name, Pdf, Stream, String

from publish.attach import Part, compare
from publish.attach.joining import joined
from publish.attach.sewing import Section, Unlike, sewn
from publish.engines.pikepdf.plain import is_plain
from publish.engines.store import NO_STORE, Store
from tests import pdfs

pytestmark = pytest.mark.slow

SAME = b"what many show" * 9


def front() -> bytes:
    return pdfs.saved(document("front", 2))


def document(name: str, pages: int) -> Pdf:
    pdf = pdfs.document(pages)
    pdfs.tag(pdf, ("H1", "P", "Em"), {"Em": "Span"}, ids=(f"{name}.note",))
    pdfs.name_destinations(pdf, {f"{name}.works": 1, f"{name}.0": 0})
    link = pdfs.link(pdf, 0, String("two.works"))
    link.StructParent = pages
    tree = pdf.Root.StructTreeRoot
    tree.ParentTree.Nums.extend(Array([pages, tree.K[0].K[0]]))
    pdfs.bookmark(pdf, [(name.title(), 0), ("Works", 1)])
    for page in pdf.pages:
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=Stream(pdf, SAME)))
    return pdf


def part(name: str, pages: int = 2) -> Pdf:
    """A section: its elements have no document around them."""
    pdf = pdfs.reopened(document(name, pages))
    tree = pdf.Root.StructTreeRoot
    tree.K = tree.K[0].K
    return pdf


def sections(sizes: dict[str, int], opened: list[str] | None = None) -> Iterable[Section]:
    yield Section("", list)
    for name, pages in sizes.items():

        def documents(name: str = name, pages: int = pages) -> Iterable[Pdf]:
            if opened is not None:
                opened.append(name)
            return [part(name, pages)]

        yield Section(f"{name} {pages}", documents, ("Part",) if name > "o" else ())


SIZES = {"one": 2, "two": 3, "a three": 2}


def test_what_is_sewn_is_what_is_joined() -> None:
    data = sewn(front(), sections(SIZES), NO_STORE)
    assert is_plain(data)
    parts = (
        Part(part(name, pages), under=("Part",) if name > "o" else (), named_together=True)
        for name, pages in SIZES.items()
    )
    with pdfs.reopened(pikepdf.open(io.BytesIO(data))) as one:
        assert not one.check_pdf_syntax()
        with pikepdf.open(io.BytesIO(joined(front(), parts))) as other:
            assert not compare(other, one)
            assert elements(one.Root.StructTreeRoot) == elements(other.Root.StructTreeRoot)
        images = {page.obj.Resources.XObject.Im.objgen for page in one.pages}
        assert len(images) == 1
        links = [page.Annots[0].StructParent for page in one.pages if "/Annots" in page]
        assert len(set(links)) == len(SIZES) + 1


def elements(above: Any) -> list[Any]:
    kids = above.get("/K")
    if not isinstance(kids, Array):
        return []
    return [(str(kid.S), elements(kid)) for kid in kids if not isinstance(kid, int)]


def test_what_was_made_before_is_taken_where_its_numbers_begin_as_they_did(tmp_path: Path) -> None:
    shelf = Store(tmp_path)
    for sizes, wanted in [
        (SIZES, ["one", "two", "a three"]),
        (SIZES, []),
        ({**SIZES, "one": 4}, ["one"]),
        ({**SIZES, "one": 60}, ["one", "two", "a three"]),
        ({"two": 3, "a three": 2}, ["two", "a three"]),
    ]:
        opened: list[str] = []
        data = sewn(front(), sections(sizes, opened), shelf)
        assert opened == wanted
        assert data == sewn(front(), sections(sizes), NO_STORE)


def test_what_is_shared_is_where_it_comes_first(tmp_path: Path) -> None:
    """Where the first no longer has it, the next one brings it itself."""
    shelf = Store(tmp_path)

    def run(alike: str, shelf: Store) -> bytes:
        def plain(name: str) -> Iterable[Pdf]:
            pdf = part(name)
            for page in pdf.pages:
                page.Resources.XObject.Im.write(b"shown by " + alike.encode())
            return [pdf]

        first = Section("", list)
        one = Section(f"one {alike}", lambda: plain("one"))
        return sewn(front(), [first, one, Section("two", lambda: [shown("two")])], shelf)

    def shown(name: str) -> Pdf:
        pdf = part(name)
        for page in pdf.pages:
            page.Resources.XObject.Im.write(b"shown by both")
        return pdf

    for alike in ("both", "one", "both"):
        assert run(alike, shelf) == run(alike, NO_STORE)


def with_a_field(pdf: Pdf) -> None:
    pdfs.field(pdf, 0, "name", "Ada")


def with_another_role(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap.Em = Name.Quote


def with_the_same_identifier(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.IDTree.Names[0] = String("front.note")


@pytest.mark.parametrize("change", [with_a_field, with_another_role, with_the_same_identifier])
def test_what_has_no_place_in_the_whole_is_refused(change: Callable[[Pdf], None]) -> None:
    pdf = part("one")
    change(pdf)
    with pytest.raises(Unlike):
        sewn(front(), [Section("", list), Section("one", lambda: [pdf])], NO_STORE)


def test_the_first_needs_a_document_around_its_elements() -> None:
    with pytest.raises(Unlike):
        sewn(pdfs.saved(part("front")), [Section("", list)], NO_STORE)
