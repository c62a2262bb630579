"""What a book says of its accessibility, computed from what is in it.

Schema.org properties with the values of the EPUB Accessibility 1.1 vocabulary. A
feature is claimed only if it holds for the whole book.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publish.model.frozen import Frozen
from publish.writers.epub.book import Chapter, File
from publish.writers.terms import Terms
from publish.writers.tidying import Element


class Accessibility(Frozen):
    """``sentences`` are the summary, in the book's language; ``conforms`` names the standard."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    sentences: tuple[str, ...]
    conforms: str = ""
    certifier: str | None = None
    credential: str | None = None
    report: str | None = None

    @property
    def summary(self) -> str:
        return " ".join(self.sentences)


@dataclass(slots=True)
class Observed:
    """What the documents of a book hold, as far as accessibility asks for it."""

    shown: bool = False
    """Whether there is an image that tells something."""
    described: bool = True
    formulas: bool = False
    spoken: bool = True
    paged: bool = False
    """Whether the pages of the printed book are marked, and listed."""
    indexed: bool = False
    coloured: bool = False
    """Whether the style sheet has colours, whose contrast nobody has measured."""
    headless: bool = False
    """Whether there is a table without header cells."""
    wordless: bool = False
    """Whether there is a link without words."""

    def look(self, chapters: Iterable[Chapter]) -> None:
        """Look at more chapters."""
        for part in _parts(chapters):
            for image in part.iter("img"):
                self.see(image.get("alt"))
            for formula in part.iter("math"):
                self.formulas = True
                self.spoken &= bool(formula.get("alttext"))
            for table in part.iter("table"):
                self.headless |= next(table.iter("th"), None) is None
            for link in part.iter("a"):
                self.wordless |= not _has_words(link)

    def see(self, alt: str | None) -> None:
        """Look at an image with this alternative text, None if it has none."""
        self.shown |= bool(alt)
        self.described &= alt is not None

    def against(self) -> Iterator[str]:
        """What speaks against saying that the book conforms."""
        if not self.described:
            yield "an image has no text alternative"
        if not self.spoken:
            yield "a formula has no text alternative"
        if self.headless:
            yield "a table has no header cells"
        if self.wordless:
            yield "a link has no words"
        if self.coloured:
            yield "its style sheet sets colours, whose contrast nobody has measured"


def accessibility(observed: Observed, files: Iterable[File], words: Terms) -> Accessibility:
    """Computed from what was observed in all chapters."""
    shown, described, spoken = observed.shown, observed.described, observed.spoken
    hazards = ("unknown",) if any(map(_may_move, files)) else ("none",)
    features = [
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
    ]
    sentences = [words.access_text if described and spoken else "", words.access_structure]
    if shown and described:
        features.append("alternativeText")
        sentences.append(words.access_images)
    if observed.formulas and spoken:
        features.append("MathML")
        sentences.append(words.access_math)
    if observed.paged:
        features += ["pageBreakMarkers", "pageNavigation"]
        sentences.append(words.access_pages)
    if observed.indexed:
        features.append("index")
    if hazards == ("none",):
        sentences.append(words.access_hazards)
    is_visual = shown or not described
    return Accessibility(
        modes=("textual", "visual") if is_visual else ("textual",),
        sufficient=(("textual",) if described else ()) + (("textual,visual",) if is_visual else ()),
        features=tuple(sorted(features)),
        hazards=hazards,
        sentences=tuple(sentence for sentence in sentences if sentence),
    )


def _parts(chapters: Iterable[Chapter]) -> Iterable[Element]:
    return (part for chapter in chapters for part in chapter.elements)


def _has_words(link: Element) -> bool:
    shown = "".join(link.itertext()).strip() or link.get("aria-label")
    inside = (e.get("alt") or e.get("alttext") for e in link.iter("img", "math"))
    return bool(shown) or any(inside) or link.get("href") is None


def _may_move(file: File) -> bool:
    """Whether an image has more than one frame, so that nobody knows if it flashes."""
    if file.media_type == "image/gif":
        return file.data.count(b"\x21\xf9\x04") > 1
    return file.media_type == "image/webp" and b"ANIM" in io.BytesIO(file.data).read(64)
