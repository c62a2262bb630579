"""A PDF, ours or another's, is opened, and says what it is."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
from pikepdf import Stream, StreamDecodeLevel

from publish.engines.pikepdf.structure import UNREADABLE
from publish.model.frozen import Frozen

_STREAM = re.compile(r"(WARNING: )?(stream )?<_io\.BytesIO object at 0x[0-9a-f]+>(, |: | )")
"""How qpdf calls a file that has no name."""

_HARDLY_ANY = "MP"
"""The operator that is asked for of a page that is read, lest all are handed over."""


class BrokenPdf(Exception):
    """The bytes are no PDF that can be opened."""


class PdfFacts(Frozen):
    """What is found in a PDF."""

    version: str
    pages: int
    attachments: tuple[str, ...]
    lang: str | None
    title: str | None
    xmp: bytes


def facts(data: bytes) -> PdfFacts:
    """What a PDF says of itself; raises :class:`BrokenPdf`."""
    with _opened(data) as pdf:
        return _facts(pdf)


def problems(data: bytes) -> tuple[str, ...]:
    """What qpdf finds wrong with a PDF's syntax when it opens every stream and reads what pages
    show; raises :class:`BrokenPdf`.

    That is pikepdf's own check, which has Python called for each token of a page.
    """
    with _opened(data) as pdf:
        pdf.save(
            _Nowhere(),
            static_id=True,
            fix_metadata_version=False,
            compress_streams=False,
            stream_decode_level=StreamDecodeLevel.all,
        )
        with warnings.catch_warnings(action="ignore"):  # of operands at the end of a page
            for page in pdf.pages:
                pikepdf.parse_content_stream(page, _HARDLY_ANY)
        found = [f"WARNING: {each}" for each in pdf.get_warnings()]
    return tuple(_STREAM.sub("", each) for each in found)


class _Nowhere(io.BytesIO):
    """Takes all and keeps nothing."""

    def write(self, data: Any, /) -> int:
        return len(data)


@contextmanager
def _opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            yield pdf
    except pikepdf.PasswordError:
        raise BrokenPdf("it is encrypted, and asks for a password") from None
    except UNREADABLE as error:
        raise BrokenPdf(_STREAM.sub("", str(error))) from error


def _facts(pdf: pikepdf.Pdf) -> PdfFacts:
    root = pdf.Root
    metadata = root.get("/Metadata")
    lang = root.get("/Lang")
    title = pdf.docinfo.get("/Title") if "/Info" in pdf.trailer else None
    return PdfFacts(
        version=pdf.pdf_version,
        pages=len(pdf.pages),
        attachments=tuple(pdf.attachments),
        lang=str(lang) if lang is not None else None,
        title=str(title) if title is not None else None,
        xmp=metadata.read_bytes() if isinstance(metadata, Stream) else b"",
    )
