"""What is to be attached to what, to all that speaks against it: told before anything is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Pdf

from publish.attach.claims import broken_claims, takes_files
from publish.attach.embedding import enclosures
from publish.attach.joining.intents import signature
from publish.attach.joining.objects import items
from publish.attach.manner import Manner
from publish.attach.opening import Document
from publish.attach.signatures import allows_additions, has_xfa, signed_fields
from publish.diagnostics.core import Diagnostic, Severity
from publish.diagnostics.rules import joined

Side = tuple[Document, Pdf, Sequence[str]]
"""A document, the same opened, and the standards that it claims."""


def refusals(report: Side, briefs: Sequence[Side], manner: Manner) -> Iterator[Diagnostic]:
    """What speaks against it; with ``force`` and ``drop_claims`` some of it only warns."""
    sides = (report, *briefs) if manner.kind != "embedded" else (report,)
    for side in sides:
        yield from _permissions(side, manner)
        yield from _signatures(side, manner)
    for claim, name, why in sorted(set(_claims(report, briefs, manner))):
        found = joined.CLAIM_WOULD_BREAK(
            f"`{report[0].name}` claims `{claim}`, and {why.format(f'`{name}`')}",
            hint="of an entry, a brief is made that keeps it where one can; or give the claim up: "
            "`--drop-claims`",
        )
        yield found.with_severity(Severity.WARNING) if manner.drop_claims else found


def against_rewriting(document: Document, pdf: Pdf) -> Iterator[Diagnostic]:
    """What speaks against writing a document anew, with less in it."""
    if pdf.is_encrypted and not pdf.owner_password_matched and not pdf.allow.modify_other:
        yield _not_permitted(document, "it is changed")
    if signed_fields(pdf):
        yield joined.SIGNED_DOCUMENT(
            f"`{document.name}` is signed, and would no longer be without its files",
            hint="take them out without writing the document anew",
        )


def broken(report: Side, briefs: Sequence[Side], manner: Manner) -> tuple[str, ...]:
    """The claims of the report that the joined file can't make."""
    return tuple(dict.fromkeys(claim for claim, _, _ in _claims(report, briefs, manner)))


def _permissions(side: Side, manner: Manner) -> Iterator[Diagnostic]:
    document, pdf, _ = side
    if not pdf.is_encrypted or pdf.owner_password_matched:
        return
    embedded = manner.kind == "embedded"
    if not (pdf.allow.modify_other if embedded else pdf.allow.modify_assembly):
        what = "it is added to" if embedded else "its pages are put together with others"
        yield _not_permitted(document, what)


def _not_permitted(document: Document, what: str) -> Diagnostic:
    return joined.NOT_PERMITTED(
        f"`{document.name}` does not allow that {what}",
        hint="open it with its owner's password: `--password`",
    )


def _signatures(side: Side, manner: Manner) -> Iterator[Diagnostic]:
    document, pdf, _ = side
    if manner.kind == "embedded":
        if signed_fields(pdf) and not allows_additions(pdf):
            yield joined.CERTIFIED_DOCUMENT(
                f"`{document.name}` is certified against any change",
                hint="attach to a copy that isn't signed",
            )
        return
    if count := len(signed_fields(pdf)):
        signatures = "signature" if count == 1 else "signatures"
        found = joined.SIGNED_DOCUMENT(
            f"`{document.name}` has {count} {signatures} that would break",
            hint="`--as embedded` keeps what is signed; `--force` takes the signatures out",
        )
        yield found.with_severity(Severity.WARNING) if manner.force else found
    if has_xfa(pdf):
        found = joined.XFA_FORM(
            f"`{document.name}` has an XFA form",
            hint="`--as embedded` keeps it whole; `--force` takes it out",
        )
        yield found.with_severity(Severity.WARNING) if manner.force else found


_KEEPS_NOT = "{} does not keep it"
_OTHER_COLOURS = "{} means its colours for another output, which a claim like this allows once"


def _claims(report: Side, briefs: Sequence[Side], manner: Manner) -> Iterator[tuple[str, str, str]]:
    """Each claim of the report that would break, the name of the brief that breaks it, and
    why, with the name to be filled in.
    """
    _, pdf, claims = report
    if manner.kind == "embedded":
        for claim in claims:
            for other, brief, theirs in briefs:
                enclosed = [()] * len(list(enclosures(brief)))
                if not takes_files(claim, [theirs, *enclosed]):
                    yield claim, other.name, _KEEPS_NOT
        return
    broken = set()
    for claim, index in broken_claims(claims, [other for _, _, other in briefs]):
        broken.add((claim, index))
        yield claim, briefs[index][0].name, _KEEPS_NOT
    own = {signature(intent) for intent in items(pdf.Root, "/OutputIntents")}
    for index, (other, brief, _) in enumerate(briefs):
        meant = {signature(intent) for intent in items(brief.Root, "/OutputIntents")}
        for claim in claims:
            if claim.startswith(("a-", "x-")) and (claim, index) not in broken and not meant <= own:
                yield claim, other.name, _OTHER_COLOURS
