"""An entry or a collection becomes a cover: drawn from the theme, with its own image on it, or
the image that the settings name.
"""

from __future__ import annotations

from publish.diagnostics.core import Collector
from publish.engines.covers import CoverWords, draw_cover
from publish.engines.images import SVG_TYPE, ImageFile, made_smaller
from publish.model.publication import Publication
from publish.writers.epub.book import File, Metadata
from publish.writers.images import read_cover
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
        return _drawn(face)
    drawn = draw_cover(face, portrait.data)
    return File("images/cover.jpg", "image/jpeg", drawn, ("cover-image",))


def volume_cover(
    publication: Publication, described: Metadata, words: Terms, found: Collector
) -> File:
    """The cover of a collection: the image that its settings name, else one that is drawn."""
    entry = publication.entry
    own = found.take(read_cover(publication))
    if own is not None:
        image = made_smaller(own, publication.settings.epub.image_pixels)
        name = f"images/cover.{image.name.rpartition('.')[2]}"
        return File(name, image.media_type, image.data, ("cover-image",))
    return _drawn(
        CoverWords(
            label=kind_label(publication, words),
            title=entry.title,
            subtitle=entry.subtitle or "",
            names=" · ".join(creator.name for creator in described.creators),
            series=described.series.title if described.series else "",
            rtl=entry.dir == "rtl",
        )
    )


def _drawn(face: CoverWords) -> File:
    return File("images/cover.png", "image/png", draw_cover(face), ("cover-image",))
