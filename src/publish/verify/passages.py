"""Words read from a made file lead back to the place in the entry that they came from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.model.place import Place, SourceFile

LENGTHS = (8, 5, 3)
"""How many words in a row are looked for, the most first."""

_WORD = re.compile(r"\w+")


def place_of(words: str, source: SourceFile, *, last: bool = False) -> Place | None:
    """The line of ``source`` that these words stand on; None where that isn't sure.

    Between words there may be marks of Markdown. With ``last`` the end of the words
    counts more than their beginning.
    """
    for run in _runs(_WORD.findall(words), last):
        pattern = r"[\W_]+".join(map(re.escape, run))
        found = list(re.finditer(rf"\b{pattern}\b", source.text, re.IGNORECASE))
        if len(found) == 1:
            return source.place(*found[0].span())
    return None


def _runs(words: list[str], last: bool) -> Iterator[list[str]]:
    """Runs of words, the longest first; a short text is one run."""
    if 0 < len(words) < LENGTHS[-1]:
        yield words
    for length in LENGTHS:
        starts = range(max(0, len(words) - length + 1))
        yield from (words[at : at + length] for at in (reversed(starts) if last else starts))
