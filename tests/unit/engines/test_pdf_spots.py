"""What breaks a rule is found where it is, also where the judge names no object."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from publish.engines import pagevalidation
from publish.engines.pikepdf import Spot, spots
from tests import samples
from tests.unit.writers.made import pdf_artifact

TEXT = """\
A word with *stress* in it.[^1]

[^1]: A note with `code` and *more*.

## Second

- one
- two

| A | B |
|---|---|
| 1 | 2 |

![A square](images/square.png)
"""


@pytest.fixture(scope="module")
def whole(pandoc, tmp_path_factory) -> bytes:
    return pdf_artifact(samples.sample(pandoc, tmp_path_factory.mktemp("whole"), TEXT)).data


def _first(pdf: pikepdf.Pdf, kind: str) -> Any:
    return next(e for e in pdf.objects if isinstance(e, Dictionary) and e.get("/S") == f"/{kind}"
                and e.get("/Type") == Name.StructElem)  # fmt: skip


def _retyped(kind: str, other: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        _first(pdf, kind).S = Name(f"/{other}")

    return change


def _without(kind: str, key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        del _first(pdf, kind)[key]

    return change


@pytest.mark.parametrize(
    ("change", "rule", "spot"),
    [
        (_retyped("LI", "P"), "L-KIDS", Spot(1, "L", "• one • two")),
        (_retyped("LI", "P"), "LBODY-PARENT", Spot(1, "LBody", "one")),
        (_retyped("TBody", "Sect"), "TABLE-KIDS", Spot(1, "Table", "A B 1 2")),
        (_retyped("TBody", "Sect"), "TR-PARENT", Spot(1, "TR", "1 2")),
        (_retyped("H2", "H4"), "HEADING-NESTING", Spot(1, "H4", "Second")),
        (_without("Note", "/ID"), "NOTE-ID", Spot(1, "Note", "1 A note with code and more.")),
        (_without("TH", "/A"), "TABLE-HEADERS", Spot(1, "Table", "A B 1 2")),
        (_without("Figure", "/Alt"), "ALTERNATIVE-TEXT", Spot(1, "Figure", "A square")),
    ],
)
def test_an_element_is_found_by_its_rule(
    whole: bytes, change: Callable[[pikepdf.Pdf], None], rule: str, spot: Spot
) -> None:
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        change(pdf)
        pdf.save(output := io.BytesIO())
    found = pagevalidation.findings(output.getvalue(), "ua-1")
    places = dict(zip((each.rule for each in found), spots(output.getvalue(), found), strict=True))
    assert [place for name, place in places.items() if rule in name] == [spot]
