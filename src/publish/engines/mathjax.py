"""A formula in TeX becomes a drawing in SVG that sits on the line of the text, and one more
of the numbers beside it where it has any.

MathJax 4 runs inside the process, in an engine without files or network. Loading
it costs 0.3 s, so that is done with the first formula.
"""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from publish.model.equations import LABEL, TAG, unsayable
from publish.model.expressions import expression

LONGEST = 20_000
"""Characters of TeX that a formula may have."""

SHAPES = "MJX-shape-"
"""How the names of shapes begin that a drawing refers to within itself."""

_FAILED = expression(r'data-mjx-error="([^"]*)"')
_UNKNOWN = expression(r'data-mml-node="mtext" fill="red"[^>]* data-latex="(\\[A-Za-z]+)"')
_DEFINES = expression(r"\\(?:[gex]?def|let|newcommand|renewcommand|new|renew|Declare|require)")
_NUMBERED = expression(r"MJX-\d+-")
_NUMBERED_PARTS = expression(
    r'<svg [^>]*width="100%" height="(?P<height>[\d.]+ex)".*?(?P<defs><defs.*?</defs>).*?'
    r'<svg data-table="true"[^>]* viewBox="(?P<middle>[-\d.]+) (?P<top>[-\d.]+) 1'
    r' (?P<units>[\d.]+)"'
    r"[^>]*>(?P<formula>.*)</svg>"
    r'<svg data-labels="true"[^>]* viewBox="(?P<end>[-\d.]+) [^>]*>(?P<numbers>.*?)</svg>.*',
    re.DOTALL,
)
_UNITS_PER_EX = 442
_PHYSICS = '"noundefined","physics","mathtools"'
_TARGET = expression(r'\s(?:xlink:)?href="[^#"][^"]*"')


class FormulaError(ValueError):
    """The TeX can't be drawn; the text says why."""


@lru_cache(maxsize=2000)
def draw(tex: str, display: bool) -> str:
    """An ``svg`` element, sized in ``ex``; raises :class:`FormulaError`."""
    if len(tex) > LONGEST:
        raise FormulaError(f"it has more than {LONGEST} characters")
    if TAG.search(tex):
        _check_tags(tex, display)
    tex = LABEL.sub("", tex)  # its engine would take the same one for a second
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


def _check_tags(tex: str, display: bool) -> None:
    if not display:
        raise FormulaError("`\\tag` is for formulas that stand by themselves, between `$$`")
    if command := unsayable(tex):
        raise FormulaError(f"`\\tag` holds words and signs, not `{command}`")


def numbers_apart(svg: str) -> tuple[str, str | None]:
    """A drawing as that of the formula and that of the numbers at its end, which MathJax
    places by the width of the page. Both are equally high; None without numbers.
    """
    parts = _NUMBERED_PARTS.fullmatch(svg)
    if parts is None:
        return svg, None
    formula = _part(parts, parts["formula"], 2 * float(parts["middle"]))
    return formula, _part(parts, parts["numbers"], float(parts["end"]))


def _part(whole: re.Match[str], drawn: str, width: float) -> str:
    """One of the two, ``width`` in thousandths of an em."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{width / _UNITS_PER_EX:.3f}ex" height="{whole["height"]}"'
        f' viewBox="0 {whole["top"]} {width:.1f} {whole["units"]}">{whole["defs"]}'
        f'<g stroke="currentColor" fill="currentColor" stroke-width="0">{drawn}</g></svg>'
    )


@cache
def _renderer() -> Any:
    return _new_renderer()


def _new_renderer() -> Any:
    from quickjax import MathJaxRenderer  # only where there is a formula

    class Renderer(MathJaxRenderer):  # type: ignore[misc]
        _JS_BUNDLE = _Bundle(MathJaxRenderer._JS_BUNDLE)

    return Renderer()


class _Bundle:
    r"""MathJax without the package ``physics``, which gives TeX's own commands another meaning
    (``\div``, ``\Re``) and can't draw ``\log(x')``.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read_text(self, encoding: str) -> str:
        return self._path.read_text(encoding).replace(_PHYSICS, _PHYSICS.replace('"physics",', ""))
