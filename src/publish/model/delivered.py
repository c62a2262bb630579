"""A file that a build left in the output folder."""

from __future__ import annotations

from publish.model.frozen import Frozen


class Delivered(Frozen):
    """A file in the output folder; ``path`` is relative to the project.

    ``entry`` is empty for the page over all entries.
    """

    entry: str
    format: str
    path: str
    bytes: int
