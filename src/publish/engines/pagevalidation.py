"""page-validation: a PDF judged by the rules of PDF/A and PDF/UA, in milliseconds."""

from __future__ import annotations

from dataclasses import dataclass

import page

PROFILES = {
    "a-1a": "1a", "a-1b": "1b",
    "a-2a": "2a", "a-2b": "2b", "a-2u": "2u",
    "a-3a": "3a", "a-3b": "3b", "a-3u": "3u",
    "ua-1": "ua1",
}  # fmt: skip
"""The profile for each standard, by the names that the settings use."""

KNOWN_TO_ERR = ("STREAM-LENGTH-001",)
"""Ends of rules' names. This one is found where a stream's data ends in a carriage
return, which is allowed; qpdf's check, which opens every stream, finds true ones."""


LIMITS = page.SafetyLimits(
    max_table_span=100_000, max_table_grid_rows=100_000, max_table_grid_cells=10_000_000
)
"""The engine's own limits, but for tables: those of data go on for many pages."""


class NotJudged(ValueError):
    """A file is too large to be judged; the text says in what."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule of a standard that a file breaks."""

    standard: str
    rule: str
    message: str


def findings(data: bytes, standard: str) -> list[Finding]:
    """What in a PDF breaks ``standard`` (a key of ``PROFILES``); one of each rule.

    Raises `NotJudged` where the file goes beyond a limit.
    """
    try:
        report = page.validate_pdf_bytes(data, profile=PROFILES[standard], limits=LIMITS)
    except page.SafetyLimitError as error:
        raise NotJudged(str(error)) from None
    except page.PageError as error:
        return [Finding(standard, type(error).__name__, str(error))]
    found = {
        failure.rule_id: Finding(standard, failure.rule_id, failure.message)
        for failure in report.failures
        if not failure.rule_id.endswith(KNOWN_TO_ERR)
    }
    return list(found.values())
