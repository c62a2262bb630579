"""Files put into a document and taken out of it again (ISO 32000-2, 7.11.4 and 14.13)."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from hashlib import md5
from itertools import chain, count
from pathlib import PurePosixPath

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from publish.attach.increments import increment
from publish.attach.joining.actions import annotations_of
from publish.attach.joining.fresh import fresh
from publish.attach.joining.objects import entry, items, keys, section, text
from publish.attach.joining.trees import name_tree, names
from publish.model.frozen import Frozen


class Enclosure(Frozen):
    """A file to be put into another. ``relationship`` is one of ISO 32000-2, table 43;
    ``date`` is as PDF writes it (``D:20260501120000Z``).
    """

    name: str
    data: bytes
    media_type: str
    description: str = ""
    relationship: str = "Supplement"
    date: str | None = None


def embed(pdf: Pdf, enclosures: Sequence[Enclosure]) -> None:
    """Put files into a document, each by a name that is its own."""
    _embed(pdf, enclosures)


def embedded_increment(data: bytes, pdf: Pdf, enclosures: Sequence[Enclosure]) -> bytes:
    """The document's own bytes with the files behind them, and with all that is new in it
    since it was opened; raises `NoIncrement`.
    """
    _embed(pdf, enclosures)
    with pikepdf.open(io.BytesIO(data)) as former:
        first = former.make_indirect(Dictionary()).objgen[0]
    last = pdf.make_indirect(Dictionary()).objgen[0]
    new = [pdf.get_object(number, 0) for number in range(first, last)]
    return increment(data, pdf, [*new, pdf.Root])


def _embed(pdf: Pdf, enclosures: Sequence[Enclosure]) -> None:
    """All that changes is new, but for the catalogue itself."""
    present = section(pdf.Root, "/Names")
    held = Dictionary({key: present[key] for key in keys(present)})
    found = names(held.get("/EmbeddedFiles"))
    made = [_specification(pdf, each) for each in enclosures]
    for each, file in zip(enclosures, made, strict=True):
        key = bytes(String(each.name))
        found[key if key not in found else fresh(key, found)] = file
    held.EmbeddedFiles = name_tree(pdf, found)
    pdf.Root.Names = pdf.make_indirect(held)
    pdf.Root.AF = pdf.make_indirect(Array([*items(pdf.Root, "/AF"), *made]))


def _specification(pdf: Pdf, file: Enclosure) -> Object:
    content = Stream(pdf, file.data, Type=Name.EmbeddedFile)
    content.Subtype = Name("/" + file.media_type)
    content.Params = Dictionary(
        Size=len(file.data), CheckSum=String(md5(file.data, usedforsecurity=False).digest())
    )
    if file.date is not None:
        content.Params.ModDate = content.Params.CreationDate = String(file.date)
    specification = Dictionary(
        Type=Name.Filespec,
        F=String(file.name),
        UF=String(file.name),
        AFRelationship=Name("/" + file.relationship),
        EF=Dictionary(F=content, UF=content),
    )
    if file.description:
        specification.Desc = String(file.description)
    return pdf.make_indirect(specification)


def enclosures(pdf: Pdf) -> Iterator[Enclosure]:
    """The files that are in a document, each by the name that it has there."""
    for _, name, file in _listed(pdf):
        content = section(file, "/EF")
        stream = entry(content, "/UF", Stream) or entry(content, "/F", Stream)
        if stream is not None:
            yield Enclosure(
                name,
                stream.read_bytes(),
                text(stream, "/Subtype") or "application/octet-stream",
                text(file, "/Desc") or "",
                text(file, "/AFRelationship") or "Unspecified",
                text(section(stream, "/Params"), "/ModDate"),
            )


def take_out(pdf: Pdf, wanted: Sequence[str]) -> None:
    """Take the files of these names out of a document, and the marks for them on its pages."""
    gone = [file for _, name, file in _listed(pdf) if name in wanted]
    if not gone:
        return
    if held := names(section(pdf.Root, "/Names").get("/EmbeddedFiles")):
        kept = {key: file for key, file in held.items() if not _among(file, gone)}
        pdf.Root.Names.EmbeddedFiles = name_tree(pdf, kept)
    if "/AF" in pdf.Root:
        pdf.Root.AF = Array([file for file in items(pdf.Root, "/AF") if not _among(file, gone)])
    for page in pdf.pages:
        lost = [mark for mark in _marks(page.obj) if _among(mark.FS, gone)]
        if lost:
            left = [each for each in items(page.obj, "/Annots") if not _among(each, lost)]
            page.obj.Annots = Array(left)


def _among(value: Object, others: Sequence[Object]) -> bool:
    """Whether an object is one of these: the same in the file, or a direct one that is equal."""
    if value.is_indirect:
        return any(value.objgen == each.objgen for each in others)
    return any(not each.is_indirect and value == each for each in others)


def _listed(pdf: Pdf) -> Iterator[tuple[bytes, str, Dictionary]]:
    """The files with their keys and names, those that stand on pages behind the others; where
    two have one name, the second has one with a number before its suffix.
    """
    taken: set[str] = set()
    held = names(section(pdf.Root, "/Names").get("/EmbeddedFiles"))
    marked = ((b"", mark.FS) for page in pdf.pages for mark in _marks(page.obj))
    seen: list[Object] = []
    for key, file in chain(held.items(), marked):
        if isinstance(file, Dictionary) and not (file.is_indirect and _among(file, seen)):
            seen.append(file)
            name = text(file, "/UF") or text(file, "/F") or str(String(key))
            path = PurePosixPath(name)
            numbered = (f"{path.stem}-{number}{path.suffix}" for number in count(2))
            name = next(each for each in chain((name,), numbered) if each not in taken)
            taken.add(name)
            yield key, name, file


def _marks(page: Dictionary) -> Iterator[Dictionary]:
    """The annotations by which a page shows that a file stands there (ISO 32000-2, 12.5.6.15)."""
    for annotation in annotations_of(page):
        marks = text(annotation, "/Subtype") == "FileAttachment"
        if marks and isinstance(annotation.get("/FS"), Dictionary):
            yield annotation
