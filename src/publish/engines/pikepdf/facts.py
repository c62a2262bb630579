"""A PDF, ours or another's, is opened, and says what it is."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
from pikepdf import Stream


class BrokenPdf(Exception):
    """The bytes are no PDF that can be opened."""


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What is found in a PDF; ``problems`` are those of its syntax."""

    pages: int
    attachments: tuple[str, ...]
    lang: str | None
    title: str | None
    xmp: bytes
    problems: tuple[str, ...]


def facts(data: bytes) -> PdfFacts:
    """What a PDF says of itself; raises :class:`BrokenPdf`."""
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            return _facts(pdf)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise BrokenPdf(str(error)) from error


def _facts(pdf: pikepdf.Pdf) -> PdfFacts:
    root = pdf.Root
    metadata = root.get("/Metadata")
    lang = root.get("/Lang")
    title = pdf.docinfo.get("/Title") if "/Info" in pdf.trailer else None
    return PdfFacts(
        pages=len(pdf.pages),
        attachments=tuple(pdf.attachments),
        lang=str(lang) if lang is not None else None,
        title=str(title) if title is not None else None,
        xmp=metadata.read_bytes() if isinstance(metadata, Stream) else b"",
        problems=(*pdf.check_pdf_syntax(), *map(str, pdf.get_warnings())),
    )
