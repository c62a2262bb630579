"""Regular expressions, each compiled when it is first used.

There are some hundreds, of which a command uses a few; to compile them all takes a twentieth of
the time in which it makes a page.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Pattern:
    """Stands for a compiled expression, whose methods become its own when they are asked for."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, value)
        return value


def expression(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, which it does when it is first used."""
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))
