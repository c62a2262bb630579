"""An entry or a collection becomes a cover: drawn from the theme, with its own image on it, or
the image that the settings name.
"""

from __future__ import annotations

from publish.diagnostics.core import Collector, EngineFailure
from publish.engines.covers import CoverWords, draw_cover
from publish.engines.images import SVG_TYPE, ImageFile, find_image, made_smaller
from publish.model.collection import CoverImage
from publish.model.place import Place
from publish.model.publication import Publication
from publish.writers.epub.book import File, Metadata
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
    assert publication.volume is not None
    own = publication.volume.collection.cover
    if own is not None and (file := _named(publication, own, found)) is not None:
        return file
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


def _named(publication: Publication, own: CoverImage, found: Collector) -> File | None:
    settings, path = publication.settings, publication.entry.path
    try:
        image = find_image(settings.root, path, own.file)
    except EngineFailure as failure:
        bad = failure.diagnostic
        place = settings.places.get(f"collections.{publication.id}.cover.file")
        if place is None or settings.source is None:
            found.add(bad.rule(bad.message, Place(path), bad.hint))
        else:
            found.add(bad.rule.at(settings.source, place, bad.message, bad.hint))
        return None
    image = made_smaller(image, settings.epub.image_pixels)
    name = f"images/cover.{image.name.rpartition('.')[2]}"
    return File(name, image.media_type, image.data, ("cover-image",))
