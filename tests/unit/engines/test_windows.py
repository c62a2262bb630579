"""A window ends where something begins, the first as soon as it can, and what is long and can't be
parted has its own."""

from __future__ import annotations

from collections.abc import Collection

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from publish.engines.pikepdf import windows as parting


def _parted(pages: int, beginnings: Collection[int], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot)
    monkeypatch.setattr(
        parting, "_beginning", lambda _, page: ((page, 0),) if page in beginnings else ()
    )
    monkeypatch.setattr(parting, "MOST", 1_000)
    found = parting.windows(pdf, 4)
    assert [each.start for each in found[1:]] == [each.stop for each in found[:-1]]
    return [f"{each.pages.start}-{each.pages.stop}" for each in found]


@pytest.mark.parametrize(
    ("pages", "beginnings", "expected"),
    [
        (10, range(10), ["0-1", "1-5", "5-9", "9-10"]),
        (10, [3, 5, 9], ["0-3", "3-5", "5-9", "9-10"]),
        (10, [5, 9], ["0-5", "5-9", "9-10"]),
        (20, [*range(7), 19], ["0-1", "1-5", "5-6", "6-19", "19-20"]),
        (20, range(7), ["0-1", "1-5", "5-6", "6-20"]),
        (20, [1], ["0-1", "1-20"]),
        (20, [], []),
        (4, range(4), ["0-1", "1-4"]),
    ],
)
def test_where_a_file_is_parted(
    pages: int, beginnings: Collection[int], expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _parted(pages, beginnings, monkeypatch) == expected
