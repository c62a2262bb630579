"""A change to a file of the project: which characters go, and what stands there instead."""

from __future__ import annotations

from publish.model.frozen import Frozen


class Edit(Frozen, order=True):
    """``text`` in place of the characters [``start``, ``end``) of a file's text.

    ``path`` is relative to the project, with forward slashes. The offsets are those
    of `publish.model.place.SourceFile`: line ends are one ``\\n`` each, and there is
    no byte order mark. Where ``start`` is ``end``, text is put in.
    """

    path: str
    start: int
    end: int
    text: str
