"""Values of computed styles, kept from one document to the next.

Two styles with the same declarations and parents of the same kind have the same values, where
they don't depend on the size of the page. Documents by one theme have few kinds of style.
"""

from __future__ import annotations

import re
from typing import Any

from weasyprint.css.tokens import Pending

MOST = 4_000
"""Kinds that are kept; then all are forgotten."""

OWN = frozenset({"anchor", "link"})
"""What each element has for itself: neither it nor anything that comes of it is kept."""

_OF_THE_PAGE = re.compile(r"(?<![a-z])v(?:w|h|i|b|min|max)\b", re.IGNORECASE)
"""Units that are part of the page's size."""


class Kin:
    """Styles of one kind: their values as far as they were asked for, and the kinds below.

    Declarations are the same where they are one object, which style sheets keep; that of a
    language is made of an element's attribute each time.
    """

    __slots__ = ("below", "declared", "values")

    def __init__(self, declared: Any = None) -> None:
        self.values: dict[str, Any] = {}
        self.below: dict[tuple[Any, ...], Kin | None] = {}
        self.declared = declared  # whose ids stay its own


class Kinship:
    """All kinds of style that a process has seen."""

    def __init__(self) -> None:
        self._top, self._count = Kin(), 0

    def forget(self) -> None:
        """Compute all values anew: there are other fonts now."""
        self._top, self._count = Kin(), 0

    def join(self, style: Any) -> None:
        """Make a style that is new one of its kind, with the values of that."""
        above = self._top if style.parent_style is None else style.parent_style.__dict__.get("kin")
        if above is None:
            return
        declared = tuple(style.cascaded.items())
        key = (
            style.pseudo_type, style.base_url, style.font_config,
            *((name, value if name == "lang" else id(value), *weight[:2], *weight[2])
              for name, (value, weight) in declared if name not in OWN),
        )  # fmt: skip
        if key not in above.below:
            if self._count >= MOST:
                self.forget()
            self._count += 1
            spelt = " ".join(_spelt(value) for _, (value, _) in declared)
            above.below[key] = None if _OF_THE_PAGE.search(spelt) else Kin(declared)
        kin = style.__dict__["kin"] = above.below[key]
        if kin is not None:
            style.update(kin.values)


def _spelt(value: Any) -> str:
    """A declared value in words, with what stands in its calculations and behind its variables."""
    if isinstance(value, Pending):
        return _spelt(value.tokens)
    if isinstance(value, tuple | list):
        return " ".join(map(_spelt, value))
    return str(value.serialize()) if hasattr(value, "serialize") else repr(value)
