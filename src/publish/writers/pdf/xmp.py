"""Statements about a file become an XMP packet (ISO 16684-1).

PDF/A-2 and A-3 want every schema described in the file that XMP itself doesn't
define (ISO 19005-3, 6.6.2.3): `EXTENSIONS` holds these descriptions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from publish.model.conformance import Conformance
from publish.model.frozen import Frozen
from publish.writers.pdf.metadata import CREATOR, PRODUCER, Metadata

NAMESPACES: Mapping[str, str] = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfd": "http://pdfa.org/declarations/",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}

WELL_TAGGED = ("accessibility", "reuse")
"""What Well-Tagged PDF 1.0 can be declared for; our files are made for both."""


class Extension(Frozen):
    """A schema to describe: of each property its name, type and meaning."""

    title: str
    properties: tuple[tuple[str, str, str], ...]


EXTENSIONS: Mapping[str, Extension] = {
    "pdfuaid": Extension(
        "PDF/UA identification schema",
        (("part", "Integer", "part of ISO 14289 that the file conforms to"),),
    ),
    "dcterms": Extension(
        "DCMI metadata terms",
        (
            ("creator", "seq Text", "address of who made the work, at ORCID"),
            ("license", "Text", "address of the licence"),
        ),
    ),
    "prism": Extension(
        "PRISM basic metadata",
        (
            ("doi", "Text", "digital object identifier of the work"),
            ("isbn", "Text", "international standard book number of the work"),
            ("url", "Text", "address of the work"),
            ("publicationName", "Text", "title of the publication that the work stands in"),
            ("seriesTitle", "Text", "title of the series that the work is of"),
            ("seriesNumber", "Text", "place of the work in its series"),
        ),
    ),
}

Statements = dict[str, str]
"""For each prefix the properties as XML."""


def xmp(data: Metadata, moment: datetime, conformance: Conformance) -> bytes:
    """The XMP packet of a file that claims what ``conformance`` names."""
    statements = {**_claims(conformance), **_about(data, moment)}
    parts = [_description(prefix, body) for prefix, body in statements.items() if body]
    described = [name for name in EXTENSIONS if statements.get(name)]
    if described and conformance.version == "1.7":
        parts.insert(0, _extensions(described))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        + "\n".join(parts)
        + '\n</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def _claims(conformance: Conformance) -> Statements:
    """``a-3a`` is part 3, level A of PDF/A; ``ua-1`` part 1 of PDF/UA."""
    return dict(_claim(standard) for standard in conformance.standards)


def _claim(standard: str) -> tuple[str, str]:
    family, _, level = standard.partition("-")
    if family == "ua":
        revision = _property("pdfuaid:rev", "2024") if level == "2" else ""
        return "pdfuaid", _property("pdfuaid:part", level) + revision
    if family == "a":
        body = _property("pdfaid:part", level[0])
        body += _property("pdfaid:rev", "2020") if level[0] == "4" else ""
        body += _property("pdfaid:conformance", level[1:].upper()) if level[1:] else ""
        return "pdfaid", body
    declared = "".join(
        '<rdf:li rdf:parseType="Resource">'
        + _property("pdfd:conformsTo", f"http://pdfa.org/declarations/wtpdf#{purpose}1.0")
        + "</rdf:li>"
        for purpose in WELL_TAGGED
    )
    return "pdfd", f"<pdfd:declarations><rdf:Bag>{declared}</rdf:Bag></pdfd:declarations>"


def _about(data: Metadata, moment: datetime) -> Statements:
    when = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "dc": _dublin_core(data, when),
        "dcterms": _collection("dcterms:creator", "Seq", data.orcids)
        + _property("dcterms:license", data.licence),
        "xmp": _property("xmp:CreatorTool", CREATOR)
        + "".join(_property(f"xmp:{name}Date", when) for name in ("Create", "Modify", "Metadata")),
        "xmpRights": _rights(data),
        "prism": "".join(_property(f"prism:{name}", text) for name, text in data.prism.items()),
        "pdf": _property("pdf:Producer", PRODUCER)
        + _property("pdf:Keywords", "; ".join(data.subjects)),
    }


def _dublin_core(data: Metadata, when: str) -> str:
    return "".join(
        (
            _property("dc:format", "application/pdf"),
            _alternatives("dc:title", data.title, data.lang),
            _collection("dc:creator", "Seq", data.authors),
            _alternatives("dc:description", data.description, data.lang),
            _collection("dc:subject", "Bag", data.subjects),
            _collection("dc:publisher", "Bag", [data.publisher]),
            _alternatives("dc:rights", data.rights, data.lang),
            _collection("dc:language", "Bag", data.languages or (data.lang,)),
            _collection("dc:date", "Seq", [when]),
            _property("dc:identifier", data.identifier),
        )
    )


def _rights(data: Metadata) -> str:
    """XMP rights management: whether rights are kept, and where they are explained."""
    if not data.rights:
        return ""
    return (
        _property("xmpRights:Marked", "True" if data.reserved else "False")
        + _alternatives("xmpRights:UsageTerms", data.rights, data.lang)
        + _property("xmpRights:WebStatement", data.licence)
    )


# -- XML ------------------------------------------------------------------------


def _description(prefix: str, body: str) -> str:
    opening = f'<rdf:Description rdf:about="" xmlns:{prefix}="{NAMESPACES[prefix]}">'
    return f"{opening}{body}</rdf:Description>"


def _property(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def _collection(name: str, kind: str, texts: Iterable[str]) -> str:
    """An XMP array; nothing for no texts."""
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts if text)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _alternatives(name: str, text: str, lang: str) -> str:
    """A text in one language, which is the default one too."""
    items = "".join(
        f'<rdf:li xml:lang="{each}">{escape(text)}</rdf:li>' for each in ("x-default", lang)
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>" if text else ""


def _extensions(prefixes: Sequence[str]) -> str:
    """The descriptions of schemas, in the schema that ISO 19005 defines for this."""
    listed = "".join(_extension(prefix, EXTENSIONS[prefix]) for prefix in prefixes)
    namespaces = "".join(
        f' xmlns:{prefix}="http://www.aiim.org/pdfa/ns/{end}"'
        for prefix, end in (
            ("pdfaExtension", "extension/"),
            ("pdfaSchema", "schema#"),
            ("pdfaProperty", "property#"),
        )
    )
    return (
        f'<rdf:Description rdf:about=""{namespaces}><pdfaExtension:schemas><rdf:Bag>{listed}'
        "</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    )


def _extension(prefix: str, extension: Extension) -> str:
    properties = "".join(_described(*each) for each in extension.properties)
    return (
        '<rdf:li rdf:parseType="Resource">'
        + _property("pdfaSchema:schema", extension.title)
        + _property("pdfaSchema:namespaceURI", NAMESPACES[prefix])
        + _property("pdfaSchema:prefix", prefix)
        + f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _described(name: str, kind: str, meaning: str) -> str:
    return (
        '<rdf:li rdf:parseType="Resource">'
        + _property("pdfaProperty:name", name)
        + _property("pdfaProperty:valueType", kind)
        + _property("pdfaProperty:category", "internal" if name == "part" else "external")
        + _property("pdfaProperty:description", meaning)
        + "</rdf:li>"
    )
