"""A PDF to what it says of itself as a whole: title, language, metadata, how it wants to be seen.

A joined file says this of itself as its host does, so it is no part of what joining may lose.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Dictionary, Pdf, Stream

from publish.attach.joining.objects import entry, keys, section, text
from publish.attach.joining.targets import shown
from publish.attach.view import Item

DATED = ("/CreationDate", "/ModDate", "/Producer", "/Creator", "/Trapped")
"""What tells of the program that wrote the file, and when."""


def properties(pdf: Pdf) -> Iterator[Item]:
    """What is said in the catalogue and in the information of a document."""
    root: Any = pdf.Root
    for key in ("/Lang", "/PageMode", "/PageLayout"):
        if (said := text(root, key)) is not None:
            yield Item("property", None, f"{key[1:]} {said}")
    if entry(section(root, "/MarkInfo"), "/Marked", bool):
        yield Item("property", None, "tagged")
    wishes = section(root, "/ViewerPreferences")
    for key in keys(wishes):
        yield Item("property", None, f"{key[1:]} {shown(wishes[key])}")
    information = entry(pdf.trailer, "/Info", Dictionary)
    for key in keys(information) if information is not None else ():
        if key not in DATED and (said := text(information, key)) is not None:
            yield Item("property", None, f"{key[1:]} {said}")
    if entry(root, "/Metadata", Stream) is not None:
        yield Item("property", None, "XMP metadata")
