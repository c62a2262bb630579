"""Drawings that would cost too much are refused."""

import pytest

from publish.engines.drawings import DrawingTooComplex, check_drawing

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def test_an_illustration_passes():
    check_drawing((HEAD + '<g id="a"><path d="M0 0"/></g><use href="#a"/></svg>').encode())


def test_uses_that_multiply_are_counted():
    levels = ['<g id="l0"><path d="M0 0"/></g>']
    for level in range(1, 9):
        uses = f'<use xlink:href="#l{level - 1}"/>' * 10
        levels.append(f'<g id="l{level}">{uses}</g>')
    with pytest.raises(DrawingTooComplex, match="draws more than"):
        check_drawing((HEAD + "".join(levels) + "</svg>").encode())


@pytest.mark.parametrize(
    "body",
    [
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        "<g>" * 200 + "</g>" * 200,
        "<g>",
    ],
)
def test_endless_deep_or_broken_ones_are_refused(body):
    with pytest.raises(DrawingTooComplex):
        check_drawing((HEAD + body + "</svg>").encode())


def test_entities_are_refused():
    with pytest.raises(DrawingTooComplex, match="entities"):
        check_drawing(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + HEAD.encode() + b"</svg>")
