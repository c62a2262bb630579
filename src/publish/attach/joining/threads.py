"""Article threads of all documents to one list (ISO 32000-2, 12.4.3).

Their beads lie on the pages and came with them.
"""

from __future__ import annotations

from publish.attach.joining.assembly import Assembly
from publish.attach.joining.objects import extend, items


def join_threads(assembly: Assembly) -> None:
    """The threads of all documents."""
    for guest in assembly.guests:
        extend(assembly.pdf, assembly.root, "/Threads", items(guest.root, "/Threads"))
