"""A laid out PDF is finished for the archive.

What a layout engine doesn't write: metadata as XMP with the document information
in step, page labels, attached sources, and none of what PDF/A forbids.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from hashlib import md5
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from publish.model.conformance import PdfVersion
from publish.model.frozen import Frozen, field

SRGB = "sRGB IEC61966-2.1"


class Attachment(Frozen):
    """A file inside the file. ``relationship`` is one of ISO 32000-2, table 43."""

    name: str
    data: bytes
    media_type: str
    description: str
    relationship: str = "Source"


class Finishing(Frozen):
    """What is added to a laid out PDF, which has this ``version`` already.

    ``information`` are the entries of the document information (``Title`` …), which
    PDF 2.0 has no more;
    ``labels`` is the numbering of the pages (ISO 32000-1, 12.4.2) by the index at
    which it begins: ``D`` arabic, ``r`` small roman. ``addresses`` replaces the
    targets of links.
    """

    xmp: bytes
    information: Mapping[str, str]
    moment: datetime
    lang: str
    version: PdfVersion = "1.7"
    attachments: tuple[Attachment, ...] = ()
    labels: Mapping[int, str] = field(default_factory=lambda: {0: "D"})
    addresses: Mapping[str, str] = field(default_factory=dict)


def finish(data: bytes, wanted: Finishing) -> bytes:
    """The finished file; the same bytes for the same input, always."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root
        root.Lang = String(wanted.lang)
        if b"/Interpolate" in data:
            finish_objects(pdf)
        finish_pages(pdf, wanted.addresses)
        _finish_intents(root)
        root.PageLabels = Dictionary(Nums=Array(_labels(wanted.labels)))
        root.PageMode = Name.UseOutlines if "/Outlines" in root else Name.UseNone
        if wanted.attachments:
            _attach(pdf, wanted)
        root.Metadata = pdf.make_indirect(
            Stream(pdf, wanted.xmp, Type=Name.Metadata, Subtype=Name.XML)
        )
        _inform(pdf, wanted)
        output = io.BytesIO()
        pdf.save(
            output,
            deterministic_id=True,
            force_version=wanted.version,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            fix_metadata_version=False,
        )
    return output.getvalue()


def _inform(pdf: pikepdf.Pdf, wanted: Finishing) -> None:
    """The document information; none in PDF 2.0 (ISO 32000-2, 14.3.3; ISO 19005-4, 6.1.3)."""
    if wanted.version == "2.0":
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        return
    information = {f"/{name}": String(text) for name, text in wanted.information.items()}
    information["/CreationDate"] = information["/ModDate"] = String(pdf_date(wanted.moment))
    pdf.trailer["/Info"] = pdf.make_indirect(Dictionary(information))


def pdf_date(moment: datetime) -> str:
    """A moment in UTC as ISO 32000-1, 7.9.4 writes it."""
    return moment.strftime("D:%Y%m%d%H%M%SZ")


def finish_objects(pdf: pikepdf.Pdf) -> None:
    """No interpolated images (ISO 19005-3, 6.2.8)."""
    for stream in pdf.objects:
        if isinstance(stream, Stream) and "/Interpolate" in stream:
            del stream["/Interpolate"]


def finish_pages(pdf: pikepdf.Pdf, addresses: Mapping[str, str]) -> None:
    """Tab order by structure, and links to where they really lead."""
    for page in pdf.pages:
        page.obj.Tabs = Name.S
        for annotation in page.obj.get("/Annots", ()):
            action = annotation.get("/A")
            target = str(action.get("/URI", "")) if action is not None else ""
            if action is not None and target in addresses:
                action.URI = String(addresses[target])


def _finish_intents(root: Any) -> None:
    """The output intent under the name by which PDF/A knows sRGB."""
    for intent in root.get("/OutputIntents", ()):
        intent.S = Name.GTS_PDFA1
        intent.OutputConditionIdentifier = String(SRGB)
        intent.Info = String(SRGB)
        intent.RegistryName = String("http://www.color.org")


def _labels(labels: Mapping[int, str]) -> list[Any]:
    numbers: list[Any] = []
    for start, style in sorted(labels.items()):
        numbers.extend((start, Dictionary(S=Name(f"/{style}"))))
    return numbers


def _attach(pdf: pikepdf.Pdf, wanted: Finishing) -> None:
    """Attached files, associated with the document (ISO 19005-3, 6.8)."""
    date = String(pdf_date(wanted.moment))
    files = []
    for item in sorted(wanted.attachments, key=lambda item: item.name):
        checksum = String(md5(item.data, usedforsecurity=False).digest())
        stream = Stream(pdf, item.data)
        stream.Type = Name.EmbeddedFile
        stream.Subtype = Name("/" + item.media_type)
        stream.Params = Dictionary(
            Size=len(item.data), CreationDate=date, ModDate=date, CheckSum=checksum
        )
        content = pdf.make_indirect(stream)
        specification = Dictionary(
            Type=Name.Filespec,
            F=String(item.name),
            UF=String(item.name),
            Desc=String(item.description),
            AFRelationship=Name("/" + item.relationship),
            EF=Dictionary(F=content, UF=content),
        )
        files.append((item.name, pdf.make_indirect(specification)))
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    tree = [part for name, file in files for part in (String(name), file)]
    pdf.Root.Names.EmbeddedFiles = Dictionary(Names=Array(tree))
    pdf.Root.AF = Array([file for _, file in files])
