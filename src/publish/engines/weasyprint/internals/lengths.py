"""The used lengths of boxes, found once for a style in a box of one size.

WeasyPrint resolves a dozen lengths one by one for each box, each time that it is laid out.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout.percent import adjust_box_sizing

_TO_WIDTH = (
    "margin_left", "margin_right", "margin_top", "margin_bottom",
    "padding_left", "padding_right", "padding_top", "padding_bottom",
    "width", "min_width", "max_width",
)  # fmt: skip
"""Percentages of these refer to the width of the containing block."""
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))


def resolving(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """``original``, asked only for what isn't plain or known."""
    before: dict[tuple[int, Any, Any], tuple[dict[str, Any] | None, Any]] = {}

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        if isinstance(containing_block, boxes.Box):
            width, height = containing_block.width, containing_block.height
        else:
            width, height = containing_block
        style = box.style
        known = (id(style), width, height)
        if known not in before:
            before[known] = (_lengths(style, width, height), style)  # whose id stays its own
        used = before[known][0]
        special = isinstance(box, boxes.PageBox) or box.is_flex_item or box.is_grid_item
        if used is None or special:
            original(box, containing_block)
            return
        box.__dict__.update(used)
        collapsed = style["border_collapse"] == "collapse"
        for name in _BORDERS:  # those of a table's cells may have been made out before
            if not (collapsed and hasattr(box, name)):
                box.__dict__[name] = style[name]
        adjust_box_sizing(box, "width")
        adjust_box_sizing(box, "height")

    return resolve_percentages


def _lengths(style: Any, width: Any, height: Any) -> dict[str, Any] | None:
    """The lengths of a box in one that is so wide and high; None where more is to be computed."""
    used = {name: _used(style[name], width) for name in _TO_WIDTH}
    known = height != "auto"
    used["height"] = _used(style["height"], height if known else None)
    used["min_height"] = _used(style["min_height"], height if known else 0)
    used["max_height"] = _used(style["max_height"], height if known else inf)
    if None in used.values():
        return None
    for name in ("min_width", "min_height"):
        if used[name] == "auto":
            used[name] = 0
    return used


def _used(value: Any, refer_to: float | None) -> Any:
    """A length in pixels, or ``auto``; None where more than that is to be computed.

    Without ``refer_to``, a percentage is ``auto``.
    """
    if value == "auto":
        return value
    if not isinstance(value, Dimension):
        return None
    if value.unit == "%":
        return "auto" if refer_to is None else refer_to * value.value / 100
    return value.value if value.unit == "px" else None
