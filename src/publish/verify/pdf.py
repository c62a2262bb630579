"""A PDF is opened and looked at: what was made, before it is delivered, or any other.

That it can be read, has pages and still carries what was attached is seen by opening
it; whether it keeps what it claims, is judged (see `publish.verify.judgement`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import pdf
from publish.engines.findings import Finding
from publish.engines.pikepdf import BrokenPdf, PdfFacts, Spot, facts, spots
from publish.model.place import Place, SourceFile
from publish.model.publication import Artifact
from publish.verify.claims import claims_in, title_of
from publish.verify.judgement import Judgement, judged
from publish.verify.passages import place_of

WHOLE_JUDGE = "`pip install 'publish-dossiers[verapdf]'` brings veraPDF, which judges all of it"


@dataclass(frozen=True, slots=True)
class Examination:
    """What is known of a file: None for its facts if it can't be opened."""

    name: str
    facts: PdfFacts | None
    judgements: tuple[Judgement, ...]
    diagnostics: tuple[Diagnostic, ...]


def verify_pdf(artifact: Artifact) -> Iterator[Diagnostic]:
    """What is wrong with a made PDF."""
    examined = examine(artifact.name, artifact.data, artifact.claims, source=artifact.source)
    yield from examined.diagnostics
    if examined.facts is not None:
        for name in artifact.attachments:
            if name not in examined.facts.attachments:
                yield pdf.LOST_ATTACHMENT(f"`{artifact.name}` lacks its attachment `{name}`")


def examine(
    name: str,
    data: bytes,
    claims: Iterable[str] = (),
    *,
    thorough: bool = False,
    source: SourceFile | None = None,
) -> Examination:
    """A PDF opened, and judged by ``claims`` and by all that it claims itself.

    ``thorough`` asks every judge there is. ``source`` is where its text came from.
    """
    try:
        found = facts(data)
    except BrokenPdf as error:
        broken = pdf.BROKEN_FILE(f"`{name}` can't be opened: {error}")
        return Examination(name, None, (), (broken,))
    told = [pdf.BROKEN_FILE(f"`{name}` is damaged: {problem}") for problem in found.problems]
    if not found.pages:
        told.append(pdf.BROKEN_FILE(f"`{name}` has no page"))
    standards = dict.fromkeys((*claims, *claims_in(found.xmp)))
    judgements = tuple(judged(data, standards, thorough=thorough)) if found.pages else ()
    for judgement in judgements:
        told.extend(_diagnostics(name, data, judgement, source))
    return Examination(name, found, judgements, tuple(told))


def _diagnostics(
    name: str, data: bytes, judgement: Judgement, source: SourceFile | None
) -> Iterator[Diagnostic]:
    claim = f"`{name}` claims {title_of(judgement.standard)}"
    findings = judgement.findings
    for finding, spot in zip(findings, spots(data, findings) if findings else (), strict=True):
        yield _breach(claim, finding, spot, source)
    if judgement.verdict == "not judged":
        rule = pdf.NOT_JUDGED if judgement.known else pdf.UNKNOWN_STANDARD
        yield rule(f"{claim}, which can't be judged: {judgement.reason}")
    elif judgement.verdict == "kept as far as judged":
        message = f"{claim}, which could be judged in part only: {judgement.reason}"
        yield pdf.JUDGED_IN_PART(message, hint=WHOLE_JUDGE)


def _breach(claim: str, finding: Finding, spot: Spot, source: SourceFile | None) -> Diagnostic:
    """A broken rule, where in the file, and where in the entry."""
    where = ", ".join(filter(None, (f"page {spot.page}" if spot.page else "", _element(spot))))
    message = f"{claim} and breaks {finding.rule}: {finding.message}"
    place = _place(spot, source)
    return pdf.CLAIM_NOT_MET(f"{message} ({where})" if where else message, place)


def _element(spot: Spot) -> str:
    words = spot.words if len(spot.words) <= 60 else spot.words[:59] + "…"
    if spot.before:
        words = spot.words if len(spot.words) <= 60 else "…" + spot.words[-59:]
    quoted = f" “{words}”" if words else ""
    return f"{spot.element}{' after' if spot.before else ''}{quoted}" if spot.element else ""


def _place(spot: Spot, source: SourceFile | None) -> Place | None:
    if source is None:
        return None
    return place_of(spot.words, source, last=spot.before) or Place(source.path)
