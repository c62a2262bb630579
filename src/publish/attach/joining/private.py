"""What programs keep for themselves in a document: page-piece data (ISO 32000-2, 14.5).

What is kept on a page came with it. What a part's catalogue keeps moves to the part's
first page, where the host's catalogue keeps something for the same program already.
"""

from __future__ import annotations

from typing import Any

from pikepdf import Dictionary, String

from publish.attach.joining.assembly import Assembly, Guest
from publish.attach.joining.objects import keys, made, section

UNDATED = "D:19800101000000Z"
"""For pages that don't say when they were changed, which those with such data have to."""


def join_private(assembly: Assembly) -> None:
    """The data of every program, in the catalogue or on a page."""
    for guest in assembly.guests:
        own = section(guest.root, "/PieceInfo")
        for program in keys(own):
            if program not in section(assembly.root, "/PieceInfo"):
                made(assembly.pdf, assembly.root, "/PieceInfo")[program] = own[program]
            else:
                _on_page(assembly, guest, program, own[program])


def _on_page(assembly: Assembly, guest: Guest, program: str, data: Any) -> None:
    for page in guest.pages:
        held: Dictionary = made(assembly.pdf, page, "/PieceInfo")
        if program not in held:
            held[program] = data
            if "/LastModified" not in page:
                page.LastModified = String(UNDATED)
            return
    assembly.tell("page-piece", f"data of `{program[1:]}` is left out")
