"""A page that was damaged is found before it is delivered."""

from __future__ import annotations

import pytest

from publish.model.publication import Artifact
from publish.verify.html import verify_html

GOOD = (
    '<!DOCTYPE html><html lang="en"><head><title>T</title><style>a{}</style></head>'
    '<body><main><h1 id="a">T</h1><a href="#a">up</a><a href="https://example.org/">out</a>'
    '<img src="data:image/png;base64,AA" alt=""></main></body></html>'
)


def _codes(text: str) -> list[str]:
    return [d.rule.code for d in verify_html(Artifact("html", "a.html", text.encode()))]


def test_a_good_page() -> None:
    assert _codes(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<!DOCTYPE html>", "", "HTM010"),
        (' lang="en"', "", "HTM010"),
        ("<title>T</title>", "<title> </title>", "HTM010"),
        ("<main>", "<main><h1>second</h1>", "HTM010"),
        ('href="#a"', 'href="#b"', "HTM011"),
        ("</main>", '<p id="a"></p></main>', "HTM012"),
        ("data:image/png;base64,AA", "https://example.org/a.png", "HTM013"),
        ("data:image/png;base64,AA", "//example.org/a.png", "HTM013"),
        ("a{}", "@import 'http://example.org/a.css'", "HTM013"),
        ("a{}", "a{background:url(bg.png)}", "HTM013"),
        ("a{}", "@font-face{font-family:a;src:url(/etc/passwd)}", "HTM013"),
        ("data:image/png;base64,AA", "a.png", "HTM013"),
        ("a{}", "a{background:url(https://example.org/a.png)}", "HTM013"),
        ("<title>", '<link rel="stylesheet" href="a.css"><title>', "HTM013"),
        ("<title>", '<script src="//example.org/a.js"></script><title>', "HTM013"),
        ("a{}", "a{background:image-set('http://example.org/a.png' 1x)}", "HTM013"),
        ("a{}", "a{background:u\\72l(http://example.org/a.png)}", "HTM013"),
        ("a{}", "@\\69mport '//example.org/a.css'", "HTM013"),
        ("<img ", '<img srcset="#a 1x, https://example.org/b.png 2x" ', "HTM013"),
        ("data:image/png;base64,AA", "/\\example.org/a.png", "HTM013"),
        ("a{}", "a" + "{" * 5000, "HTM010"),
        ("</main>", "<script>alert(1)</script></main>", "HTM014"),
        ("<main>", '<main onclick="alert(1)">', "HTM014"),
        ("https://example.org/", "java&#10;script:alert(1)", "HTM014"),
        ("https://example.org/", "data:text/html,x", "HTM014"),
        ("<title>", '<meta http-equiv="refresh" content="0;url=//example.org"><title>', "HTM014"),
        (' alt=""', "", "ACC001"),
    ],
)
def test_each_damage_is_found(old: str, new: str, code: str) -> None:
    assert old in GOOD
    assert _codes(GOOD.replace(old, new, 1)) == [code]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"<!DOCTYPE html>"])
def test_what_is_no_page_at_all(data: bytes) -> None:
    found = list(verify_html(Artifact("html", "a.html", data)))
    assert found
    assert {d.rule.code for d in found} == {"HTM010"}
