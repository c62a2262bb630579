"""Verification: an artifact is opened and looked at before it is delivered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from publish.diagnostics.core import Diagnostic
from publish.model.publication import Artifact

Verifier = Callable[[Artifact], Iterator[Diagnostic]]


def _pdf(artifact: Artifact) -> Iterator[Diagnostic]:
    from publish.verify.pdf import verify_pdf

    return verify_pdf(artifact)


def _epub(artifact: Artifact) -> Iterator[Diagnostic]:
    from publish.verify.epub import verify_epub

    return verify_epub(artifact)


def _html(artifact: Artifact) -> Iterator[Diagnostic]:
    from publish.verify.html import verify_html

    return verify_html(artifact)


VERIFIERS: Mapping[str, Verifier] = {"pdf": _pdf, "epub": _epub, "html": _html}
