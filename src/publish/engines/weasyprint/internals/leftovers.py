"""What a layout needs no more is let go when it is done.

WeasyPrint's context of a layout holds itself, and so all styles, targets and notes of a
document wait for the search for garbage, which is dear. Where a document has a drawing, its
pages are among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.document
from weasyprint.css.properties import INITIAL_VALUES

NEEDED = frozenset({"get_image_from_uri", "font_config", "dictionaries", "counter_style"})
"""What is asked of the context while drawings are drawn."""


@contextmanager
def letting_go() -> Iterator[None]:
    """When it is left, the layouts that were made inside hold what their pages hold."""
    original, made = weasyprint.document.LayoutContext, []

    def layout_context(*given: Any) -> Any:
        context = original(*given)
        made.append(context)
        return context

    weasyprint.document.LayoutContext = layout_context
    try:
        yield
    finally:
        weasyprint.document.LayoutContext = original
        for context in made:
            _unring(context.style_for)
            for name in vars(context).keys() - NEEDED:
                delattr(context, name)


def _unring(style_for: Any) -> None:
    """A style holds that of its anonymous boxes, which holds itself and the first."""
    for style in style_for.get_computed_styles().values():
        while (anonymous := style.__dict__.pop("anonymous_style", None)) is not None:
            anonymous.specified = INITIAL_VALUES
            style = anonymous
