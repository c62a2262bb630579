"""Bytes of a PDF to an opened document, or to the reason why it may not be joined; and back."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping, Sequence

import pikepdf

from publish.diagnostics.core import Result
from publish.diagnostics.rules import joined
from publish.model.frozen import Frozen, field


class Document(Frozen):
    """A PDF as it came: ``name`` is its file's, ``title`` what it is called in bookmarks;
    without one it is called what it calls itself. ``names`` are what else a report may
    call it. ``links`` are the files beside it that it may link to, and the addresses where
    they are published; None where they aren't.
    """

    name: str
    data: bytes
    title: str = ""
    password: str = ""
    names: tuple[str, ...] = ()
    links: Mapping[str, str | None] = field(default_factory=dict)


def opened(document: Document) -> Result[pikepdf.Pdf | None]:
    """The document, opened; None and why where that can't be."""
    name = document.name
    try:
        pdf = _opened(document)
        if not len(pdf.pages):
            return Result(None, (joined.UNREADABLE_DOCUMENT(f"`{name}` has no page"),))
    except pikepdf.PasswordError:
        needed = "is encrypted, and opens with a password only"
        why = "does not open with this password" if document.password else needed
        hint = "give its password with `--password`"
        return Result(None, (joined.PASSWORD_NEEDED(f"`{name}` {why}", hint=hint),))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        said = (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
        reason = re.sub(r"^stream <[^>]*>: ", "", said)
        message, hint = f"`{name}` can't be opened: {reason}", None
        if b"%PDF-" not in document.data[:1024]:
            message, hint = f"`{name}` is no PDF", "save or print it as PDF first"
        return Result(None, (joined.UNREADABLE_DOCUMENT(message, hint=hint),))
    return Result(pdf)


def _opened(document: Document) -> pikepdf.Pdf:
    """With the password only where there is need of one: for reading, or for more rights."""
    try:
        pdf = pikepdf.open(io.BytesIO(document.data))
        if not (pdf.is_encrypted and document.password):
            return pdf
    except pikepdf.PasswordError:
        if not document.password:
            raise
    return pikepdf.open(io.BytesIO(document.data), password=document.password)


def fitting(data: bytes, passwords: Sequence[str]) -> str:
    """The password that opens a document, one with all rights before others; the first where
    none does, or where nobody can tell.
    """
    rights: dict[str, bool] = {}
    for password in passwords if len(passwords) > 1 else ():
        try:
            with pikepdf.open(io.BytesIO(data), password=password) as pdf:
                rights[password] = pdf.owner_password_matched
        except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError):
            continue
    return max(rights, key=rights.__getitem__, default=passwords[0] if passwords else "")


def title_of(pdf: pikepdf.Pdf) -> str:
    """What a document calls itself in its information."""
    title = pdf.docinfo.get("/Title") if "/Info" in pdf.trailer else None
    return str(title).strip() if isinstance(title, pikepdf.String) else ""


def saved(pdf: pikepdf.Pdf, linear: bool) -> bytes:
    """The document's bytes, as encrypted as they were."""
    output = io.BytesIO()
    with warnings.catch_warnings():  # of fields that no form lists, which came so
        warnings.simplefilter("ignore", UserWarning)
        pdf.save(
            output,
            linearize=linear,
            encryption=pdf.is_encrypted,
            deterministic_id=not pdf.is_encrypted,
            fix_metadata_version=False,
        )
    return output.getvalue()
