"""What a part's catalogue says, and nothing joins: it is left out, and told.

How a document opens, and what is bound to its bytes, means nothing in another
(ISO 32000-2, table 29); that goes without a word.
"""

from __future__ import annotations

from publish.attach.joining.assembly import Assembly
from publish.attach.joining.metadata import called
from publish.attach.joining.objects import keys, text

JOINED = frozenset({
    "/AcroForm", "/AF", "/Dests", "/Extensions", "/Lang", "/MarkInfo", "/Metadata", "/Names",
    "/OCProperties", "/Outlines", "/OutputIntents", "/PageLabels", "/Pages", "/PieceInfo",
    "/StructTreeRoot", "/Threads", "/Type", "/URI", "/Version", "/ViewerPreferences",
})  # fmt: skip
"""What other passes join."""

OWN = frozenset({
    "/AA", "/DSS", "/NeedsRendering", "/OpenAction", "/PageLayout", "/PageMode", "/Perms",
})  # fmt: skip
"""What is said of one document alone."""


def tell_remainder(assembly: Assembly) -> None:
    """The entries of each part's catalogue that are left out; and its language, where there
    are no tags that could say it.
    """
    here = text(assembly.root, "/Lang")
    for guest in assembly.guests:
        for key in keys(guest.root):
            if key not in JOINED | OWN:
                what = f"`{key}` of {called(guest.part.title)} is left out"
                assembly.tell("catalogue", what)
        lang = text(guest.root, "/Lang")
        if guest.pages and lang and lang != here and "/StructTreeRoot" not in guest.root:
            what = f"nothing says any more that {called(guest.part.title)} is in `{lang}`"
            assembly.tell("language", what)
