"""The files that a book's documents need: images, fonts, the style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.diagnostics.core import Diagnostic, Result
from publish.engines.images import ImageFile, made_smaller
from publish.engines.jinja import Theme
from publish.model.publication import Publication
from publish.writers.epub.book import File
from publish.writers.images import read_image, shown_size
from publish.writers.tidying import Element
from publish.writers.webfonts import WebFont

STYLESHEET = "style.css"


class Images:
    """Gathers the images of a book, each once."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self.files: dict[str, File] = {}

    def collect(self, part: Element) -> Iterator[Diagnostic]:
        """Let every image of ``part`` show the book's own file."""
        for image in list(part.iter("img")):
            read = read_image(self._publication, image.get("src", ""))
            yield from read.diagnostics
            if read.value is None:
                image.drop_tree()
                continue
            image.set("src", self.add(read.value))
            image.set("alt", image.get("alt", ""))
            if "style" not in image.attrib:
                width, height = shown_size(image, read.value)
                image.set("width", str(width))
                image.set("height", str(height))

    def add(self, image: ImageFile) -> str:
        """Put an image into the book, no larger than the settings say; returns its name there."""
        image = made_smaller(image, self._publication.settings.epub.image_pixels)
        name = f"images/{image.name}"
        self.files[name] = File(name, image.media_type, image.data)
        return name

    def portrait(self) -> Result[ImageFile | None]:
        """The entry's own image, if it has one."""
        own = self._publication.entry.image
        return read_image(self._publication, own.file) if own else Result(None)


def shown_portrait(
    publication: Publication, images: Images, portrait: ImageFile | None
) -> dict[str, Any] | None:
    """The entry's own image, put into the book, as templates show it."""
    own = publication.entry.image
    if portrait is None or own is None:
        return None
    return {
        "src": images.add(portrait),
        "alt": "" if own.decorative else own.alt,
        "width": portrait.width,
        "height": portrait.height,
    }


def style_files(theme: Theme, faces: tuple[WebFont, ...]) -> list[File]:
    """The style sheet and its fonts."""
    rules = "\n".join(face.css(f"fonts/{face.name}") for face in faces)
    css = f"{rules}\n{theme.text('epub.css')}"
    return [
        File(STYLESHEET, "text/css", css.encode("utf-8")),
        *(_font(face) for face in faces),
    ]


def _font(face: WebFont) -> File:
    return File(f"fonts/{face.name}", face.media_type, face.data)
