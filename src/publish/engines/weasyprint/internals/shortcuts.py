"""What WeasyPrint does most often, with the same outcome in less time.

For an ordinary dossier of four pages it prepares 700 Pango layouts for some twenty faces;
``styles`` and ``drawing`` tell of more.
Each of these has its shortcut for the plain case, and falls back on WeasyPrint's own function
for any other. A test holds the files equal, byte for byte, with the shortcuts and without; but
for a PNG that another program has compressed, whose pixels are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import getattr_static
from operator import itemgetter
from typing import Any

import weasyprint.draw.text
import weasyprint.layout.inline
import weasyprint.layout.preferred
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage
from weasyprint.text import line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

from publish.engines.weasyprint.internals.breaking import breaking, is_plain
from publish.engines.weasyprint.internals.drawing import Pen, Waiting, laying_later
from publish.engines.weasyprint.internals.lines import Lines
from publish.engines.weasyprint.internals.pictures import as_they_stand
from publish.engines.weasyprint.internals.styles import quick_styles
from publish.model.frozen import Frozen


@contextmanager
def shortcuts() -> Iterator[None]:
    """While inside, layout and drawing take the shortcuts."""
    lines, waiting = Lines(), Waiting()
    pen = Pen(weasyprint.draw.text.draw_first_line)
    replaced: tuple[tuple[Any, str, Any], ...] = (
        *quick_styles(),
        (line_break.Layout, "setup", _setting_up(line_break.Layout.setup)),
        (line_break.Layout, "deactivate", lambda layout: waiting.deactivate(layout)),
        (line_break.Layout, "reactivate", lambda layout, style: waiting.reactivate(layout, style)),
        (weasyprint.draw.text, "draw_first_line", pen.draw_first_line),
        (RasterImage, "_get_png_data", as_they_stand(RasterImage._get_png_data)),
        (boxes.Box, "is_in_normal_flow", _flowing(boxes.Box.is_in_normal_flow)),
        (boxes.ParentBox, "page_values", _page_values),
        (weasyprint.layout.inline, "create_layout", laying_later(line_break.create_layout)),
        (weasyprint.layout.inline, "strut", _holding_up(weasyprint.layout.inline.strut)),
        *(
            (
                place,
                "split_first_line",
                lines.remembering(breaking(place.split_first_line), place.__name__),
            )
            for place in (weasyprint.layout.inline, weasyprint.layout.preferred)
        ),
    )
    originals = [getattr_static(owner, name) for owner, name, _ in replaced]
    for owner, name, shortcut in replaced:
        setattr(owner, name, shortcut)
    try:
        yield
    finally:
        for (owner, name, _), original in zip(replaced, originals, strict=True):
            setattr(owner, name, original)


# -- boxes in the flow ----------------------------------------------------------

Pages = tuple[Any, Any]
"""The kinds of page that a box's text begins and ends on."""


def _flowing(original: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Whether a box is in the normal flow, as nearly all are."""

    def is_in_normal_flow(self: Any) -> bool:
        style = self.style
        if style["float"] == "none" and style["position"] in ("static", "relative"):
            return True
        return original(self)

    return is_in_normal_flow


def _page_values(self: Any) -> Pages:
    """Those of the first child and the last, without a look at the others."""
    own = self.style["page"]
    first = next(filter(_takes_part, self.children), None)
    if first is None:
        return own, own
    last = next(filter(_takes_part, reversed(self.children)))
    begins, ends = first.page_values()
    if last is not first:
        ends = last.page_values()[1]
    return begins or own, ends or own


def _takes_part(child: Any) -> bool:
    return bool(child.is_in_normal_flow() or child.is_floated())


# -- heights of lines -----------------------------------------------------------


def _holding_up(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The height of a line and its baseline, asked for once for each face and height."""
    before: dict[int, tuple[Any, Any]] = {}
    heights: dict[tuple[Any, ...], Any] = {}

    def strut(style: Any) -> Any:
        found = before.get(id(style))
        if found is None:
            face = (style["line_height"], style["font_language_override"], _face_of(style))
            if face not in heights:
                heights[face] = original(style)
            found = before[id(style)] = (heights[face], style)  # whose id stays its own
        return found[0]

    return strut


# -- Pango layouts --------------------------------------------------------------

_FEATURES = (
    "font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps",
    "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
    "font_feature_settings",
)  # fmt: skip
_face_of = itemgetter(
    "font_family", "font_style", "font_stretch", "font_weight", "font_size",
    "font_variation_settings", *_FEATURES, "lang", "direction",
)  # fmt: skip
"""What a face and its language depend on."""


class _Face(Frozen):
    """Pango's objects for one face, made once for all texts that are set in it."""

    context: Any
    language: Any
    description: Any
    attributes: Any


def _setting_up(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    faces: dict[tuple[Any, ...], _Face] = {}

    def setup(self: Any, style: Any) -> None:
        if not is_plain(style):
            original(self, style)
            return
        key = (style.font_config, _face_of(style))
        face = faces.get(key)
        if face is None:
            face = faces[key] = _face(style)
        self.style = style
        self.first_line_direction = 0
        self.language = face.language
        self.layout = ffi.gc(pango.pango_layout_new(face.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, face.description)
        attributes = _attributes(style) if self.justification_spacing else face.attributes
        if attributes is not None:  # to those of a justified line, spaces are added
            pango.pango_layout_set_attributes(self.layout, attributes)
        self.ascent = self.underline_position = self.strikethrough_position = None

    return setup


def _face(style: Any) -> _Face:
    context = ffi.gc(
        pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
    )
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    name, _ = unicode_to_char_p(style["lang"])
    language = pango.pango_language_from_string(name)
    pango.pango_context_set_language(context, language)
    return _Face(context, language, get_font_description(style), _attributes(style))


def _attributes(style: Any) -> Any:
    """The OpenType features of a face as a list of Pango's; None where there are none."""
    features = font_features(*(style[name] for name in _FEATURES))
    if not features:
        return None
    text = ",".join(f"{name} {value}" for name, value in features.items()).encode()
    attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(text))
    return attributes
