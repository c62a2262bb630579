"""What is made of briefs, judged by those who judge everything: Nu, axe and veraPDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.api import Project
from publish.model.publication import Artifact
from publish.model.recipient import Recipient
from publish.stamping import copies
from tests.briefs.goldens import ROOT, housed
from tests.judges import axe, nu, verapdf

pytestmark = pytest.mark.judge


@pytest.fixture(
    scope="module", params=["of a house", pytest.param("the sample", marks=pytest.mark.proof)]
)
def made(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> list[Path]:
    """Of the sample, or of entries of a house that are written from right to left."""
    folder = tmp_path_factory.mktemp("judged")
    if request.param == "of a house":
        place, names = housed(folder / "housed")[0], ("g017", "g125")
    else:
        place, names = ROOT, ("mask-r-cnn", "kaiming-he")
    found = []
    with Project.open(place) as project:
        for artifact in _handouts(project, *names):
            path = folder / artifact.name
            path.write_bytes(artifact.data)
            found.append(path)
    return found


def _handouts(project: Project, one: str, other: str) -> Iterator[Artifact]:
    briefs = [project.brief(name).value for name in (one, other)]
    compared = project.comparison(one, other).value
    assert compared is not None
    both = [brief for brief in briefs if brief is not None]
    assert len(both) == 2
    for brief in (*both, compared):
        yield brief.artifact
        page = project.handouts.page(brief).value
        assert page is not None
        yield page
    yield from copies(both[0].artifact, [Recipient("Jane Doe", "7")]).value
    for whole in (project.handouts.pack(both, one), project.handouts.sheets([one, other], one)):
        assert whole.value is not None
        yield Artifact("pdf", f"{one}-{whole.value.name}", whole.value.data)


def test_pages_are_good_html(made: list[Path]) -> None:
    pages = [path for path in made if path.suffix == ".html"]
    assert len(pages) == 3
    assert nu.nu(pages) == []


def test_pages_can_be_used_by_everybody(made: list[Path]) -> None:
    assert axe.axe([path for path in made if path.suffix == ".html"], ["320", "dark"]) == []


def test_files_keep_what_they_claim(made: list[Path]) -> None:
    files = [path for path in made if path.suffix == ".pdf"]
    assert len(files) == 6
    assert verapdf.validate(files) == []
