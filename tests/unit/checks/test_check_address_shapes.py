"""What an address shows by itself, and nothing that may be right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publish.checks.address_shapes import shape
from publish.diagnostics.core import Diagnostic
from publish.revision import revised

Found = Callable[..., list[Diagnostic]]


@pytest.mark.parametrize(
    ("address", "code", "better"),
    [
        ("http://arxiv.org/abs/1512.03385", "REF008", "https://arxiv.org/abs/1512.03385"),
        ("http://en.wikipedia.org/wiki/A", "REF008", "https://en.wikipedia.org/wiki/A"),
        ("HTTP://GitHub.com/x", "REF008", "https://GitHub.com/x"),
        ("http://dx.doi.org/10.1/x", "REF009", "https://doi.org/10.1/x"),
        ("https://www.doi.org/10.1/x", "REF009", "https://doi.org/10.1/x"),
        ("https://en.m.wikipedia.org/wiki/A", "REF009", "https://en.wikipedia.org/wiki/A"),
        ("https://bit.ly/abc", "REF009", None),
        ("https://www.google.com/url?q=x", "REF009", None),
        ("https://ieee.ezproxy.uni.edu/doc", "REF009", None),
        ("https://www-nature-com.ezproxy.uni.edu/doc", "REF009", None),
        ("https://doi.org/https://doi.org/10.1/x", "REF010", "https://doi.org/10.1/x"),
        ("https://doi.org/doi:10.1/x", "REF010", "https://doi.org/10.1/x"),
        ("https://https://x.org/", "REF010", None),
        ("https://http//x.org/", "REF010", None),
        ("https://x.org/a,", "REF010", None),
        ("https://x.org/a%20", "REF010", None),
        ("https://x.org/a_(b", "REF010", None),
        ("https://x.org/a]", "REF010", None),
        ("https://x.org//a", "REF010", None),
        ("https://example.com/a", "REF011", None),
        ("https://www.example.org/", "REF011", None),
        ("http://localhost:8000/", "REF011", None),
        ("http://192.168.1.2/a", "REF011", None),
        ("https://foo.invalid/", "REF011", None),
        ("https://x.org/?utm_source=a&b=1&utm_medium=c#d", "REF012", "https://x.org/?b=1#d"),
        ("https://x.org/?fbclid=1", "REF012", "https://x.org/"),
    ],
)
def test_faults(address: str, code: str, better: str | None) -> None:
    found = shape(address)
    assert found is not None
    assert (found.rule.code, found.better) == (code, better)
    assert better is None or shape(better) is None


@pytest.mark.parametrize(
    "address",
    [
        "https://doi.org/10.1016/S0140-6736(97)11096-0",
        "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
        "https://doi.org/10.1234//x",
        "https://web.archive.org/web/2020/https://x.org/a",
        "https://web.archive.org/web/2020/http://arxiv.org/abs/1",
        "https://en.wikipedia.org/wiki/Apple_Inc.",
        "https://en.wikipedia.org/wiki/Net_(disambiguation)",
        "http://www.some-lab.edu/~he/",
        "http://arxiv.org:8080/x",
        "https://x.org/a%20b",
        "https://x.org/?q=utm_source",
        "https://www.google.com/search?q=x",
        "https://notexample.com/",
        "https://contest.org/",
        "mailto:a@example.com",
        "entry:a",
        "#a",
        "https://proxyvote.com/",
        "https://10000.org/",
    ],
)
def test_what_may_be_right(address: str) -> None:
    assert shape(address) is None


def test_places_and_edits_in_the_text(found: Found) -> None:
    body = (
        "See [a](http://arxiv.org/abs/1), <http://dx.doi.org/10.1/x> and [b][1], [c][1].\n\n"
        "[1]: https://x.org/?utm_source=a\n"
    )
    items = found(body)
    assert [f"{d.rule.code} {d.place.line}:{d.place.column}-{d.place.end}" for d in items] == [
        "REF008 5:9-31",
        "REF009 5:35-59",
        "REF012 7:6-33",
    ]
    before = "---\nkind: work\ntitle: A\n---\n"
    text = revised(before + body, [edit for each in items for edit in each.edits])
    assert text.removeprefix(before) == (
        "See [a](https://arxiv.org/abs/1), <https://doi.org/10.1/x> and [b][1], [c][1].\n\n"
        "[1]: https://x.org/\n"
    )


def test_the_header_is_told_and_left(found: Found) -> None:
    (item,) = found(header="kind: work\ntitle: A\nsummary: See [a](http://arxiv.org/abs/1).\n")
    assert (str(item.place), item.edits) == ("entries/a.md:4:18", ())
