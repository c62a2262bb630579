"""The address of an image in an entry to an image that is safe to show.

Only files inside the project are read. A raster image is decoded once, so that a
broken one is found now; an SVG is let in as ``drawings`` says.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from publish.diagnostics.core import EngineFailure
from publish.diagnostics.rules import res
from publish.diagnostics.suggest import did_you_mean
from publish.engines.files import read_file
from publish.model.frozen import Frozen

if TYPE_CHECKING:  # takes time to load, and most commands meet no picture
    from PIL import Image

MAX_BYTES = 50 * 1024 * 1024
MAX_PIXELS = 64_000_000
TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
SVG_TYPE = "image/svg+xml"
SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    SVG_TYPE: "svg",
}
_ENDINGS = (".jpeg", *(f".{suffix}" for suffix in SUFFIXES.values()))
_COPY = "copy it into the project, beside the entry"
_SAVE = "save it again, as PNG, JPEG, WebP, GIF or SVG without scripts"
_KEEP = "keep the image beside the entry, and give its path: nothing is fetched"
_WHERE = "give its path from the folder of the file that names it"


class ImageFile(Frozen):
    """An image as it stands in made files; ``width`` and ``height`` in CSS pixels."""

    data: bytes
    media_type: str
    width: int
    height: int

    @property
    def name(self) -> str:
        """A file name that depends on nothing but what the image shows."""
        return f"{sha256(self.data).hexdigest()[:16]}.{SUFFIXES[self.media_type]}"


def find_image(root: Path, entry_path: str, address: str) -> ImageFile:
    """The image at ``address``, which is relative to the folder of the entry.

    Raises `EngineFailure` with the rule that says why there is none.
    """
    shown = f"image `{address if len(address) <= 80 else address[:79] + '…'}`"
    try:
        path = root / Path(entry_path).parent / unquote(address)
        is_remote = bool(urlsplit(address).scheme) or address.startswith("//")
        is_inside = path.resolve().is_relative_to(root.resolve())
        is_there = path.exists()
    except (OSError, RuntimeError, ValueError):
        raise EngineFailure(res.UNREADABLE_IMAGE(f"{shown} has no valid path")) from None
    if is_remote:
        raise EngineFailure(res.REMOTE_IMAGE(f"{shown} is not a file", hint=_KEEP))
    if not is_inside:
        raise EngineFailure(res.OUTSIDE_PROJECT(f"{shown} lies outside the project", hint=_COPY))
    if not is_there:
        hint = did_you_mean(address, _beside(path, address))
        raise EngineFailure(res.MISSING_IMAGE(f"{shown} doesn't exist", hint=hint or _WHERE))
    try:
        return checked_image(read_file(root, path, MAX_BYTES))
    except ValueError as error:
        raise EngineFailure(res.UNREADABLE_IMAGE(f"{shown} {error}", hint=_SAVE)) from None


def _beside(path: Path, address: str) -> list[str]:
    """The addresses of the images in the folder where ``path`` was looked for."""
    folder = address.rpartition("/")[0]
    try:
        names = sorted(each.name for each in path.parent.iterdir())
    except OSError:
        return []
    images = [name for name in names if name.lower().endswith(_ENDINGS)]
    return [f"{folder}/{name}" if folder else name for name in images]


@lru_cache(maxsize=64)
def checked_image(data: bytes) -> ImageFile:
    """Raises ValueError, with the reason, where ``data`` is no image for us."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<svg", b"<?xml", b"<!--")):
        from publish.engines.drawings import checked_drawing  # takes time to load

        drawing = checked_drawing(data)
        return ImageFile(drawing.data, SVG_TYPE, drawing.width, drawing.height)
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings(), _strict():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data)) as picture:
                kind, (width, height) = picture.format or "", picture.size
                if kind not in TYPES:
                    raise ValueError(f"{kind or 'its type'} is not PNG, JPEG, GIF, WebP or SVG")
                if width * height > MAX_PIXELS:
                    raise ValueError("has more than 64 million pixels")
                picture.load()
        except UnidentifiedImageError:
            raise ValueError("is not PNG, JPEG, GIF, WebP or SVG") from None
        except ValueError:
            raise
        except Exception as error:  # a decoder given broken data raises what it likes
            raise ValueError(f"is broken ({error})") from None
    return ImageFile(data, TYPES[kind], width, height)


@contextmanager
def _strict() -> Iterator[None]:
    """A picture that breaks off is broken: WeasyPrint, once imported, lets it pass."""
    from PIL import ImageFile as PillowFile

    before, PillowFile.LOAD_TRUNCATED_IMAGES = PillowFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        PillowFile.LOAD_TRUNCATED_IMAGES = before


_RESIZED = {"L", "LA", "RGB", "RGBA", "CMYK"}
"""Modes whose pixels can be averaged; others become one of them, or stay as they are."""


@lru_cache(maxsize=16)
def made_smaller(image: ImageFile, pixels: int) -> ImageFile:
    """The image with at most so many pixels, in its format and proportions.

    Drawings, and pictures that move, stay as they are. Colour profile and orientation are kept.
    """
    if image.media_type == SVG_TYPE or image.width * image.height <= pixels:
        return image
    from PIL import Image

    with Image.open(io.BytesIO(image.data)) as picture:
        kind = picture.format or ""
        if getattr(picture, "is_animated", False) or kind == "GIF":
            return image
        kept = {
            name: picture.info[name] for name in ("icc_profile", "exif") if name in picture.info
        }
        whole = _averageable(picture)
        if whole is None:
            return image
        factor = (pixels / (image.width * image.height)) ** 0.5
        size = max(1, int(image.width * factor)), max(1, int(image.height * factor))
        smaller, stream = whole.resize(size, Image.Resampling.LANCZOS), io.BytesIO()
        quality = {} if kind == "PNG" else {"quality": 88}
        smaller.save(stream, kind, **kept, **quality)
    return ImageFile(stream.getvalue(), image.media_type, *size)


def _averageable(picture: Image.Image) -> Image.Image | None:
    if picture.mode in _RESIZED:
        return picture
    if picture.mode == "P":
        return picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    return picture.convert("L") if picture.mode == "1" else None
