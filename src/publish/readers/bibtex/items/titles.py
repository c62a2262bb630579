"""Titles, subtitles and additions → the item's titles and those of what it is a part of."""

from __future__ import annotations

from publish.model.expressions import expression
from publish.readers.bibtex.items.conversion import Conversion
from publish.readers.bibtex.record_types import CHAPTERS

_ENDS_SENTENCE = expression(r"[.?!:;,…][\"'”’]?(?:</\w+>)?$")


def set_titles(conversion: Conversion) -> None:
    set_title(conversion)
    conversion.put("container-title", _whole(conversion, "journaltitle", "journal"))
    if conversion.type != "book":
        conversion.put("container-title", _whole(conversion, "booktitle"))
    if not conversion.item.get("title"):
        _set_other_title(conversion)
    short = conversion.title("shorttitle") or _main_title(conversion)
    conversion.put("title-short", short)
    conversion.put("event-title", _whole(conversion, "eventtitle"))


def set_title(conversion: Conversion) -> None:
    """The title, where the record has one, and what ``maintitle`` and its like make of it."""
    kind = conversion.record.kind
    title, main = _whole(conversion, "title"), _whole(conversion, "maintitle")
    if kind in CHAPTERS:
        book = _whole(conversion, "booktitle")
        conversion.put("title", title)
        conversion.put("container-title", main or book)
        if main:
            conversion.put("volume-title", book)
    elif kind == "periodical" and conversion.raw("issuetitle"):
        conversion.put("title", _whole(conversion, "issuetitle"))
        conversion.put("container-title", title)
    elif main:
        conversion.put("title", main)
        conversion.put("volume-title", title)
    else:
        conversion.put("title", title)


def _set_other_title(conversion: Conversion) -> None:
    """What has no title is called as its book or issue is, and then not in it."""
    conversion.put("title", _whole(conversion, "booktitle", "issuetitle"))
    if conversion.item.get("title") == conversion.item.get("container-title"):
        conversion.item.pop("container-title", None)


def _whole(conversion: Conversion, *names: str) -> str:
    """A title with its subtitle and addition: ``booktitle``, ``booksubtitle`` …"""
    name = next((name for name in names if conversion.raw(name)), "")
    if not name:
        return ""
    stem = "journal" if name == "journal" else name.removesuffix("title")
    text = _joined(conversion.title(name), ": ", conversion.title(stem + "subtitle"))
    return _joined(text, ". ", conversion.title(stem + "titleaddon"))


def _joined(text: str, sign: str, further: str) -> str:
    if not further:
        return text
    return text + (" " if _ENDS_SENTENCE.search(text) else sign) + further


def _main_title(conversion: Conversion) -> str:
    """The title without its subtitle, where it has one."""
    if conversion.raw("subtitle") and not conversion.raw("maintitle"):
        return conversion.title("title").partition(": ")[0].rstrip()
    main, colon, _ = str(conversion.item.get("title", "")).partition(": ")
    whole = main.count("<") == 2 * main.count("</")  # no tag is cut in two
    return main.rstrip() if colon and whole else ""
