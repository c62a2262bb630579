"""Words that look like a paper's title or short name, and that no record has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.mentions.authorship import beside
from publish.mentions.names import is_marked
from publish.mentions.normalise import Token
from publish.mentions.reading import Reading
from publish.mentions.words import AND_OTHERS, EVERYDAY, FUNCTION, SERIALS, WORKS

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?!\d)")
_VENUE = re.compile(r"\b(?:CVPR|ICCV|ECCV|NeurIPS|NIPS|ICML|ICLR|AAAI|ACL|EMNLP|NAACL|SIGGRAPH|"
                    r"KDD|IJCAI|TPAMI|PNAS|Nature|Science|Proceedings|Journal)\b")  # fmt: skip

_OTHERS = re.compile(AND_OTHERS)
_HEAD_OF_WORD = re.compile(r"(?:[\w.]+-)*\Z")


def unmatched(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Quoted or emphasised titles beside a year, a venue or a word like *paper*:
    start, end and reason of each.
    """
    yield from _with_authors(reading)
    for left, right in reading.apart:
        words = list(reading.words(left, right))
        if not _titled(words) or reading.skipped(left, right):
            continue
        start, end = words[0].start, words[-1].end
        if why := _why(reading, start, end):
            yield start, end, f"looks like a title ({why}), and no record has it"


def _with_authors(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """A coined word beside authors without a year: *FooNet (Smith et al.)*."""
    if not _OTHERS.search(reading.text):
        return
    for token in reading.tokens:
        if not is_marked(token.raw) or token.word in EVERYDAY or len(token.raw) < 3:
            continue
        start = token.start - len(_HEAD_OF_WORD.findall(reading.text[: token.start])[0])
        found = beside(reading.text, start, token.end)
        if found and found["others"] and not reading.skipped(start, token.end):
            authors = " ".join(found["authors"].split())
            yield start, token.end, f"stands beside {authors}, and no record has that name"


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
