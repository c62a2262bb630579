"""Verification: an artifact is opened and looked at before it is delivered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from publish.engines.store import NO_STORE, Store
from publish.model.publication import Artifact
from publish.verify.verdict import Verdict


class Verifier(Protocol):
    """Says what is wrong with a made file; ``shelf`` keeps what needn't be looked at again."""

    def __call__(self, artifact: Artifact, shelf: Store = NO_STORE) -> Verdict: ...


def _pdf(artifact: Artifact, shelf: Store = NO_STORE) -> Verdict:
    from publish.verify.pdf import verify_pdf

    return verify_pdf(artifact, shelf)


def _epub(artifact: Artifact, shelf: Store = NO_STORE) -> Verdict:
    from publish.verify.epub import verify_epub

    return Verdict(tuple(verify_epub(artifact)))


def _html(artifact: Artifact, shelf: Store = NO_STORE) -> Verdict:
    if artifact.files:
        from publish.verify.site import verify_site

        return Verdict(tuple(verify_site(artifact)))
    from publish.verify.html import verify_html

    return Verdict(tuple(verify_html(artifact)))


VERIFIERS: Mapping[str, Verifier] = {"pdf": _pdf, "epub": _epub, "html": _html}
