"""A file that a build left in the output folder."""

from __future__ import annotations

from publish.model.frozen import Frozen


class Delivered(Frozen):
    """A file in the output folder; ``path`` is relative to the project.

    ``entry`` is empty for the page over all entries. ``written`` is whether this build has changed
    what stood there.
    """

    entry: str
    format: str
    path: str
    bytes: int
    written: bool = False
