"""The address of an image in an entry to an image that is safe to show.

Only files inside the project are read. A raster image is decoded once, so that a
broken one is found now; an SVG is let in only if it holds nothing but drawing.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree
from PIL import Image, UnidentifiedImageError
from PIL import ImageFile as PillowFile

from publish.diagnostics.core import EngineFailure
from publish.diagnostics.rules import res
from publish.engines.files import read_file

MAX_BYTES = 50 * 1024 * 1024
MAX_PIXELS = 64_000_000
MAX_SVG_ELEMENTS = 20_000
MAX_SVG_USES = 1_000
TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
SVG_TYPE = "image/svg+xml"
SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    SVG_TYPE: "svg",
}
_SVG = "{http://www.w3.org/2000/svg}"
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px)?\s*")
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?(?!#)|expression\(|javascript:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ImageFile:
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
        raise EngineFailure(res.REMOTE_IMAGE(f"{shown} is not a file"))
    if not is_inside:
        raise EngineFailure(res.OUTSIDE_PROJECT(f"{shown} lies outside the project"))
    if not is_there:
        raise EngineFailure(res.MISSING_IMAGE(f"{shown} doesn't exist"))
    try:
        return checked_image(read_file(root, path, MAX_BYTES))
    except ValueError as error:
        raise EngineFailure(res.UNREADABLE_IMAGE(f"{shown} {error}")) from None


@lru_cache(maxsize=64)
def checked_image(data: bytes) -> ImageFile:
    """Raises ValueError, with the reason, where ``data`` is no image for us."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<svg", b"<?xml", b"<!--")):
        return _drawing(data)
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
    before, PillowFile.LOAD_TRUNCATED_IMAGES = PillowFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        PillowFile.LOAD_TRUNCATED_IMAGES = before


def _drawing(data: bytes) -> ImageFile:
    """An SVG without scripts, foreign content, animation or addresses (SVG 2, 2.7)."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError("has a document type, which may define entities")
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"is not well-formed ({error})") from None
    if root.tag != _SVG + "svg":
        raise ValueError("is XML, but not SVG")
    _refuse_anything_active(root)
    width, height = _svg_size(root)
    return ImageFile(etree.tostring(root, encoding="utf-8"), SVG_TYPE, width, height)


_ACTIVE = frozenset(
    _SVG + name
    for name in ("script", "foreignObject", "handler", "animate", "set", "animateMotion",
                 "animateTransform", "image", "feImage", "audio", "video", "iframe", "canvas")
)  # fmt: skip


def _refuse_anything_active(root: etree._Element) -> None:
    for count, element in enumerate(root.iter()):
        if count > MAX_SVG_ELEMENTS:
            raise ValueError("has more than 20,000 elements")
        if not isinstance(element.tag, str):
            continue
        if element.tag in _ACTIVE:
            raise ValueError(f"holds `{etree.QName(element).localname}`; only drawing is shown")
        if element.tag == _SVG + "style" and _OUTSIDE.search(element.text or ""):
            raise ValueError("has a style that fetches something")
        for name, value in element.attrib.items():
            _refuse_active_attribute(etree.QName(name).localname.lower(), value)
    _refuse_nested_use(root)


def _refuse_nested_use(root: etree._Element) -> None:
    """A part that repeats parts that repeat parts … grows without end when drawn."""
    uses = list(root.iter(_SVG + "use"))
    if len(uses) > MAX_SVG_USES:
        raise ValueError(f"repeats parts more than {MAX_SVG_USES} times")
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    for use in uses:
        address = use.get("href") or use.get("{http://www.w3.org/1999/xlink}href") or ""
        target = named.get(address.strip().removeprefix("#"))
        if target is not None and next(target.iter(_SVG + "use"), None) is not None:
            raise ValueError("repeats a part that itself repeats parts")


def _refuse_active_attribute(name: str, value: str) -> None:
    if name.startswith("on"):
        raise ValueError(f"holds the event handler `{name}`")
    if name == "href" and not value.strip().startswith("#"):
        raise ValueError(f"leads to `{value[:60]}`")
    if _OUTSIDE.search(value):
        raise ValueError(f"fetches something in `{name}`")


def _svg_size(root: etree._Element) -> tuple[int, int]:
    """Width and height as given, else those of the view box, else CSS's 300 × 150."""
    sizes = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if all(sizes):
        width, height = (float(size.group(1)) for size in sizes if size)
        return max(1, round(width)), max(1, round(height))
    box = re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))
    if len(box) == 4 and float(box[2]) > 0 and float(box[3]) > 0:
        return max(1, round(float(box[2]))), max(1, round(float(box[3])))
    return 300, 150
