"""References → the text of another format, and what that has no place for.

What was written is read again: whatever doesn't come back was left out, and is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from publish.bibliography.blocks import BibText
from publish.bibliography.interchange import converted
from publish.diagnostics.core import Diagnostic, Result
from publish.diagnostics.rules import bib
from publish.model.reference import Reference
from publish.readers.bibliography import read_references
from publish.readers.bibtex import BibFile

SUFFIXES = {"ris": ".ris", "nbib": ".nbib", "endnote-xml": ".xml"}
"""The formats that don't hold everything, by how their files' names end."""


def conversion(
    references: Sequence[Reference], name: str, files: Sequence[BibText] = ()
) -> Result[str]:
    """The references in the format ``name``, as `interchange.converted` writes them."""
    text = converted(references, name, files)
    suffix = SUFFIXES.get(name)
    lost = _lost(references, text, suffix) if suffix else Counter()
    return Result(text, (_told(lost, name),) if lost else ())


def _lost(references: Sequence[Reference], text: str, suffix: str) -> Counter[str]:
    """The CSL variables that don't come back, each with the number of records."""
    file = BibFile(f"converted{suffix}", text.encode("utf-8", "surrogatepass"))
    back = list(read_references([file]).value)
    return Counter(
        variable
        for reference, again in zip(references, back, strict=False)
        for variable in reference.csl
        if variable not in again.csl
    )


def _told(lost: Counter[str], name: str) -> Diagnostic:
    rows = sorted(lost.items(), key=lambda row: (-row[1], row[0]))
    held = ", ".join(f"`{variable}` ({count})" for variable, count in rows)
    message = f"{name} has no place for {held}: left out of so many records"
    return bib.NO_PLACE(message, hint="keep the original, or convert to biblatex or CSL JSON")
