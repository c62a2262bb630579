"""A document without tags to one with them, for a tagged report: each page a paragraph; and back.

Which words are headings, which belong together, nobody knows; so the tags are called
suspects (ISO 32000-1, 14.7.1). But without any, the report itself would no longer be
a tagged one, and readers by ear would lose its tags.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from publish.attach.joining.actions import annotations_of
from publish.attach.joining.objects import entry, section, text
from publish.attach.joining.structure import tree_of
from publish.attach.joining.trees import number_tree

_BEGIN, _END = b"/P <</MCID 0>> BDC\n", b"\nEMC\n"
_UNTOLD = ("Popup", "Widget")
"""Annotations that are read with others, or with their form."""


def is_tagged(pdf: Pdf) -> bool:
    """Whether a document has tags, and says so."""
    marked = entry(section(pdf.Root, "/MarkInfo"), "/Marked", bool) is True
    return marked and tree_of(pdf.Root) is not None


def remove_tags(pdf: Pdf) -> None:
    """Make a document one without tags, and without the language that they say."""
    for key in ("/StructTreeRoot", "/MarkInfo", "/Lang"):
        if key in pdf.Root:
            del pdf.Root[key]


def tag_pages(pdf: Pdf) -> bool:
    """Tag a document that has no tags; False where its content is marked already, so that
    it can't be done.
    """
    pages: list[Any] = [page.obj for page in pdf.pages]
    if tree_of(pdf.Root) is not None or any(_is_marked(page) for page in pages):
        return False
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    top = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
    parents: dict[int, Any] = {}
    top.K = Array([each for page in pages for each in _elements(pdf, top, page, parents)])
    tree.K = Array([top])
    tree.ParentTree = number_tree(pdf, parents)
    tree.ParentTreeNextKey = len(parents)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True, Suspects=True)
    return True


def _streams(page: Any) -> list[Stream]:
    contents = page.get("/Contents")
    present = list(contents) if isinstance(contents, Array) else [contents]
    return [each for each in present if isinstance(each, Stream)]


def _is_marked(page: Any) -> bool:
    return any(b"MCID" in stream.read_bytes() for stream in _streams(page))


def _elements(
    pdf: Pdf, top: Dictionary, page: Any, parents: dict[int, Any]
) -> Iterator[Dictionary]:
    """A page's content as a paragraph, and behind it what lies on it."""

    def element(type_: Name, kid: Any) -> Any:
        return pdf.make_indirect(Dictionary(Type=Name.StructElem, S=type_, P=top, Pg=page, K=kid))

    if streams := _streams(page):
        made = element(Name.P, 0)
        edges = [pdf.make_indirect(Stream(pdf, data)) for data in (_BEGIN, _END)]
        page.Contents = Array([edges[0], *streams, edges[1]])
        page.StructParents = len(parents)
        parents[len(parents)] = Array([made])
        yield made
    for annotation in annotations_of(page):
        subtype = text(annotation, "/Subtype")
        if subtype not in _UNTOLD and annotation.is_indirect:
            reference = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)
            made = element(Name.Link if subtype == "Link" else Name.Annot, reference)
            annotation.StructParent = len(parents)
            parents[len(parents)] = made
            yield made
