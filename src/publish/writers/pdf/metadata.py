"""What a PDF says of itself: XMP, and the document information in step with it.

XMP is ISO 16684-1; what PDF/A asks of it stands in ISO 19005-3, 6.6. The schema of
PDF/UA is described in the file, as a schema that PDF/A doesn't know has to be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from publish.model.publication import Publication
from publish.writers.titleblock import plain_summary

CREATOR = "publish"
PRODUCER = "WeasyPrint and pikepdf"

_DC = "http://purl.org/dc/elements/1.1/"
_PDFUAID = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{_PDFUAID}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>part of ISO 14289 that the file conforms to"
    "</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The statements about a publication that its file carries."""

    title: str
    lang: str
    authors: tuple[str, ...] = ()
    description: str = ""
    subjects: tuple[str, ...] = ()
    publisher: str = ""
    rights: str = ""
    identifier: str = ""


def metadata_of(publication: Publication) -> Metadata:
    """What is known of a publication, its summary as plain words."""
    entry, settings = publication.entry, publication.settings
    return Metadata(
        title=entry.title,
        lang=entry.lang,
        authors=tuple(author.name for author in entry.authors),
        description=plain_summary(entry) or entry.subtitle or "",
        subjects=entry.tags,
        publisher=settings.publisher or "",
        rights=entry.rights or settings.rights or "",
        identifier=entry.identifier or "",
    )


def information(data: Metadata) -> dict[str, str]:
    """The entries of the document information dictionary."""
    entries = {
        "Title": data.title,
        "Author": "; ".join(data.authors),
        "Subject": data.description,
        "Keywords": "; ".join(data.subjects),
        "Creator": CREATOR,
        "Producer": PRODUCER,
    }
    return {name: text for name, text in entries.items() if text}


def xmp(data: Metadata, moment: datetime, standards: Iterable[str]) -> bytes:
    """The XMP packet; ``standards`` are those that the file claims."""
    when = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    parts = [*_claims(standards), _dublin_core(data, when)]
    dates = "".join(_property(f"xmp:{n}Date", when) for n in ("Create", "Modify", "Metadata"))
    creator = _property("xmp:CreatorTool", CREATOR)
    parts.append(_description("xmp", "http://ns.adobe.com/xap/1.0/", creator + dates))
    adobe = _property("pdf:Producer", PRODUCER)
    if data.subjects:
        adobe += _property("pdf:Keywords", "; ".join(data.subjects))
    parts.append(_description("pdf", "http://ns.adobe.com/pdf/1.3/", adobe))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        + "\n".join(parts)
        + '\n</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def _claims(standards: Iterable[str]) -> list[str]:
    """``a-3a`` is part 3, level A of PDF/A; ``ua-1`` part 1 of PDF/UA."""
    claims = []
    for standard in standards:
        family, _, level = standard.partition("-")
        if family == "a":
            body = _property("pdfaid:part", level[0])
            body += _property("pdfaid:conformance", level[1:].upper())
            claims.append(_description("pdfaid", "http://www.aiim.org/pdfa/ns/id/", body))
        elif family == "ua":
            claims.append(_EXTENSION)
            claims.append(_description("pdfuaid", _PDFUAID, _property("pdfuaid:part", level)))
    return claims


def _dublin_core(data: Metadata, when: str) -> str:
    body = _property("dc:format", "application/pdf")
    body += _collection("dc:title", "Alt", [data.title])
    body += _collection("dc:creator", "Seq", data.authors)
    body += _collection("dc:description", "Alt", [data.description])
    body += _collection("dc:subject", "Bag", data.subjects)
    body += _collection("dc:publisher", "Bag", [data.publisher])
    body += _collection("dc:rights", "Alt", [data.rights])
    body += _collection("dc:language", "Bag", [data.lang])
    body += _collection("dc:date", "Seq", [when])
    if data.identifier:
        body += _property("dc:identifier", data.identifier)
    return _description("dc", _DC, body)


def _description(prefix: str, namespace: str, body: str) -> str:
    opening = f'<rdf:Description rdf:about="" xmlns:{prefix}="{namespace}">'
    return f"{opening}{body}</rdf:Description>"


def _property(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _collection(name: str, kind: str, texts: Iterable[str]) -> str:
    """An XMP array; alternatives carry a language. Nothing for no texts."""
    attribute = ' xml:lang="x-default"' if kind == "Alt" else ""
    items = "".join(f"<rdf:li{attribute}>{escape(text)}</rdf:li>" for text in texts if text)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
