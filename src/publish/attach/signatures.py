"""What in a document is signed or certified, and how it is taken out again (ISO 32000-2, 12.8)."""

from __future__ import annotations

from typing import Any

from pikepdf import Dictionary, Pdf

from publish.attach.joining.actions import fields
from publish.attach.joining.objects import entry, items, section, text


def signed_fields(pdf: Pdf) -> list[Dictionary]:
    """The fields that hold a signature."""
    return [field for field in fields(pdf.Root) if _is_signed(field)]


def _is_signed(field: Dictionary) -> bool:
    value = entry(field, "/V", Dictionary)
    return value is not None and "/ByteRange" in value


def allows_additions(pdf: Pdf) -> bool:
    """Whether who certified the document allows that it is added to."""
    certified = entry(section(pdf.Root, "/Perms"), "/DocMDP", Dictionary)
    for reference in items(certified, "/Reference"):
        if text(reference, "/TransformMethod") == "DocMDP":
            return (entry(section(reference, "/TransformParams"), "/P", int) or 2) != 1
    return True


def remove_signatures(pdf: Pdf) -> None:
    """Make the signed fields empty ones."""
    for field in signed_fields(pdf):
        del field["/V"]
    for key in ("/Perms", "/DSS"):
        if key in pdf.Root:
            del pdf.Root[key]
    form = entry(pdf.Root, "/AcroForm", Dictionary)
    if form is not None and "/SigFlags" in form:
        del form["/SigFlags"]


def has_xfa(pdf: Pdf) -> bool:
    """Whether the document has a form of another kind."""
    return "/XFA" in section(pdf.Root, "/AcroForm")


def remove_xfa(pdf: Pdf) -> None:
    form: Any = section(pdf.Root, "/AcroForm")
    if "/XFA" in form:
        del form["/XFA"]
    if "/NeedsRendering" in pdf.Root:
        del pdf.Root["/NeedsRendering"]
