"""An alias belongs to one entry."""

from __future__ import annotations

from collections.abc import Callable


def test_shared_aliases(told: Callable[..., list[str]]) -> None:
    files = {
        "entries/b.md": "---\nkind: work\ntitle: Bee\naliases: [Buzz, b2]\n---\nText.\n",
        "entries/c.md": "---\nkind: work\ntitle: Cee\naliases: [buzz, A, c2]\n---\nText.\n",
    }
    header = "kind: work\ntitle: A\naliases: [Alpha, alpha, bee]\n"
    assert told("Text.\n", header, files=files) == [
        "ENT014 4:18-23",
        "ENT014 4:25-28",
        "ENT014 entries/c.md:4:11-15",
        "ENT014 entries/c.md:4:17-18",
    ]
