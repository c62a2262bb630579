"""An entry becomes a cover: drawn from the theme, with the entry's own image on it."""

from __future__ import annotations

from publish.engines.covers import CoverWords, draw_cover
from publish.engines.images import SVG_TYPE, ImageFile
from publish.model.publication import Publication
from publish.writers.epub.book import File
from publish.writers.terms import Terms
from publish.writers.titleblock import kind_label


def cover(publication: Publication, words: Terms, portrait: ImageFile | None) -> File:
    """The cover's image, with the property that makes it one."""
    entry = publication.entry
    face = CoverWords(
        label=kind_label(publication, words),
        title=entry.title,
        subtitle=entry.subtitle or "",
        names=" · ".join(author.name for author in entry.authors),
        series=publication.settings.title,
        rtl=entry.dir == "rtl",
        lang=entry.lang,
    )
    if portrait is None or portrait.media_type == SVG_TYPE:
        return File("images/cover.png", "image/png", draw_cover(face), ("cover-image",))
    drawn = draw_cover(face, portrait.data)
    return File("images/cover.jpg", "image/jpeg", drawn, ("cover-image",))
