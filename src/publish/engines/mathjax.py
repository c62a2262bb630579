"""A formula in TeX becomes a drawing in SVG that sits on the line of the text.

MathJax 4 runs inside the process, in an engine without files or network. Loading
it costs 0.3 s, so that is done with the first formula.
"""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache
from typing import Any

LONGEST = 20_000
"""Characters of TeX that a formula may have."""

SHAPES = "MJX-shape-"
"""How the names of shapes begin that a drawing refers to within itself."""

_FAILED = re.compile(r'data-mjx-error="([^"]*)"')
_UNKNOWN = re.compile(r'data-mml-node="mtext" fill="red"[^>]* data-latex="(\\[A-Za-z]+)"')
_DEFINES = re.compile(r"\\(?:[gex]?def|let|newcommand|renewcommand|new|renew|Declare|require)")
_NUMBERED = re.compile(r"MJX-\d+-")
_TARGET = re.compile(r'\s(?:xlink:)?href="[^#"][^"]*"')


class FormulaError(ValueError):
    """The TeX can't be drawn; the text says why."""


@lru_cache(maxsize=2000)
def draw(tex: str, display: bool) -> str:
    """An ``svg`` element, sized in ``ex``; raises :class:`FormulaError`."""
    if len(tex) > LONGEST:
        raise FormulaError(f"it has more than {LONGEST} characters")
    # What a formula defines stays known to its engine, so such a one gets its own.
    renderer = _new_renderer() if _DEFINES.search(tex) else _renderer()
    try:
        svg: str = renderer.render(tex, display=display)
    except Exception as error:  # quickjax gives no narrower promise
        raise FormulaError(" ".join(str(error).split())[:200]) from error
    if failed := _FAILED.search(svg):
        raise FormulaError(html.unescape(failed[1]))
    if unknown := _UNKNOWN.search(svg):
        raise FormulaError(f"the command `{unknown[1]}` is unknown")
    return _TARGET.sub("", _NUMBERED.sub(SHAPES, svg))


@cache
def _renderer() -> Any:
    return _new_renderer()


def _new_renderer() -> Any:
    from quickjax import MathJaxRenderer  # only where there is a formula

    return MathJaxRenderer()
