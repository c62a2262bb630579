"""Who gets a copy of a brief."""

from __future__ import annotations

from publish.model.frozen import Frozen


class Recipient(Frozen):
    """``number`` is that of the copy, as it stands on its pages and in its file's name."""

    name: str
    number: str

    @property
    def line(self) -> str:
        """What is drawn on each page of the copy."""
        return f"{self.number} · {self.name}" if self.name else self.number
