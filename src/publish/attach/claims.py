"""The standards that documents claim to those that one joined from them can.

Names are those of the settings: ``a-3a``, ``ua-1``, ``x-4``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pikepdf import Pdf, PdfError

_ARCHIVAL = re.compile(r"a-(\d)([a-z]?)")
_LEVELS = "bua"
_PDFA = "http://www.aiim.org/pdfa/ns/id/"
_PROPERTIES = {
    "a-": [f"{{{_PDFA}}}{name}" for name in ("part", "conformance", "rev", "amd", "corr")],
    "ua-": [f"{{http://www.aiim.org/pdfua/ns/id/}}{name}" for name in ("part", "rev", "amd")],
    "x-": [
        f"{{http://www.npes.org/pdfx/ns/id/}}{name}"
        for name in ("GTS_PDFXVersion", "GTS_PDFXConformance")
    ],
    "wtpdf": ["{http://pdfa.org/declarations/}declarations"],
}


def broken_claims(
    report: Iterable[str], briefs: Sequence[Sequence[str]]
) -> Iterator[tuple[str, int]]:
    """The claims of the report that a brief doesn't keep, with the brief's index.

    ``briefs`` are the claims of each.
    """
    for claim in report:
        for index, claims in enumerate(briefs):
            if not any(_keeps(other, claim) for other in claims):
                yield claim, index


def _keeps(other: str, claim: str) -> bool:
    """Whether what keeps ``other`` may stand in a file that claims ``claim``.

    What is PDF/A-2 may stand in PDF/A-3, what is accessible in what is not (level a
    asks more than u, and u more than b), and PDF/A-4 in the kinds of it.
    """
    ours, theirs = _ARCHIVAL.fullmatch(claim), _ARCHIVAL.fullmatch(other)
    if not ours or not theirs:
        return other == claim
    parts = (theirs[1], ours[1])
    if parts == ("4", "4"):
        return theirs[2] in ("", ours[2])
    if parts not in (("1", "1"), ("2", "2"), ("3", "3"), ("2", "3")):
        return False
    return _LEVELS.find(theirs[2]) >= _LEVELS.find(ours[2])


def takes_files(claim: str, files: Sequence[Sequence[str]]) -> bool:
    """Whether what claims ``claim`` may have these files embedded, told by what they claim.

    Anything may be embedded in PDF/A-3 and A-4f (ISO 19005-3, 6.8; ISO 19005-4, annex
    A), in A-2 and A-4 what is PDF/A itself, in A-1 nothing.
    """
    found = _ARCHIVAL.fullmatch(claim)
    if not found or found[1] == "3" or claim in ("a-4f", "a-4e"):
        return True
    allowed = {"1": (), "2": ("1", "2"), "4": ("1", "2", "4")}.get(found[1], ())
    return all(
        any((other := _ARCHIVAL.fullmatch(each)) and other[1] in allowed for each in claims)
        for claims in files
    )


def drop_claims(pdf: Pdf, claims: Iterable[str]) -> None:
    """Take claims out of a document's metadata."""
    wanted = [
        name
        for claim in claims
        for prefix, names in _PROPERTIES.items()
        if claim.startswith(prefix)
        for name in names
    ]
    if not wanted:
        return
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for name in wanted:
                if name in metadata:
                    del metadata[name]
    except (PdfError, ValueError, KeyError):
        del pdf.Root["/Metadata"]
