"""WeasyPrint's style sheets and hyphenation patterns, parsed once for all processes.

Breaking a style sheet into tokens takes as long as laying out a page, and the patterns of
a language twice as long. Both come out the same each time: ``parsed`` keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyphen
import tinycss2

from publish.engines.parsed import parsed


@contextmanager
def parsed_tables() -> Iterator[None]:
    """While inside, style sheets and patterns that were parsed before aren't parsed again."""
    style_sheet, patterns = tinycss2.parse_stylesheet, pyphen.HyphDict

    def parse_stylesheet(text: Any, *options: Any, **named: Any) -> Any:
        if not isinstance(text, str) or options or named:
            return style_sheet(text, *options, **named)
        return parsed("style sheet", tinycss2, text, lambda: style_sheet(text))

    def read_patterns(path: Path) -> Any:
        table = object.__new__(patterns)
        vars(table).update(
            parsed("patterns", pyphen, path.read_bytes(), lambda: vars(patterns(path)))
        )
        return table

    tinycss2.parse_stylesheet, pyphen.HyphDict = parse_stylesheet, read_patterns
    try:
        yield
    finally:
        tinycss2.parse_stylesheet, pyphen.HyphDict = style_sheet, patterns
