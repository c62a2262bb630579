"""WeasyPrint's private parts, all in this package; a test fails when they change.

WeasyPrint 70 tags a PDF by page and line, so that one paragraph on two pages is two. ``reading``
takes what it drew out of its boxes, ``streams`` what the drawing spells, ``writing`` puts our own
tags into its objects (``elements``, ``destinations``), ``repairs`` mends its layout,
``repagination`` sets texts that name pages, ``notearea`` and ``shortcuts`` (``drawing``, ``kin``,
``lines``, ``pictures``, ``styles``, ``variables``) save work,
``leftovers`` lets go of what a layout needs no more, ``measuring`` tells where elements stand,
``losses`` which words stand nowhere, ``limits`` ends what takes too long, ``stretches`` are pages
of a longer document, whose ``numerals`` can become others where ``naming`` finds nothing that
hinders it, ``faces`` the fonts of many. Nobody else touches what isn't documented. ``SURFACE``
lists the functions that are relied on, ``ATTRIBUTES`` the rest; tests hold these lists complete.
When a new WeasyPrint fails them, what must be mended is here.
"""

from __future__ import annotations

import inspect

import weasyprint.css
import weasyprint.css.tokens
import weasyprint.draw.text
import weasyprint.formatting_structure.build
import weasyprint.layout
import weasyprint.layout.inline
import weasyprint.layout.preferred
import weasyprint.pdf
import weasyprint.pdf.fonts
import weasyprint.text.line_break
from weasyprint import HTML
from weasyprint.css import AnonymousStyle, ComputedStyle, StyleFor
from weasyprint.css.targets import TargetCollector
from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage
from weasyprint.layout import LayoutContext
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.page import PageType
from weasyprint.pdf.stream import Stream

from publish.engines.weasyprint.internals.faces import cut, shared_faces
from publish.engines.weasyprint.internals.leftovers import letting_go
from publish.engines.weasyprint.internals.limits import time_limit
from publish.engines.weasyprint.internals.lines import forget_lines
from publish.engines.weasyprint.internals.losses import watching_texts
from publish.engines.weasyprint.internals.measuring import cut_off_notes, measures, tops
from publish.engines.weasyprint.internals.numerals import watching_numerals
from publish.engines.weasyprint.internals.reading import parsed
from publish.engines.weasyprint.internals.repagination import Labels, page_labels
from publish.engines.weasyprint.internals.repairs import repairs
from publish.engines.weasyprint.internals.shortcuts import shortcuts
from publish.engines.weasyprint.internals.stretches import (
    Stretch,
    begins_page,
    linked_on,
    numbered_on,
    strings,
)
from publish.engines.weasyprint.internals.styles import forget_styles
from publish.engines.weasyprint.internals.writing import tagging

__all__ = [
    "SURFACE",
    "TESTED_VERSION",
    "Labels",
    "Stretch",
    "begins_page",
    "cut",
    "cut_off_notes",
    "forget_lines",
    "forget_styles",
    "letting_go",
    "linked_on",
    "measures",
    "numbered_on",
    "page_labels",
    "parsed",
    "repairs",
    "shared_faces",
    "shortcuts",
    "strings",
    "surface_changes",
    "tagging",
    "time_limit",
    "tops",
    "watching_numerals",
    "watching_texts",
]

TESTED_VERSION = "70.0"

