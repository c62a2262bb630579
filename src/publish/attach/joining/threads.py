"""Article threads of all documents to one list (ISO 32000-2, 12.4.3).

Their beads lie on the pages and came with them.
"""

from __future__ import annotations

from publish.attach.joining.assembly import Assembly
from publish.attach.joining.objects import extend, items


def join_threads(assembly: Assembly) -> None:
    """The threads of all documents."""
    brought = [thread for guest in assembly.guests for thread in items(guest.root, "/Threads")]
    extend(assembly.pdf, assembly.root, "/Threads", brought)
