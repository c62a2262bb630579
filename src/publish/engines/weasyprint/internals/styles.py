"""Computed styles, with what is set nowhere put in at once, and made when they're asked for.

WeasyPrint computes a property when it is first asked for, one by one: for an ordinary dossier
of four pages 26,000, of which most have their initial value. It also makes a style for each
pseudo-element that might be there, and its own style sheet has six of these for each element.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from weasyprint.css import AnonymousStyle, ComputedStyle, StyleFor
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.css.tokens import Pending

from publish.engines.weasyprint.internals.kin import OWN, Kinship
from publish.engines.weasyprint.internals.variables import Variables

_INTERDEPENDENT = {"display", "float", "position", "page"}

_NOT_KEPT = _INTERDEPENDENT | OWN
"""Properties that boxes are given anew while they are made, and those of single elements."""

_FIRST = "first-"
"""With this begin the pseudo-elements whose style is what has been computed of it."""

_LATER = "publish_later"
"""The attribute of all styles of a document in which those wait that nobody has asked for."""


@cache
def _origin(key: str) -> tuple[bool, tuple[str, ...]] | None:
    """How a property that is set nowhere gets its value: whether it is inherited (else
    initial), and the logical properties that would set it. None where there is more to it.
    """
    if key in _INTERDEPENDENT or key in INITIAL_NOT_COMPUTED or key not in INITIAL_VALUES:
        return None
    if key.startswith("text_decoration_"):
        return None
    logical = PHYSICAL_FUNCTIONS.get(key)
    names = {logical(block="ttb", inline=side) for side in ("ltr", "rtl")} if logical else ()
    return key in INHERITED, tuple(names)


@cache
def _initial() -> Mapping[str, Any]:
    """The properties that aren't inherited, with the values that they have where set nowhere."""
    origins = ((key, _origin(key)) for key in INITIAL_VALUES)
    return {key: INITIAL_VALUES[key] for key, origin in origins if origin and not origin[0]}


@cache
def _set_by() -> Mapping[str, tuple[str, ...]]:
    """For each property those that it sets: itself, or the sides that it may stand for."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in _initial():
        for name in (key, *(_origin(key) or (False, ()))[1]):
            found[name].append(key)
    return {name: tuple(keys) for name, keys in found.items()}


Missing = Callable[[Any, str], Any]

_variables, _kinship = Variables(), Kinship()


def forget_styles() -> None:
    """Compute all styles anew: there are other fonts now."""
    _kinship.forget()


def _looking_up(original: Missing) -> Missing:
    """In place of ``ComputedStyle.__missing__``."""

    def computed(self: Any, key: str) -> Any:
        cascaded = self.cascaded
        if key in cascaded:
            _variables.put_in(self, key)
            return original(self, key)
        origin = _origin(key)
        if origin is None:
            return original(self, key)
        inherited, logical = origin
        parent = self.parent_style if inherited else None
        for name in logical:
            if name in cascaded:
                return original(self, key)
        value = self[key] = INITIAL_VALUES[key] if parent is None else parent[key]
        return value

    def missing(self: Any, key: str) -> Any:
        value = computed(self, key)
        kin = self.__dict__.get("kin")
        if kin is not None and key not in _NOT_KEPT and not _is_reckoned(self, key):
            kin.values[key] = value
        return value

    return missing


def _is_reckoned(style: Any, key: str) -> bool:
    """Whether a property's value is worked out in each document: something may be said of it."""
    declared = style.cascaded.get(key, (None,))[0]
    return isinstance(declared, Pending) or check_math(declared)


def _making(original: Callable[..., None]) -> Callable[..., None]:
    """In place of ``ComputedStyle.__init__``."""
    initial, set_by = _initial(), _set_by()

    def init(self: Any, parent: Any, cascaded: Any, pseudo_type: str | None, *rest: Any) -> None:
        original(self, parent, cascaded, pseudo_type, *rest)
        if pseudo_type is None or not pseudo_type.startswith(_FIRST):
            self.update(initial)
            for name in cascaded:
                for key in set_by.get(name, ()):
                    self.pop(key, None)

    return init


def _making_anonymous(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """In place of ``AnonymousStyle.__init__``."""
    initial = _initial()

    def init(self: Any, parent: Any) -> None:
        self.update(initial)
        original(self, parent)
        self.update({key: parent[key] for key in parent.keys() & INHERITED})

    return init


def _making_later(original: Callable[..., None]) -> Callable[..., None]:
    """In place of ``StyleFor.set_computed_styles``: those of pseudo-elements wait."""

    def set_computed_styles(
        self: Any, element: Any, parent: Any, root: Any = None, pseudo_type: str | None = None,
        **named: Any,
    ) -> None:  # fmt: skip
        cascaded = self.get_cascaded_styles().get((element, pseudo_type), {})
        if pseudo_type is None or root is None or "anchor" in cascaded:
            original(self, element, parent, root, pseudo_type, **named)
            _kinship.join(self.get_computed_styles()[element, pseudo_type])
            return
        waiting = self.__dict__.setdefault(_LATER, {})
        waiting[element, pseudo_type] = (cascaded, parent, root, named.get("base_url"))

    return set_computed_styles


def _asking(original: Callable[..., Any]) -> Callable[..., Any]:
    """In place of ``StyleFor.__call__``."""

    def style_for(self: Any, element: Any, pseudo_type: str | None = None) -> Any:
        if pseudo_type is not None:
            later = self.__dict__.get(_LATER, {}).pop((element, pseudo_type), None)
            if later is not None:
                cascaded, parent, root, base_url = later
                styles = self.get_computed_styles()
                made = styles[element, pseudo_type] = ComputedStyle(
                    styles[parent, None], cascaded, pseudo_type, styles[root, None], base_url,
                    self.font_config, self.initial_page_sizes,
                )  # fmt: skip
                if not pseudo_type.startswith(_FIRST):
                    _kinship.join(made)
        return original(self, element, pseudo_type)

    return style_for


def quick_styles() -> tuple[tuple[Any, str, Any], ...]:
    """Whose function, its name, and what takes its place."""
    return (
        (ComputedStyle, "__missing__", _looking_up(ComputedStyle.__missing__)),
        (ComputedStyle, "__init__", _making(ComputedStyle.__init__)),
        (AnonymousStyle, "__init__", _making_anonymous(AnonymousStyle.__init__)),
        (StyleFor, "set_computed_styles", _making_later(StyleFor.set_computed_styles)),
        (StyleFor, "__call__", _asking(StyleFor.__call__)),
    )
