"""Files that nobody would write: none stops the reader, none loses a record without a word.

Most are pieces of real files with a few changes; the rest is put together from what .bib
files are made of. A few hundred in ``make test``; with ``PUBLISH_WHOLE``, as in
``make prove``, 20,000. Each has a seed, which a failure names.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.model.place import SourceFile
from publish.readers.bibtex import BibFile, read_bibliography, value_diagnostics
from publish.readers.bibtex.blocks import read_blocks
from publish.readers.bibtex.encoding import decode
from tests.bibliography.counting import Counted, count
from tests.conftest import CORPORA
from tests.limits import time_limit

WHOLE = bool(os.environ.get("PUBLISH_WHOLE"))
GROUPS = 20
MUTATED = (15_000 if WHOLE else 300) // GROUPS
MADE = 5_000 if WHOLE else 150
SIGNS = "{}()\"',#@=%\\ \n\t~$^_&-aZ9é王\u0301\x00\ufeff"
WORDS = (
    "@", "@article", "@book{k,", "@string", "@string{m = ", "@comment", "@preamble", "@xdata{k",
    "{", "}", "(", ")", '"', ",", "=", "#", "%", "\\", "\\{", "\\}", "\\'", "\n", " ", "\r\n",
    "title", "author = ", "year = 2001", "crossref = {k}", "xdata = {k}", "m", " and ", "10.1/x",
    "and others", "{\\'{e}}", "$x^2$", "\\url{http://a.b/c_d}", "--", "é", "ids = {k, l}", "= jan",
)  # fmt: skip


def lost(data: bytes) -> list[str]:
    """The keys of records that are neither read nor told of; reads everything."""
    with time_limit(repr(data)):
        result = read_bibliography([BibFile("a.bib", data)])
        for reference in result.value:
            assert reference.csl["id"] == reference.key
        found = [*result.diagnostics, *value_diagnostics(result.value)]
        assert all(each.place and each.place.path == "a.bib" for each in found)
    told = {each.place.line for each in result.diagnostics if each.place}
    source = decode("a.bib", data).value
    missing = [each for each in count(source.text) if each.key not in result.value.references]
    return [each.key for each in missing if not any(told & lines for lines in around(each, source))]


def around(record: Counted, source: SourceFile) -> Iterator[set[int | None]]:
    """The lines of a record, and those of what swallowed it: a fault is told where it begins."""
    yield set(range(record.first, record.last + 1))
    for block in read_blocks(source).value:
        first, last = source.place(block.start).line or 0, source.place(block.end).line or 0
        if first <= record.first <= last:
            yield set(range(first, last + 1))


@cache
def material() -> tuple[str, ...]:
    """Real files and the cases in which parsers disagree, as text."""
    folders = (CORPORA / "bib" / "dev", CORPORA / "repro" / "cases")
    paths = sorted(path for folder in folders for path in folder.rglob("*.bib"))
    return tuple(path.read_bytes().decode("utf-8", "replace") for path in paths)


def mutated(random: Random) -> str:
    """A piece of a real file after one to five changes."""
    text = random.choice(material())
    start = random.randrange(max(1, len(text) - 2000))
    text = text[start if random.random() < 0.5 else text.find("@", start) : start + 2500]
    for _ in range(random.randint(1, 5)):
        at = random.randrange(len(text) + 1)
        end = min(len(text), at + random.choice((0, 0, 1, 1, 2, 10, 100)))
        made = ("", random.choice(SIGNS), text[at:end] * 2, random.choice(SIGNS) * 40)
        text = text[:at] + random.choice(made) + text[end:]
    return text


@pytest.mark.corpus
@pytest.mark.parametrize("group", range(GROUPS))
def test_mutated_files(group: int) -> None:
    for number in range(MUTATED):
        seed = f"{group} {number}"
        text = mutated(Random(seed))
        assert not lost(text.encode("utf-8", "replace")), f"seed {seed}: {text}"


@settings(max_examples=MADE, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=60).map("".join))
def test_made_up_files(text: str) -> None:
    lost_keys = lost(text.encode("utf-8", "replace"))
    assert not lost_keys


@settings(max_examples=MADE // 10, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from((b"", b"\xff\xfe", b"\xef\xbb\xbf", b"% Encoding: "))
)
def test_bytes(data: bytes, head: bytes) -> None:
    lost(head + data)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(40))
        + '@string{s0 = "lol"}\n@book{k, title = s40}',
        "".join(f"@book{{k{n}, crossref = {{k{n + 1}}}, title = {{T}}}}\n" for n in range(1_000)),
        "".join(f"@book{{k{n}, xdata = {{k{n - 1}, k{n - 2}}}}}\n" for n in range(400)),
        "@book{k, title = " + "{" * 20_000 + "}" * 20_000 + "}",
        "@book{k, title = " + "{" * 50_000,
        "@book{k, title = {" + "\\emph{" * 5_000 + "}" * 5_000 + "}}",
        "@book{k, author = {" + "A and " * 20_000 + "B}}",
        "@book{k, title = {" + "$" * 50_001 + "}}",
        "@book{k" * 5_000,
        "@" * 50_000,
        '@book{k, title = "' + "a" * 1_000_000,
        "@book{k, " + "a = 1, " * 20_000 + "}",
        "@comment" * 10_000,
        "%" * 100_000 + "\n@book{k, title={T}}",
        "@preamble{" + "\\newcommand{\\a}{\\a\\a}" * 500 + "}@book{k, title={\\a}}",
    ],
    ids=lambda text: text[:24],
)
def test_bombs(text: str) -> None:
    lost(text.encode())
