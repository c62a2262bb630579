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


def test_entities_are_refused():
    with pytest.raises(ValueError, match="entities"):
        drawing_tree(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + HEAD.encode() + b"</svg>")


def test_a_large_file_is_refused():
    with pytest.raises(ValueError, match="8 MB"):
        drawing_tree(b" " * (8 * 1024 * 1024 + 1))
