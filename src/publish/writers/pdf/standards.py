"""The standards that a file may claim, and what they ask of its making."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import pdf

SUPPORTED = ("a-2a", "a-2b", "a-2u", "a-3a", "a-3b", "a-3u", "ua-1")


def unmet_standards(standards: Iterable[str]) -> Iterator[Diagnostic]:
    """Standards that were asked for and can't be made, alone or together."""
    hint = f"those that can be made are {', '.join(f'`{name}`' for name in SUPPORTED)}"
    archival = []
    for standard in standards:
        if standard not in SUPPORTED:
            yield pdf.UNKNOWN_STANDARD(f"`pdf.standard` asks for `{standard}`", hint=hint)
        elif standard.startswith("a-"):
            archival.append(standard)
    if len(archival) > 1:
        both = " and ".join(f"`{name}`" for name in archival)
        yield pdf.UNKNOWN_STANDARD(f"`pdf.standard` asks for {both} at once", hint="keep one")


def may_carry_files(standards: Iterable[str]) -> bool:
    """PDF/A-2 takes in no files but PDF/A itself (ISO 19005-2, 6.8)."""
    return not any(standard.startswith("a-2") for standard in standards)
