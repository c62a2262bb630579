"""A PDF to the text of its pages, any part of that to where it stands, and to a picture.

pdfium reads it, which the extra ``attach`` installs; `available` says whether it is there.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from publish.diagnostics.core import UserError
from publish.diagnostics.rules import eng
from publish.model.frozen import Frozen

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top, in points of the page."""


def available() -> bool:
    return find_spec("pypdfium2") is not None


def _need() -> None:
    if not available():
        message = "what a PDF says is read by pypdfium2, which isn't installed"
        hint = "`pip install 'publish-dossiers[attach]'`"
        raise UserError(eng.MISSING_ENGINE(message, hint=hint), exit_code=3)


class Unreadable(ValueError):
    """The bytes are no PDF that can be read."""


class Locked(Unreadable):
    """The bytes are a PDF that needs another password."""


class PageText(Frozen):
    """The text of a page. Line ends are as the page's lines end."""

    text: str
    _page: Any

    def rectangles(self, start: int, end: int) -> tuple[Rectangle, ...]:
        """What the characters cover: a rectangle for each line."""
        count = self._page.count_rects(start, end - start)
        return tuple(self._page.get_rect(number) for number in range(count))

    def mark(self, start: int) -> int | None:
        """The number of the marked content that a character is drawn in; None, in none."""
        from pypdfium2 import raw

        drawn = raw.FPDFText_GetTextObject(self._page, start)
        number = raw.FPDFPageObj_GetMarkedContentID(drawn) if drawn else -1
        return int(number) if number >= 0 else None


def picture_of(data: bytes, width: int) -> bytes:
    """The first page as a PNG, so many pixels wide. Raises `UserError` where pdfium isn't there."""
    _need()
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        picture = page.render(scale=width / page.get_width()).to_pil()
    output = io.BytesIO()
    picture.save(output, "PNG", optimize=True)
    return output.getvalue()


@contextmanager
def pages_of(data: bytes, password: str = "") -> Iterator[Iterator[PageText]]:
    """The texts of all pages, one after another, while inside.

    Raises `Unreadable`, `Locked`, and `UserError` where pdfium isn't there.
    """
    _need()
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data, password=password or None)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise (Locked if locked else Unreadable)(str(error)) from error
    try:
        yield _texts(document)
    finally:
        document.close()


def _texts(document: Any) -> Iterator[PageText]:
    for page in document:
        text = page.get_textpage()
        try:
            yield PageText(text.get_text_range(errors="replace"), text)
        finally:
            text.close()
            page.close()
