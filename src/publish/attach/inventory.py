"""A PDF to a list of all that joining may lose, in words that don't depend on where it stands.

Each item is of a *kind* (``link``, ``bookmark``, ``tag`` …) and on a page, counted
from the first of the pages that are looked at, or on none. Names that may change
(of destinations, of fields) are followed to what they name.
"""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Pdf

from publish.attach.incatalogue import (
    article_items,
    bookmark_items,
    destination_items,
    file_items,
    intent_items,
    label_items,
    layer_items,
)
from publish.attach.onpages import annotation_items, field_items, page_items, tag_items
from publish.attach.view import Item, View

__all__ = ["Item", "inventory"]

KINDS = (
    page_items, annotation_items, bookmark_items, destination_items, label_items, tag_items,
    field_items, layer_items, article_items, file_items, intent_items,
)  # fmt: skip


def inventory(pdf: Pdf, indices: Sequence[int] | None = None) -> tuple[Item, ...]:
    """All that stands in a document, or that belongs to some of its pages."""
    view = View.of(pdf, indices)
    return tuple(item for kind in KINDS for item in kind(view))
