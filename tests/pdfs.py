"""Small PDFs made by hand, each with some of what joining may lose; what readers find in one."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from publish.model.publication import Artifact


def document(pages: int = 2, size: tuple[float, float] = (300, 400)) -> Pdf:
    """So many pages, each with a few words of its own, and nothing else."""
    pdf = pikepdf.new()
    for number in range(pages):
        pdf.add_blank_page(page_size=size)
        content = f"q 1 0 0 1 20 {20 + number} cm 10 10 m 90 10 l S Q"
        pdf.pages[number].obj.Contents = Stream(pdf, content.encode())
    return pdf


def page(pdf: Pdf, index: int) -> Any:
    return pdf.pages[index].obj


def annotate(pdf: Pdf, index: int, **entries: Any) -> Any:
    """An annotation on a page."""
    made = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([10, 10, 50, 20]), **entries))
    holder = page(pdf, index)
    holder.Annots = Array([*holder.get("/Annots", ()), made])
    return made


def link(pdf: Pdf, index: int, to: Any) -> Any:
    """A link to a destination."""
    return annotate(pdf, index, Subtype=Name.Link, Dest=to)


def to_page(pdf: Pdf, index: int) -> Array:
    return Array([page(pdf, index), Name.XYZ, 0, 300, 0])


def name_destinations(pdf: Pdf, places: Mapping[str, int]) -> None:
    """Names for pages, in the name tree."""
    pairs = [(String(name), to_page(pdf, places[name])) for name in sorted(places)]
    tree = Dictionary(Names=Array([item for pair in pairs for item in pair]))
    names(pdf).Dests = pdf.make_indirect(tree)


def names(pdf: Pdf) -> Any:
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    return pdf.Root.Names


def bookmark(pdf: Pdf, titles: Iterable[tuple[str, int]]) -> None:
    """Bookmarks, one behind another: title and index of the page."""
    with pdf.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(title, at) for title, at in titles)


def label(pdf: Pdf, ranges: Mapping[int, Dictionary]) -> None:
    pdf.Root.PageLabels = Dictionary(
        Nums=Array([item for start in sorted(ranges) for item in (start, ranges[start])])
    )


def tag(
    pdf: Pdf,
    types: Sequence[str] = ("H1", "P"),
    roles: Mapping[str, str] | None = None,
    ids: Sequence[str] = (),
) -> Any:
    """A structure tree: a Document that has an element of each type on each page.

    ``ids`` are given to the first elements. Returns the tree.
    """
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    top = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    parents: list[Any] = []
    below: list[Any] = []
    for number, each in enumerate(pdf.pages):
        row = []
        for mark, type_ in enumerate(types):
            element = pdf.make_indirect(
                Dictionary(Type=Name.StructElem, S=Name("/" + type_), P=top, Pg=each.obj, K=mark)
            )
            if len(below) < len(ids):
                element.ID = String(ids[len(below)])
            row.append(element)
            below.append(element)
        content = "".join(f"/{name} <</MCID {n}>> BDC EMC\n" for n, name in enumerate(types))
        each.obj.Contents = Stream(pdf, content.encode())
        each.obj.StructParents = number
        parents += [number, pdf.make_indirect(Array(row))]
    top.K = Array(below)
    root.K = Array([top])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(parents)))
    root.ParentTreeNextKey = len(pdf.pages)
    if roles:
        root.RoleMap = Dictionary({f"/{name}": Name(f"/{role}") for name, role in roles.items()})
    if ids:
        pairs = [part for name, item in sorted(zip(ids, below, strict=False), key=lambda p: p[0])
                 for part in (String(name), item)]  # fmt: skip
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array(pairs)))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    return root


def attach(pdf: Pdf, name: str, data: bytes, relationship: str = "Source") -> None:
    """A file inside the file, associated with the document."""
    content = pdf.make_indirect(Stream(pdf, data, Type=Name.EmbeddedFile))
    specification = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec, F=String(name), UF=String(name),
            AFRelationship=Name("/" + relationship), EF=Dictionary(F=content, UF=content),
        )
    )  # fmt: skip
    names(pdf).EmbeddedFiles = Dictionary(Names=Array([String(name), specification]))
    pdf.Root.AF = Array([specification])


def field(pdf: Pdf, index: int, name: str, value: str, font: str = "Helv") -> Any:
    """A text field, drawn on a page."""
    if "/AcroForm" not in pdf.Root:
        face = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        )
        pdf.Root.AcroForm = pdf.make_indirect(
            Dictionary(
                Fields=Array(),
                DA=String(f"/{font} 12 Tf 0 g"),
                DR=Dictionary(Font=Dictionary({f"/{font}": face})),
            )
        )
    widget = annotate(pdf, index, Subtype=Name.Widget, FT=Name.Tx, T=String(name), V=String(value))
    pdf.Root.AcroForm.Fields.append(widget)
    return widget


def layer(pdf: Pdf, name: str, *, shown: bool = True) -> Any:
    """An optional content group."""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
    if "/OCProperties" not in pdf.Root:
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array(), D=Dictionary(Order=Array(), ON=Array(), OFF=Array())
        )
    held = pdf.Root.OCProperties
    held.OCGs.append(group)
    held.D.Order.append(group)
    (held.D.ON if shown else held.D.OFF).append(group)
    return group


def article(pdf: Pdf, title: str) -> Any:
    """An article thread of a bead on each page."""
    thread = pdf.make_indirect(Dictionary(Type=Name.Thread, I=Dictionary(Title=String(title))))
    beads = [
        pdf.make_indirect(Dictionary(Type=Name.Bead, T=thread, P=each.obj, R=Array([0, 0, 9, 9])))
        for each in pdf.pages
    ]
    for bead, behind in zip(beads, [*beads[1:], beads[0]], strict=True):
        bead.N, behind.V = behind, bead
    for bead, each in zip(beads, pdf.pages, strict=True):
        each.obj.B = Array([bead])
    thread.F = beads[0]
    pdf.Root.Threads = Array([*pdf.Root.get("/Threads", ()), thread])
    return thread


def unpacked(data: bytes) -> bytes:
    """The file with each object by itself, and no stream compressed."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return saved(pdf, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def saved(pdf: Pdf, **options: Any) -> bytes:
    """The file's bytes."""
    output = io.BytesIO()
    pdf.save(output, static_id=True, **options)
    return output.getvalue()


def reopened(pdf: Pdf) -> Pdf:
    """The document as another reader would see it."""
    return pikepdf.open(io.BytesIO(saved(pdf)))


def told(artifact: Artifact, folder: Path) -> str:
    """What a reader finds in the elements of a PDF, one after another."""
    path = folder / "told.pdf"
    path.write_bytes(artifact.data)
    command = ["pdfinfo", "-struct-text", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return re.sub(r"Object \d+", "Object", done.stdout)
