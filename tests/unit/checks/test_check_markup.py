"""HTML and LaTeX that would be printed; what only looks like them is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("A <b>word</b>.\n", ["ENT025 5:3-6", "ENT025 5:10-14"]),
        ("<p class=\"x\">\n\nText.\n\n</p>\n", ["ENT025 5:1-14", "ENT025 9:1-5"]),
        ("Text <!-- a comment -->.\n", []),
        ("He said \\cite{he2016deep}.\n", ["ENT025 5:9-15"]),
        ("`<b>` and 1 < 2 > 0, List<String>, $\\frac{1}{2}$.\n", []),
        ("```html\n<b>\n<!-- x -->\n```\n", []),
        ("A `<b>`{=html} word.\n", ["ENT025 5:8-15"]),
        ("```{=html}\n<b>x</b>\n```\n", ["ENT025 5:6-7"]),
        ("Text\n```{=latex}\nx\n```\n", ["ENT025 6:6-7"]),
        ("`{=html}` shows how.\n", []),
        ("A backslash \\\\ and C:\\\\dir.\n", []),
    ],
)  # fmt: skip
def test_raw_markup(told: Callable[..., list[str]], body: str, places: list[str]) -> None:
    assert told(body) == places
