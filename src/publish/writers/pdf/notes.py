"""Notes at the end of a tree become footnotes: each stands behind its mark.

The style sheet lets them float to the foot of the page (``float: footnote``, CSS
Generated Content for Paged Media). A note may hold several paragraphs.
"""

from __future__ import annotations

from lxml import html

from publish.writers.tidying import Element
from publish.writers.tree import Tree

MARKS = ".//sup[a[@role='doc-noteref']]"


def place_notes(tree: Tree) -> None:
    """Take the notes out of ``tree.notes`` and put each behind its mark."""
    if tree.notes is None:
        return
    notes = {item.get("id"): item for item in tree.notes.iter("li") if item.get("id")}
    for part in tree.parts:
        if part is not tree.notes:
            marks = part.xpath(MARKS)
            for mark in [mark for mark in marks if _follows_a_mark(mark)]:
                mark.text = ", "
            for mark in marks:
                _place(mark, notes)
    tree.notes = None


def _follows_a_mark(mark: Element) -> bool:
    """Whether nothing stands between this mark and another: 8 and 9 aren't 89."""
    before = mark.xpath("preceding::text()[1]")
    return bool(before) and before[0].getparent().get("role") == "doc-noteref" and before[0].is_text


def _place(mark: Element, notes: dict[str, Element]) -> None:
    call = mark.find("a")
    item = notes.pop((call.get("href") or "")[1:], None)
    if item is None:
        return
    note = html.Element("aside", {"class": "note", "role": "doc-footnote", "id": item.get("id")})
    note.append(_number(call))
    _without_way_back(item)
    if (item.text or "").strip():
        paragraph = html.Element("p")
        paragraph.text = item.text
        note.append(paragraph)
    note.extend(list(item))
    note.tail, mark.tail = mark.tail, None
    mark.addnext(note)


def _number(call: Element) -> Element:
    """The note's own number, which leads back to its mark."""
    number = html.Element("span", {"class": "note-number", "data-pdf": "Lbl"})
    link = html.Element("a", {"href": "#" + (call.get("id") or ""), "role": "doc-backlink"})
    link.text = call.text
    link.set("aria-label", call.get("aria-label") or call.text or "")
    number.append(link)
    return number


def _without_way_back(item: Element) -> None:
    for back in item.xpath(".//a[contains(@class, 'footnote-back')]"):
        previous = back.getprevious()
        parent = back.getparent()
        back.drop_tree()
        if previous is not None:
            previous.tail = (previous.tail or "").rstrip("\u00a0 ") or None
        elif parent.text:
            parent.text = parent.text.rstrip("\u00a0 ")
        if parent.tag == "p" and not len(parent) and not (parent.text or "").strip():
            parent.drop_tree()
