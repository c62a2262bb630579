"""Drawings that would cost too much are refused."""

import pytest

from publish.engines.drawings import checked_drawing, drawing_tree

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def test_an_illustration_passes():
    checked_drawing((HEAD + '<g id="a"><path d="M0 0"/></g><use href="#a"/></svg>').encode())


def test_uses_that_multiply_are_counted():
    levels = ['<g id="l0"><path d="M0 0"/></g>']
    for level in range(1, 9):
        uses = f'<use xlink:href="#l{level - 1}"/>' * 10
        levels.append(f'<g id="l{level}">{uses}</g>')
    with pytest.raises(ValueError, match="draws more than"):
        drawing_tree((HEAD + "".join(levels) + "</svg>").encode())


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<g id="a"><use href="#a"/></g>', "draws more than"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "draws more than"),
        ("<g>" * 200 + "</g>" * 200, "deep"),
        ("<g>", "well-formed"),
    ],
)
def test_endless_deep_or_broken_ones_are_refused(body, words):
    with pytest.raises(ValueError, match=words):
        drawing_tree((HEAD + body + "</svg>").encode())


def chain(levels):
    uses = "".join(f'<g id="l{n}"><use href="#l{n - 1}"/></g>' for n in range(1, levels))
    return '<g id="l0"><path d="M0 0"/></g>' + uses


MANY = '<g id="m">' + '<path d="M0 0"/>' * 300 + "</g>"
POINTS = "M0 0" + "L1 1" * 300


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f'<marker id="k">{MANY}</marker><path d="{POINTS}" marker-mid="url(#k)"/>', "draws more"),
        (
            f'<marker id="k">{MANY}</marker><path d="{POINTS}" style="marker:url(#k)"/>',
            "draws more",
        ),
        (f"<style>path {{ marker: url(#m) }}</style>{MANY}<path d='{POINTS}'/>", "draws more"),
        (MANY + '<path fill="url(#m)"/>' * 300, "draws more"),
        (MANY + '<path mask="url(#m)"/>' * 300, "draws more"),
        (MANY + '<path clip-path="url(#m)"/>' * 300, "draws more"),
        (MANY + '<path filter="url(#m)"/>' * 300, "draws more"),
        ('<path d="' + "1 " * 500_001 + '"/>', "numbers"),
        ("<g/>" * 50_001, "draws more"),
        (chain(80), "deep"),
        ("<g>" * 64 + "</g>" * 64, "deep"),
        (r"<style>@\69mport 'a.css';</style>", "fetches"),
        (r"<style>a { fill: u\72l(http://example.org/a) }</style>", "fetches"),
        ('<path fill="image-set(&quot;http://example.org/a&quot;)"/>', "fetches"),
        ('<path style="fill:url(//example.org/a)"/>', "fetches"),
    ],
)
def test_what_costs_or_fetches_too_much_is_refused(body, words):
    with pytest.raises(ValueError, match=words):
        checked_drawing((HEAD + body + "</svg>").encode())


@pytest.mark.parametrize("size", ['width="99999999999999" height="1"', 'viewBox="0 0 1 1000000"'])
def test_a_size_that_no_page_has_is_refused(size):
    with pytest.raises(ValueError, match="wider or higher"):
        checked_drawing((HEAD.replace(">", f" {size}>") + "</svg>").encode())


def test_entities_are_refused():
    with pytest.raises(ValueError, match="entities"):
        drawing_tree(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + HEAD.encode() + b"</svg>")


def test_a_large_file_is_refused():
    with pytest.raises(ValueError, match="8 MB"):
        drawing_tree(b" " * (8 * 1024 * 1024 + 1))
