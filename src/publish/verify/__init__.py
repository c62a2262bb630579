"""Verification: an artifact is opened and looked at before it is delivered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from publish.model.publication import Artifact
from publish.verify.verdict import Verdict

Verifier = Callable[[Artifact], Verdict]


def _pdf(artifact: Artifact) -> Verdict:
    from publish.verify.pdf import verify_pdf

    return verify_pdf(artifact)


def _epub(artifact: Artifact) -> Verdict:
    from publish.verify.epub import verify_epub

    return Verdict(tuple(verify_epub(artifact)))


def _html(artifact: Artifact) -> Verdict:
    if artifact.files:
        from publish.verify.site import verify_site

        return Verdict(tuple(verify_site(artifact)))
    from publish.verify.html import verify_html

    return Verdict(tuple(verify_html(artifact)))


VERIFIERS: Mapping[str, Verifier] = {"pdf": _pdf, "epub": _epub, "html": _html}
