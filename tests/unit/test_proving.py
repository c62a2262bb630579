"""A publication's files: what was judged, and when."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from publish import proving
from publish.diagnostics.rules import pdf
from publish.engines.pandoc import Pandoc
from publish.engines.store import NO_STORE, Store
from publish.model.frozen import replace
from publish.model.publication import Artifact, Publication
from publish.proving import made_files
from publish.resolve import resolve
from publish.verify.verdict import Verdict
from tests import builders

ALL = ("pdf", "epub", "html")


@pytest.fixture
def publication(pandoc: Pandoc, tmp_path: Path) -> Publication:
    entry = builders.entry(pandoc, "## One\n\nSome words.\n")
    project = builders.project(entry, root=tmp_path)
    made = resolve(project, entry, entry.document)
    settings = replace(made.settings, pdf=replace(made.settings.pdf, standard=("ua-1",)))
    return replace(made, settings=settings)


def judging(monkeypatch: pytest.MonkeyPatch, judge: Any) -> None:
    monkeypatch.setattr(proving, "VERIFIERS", {**proving.VERIFIERS, "pdf": judge})


def test_other_formats_are_made_while_a_pdf_is_judged(
    publication: Publication, pandoc: Pandoc, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = threading.Event()

    def judge(artifact: Artifact, shelf: Store = NO_STORE) -> Verdict:
        assert page.wait(60)
        return Verdict()

    def write(cited: Any) -> Any:
        page.set()
        return html(cited)

    html = proving.WRITERS["html"]
    judging(monkeypatch, judge)
    monkeypatch.setattr(proving, "WRITERS", {**proving.WRITERS, "html": write})
    made = made_files(publication, ALL, pandoc, workers=2)
    assert [name for name, file in made.items() if file.value] == list(ALL)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("formats", [("pdf",), ALL])
def test_a_standard_that_nobody_proves_is_not_claimed(
    publication: Publication,
    pandoc: Pandoc,
    monkeypatch: pytest.MonkeyPatch,
    formats: tuple[str, ...],
    workers: int,
) -> None:
    said = pdf.CLAIM_GIVEN_UP("nobody could judge it")

    def judge(artifact: Artifact, shelf: Store = NO_STORE) -> Verdict:
        return Verdict((said,), ("ua-1",)) if "ua-1" in artifact.claims else Verdict()

    judging(monkeypatch, judge)
    made = made_files(publication, formats, pandoc, workers=workers)
    file = made["pdf"].value
    assert file is not None
    assert file.claims == ()
    assert made["pdf"].diagnostics == (said,)
    assert list(made) == list(formats)


def test_a_bug_of_a_judge_is_raised_here(
    publication: Publication, pandoc: Pandoc, monkeypatch: pytest.MonkeyPatch
) -> None:
    judging(monkeypatch, lambda artifact, shelf: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        made_files(publication, ALL, pandoc, workers=2)
