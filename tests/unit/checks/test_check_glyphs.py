"""Characters that no font has are found where they stand; boxes to tick are drawn by us."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("Snow ☃ falls.\n", ["RES020 5:6-7"]),
        ("- [x] done\n- [ ] not yet\n", []),
        ("A box ☒ in a text.\n", ["RES020 5:7-8"]),
        ("Ωμέγα, Жук, $\\in$.\n", []),
    ],
)
def test_characters(told: Callable[..., list[str]], body: str, places: list[str]) -> None:
    assert told(body) == places


RECORD = """@misc{li2020,
  author = {Li, Ming and 李, 明},
  title = {A Title},
  abstract = {☃},
  year = {2020},
}
"""


@pytest.mark.parametrize(("body", "count"), [("Cited [@li2020].\n", 2), ("Not cited.\n", 0)])
def test_records_that_are_cited(found: Callable[..., list[Any]], body: str, count: int) -> None:
    told = found(body, files={"bibliography/li.bib": RECORD})
    assert [str(d.place) for d in told if d.rule.code == "RES020"] == [
        "bibliography/li.bib:2:12"
    ] * count
