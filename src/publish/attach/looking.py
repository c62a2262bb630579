"""Documents as bytes to what they hold: described, compared, or with their files taken out."""

from __future__ import annotations

from collections.abc import Sequence

from publish.attach.attachment import ClaimsIn, claims_of
from publish.attach.compare import Difference, compare
from publish.attach.description import Description, describe
from publish.attach.embedding import Enclosure, enclosures, take_out
from publish.attach.opening import Document, opened, saved
from publish.attach.refusals import against_rewriting
from publish.attach.soundness import refusing
from publish.diagnostics.core import Collector, Result
from publish.model.frozen import Frozen


class Detached(Frozen):
    """The files taken out of a document, and the document without them, if that was wanted."""

    files: tuple[Enclosure, ...]
    left: bytes | None = None


@refusing
def detach(
    report: Document, wanted: Sequence[str] = (), *, rewrite: bool = True
) -> Result[Detached | None]:
    """The files of these names that are in a document, or all; to ``rewrite`` it without them
    is refused where it is signed, or doesn't allow it.
    """
    result = opened(report)
    if result.value is None:
        return Result(None, result.diagnostics)
    pdf = result.value
    files = tuple(each for each in enclosures(pdf) if not wanted or each.name in wanted)
    if not rewrite:
        return Result(Detached(files))
    if refused := tuple(against_rewriting(report, pdf)):
        return Result(None, refused)
    linear = pdf.is_linearized
    take_out(pdf, [each.name for each in files])
    return Result(Detached(files, saved(pdf, linear)))


@refusing
def described(document: Document, claims_in: ClaimsIn) -> Result[Description | None]:
    """What a document holds."""
    result = opened(document)
    if result.value is None:
        return Result(None, result.diagnostics)
    return Result(describe(result.value, tuple(claims_of(result.value, claims_in))))


@refusing
def compared(one: Document, other: Document) -> Result[Difference | None]:
    """What two documents differ in."""
    found = Collector()
    first, second = found.take(opened(one)), found.take(opened(other))
    if first is None or second is None:
        return found.result(None)
    return found.result(compare(first, second))
