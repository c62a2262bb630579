"""What a PDF says of itself in XMP becomes the names of standards that it claims.

The names are those of the settings (``a-3a``, ``ua-1``, ``wtpdf``), and of their kin:
``a-1b``, ``a-4e``, ``x-4``; ``wtpdf-reuse`` where a file declares one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from publish.model.conformance import STANDARDS

_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
_PDFX = "{http://www.npes.org/pdfx/ns/id/}"
_DECLARED = "{http://pdfa.org/declarations/}conformsTo"
_WELL_TAGGED = re.compile(r"https?://pdfa\.org/declarations/wtpdf#(accessibility|reuse)1\.0")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)


def claims_in(xmp: bytes) -> tuple[str, ...]:
    """The standards that an XMP packet claims; none where it can't be read."""
    try:
        root = etree.fromstring(xmp, _PARSER)
    except etree.XMLSyntaxError:
        return ()
    return tuple(dict.fromkeys(_claims(root))) if root is not None else ()


def title_of(claim: str) -> str:
    """A claim as people write it: ``PDF/A-3a``."""
    if claim in STANDARDS:
        return STANDARDS[claim].title
    family, _, rest = claim.partition("-")
    return f"WTPDF 1.0 ({rest})" if family == "wtpdf" else f"PDF/{family.upper()}-{rest}"


def _claims(root: etree._Element) -> Iterator[str]:
    for part in _values(root, f"{_PDFA}part"):
        level = next(iter(_values(root, f"{_PDFA}conformance")), "")
        yield f"a-{part}{level.lower()}"
    for part in _values(root, f"{_PDFUA}part"):
        yield f"ua-{part}"
    declared = {found[1] for each in _values(root, _DECLARED)
                if (found := _WELL_TAGGED.fullmatch(each))}  # fmt: skip
    yield from ["wtpdf"] if len(declared) == 2 else [f"wtpdf-{name}" for name in declared]
    for version in _values(root, f"{_PDFX}GTS_PDFXVersion"):
        yield version.lower().removeprefix("pdf/")


def _values(root: etree._Element, name: str) -> Iterable[str]:
    """A property's values; XMP may write it as an element or as an attribute."""
    for element in root.iter(etree.Element):
        if element.tag == name and element.text:
            yield element.text.strip()
        if value := element.get(name):
            yield value.strip()
