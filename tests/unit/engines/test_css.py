"""Addresses in style sheets, as a browser reads them."""

from __future__ import annotations

import pytest

from publish.engines.css import addresses


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("a{background:url(b.png)}", ("b.png",)),
        ('a{background:image-set("b.png" 1x, url(c.png) 2x)}', ("b.png", "c.png")),
        (r"a{background:u\72l(b.png)}", ("b.png",)),
        ('@import "b.css"; a{content:"c"}', ("b.css",)),
        (r"@\69mport url(b.css)", ("b.css",)),
        ("@media print{a{background:url('b.png'", ("b.png",)),
        ("@namespace url(http://www.w3.org/1999/xhtml);", ()),
        ("/* url(b.png) */ a{content:'url(c.png)'}", ()),
        ("@font-face{src:url(data:font/woff2;base64,AAAA)}", ("data:font/woff2;base64,AAAA",)),
    ],
)
def test_addresses(css: str, found: tuple[str, ...]) -> None:
    assert addresses(css) == found


def test_what_is_nested_without_end_is_told() -> None:
    with pytest.raises(ValueError, match="nested too deep"):
        addresses("a" + "(" * 5000)