SURFACE: dict[str, tuple[object, str]] = {
    "the tagger": (weasyprint.pdf.add_tags, "pdf document pdf_version page_streams"),
    "writing the fonts": (
        weasyprint.pdf.build_fonts_dictionary, "pdf fonts compress subset options"
    ),
    "subsetting a font": (weasyprint.pdf.fonts.Font._harfbuzz_subset, "self to_unicode hinting"),
    "the drawing of a page": (Stream.marked, "self box tag"),
    "saving a page's state": (Stream.push_state, "self"),
    "beginning a text": (Stream.begin_text, "self"),
    "parsing a document": (HTML.__init__, "self guess filename url file_obj string encoding "
                           "base_url url_fetcher media_type"),
    "breaking lines": (
        weasyprint.layout.inline.split_first_line,
        "text style context max_width justification_spacing is_line_start minimum",
    ),
    "measuring lines": (
        weasyprint.layout.preferred.split_first_line,
        "text style context max_width justification_spacing is_line_start minimum",
    ),
    "the height of a line": (weasyprint.layout.inline.strut, "style"),
    "asking for breaks": (weasyprint.layout.inline.can_break_text, "text lang"),
    "laying out notes": (LayoutContext._update_footnote_area, "self"),
    "making pages": (weasyprint.layout.make_all_pages, "context root_box html pages"),
    "computing a property": (ComputedStyle.__missing__, "self key"),
    "making a style": (
        ComputedStyle.__init__,
        "self parent_style cascaded pseudo_type root_style base_url font_config "
        "initial_page_sizes",
    ),
    "making an anonymous style": (AnonymousStyle.__init__, "self parent_style"),
    "setting a style": (
        StyleFor.set_computed_styles,
        "self element parent root pseudo_type base_url target_collector",
    ),
    "asking for a style": (StyleFor.__call__, "self element pseudo_type"),
    "putting in variables": (weasyprint.css.resolve_var, "computed token parent_style"),
    "reckoning up": (weasyprint.css.resolve_math, "token computed property_name refer_to"),
    "solving a declaration": (
        weasyprint.css.tokens.Pending.solve, "self tokens wanted_key base_url"
    ),
    "being in the flow": (boxes.Box.is_in_normal_flow, "self"),
    "the kinds of page of a box": (boxes.ParentBox.page_values, "self"),
    "setting up a text": (weasyprint.text.line_break.Layout.setup, "self style"),
    "laying out a line": (
        weasyprint.text.line_break.create_layout,
        "text style context max_width justification_spacing",
    ),
    "the size of a line": (weasyprint.text.line_break.line_size, "line style"),
    "what a line comes to": (
        weasyprint.text.line_break.first_line_metrics,
        "first_line text layout resume_at space_collapse style hyphenated hyphenation_character",
    ),
    "the end of a word": (weasyprint.text.line_break.get_next_word_boundaries, "text lang"),
    "the next break": (weasyprint.text.line_break.get_next_break_point_from_text, "text lang"),
    "letting go of a line": (weasyprint.text.line_break.Layout.deactivate, "self"),
    "taking up a line": (weasyprint.text.line_break.Layout.reactivate, "self style"),
    "drawing a line": (
        weasyprint.draw.text.draw_first_line,
        "stream textbox text_overflow block_ellipsis matrix",
    ),
    "beginning pages": (weasyprint.layout.initialize_page_maker, "context root_box"),
    "the kind of a page": (PageType, "side blank name index groups"),
    "asking for a target": (
        TargetCollector.lookup_target, "self anchor_token source_box css_token parse_again"
    ),
    "asking for a string": (
        LayoutContext.get_string_set_for, "self page name keyword"
    ),
    "what an element says": (
        weasyprint.formatting_structure.build.compute_content_list,
        "content_list parent_box counter_values css_token parse_again target_collector "
        "counter_style get_image_from_uri quote_depth quote_style lang context page element",
    ),
    "resolving links": (weasyprint.pdf.resolve_links, "pages"),
    "taking a picture": (
        RasterImage.__init__,
        "self pillow_image image_id image_data filename cache orientation options",
    ),
    "a picture's samples": (RasterImage._get_png_data, "pillow_image"),
    "cleaning a font": (weasyprint.pdf.fonts.Font.clean, "self to_unicode hinting"),
    "cutting a font": (weasyprint.pdf.fonts.Font.subset, "self to_unicode hinting"),
    "the context of a layout": (
        weasyprint.document.LayoutContext,
        "style_for get_image_from_uri font_config counter_style target_collector",
    ),
    "counting": (weasyprint.formatting_structure.build.update_counters, "state style"),
    "the styles of a kind of page": (StyleFor._page_type_match, "page_selector_type page_type"),
    "the renderer": (Document._render, "html font_config counter_style color_profiles options"),
}  # fmt: skip
"""Functions whose parameters this module relies on."""

ATTRIBUTES: dict[str, tuple[type, tuple[str, ...]]] = {
    "a page": (Page, ("_page_box",)),
    "a page's stream": (Stream, ("_tags",)),
    "a placeholder": (AbsolutePlaceholder, ("_box",)),
}
"""Private attributes that its objects are given when they are made."""


def surface_changes() -> list[str]:
    """What differs from the WeasyPrint that this module was written for."""
    changes = []
    for name, (function, expected) in SURFACE.items():
        found = " ".join(inspect.signature(function).parameters)  # type: ignore[arg-type]
        if found != expected:
            changes.append(f"{name} now takes ({found})")
    for name, (kind, attributes) in ATTRIBUTES.items():
        given = kind.__init__.__code__  # type: ignore[misc]
        missing = set(attributes) - {*given.co_names, *given.co_consts}
        changes.extend(f"{name} has no `{attribute}`" for attribute in sorted(missing))
    box = boxes.TextBox("p", {}, None, "x")
    wanted = ("element", "element_tag", "link_annotation", "is_leader", "text", "style")
    changes.extend(f"boxes have no `{name}`" for name in wanted if not hasattr(box, name))
    kinds = ("MarginBox", "TextBox", "ReplacedBox", "PageBox")
    changes.extend(f"there is no `{name}`" for name in kinds if not hasattr(boxes, name))
    return changes
