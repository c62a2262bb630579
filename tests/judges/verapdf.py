"""veraPDF, as the product asks it: PDF against PDF/A, PDF/UA and Well-Tagged PDF."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from publish.engines.findings import NotJudged
from publish.engines.verapdf import findings, missing

available = missing

SECONDS = 1800.0
"""For a file of a thousand pages on a machine that has much else to do."""


def validate(paths: Iterable[Path], standards: Iterable[str] = ("a-3a", "ua-1")) -> list[str]:
    """The rules that each file breaks, a line for each; none is good."""
    return [line for path in paths for line in _lines(path, list(standards))]


def _lines(path: Path, standards: list[str]) -> list[str]:
    try:
        found = findings(path.read_bytes(), standards, SECONDS)
    except NotJudged as reason:
        return [f"{path.name}: not judged: {reason}"]
    return [f"{path.name}: {f.standard} {f.rule}: {f.message} (object {f.obj})" for f in found]
