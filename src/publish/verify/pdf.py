"""A PDF is opened and looked at: what was made, before it is delivered, or any other.

That it can be read, has pages and still carries what was attached is seen by opening
it; whether it keeps what it claims, is judged (see `publish.verify.judgement`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import eng, pdf
from publish.engines.findings import Finding
from publish.engines.pikepdf import BrokenPdf, PdfFacts, Spot, spots
from publish.engines.store import NO_STORE, Store
from publish.model.frozen import Frozen
from publish.model.place import Place, SourceFile
from publish.model.publication import Artifact
from publish.verify.claims import title_of
from publish.verify.judgement import Judgement, settled
from publish.verify.looking import shown, sight
from publish.verify.passages import place_of
from publish.verify.verdict import Verdict

WHOLE_JUDGE = "`pip install 'publish-dossiers[verapdf]'` brings veraPDF, which judges all of it"


class Examination(Frozen):
    """What is known of a file: None for its facts if it can't be opened."""

    name: str
    facts: PdfFacts | None
    judgements: tuple[Judgement, ...]
    diagnostics: tuple[Diagnostic, ...]


def verify_pdf(artifact: Artifact, shelf: Store = NO_STORE) -> Verdict:
    """What is wrong with a made PDF, and which of its claims can't stand; ``shelf`` keeps what is
    said of the excerpts of a long one.
    """
    made = _Subject(artifact.name, artifact.data, artifact.source, is_made=True)
    examined = _examined(made, artifact.claims, shelf)
    found = [*examined.diagnostics]
    if examined.facts is not None:
        found += [
            pdf.LOST_ATTACHMENT(f"`{artifact.name}` lacks its attachment `{name}`")
            for name in artifact.attachments
            if name not in examined.facts.attachments
        ]
    unproved = (e.standard for e in examined.judgements if e.verdict in ("broken", "not judged"))
    return Verdict(tuple(found), tuple(unproved))


def examine(
    name: str,
    data: bytes,
    claims: Iterable[str] = (),
    *,
    thorough: bool = False,
) -> Examination:
    """Any PDF opened, and judged by ``claims`` and by all that it claims itself.

    ``thorough`` asks every judge there is.
    """
    return _examined(_Subject(name, data), claims, NO_STORE, thorough=thorough)


class _Subject(Frozen):
    """A file that is looked at. One that ``is_made`` here can be made again without a
    claim; ``source`` is where its text came from.
    """

    name: str
    data: bytes
    source: SourceFile | None = None
    is_made: bool = False


def _examined(
    file: _Subject, claims: Iterable[str], shelf: Store, *, thorough: bool = False
) -> Examination:
    name = file.name
    try:
        seen = sight(file.data, [*claims], shelf)
    except BrokenPdf as error:
        broken = pdf.BROKEN_FILE(f"`{name}` can't be opened: {error}")
        return Examination(name, None, (), (broken,))
    flaws = dict.fromkeys(problem for each in seen.looks for problem in each.problems)
    told = [pdf.BROKEN_FILE(f"`{name}` is damaged: {problem}") for problem in flaws]
    if not seen.facts.pages:
        told.append(pdf.BROKEN_FILE(f"`{name}` has no page"))
    pieces = partial(shown, file.data, seen.looks)
    judgements = tuple(settled(pieces, seen.standards, seen.looks, thorough=thorough))
    for judgement in judgements:
        told.extend(_diagnostics(file, judgement))
    silent = dict.fromkeys(reason for each in judgements for reason in each.silent)
    wanting = f"`{name}` wasn't judged as it could be"
    told += [eng.NO_ANSWER(f"{wanting}: {reason}", _start(file)) for reason in silent]
    return Examination(name, seen.facts, judgements, tuple(told))


def _diagnostics(file: _Subject, judgement: Judgement) -> Iterator[Diagnostic]:
    title, findings = title_of(judgement.standard), judgement.findings
    claim = f"`{file.name}` claims {title}"
    for finding, spot in zip(findings, spots(file.data, findings) if findings else (), strict=True):
        yield _breach(file, judgement.standard, finding, spot)
    if judgement.verdict == "not judged" and file.is_made:
        message = f"`{file.name}` can't claim {title}, which can't be judged: {judgement.reason}"
        yield pdf.CLAIM_GIVEN_UP(message, _start(file), _without(judgement.standard))
    elif judgement.verdict == "not judged":
        rule = pdf.NOT_JUDGED if judgement.known else pdf.UNKNOWN_STANDARD
        yield rule(f"{claim}, which can't be judged: {judgement.reason}")
    elif judgement.verdict == "kept as far as judged":
        message = f"{claim}, which could be judged in part only: {judgement.reason}"
        yield pdf.JUDGED_IN_PART(message, hint=WHOLE_JUDGE)


def _breach(file: _Subject, standard: str, finding: Finding, spot: Spot) -> Diagnostic:
    """A broken rule, where in the file, and where in the entry."""
    where = ", ".join(filter(None, (f"page {spot.page}" if spot.page else "", _element(spot))))
    what = f"{finding.rule}: {finding.message}" + (f" ({where})" if where else "")
    claim = title_of(standard)
    if not file.is_made:
        return pdf.CLAIM_NOT_MET(f"`{file.name}` claims {claim} and breaks {what}")
    message = f"`{file.name}` can't claim {claim}: it breaks {what}"
    place = _place(spot, file)
    if place is not None and file.source is not None and place.line:
        return pdf.CLAIM_GIVEN_UP.at(file.source, place, message, _without(standard))
    return pdf.CLAIM_GIVEN_UP(message, place, _without(standard))


def _without(standard: str) -> str:
    return f"mend what is named, or take `{standard}` out of `pdf.standard`"


def _element(spot: Spot) -> str:
    words = spot.words if len(spot.words) <= 60 else spot.words[:59] + "…"
    if spot.before:
        words = spot.words if len(spot.words) <= 60 else "…" + spot.words[-59:]
    quoted = f" “{words}”" if words else ""
    return f"{spot.element}{' after' if spot.before else ''}{quoted}" if spot.element else ""


def _place(spot: Spot, file: _Subject) -> Place | None:
    if file.source is None:
        return None
    return place_of(spot.words, file.source, last=spot.before) or _start(file)


def _start(file: _Subject) -> Place | None:
    return Place(file.source.path) if file.source is not None else None
