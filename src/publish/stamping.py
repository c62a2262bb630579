"""The recipe of copies: a made brief and its recipients → a file for each, proved as it was."""

from __future__ import annotations

from collections.abc import Iterable

from publish.attach.copies import copy_with
from publish.diagnostics.core import Collector, Result
from publish.model.frozen import replace
from publish.model.publication import Artifact
from publish.model.recipient import Recipient
from publish.verify import VERIFIERS


def copies(artifact: Artifact, recipients: Iterable[Recipient]) -> Result[tuple[Artifact, ...]]:
    """A copy of a PDF for each recipient, in their order, under a name that ends in their
    number. Each is opened and judged by the claims of the original; one that doesn't keep
    them isn't given out, and why is told.
    """
    found, made = Collector(), []
    stem = artifact.name.removesuffix(".pdf")
    for recipient in recipients:
        data = copy_with(artifact.data, recipient.line)
        copy = replace(artifact, name=f"{stem}-{recipient.number}.pdf", data=data)
        verdict = VERIFIERS["pdf"](copy)
        found.extend(verdict.diagnostics)
        if not verdict.unproved:
            made.append(copy)
    return found.result(tuple(made))
