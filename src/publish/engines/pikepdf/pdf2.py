"""A PDF 2.0 is looked at for what PDF/A-4, PDF/UA-2 and Well-Tagged PDF ask anew.

These are the rules that their forerunners don't have (ISO 19005-4, ISO 14289-2; the
clauses of Well-Tagged PDF 1.0 have the numbers of the latter). It is no whole judgement:
what has stayed is judged by page-validation, and all of it by veraPDF alone.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from publish.engines.findings import Finding, NotJudged
from publish.engines.pdfstructure import NAMESPACE_2, TYPES_2
from publish.engines.pikepdf.structure import UNREADABLE, children, structure_elements

Breach = tuple[str, str, Any]
"""The clause, what is wrong, and the object."""

Check = Callable[[pikepdf.Pdf], Iterator[Breach]]


def breaches(data: bytes, standard: str) -> list[Finding]:
    """What breaks the new rules of ``standard``; the first of each kind.

    Raises `NotJudged` where the file can't be read.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return list(_found(pdf, standard))
    except UNREADABLE as error:
        raise NotJudged(f"it can't be read: {error}") from None


def _found(pdf: pikepdf.Pdf, standard: str) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for check in CHECKS.get(standard, CHECKS["ua-2"]):
        for clause, message, thing in check(pdf):
            if (clause, message) not in told:
                told.add((clause, message))
                number = thing.objgen[0] if thing is not None and thing.is_indirect else None
                yield Finding(standard, clause, message, number)


# -- PDF/A-4 ----------------------------------------------------------------------


def _version(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    if not pdf.pdf_version.startswith("2."):
        yield "6.1.2", f"the file is PDF {pdf.pdf_version}, not 2.0", None


def _trailer(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    if "/ID" not in pdf.trailer:
        yield "6.1.3", "the trailer has no identifier", None
    if "/Info" in pdf.trailer and "/PieceInfo" not in pdf.Root:
        yield "6.1.3", "there is a document information dictionary", None


def _embedded(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    """Each embedded file says what it is and how it belongs to the document."""
    for thing in pdf.objects:
        if not (isinstance(thing, Dictionary) and "/EF" in thing):
            continue
        for key in ("/F", "/UF", "/AFRelationship"):
            if key not in thing:
                yield "6.9", f"an embedded file has no {key[1:]}", thing
        content = thing.EF.get("/F")
        if content is not None and "/Subtype" not in content:
            yield "6.9", "an embedded file has no media type", thing


def _some_file(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    if "/EmbeddedFiles" not in pdf.Root.get("/Names", Dictionary()):
        yield "6.9", "there is no embedded file", None


def _no_file(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    for name, file in pdf.attachments.items():
        if file.get_file().mime_type != "application/pdf":
            yield "6.9", f"`{name}` is embedded and no PDF/A", file.obj


# -- PDF/UA-2 and Well-Tagged PDF ---------------------------------------------------


def _universal_version(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    if not pdf.pdf_version.startswith("2."):
        yield "6.1", f"the file is PDF {pdf.pdf_version}, not 2.0", None


def _one_document(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    root = pdf.Root.get("/StructTreeRoot")
    kids = list(children(root)) if root is not None else []
    if len(kids) != 1 or kids[0].get("/S") != Name.Document:
        yield "8.2.5.2", "the structure tree has no Document as its only child", root


def _namespaces(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    """Types stand in a namespace that knows them, or are mapped to one."""
    root = pdf.Root.get("/StructTreeRoot")
    roles = root.get("/RoleMap", Dictionary()) if root is not None else Dictionary()
    for element in structure_elements(pdf):
        type_ = str(element.get("/S"))[1:]
        namespace = element.get("/NS")
        name = str(namespace.get("/NS")) if namespace is not None else None
        if name == NAMESPACE_2 and type_ not in TYPES_2:
            yield "8.2.4", f"PDF 2.0 has no structure type `{type_}`", element
        elif name is None and type_ in _NEW and f"/{type_}" not in roles:
            yield "8.2.4", f"PDF 1.7 has no structure type `{type_}`", element
        elif name is None and type_ == "Note":
            yield "8.2.5.14", "a note is a Note, not an FENote", element


_NEW = frozenset({"Aside", "DocumentFragment", "Em", "FENote", "Strong", "Sub", "Title"})
"""Types that only PDF 2.0 knows."""


def _notes(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    for element in structure_elements(pdf):
        if _is(element, Name.FENote) and "/Ref" not in element:
            yield "8.2.5.14", "a note doesn't refer to its mark", element
        if _is(element, Name.TOCI) and not any("/Ref" in each for each in _near(element)):
            yield "8.2.5.8", "an item of a table of contents doesn't refer to its target", element


def _is(element: Any, type_: Name) -> bool:
    return bool(element.get("/S") == type_)


def _near(element: Any) -> Iterator[Any]:
    yield element
    yield from children(element)


def _lists(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    for element in structure_elements(pdf):
        if not _is(element, Name.L):
            continue
        labelled = any(_is(kid, Name.Lbl) for item in children(element) for kid in children(item))
        if labelled and _numbering(element) in (None, "/None"):
            yield "8.2.5.25", "a list has labels and no ListNumbering", element


def _numbering(element: Any) -> str | None:
    """ListNumbering, from the first attribute object that has one."""
    attributes = element.get("/A")
    objects = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    given = (a.get("/ListNumbering") for a in objects if isinstance(a, Dictionary))
    return next((str(name) for name in given if name is not None), None)


def _destinations(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    """Whatever leads to a place in the document names the structure element there."""
    message = "a destination names a page and no structure element"
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary):
            continue
        if thing.get("/Subtype") != Name.Link and "/Title" not in thing:
            continue
        if "/Dest" in thing and not _structural(thing.Dest):
            yield "8.8", message, thing
        action: Any = thing.get("/A")
        if not isinstance(action, Dictionary) or action.get("/S") != Name.GoTo:
            continue
        if "/SD" not in action and not _structural(action.get("/D")):
            yield "8.8", message, thing


def _structural(destination: Any) -> bool:
    """Whether an explicit destination begins at a structure element."""
    if not isinstance(destination, pikepdf.Array) or not len(destination):
        return False
    return isinstance(destination[0], Dictionary) and "/S" in destination[0]


def _described(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    for name, file in pdf.attachments.items():
        if "/Desc" not in file.obj:
            yield "8.14.1", f"`{name}` is embedded without a description", file.obj


_ARCHIVAL: tuple[Check, ...] = (_version, _trailer, _embedded)
CHECKS: dict[str, tuple[Check, ...]] = {
    "a-4": (*_ARCHIVAL, _no_file),
    "a-4e": _ARCHIVAL,
    "a-4f": (*_ARCHIVAL, _some_file),
    "ua-2": (
        _universal_version,
        _one_document,
        _namespaces,
        _notes,
        _lists,
        _destinations,
        _described,
    ),
}
