"""Briefs of generated entries have exactly so many pages, and hold what was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

from publish.api import Project
from tests.briefs.material import LANGUAGES, material, write
from tests.briefs.proof import HALF_EMPTY, faults, made

FEW = (1, 12, 15, 17, 22, 28, 116, 125)
SHEETS = ((1, "a4"), (2, "a4"), (1, "letter"), (2, "letter"))


def _project(folder: Path, seeds: tuple[int, ...]) -> Iterator[Project]:
    with Project.open(write(folder, [material(seed) for seed in seeds])) as project:
        yield project


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    yield from _project(tmp_path_factory.mktemp("few") / "project", FEW)


def test_the_few_are_of_every_kind() -> None:
    items = [material(seed) for seed in FEW]
    assert {item.lang for item in items} == set(LANGUAGES)
    assert {item.portrait for item in items} == {True, False}
    assert min(item.words for item in items) < 300 < 3000 < max(item.words for item in items)
    assert min(item.keys for item in items) == 0
    assert max(item.keys for item in items) > 20


@pytest.mark.parametrize("seed", FEW)
@pytest.mark.parametrize("pages", [1, 2])
def test_a_brief_fits(few: Project, seed: int, pages: int, tmp_path: Path) -> None:
    trim = ("a4", "letter")[seed % 2]
    brief = made(few, material(seed), pages, trim)
    assert faults(brief, material(seed), pages, trim, tmp_path) == []
    assert brief.report.layouts <= 7


def test_a_brief_has_the_same_bytes_each_time(few: Project) -> None:
    first, second = (made(few, material(FEW[0]), 1, "a4").artifact for _ in range(2))
    assert first.sha256 == second.sha256


def test_a_line_of_arabic_may_stand_out_by_a_hair(tmp_path: Path) -> None:
    """Its last letter joins otherwise than was reckoned with: by 1.5 points on this sheet."""
    for project in _project(tmp_path / "project", (134,)):
        brief = made(project, material(134), 2, "letter")
        assert faults(brief, material(134), 2, "letter", tmp_path) == []


@pytest.mark.proof
def test_three_hundred_briefs_fit(tmp_path: Path) -> None:
    """Of 75 entries, on two sheets, in one page and two."""
    seeds = tuple(range(100, 175))
    wrong, layouts = {}, []
    for project in _project(tmp_path / "project", seeds):
        for seed in seeds:
            for pages, trim in SHEETS:
                brief = made(project, material(seed), pages, trim)
                layouts.append(brief.report.layouts)
                if found := faults(brief, material(seed), pages, trim, tmp_path):
                    wrong[seed, pages, trim] = found
    assert len(layouts) == 300
    half = [each for each, found in wrong.items() if found[0].startswith(HALF_EMPTY)]
    assert wrong.keys() == {*half}, wrong
    assert len(half) <= 6, half  # where the next block is larger than what is free
    assert median(layouts) <= 4
    assert quantiles(layouts, n=20)[-1] <= 7
