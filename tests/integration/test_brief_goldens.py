"""Briefs of the sample and of a house look as they did, fit, and can be read."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from publish.api import Project
from tests.briefs.goldens import (
    FOLDER,
    MOST,
    ROOT,
    SHEETS,
    Wanted,
    briefs,
    differs,
    housed,
    picture,
    sample,
)
from tests.briefs.proof import POINTS
from tests.briefs.rendered import illegible

QUICK = [each for number, each in enumerate(sample()) if number % 4 == (number // 4) % 4]
"""Of each entry one, each on another sheet than the one before."""


def faults(root: Path, wanted: list[Wanted]) -> dict[Wanted, list[str]]:
    found = {}
    with Project.open(root) as project:
        for each, brief in briefs(project, wanted):
            data = brief.artifact.data
            told = [*illegible(data), differs(picture(data), each.file)]
            with pypdfium2.PdfDocument(data) as document:
                sizes = [tuple(map(round, page.get_size())) for page in document]
            if sizes != [tuple(map(round, POINTS[each.trim]))] * each.pages:
                told.append(f"pages of {sizes}")
            if any(told):
                found[each] = [fault for fault in told if fault]
    return found


def test_there_are_thirty_and_more() -> None:
    assert {each.file.name for each in sample()} <= {path.name for path in FOLDER.glob("*.png")}
    assert len(list(FOLDER.glob("*.png"))) >= 30
    assert {(each.pages, each.trim) for each in QUICK} == {*SHEETS}
    assert len({each.entry for each in QUICK}) == len(QUICK)


def test_each_entry_of_the_sample_looks_as_it_did() -> None:
    assert faults(ROOT, QUICK) == {}


@pytest.mark.proof
def test_each_on_each_sheet() -> None:
    assert faults(ROOT, sample()) == {}


@pytest.mark.proof
def test_a_house_has_its_style(tmp_path: Path) -> None:
    root, wanted = housed(tmp_path / "housed")
    assert faults(root, wanted) == {}


def test_a_line_that_moves_is_seen(tmp_path: Path) -> None:
    golden = sample()[0].file
    from PIL import Image, ImageChops

    with Image.open(golden) as kept:
        assert differs(kept, golden) == ""
        moved = ImageChops.offset(kept, 0, 3)
        assert differs(moved, golden).endswith("in the mean")
        assert float(differs(moved, golden).split()[0]) > MOST
    assert differs(moved, tmp_path / "none.png").startswith("there is no picture")
