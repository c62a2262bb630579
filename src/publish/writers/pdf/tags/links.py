"""Link areas get their place in the structure and words that say where they lead."""

from __future__ import annotations

from publish.engines.pdfstructure import LinkArea, StructureElement, Tagging
from publish.writers.pdf.tags.skeleton import Skeleton

LONGEST = 200
"""Characters of a description."""


def hang_in_links(areas: list[LinkArea], tree: Skeleton, tags: Tagging) -> None:
    """One area for each line that a link stands on; the rest is left out."""
    for area in areas:
        link = tree.types.get(area.element)
        if area.inner or area.empty or link is None or link.type != "Link":
            continue
        link.kids.append(area)
        tags.contents[area.number] = _description(area)


def _description(area: LinkArea) -> str:
    """Its label, its title, or its words; never a bare address without a word before it."""
    element = area.element
    named = element.get("aria-label") or element.get("title")
    words = named or "".join(element.itertext())
    words = " ".join(words.split()) or element.get("href") or ""
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def area_order(link: StructureElement) -> None:
    """Areas behind the words that they cover (kept stable)."""
    link.kids.sort(key=lambda kid: isinstance(kid, LinkArea))
