"""Words that look like a paper's title but that no record has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.mentions.names import is_marked
from publish.mentions.normalise import Token
from publish.mentions.reading import Reading
from publish.mentions.words import FUNCTION, SERIALS, WORKS

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?!\d)")
_VENUE = re.compile(r"\b(?:CVPR|ICCV|ECCV|NeurIPS|NIPS|ICML|ICLR|AAAI|ACL|EMNLP|NAACL|SIGGRAPH|"
                    r"KDD|IJCAI|TPAMI|PNAS|Nature|Science|Proceedings|Journal)\b")  # fmt: skip


def unmatched(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Quoted or emphasised titles beside a year, a venue or a word like *paper*:
    start, end and reason of each.
    """
    for left, right in reading.apart:
        words = list(reading.words(left, right))
        if not _titled(words) or reading.skipped(left, right):
            continue
        start, end = words[0].start, words[-1].end
        if why := _why(reading, start, end):
            yield start, end, f"looks like a title ({why}), and no record has it"


def _titled(words: list[Token]) -> bool:
    content = [token for token in words if token.word not in FUNCTION]
    if any(token.word in SERIALS for token in words):
        return False
    if len(words) < 3 or len(content) < 2 or len(words) > 30:
        return False
    return all(token.raw[0].isupper() or is_marked(token.raw) for token in content)


def _why(reading: Reading, start: int, end: int) -> str | None:
    begin, stop = reading.sentence(start)
    outside = reading.text[begin:start] + " " + reading.text[end:stop]
    if year := _YEAR.search(outside):
        return f"beside the year {year.group()}"
    if venue := _VENUE.search(outside):
        return f"beside the venue {venue.group()}"
    work = next(
        (
            t.raw
            for t in reading.words(begin, stop)
            if t.word in WORKS and not start <= t.start < end
        ),
        None,
    )
    return f"beside the word `{work}`" if work else None
