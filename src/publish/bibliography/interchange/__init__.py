"""References → the text of a bibliography in one of the formats that programs exchange.

records         a reference → a .bib record: its type and fields
names, dates    CSL's names and dates as BibTeX and the others write them
markup          CSL's rich text → LaTeX, Markdown, plain text
bibtex          records → BibTeX or biblatex
csl_json, csl_yaml, ris, nbib, endnote
                CSL items → these formats
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from publish.bibliography.blocks import BibText
from publish.bibliography.interchange.bibtex import biblatex, bibtex
from publish.bibliography.interchange.csl_json import csl_json
from publish.bibliography.interchange.csl_yaml import csl_yaml
from publish.bibliography.interchange.endnote import endnote_xml
from publish.bibliography.interchange.nbib import nbib
from publish.bibliography.interchange.ris import ris
from publish.model.reference import Reference

WRITERS: dict[str, Callable[[Sequence[Reference]], str]] = {
    "bibtex": bibtex,
    "biblatex": biblatex,
    "csl-json": csl_json,
    "csl-yaml": csl_yaml,
    "ris": ris,
    "nbib": nbib,
    "endnote-xml": endnote_xml,
}
"""By the name of the format."""

FORMAT_OF = {
    ".bib": "biblatex", ".json": "csl-json", ".yaml": "csl-yaml", ".yml": "csl-yaml", ".ris": "ris",
    ".nbib": "nbib", ".xml": "endnote-xml",
}  # fmt: skip
"""The format that the name of a file asks for."""


def converted(references: Sequence[Reference], name: str, files: Sequence[BibText] = ()) -> str:
    """The references in the format of this name. To BibTeX and biblatex the @preamble of
    the .bib ``files`` goes along, whose TeX macros values may need.
    """
    text = WRITERS[name](references)
    if name not in ("bibtex", "biblatex"):
        return text
    preambles = [
        file.text(block) for file in files for block in file.blocks if block.kind == "preamble"
    ]
    return "\n\n".join([*preambles, text])


__all__ = ["FORMAT_OF", "WRITERS", "converted"]
