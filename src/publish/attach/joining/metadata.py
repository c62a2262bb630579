"""What documents say of themselves: metadata, preferences of viewing, extensions, version.

The joined file is the host's, so its metadata, its title and its language stay. A
part's metadata goes with its first page (ISO 32000-2, 14.3.2 allows it there).
"""

from __future__ import annotations

from pikepdf import Name, Stream

from publish.attach.joining.assembly import Assembly
from publish.attach.joining.objects import entry, keys, made, section, text, version


def join_metadata(assembly: Assembly) -> None:
    """A part's XMP, on its first page that has none."""
    for guest in assembly.guests:
        xmp = entry(guest.root, "/Metadata", Stream)
        page = next((page for page in guest.pages if "/Metadata" not in page), None)
        if xmp is not None and page is not None:
            page.Metadata = xmp


def join_preferences(assembly: Assembly) -> None:
    """How the file wants to be seen: as the host does, where that says something."""
    held = section(assembly.root, "/ViewerPreferences")
    for guest in assembly.guests:
        own = section(guest.root, "/ViewerPreferences")
        if text(own, "/Direction") == "R2L" and text(held, "/Direction") != "R2L":
            assembly.tell("preferences", f"{called(guest.part.title)} reads from right to left")
        if text(guest.root, "/PageMode") == "UseOC" and "/PageMode" not in assembly.root:
            assembly.root.PageMode = Name.UseOC


def join_extensions(assembly: Assembly) -> None:
    """Which extensions of PDF are used (ISO 32000-2, 7.12), and the highest version."""
    if not assembly.guests:
        return
    for guest in assembly.guests:
        own = section(guest.root, "/Extensions")
        for prefix in keys(own):
            if prefix != "/Type" and prefix not in section(assembly.root, "/Extensions"):
                made(assembly.pdf, assembly.root, "/Extensions")[prefix] = own[prefix]
    highest = max(version(each.part.document) for each in assembly.guests)
    if highest > version(assembly.pdf):
        assembly.root.Version = Name("/" + highest)


def called(title: str | None) -> str:
    """A part in a sentence."""
    return f"`{title}`" if title else "a part"
