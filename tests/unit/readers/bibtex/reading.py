"""One file as text → its references and the diagnostics, for the tests beside this."""

from __future__ import annotations

from publish.diagnostics import Diagnostic
from publish.model.reference import Bibliography
from publish.readers.bibtex import BibFile, read_bibliography, value_diagnostics


def read(*texts: str | bytes) -> tuple[Bibliography, list[Diagnostic]]:
    """The bibliography of files ``a.bib``, ``b.bib`` …, values read too."""
    files = [
        BibFile(f"{name}.bib", text if isinstance(text, bytes) else text.encode())
        for name, text in zip("abcdef", texts, strict=False)
    ]
    result = read_bibliography(files)
    values = list(value_diagnostics(result.value))
    return result.value, [*result.diagnostics, *values]


def codes(diagnostics: list[Diagnostic]) -> list[str]:
    return sorted({diagnostic.rule.code for diagnostic in diagnostics})


def places(diagnostics: list[Diagnostic]) -> list[str]:
    """``BIB001 3:7`` for each."""
    return sorted(f"{d.rule.code} {d.place.line}:{d.place.column}" for d in diagnostics if d.place)
