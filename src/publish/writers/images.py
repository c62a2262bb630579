"""An image that an entry or the settings name becomes checked bytes, or a diagnostic there."""

from __future__ import annotations

from publish.diagnostics.core import EngineFailure, Result
from publish.engines.images import ImageFile, find_image
from publish.model.place import Place
from publish.model.publication import Publication
from publish.writers.tidying import Element


def read_image(publication: Publication, address: str) -> Result[ImageFile | None]:
    """The image at ``address``, which is relative to the entry's folder."""
    path = publication.entry.path
    try:
        return Result(find_image(publication.settings.root, path, address))
    except EngineFailure as failure:
        found = failure.diagnostic
        return Result(None, (found.rule(found.message, Place(path), found.hint),))


def read_cover(publication: Publication) -> Result[ImageFile | None]:
    """The cover that the settings name for a collection, if they name one."""
    settings, volume = publication.settings, publication.volume
    if volume is None or volume.collection.cover is None:
        return Result(None)
    try:
        path = publication.entry.path
        return Result(find_image(settings.root, path, volume.collection.cover.file))
    except EngineFailure as failure:
        bad = failure.diagnostic
        place = settings.places.get(f"collections.{publication.id}.cover.file")
        if place is None or settings.source is None:
            return Result(None, (bad.rule(bad.message, Place(path), bad.hint),))
        return Result(None, (bad.rule.at(settings.source, place, bad.message, bad.hint),))


def shown_size(image: Element, file: ImageFile) -> tuple[int, int]:
    """The size in CSS pixels: as the element says, in the proportions of the file."""
    width, height = image.get("width") or "", image.get("height") or ""
    if width.isdigit():
        return int(width), max(1, round(int(width) * file.height / file.width))
    if height.isdigit():
        return max(1, round(int(height) * file.width / file.height)), int(height)
    return file.width, file.height
