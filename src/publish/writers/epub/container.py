"""The files of a book become one EPUB container (OCF 3.3), the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from publish.writers.epub.book import File

FOLDER = "EPUB"
PACKAGE = "package.opf"
MIMETYPE = "application/epub+zip"
_TIME = (1980, 1, 1, 0, 0, 0)
"""The first time that ZIP knows; a container's entries have no dates of their own."""

_COMPRESSED = frozenset({"font/woff2", "image/png", "image/jpeg", "image/gif", "image/webp"})

CONTAINER = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="{FOLDER}/{PACKAGE}" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


def pack(package: bytes, files: Iterable[File], licences: Mapping[str, bytes]) -> bytes:
    """The container: ``mimetype`` first and stored, then the files in order.

    ``licences`` of fonts stand beside the book, in ``META-INF``.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as container:
        _add(container, "mimetype", MIMETYPE.encode(), compress=False)
        _add(container, "META-INF/container.xml", CONTAINER.encode())
        _add(container, f"{FOLDER}/{PACKAGE}", package)
        for file in files:
            compress = file.media_type not in _COMPRESSED
            _add(container, f"{FOLDER}/{file.name}", file.data, compress)
        for name, text in licences.items():
            _add(container, f"META-INF/{name}", text)
    return stream.getvalue()


def _add(container: zipfile.ZipFile, name: str, data: bytes, compress: bool = True) -> None:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    container.writestr(entry, data, compresslevel=6)
