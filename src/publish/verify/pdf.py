"""A PDF that was made is opened and looked at, before it may be delivered.

What a file claims is judged by page-validation; that it can be read, has pages and
still carries what was attached is seen by opening it with pikepdf.
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import pdf
from publish.engines.findings import NotJudged
from publish.engines.pagevalidation import PROFILES, findings
from publish.engines.pikepdf import BrokenPdf, facts
from publish.model.publication import Artifact


def verify_pdf(artifact: Artifact) -> Iterator[Diagnostic]:
    """What is wrong with a made PDF."""
    try:
        found = facts(artifact.data)
    except BrokenPdf as error:
        yield pdf.BROKEN_FILE(f"`{artifact.name}` can't be opened: {error}")
        return
    for problem in found.problems:
        yield pdf.BROKEN_FILE(f"`{artifact.name}` is damaged: {problem}")
    if not found.pages:
        yield pdf.BROKEN_FILE(f"`{artifact.name}` has no page")
    for name in artifact.attachments:
        if name not in found.attachments:
            yield pdf.LOST_ATTACHMENT(f"`{artifact.name}` lacks its attachment `{name}`")
    for standard in artifact.claims:
        yield from _claim(artifact, standard)


def _claim(artifact: Artifact, standard: str) -> Iterator[Diagnostic]:
    if standard not in PROFILES:
        yield pdf.UNKNOWN_STANDARD(f"`{artifact.name}` claims `{standard}`, which nobody can judge")
        return
    try:
        found = findings(artifact.data, standard)
    except NotJudged as error:
        yield pdf.NOT_JUDGED(
            f"`{artifact.name}` claims {_shown(standard)}, which can't be judged: {error}",
            hint="divide the entry, or take the standard out of `pdf.standard`",
        )
        return
    for finding in found:
        yield pdf.CLAIM_NOT_MET(
            f"`{artifact.name}` claims {_shown(standard)} and breaks {finding.rule}: "
            f"{finding.message}",
            hint="take the standard out of `pdf.standard` to go on without it",
        )


def _shown(standard: str) -> str:
    """``PDF/A-3a``, ``PDF/UA-1``."""
    family, _, level = standard.partition("-")
    return f"PDF/{family.upper()}-{level}"
