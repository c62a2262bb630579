"""Images by strangers: whole ones get type and size, others a reason."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL import ImageFile as PillowFile

from publish.diagnostics.core import EngineFailure
from publish.engines.images import ImageFile, checked_image, find_image, made_smaller

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)


def svg(content: str = "", attributes: str = 'viewBox="0 0 30 20"') -> bytes:
    return SVG.format(attributes, content).encode()


def raster(kind: str, size: tuple[int, int] = (3, 2)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, "red").save(data, kind)
    return data.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A header for a picture of this size, with hardly any data."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0"))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_rasters(kind: str) -> None:
    image = checked_image(raster(kind))
    assert (image.media_type, image.width, image.height) == (f"image/{kind.lower()}", 3, 2)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 30 20"', (30, 20)),
        ('width="40" height="10px" viewBox="0 0 1 1"', (40, 10)),
        ('width="100%"', (300, 150)),
    ],
)
def test_drawings(attributes: str, size: tuple[int, int]) -> None:
    image = checked_image(svg('<path d="M0 0"/>', attributes))
    assert (image.media_type, (image.width, image.height)) == ("image/svg+xml", size)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"words", "is not PNG"),
        (b"", "is not PNG"),
        (raster("BMP"), "BMP"),
        (raster("PNG")[:45], "is broken"),
        (raster("JPEG", (40, 40))[:200], "is broken"),
        (png_that_claims(30_000, 30_000), "exceeds limit"),
        (png_that_claims(9_000, 9_000), "64 million"),
        (b"<svg", "not well-formed"),
        (b"<?xml version='1.0'?><html/>", "not SVG"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), "is not PNG"),
        (b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), "document type"),
        (svg("<script>x</script>"), "`script`"),
        (svg("<foreignObject/>"), "`foreignObject`"),
        (svg('<path onclick="x"/>'), "`onclick`"),
        (svg('<a xlink:href="javascript:x"/>'), "javascript:x"),
        (svg('<use href="other.svg#x"/>'), "other.svg"),
        (svg("<style>@import 'x'</style>"), "fetches"),
        (svg('<path fill="url(http://x.org)"/>'), "fetches"),
        (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "draws more than"),
        (svg("<g/>" * 50_001), "50,000"),
    ],
)  # fmt: skip
def test_what_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        checked_image(data)


def test_a_broken_image_stays_broken_when_weasyprint_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(PillowFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(ValueError, match="is broken"):
        checked_image(raster("PNG", (5, 5))[:45])
    assert PillowFile.LOAD_TRUNCATED_IMAGES


def test_a_file_is_found_from_its_entrys_folder(tmp_path: Path) -> None:
    (tmp_path / "entries" / "in").mkdir(parents=True)
    (tmp_path / "entries" / "in" / "a b.png").write_bytes(raster("PNG"))
    found = find_image(tmp_path, "entries/in/e.md", "a%20b.png")
    assert isinstance(found, ImageFile)
    assert found == find_image(tmp_path, "entries/e.md", "in/a b.png")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("none.png", "RES010"),
        ("../../etc/passwd", "RES003"),
        ("/etc/passwd", "RES003"),
        ("//x.org/a.png", "RES013"),
        ("https://x.org/a.png", "RES013"),
        ("data:image/png;base64,AA", "RES013"),
        ("file:///etc/passwd", "RES013"),
        ("http://[x", "RES011"),
        ("a\0b.png", "RES011"),
        ("a" * 5000, "RES011"),
    ],
)
def test_an_address_that_leads_to_no_image(tmp_path: Path, address: str, code: str) -> None:
    with pytest.raises(EngineFailure) as raised:
        find_image(tmp_path, "entries/e.md", address)
    assert raised.value.diagnostic.rule.code == code
    assert len(raised.value.diagnostic.message) < 200
    if code == "RES013":
        assert "keep the image beside the entry" in (raised.value.diagnostic.hint or "")


def test_a_missing_image_has_a_near_one(tmp_path: Path) -> None:
    (tmp_path / "entries" / "art").mkdir(parents=True)
    (tmp_path / "entries" / "art" / "engine.png").write_bytes(raster("PNG"))
    for address, hint in (
        ("art/engnie.png", "did you mean `art/engine.png`?"),
        ("nowhere/engine.png", "give its path from the folder of the file that names it"),
    ):
        with pytest.raises(EngineFailure) as failure:
            find_image(tmp_path, "entries/a.md", address)
        assert failure.value.diagnostic.hint == hint


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "RGBA"])
def test_large_pictures_are_made_smaller_in_their_format(kind: str, mode: str) -> None:
    if kind == "JPEG" and mode in ("P", "RGBA"):
        pytest.skip("JPEG has no such mode")
    data = io.BytesIO()
    Image.new("RGB", (400, 200), "red").convert(mode).save(data, kind)
    image = checked_image(data.getvalue())
    smaller = made_smaller(image, 20_000)
    assert smaller.media_type == image.media_type
    assert (smaller.width, smaller.height) == (200, 100)
    with Image.open(io.BytesIO(smaller.data)) as picture:
        assert picture.size == (200, 100)
        assert picture.convert("RGB").getpixel((5, 5))[0] > 40
    assert made_smaller(image, 80_000) is image
    assert made_smaller(checked_image(data.getvalue()), 20_000).data == smaller.data


def test_orientation_and_colour_profile_outlive_it() -> None:
    data, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGB", (400, 200)).save(data, "JPEG", exif=exif, icc_profile=profile)
    smaller = made_smaller(checked_image(data.getvalue()), 20_000)
    with Image.open(io.BytesIO(smaller.data)) as picture:
        assert picture.getexif()[0x0112] == 6
        assert picture.info["icc_profile"] == profile


def test_drawings_and_moving_pictures_stay_as_they_are() -> None:
    drawing = checked_image(svg())
    assert made_smaller(drawing, 10) is drawing
    data, frames = io.BytesIO(), [Image.new("RGB", (40, 20), colour) for colour in ("red", "blue")]
    frames[0].save(data, "WEBP", save_all=True, append_images=frames[1:])
    moving = checked_image(data.getvalue())
    assert made_smaller(moving, 10) is moving
