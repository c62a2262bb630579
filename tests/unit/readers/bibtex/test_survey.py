"""What is only seen of a file, and read when it is asked for, is what reading all of it gives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from publish.model.place import SourceFile
from publish.readers.bibtex.blocks import read_blocks
from publish.readers.bibtex.encoding import decode
from publish.readers.bibtex.holdings import Holdings, read_holdings
from publish.readers.bibtex.pieces import parts_of
from publish.readers.bibtex.records import Record
from publish.readers.bibtex.survey import Seen, Stretch, survey
from tests.conftest import CORPORA
from tests.unit.readers.bibtex.test_pieces import damaged

FOLDERS = (CORPORA / "bib" / "dev", CORPORA / "repro" / "cases")
FILES = sorted(path for folder in FOLDERS for path in folder.rglob("*.bib"))

PLAIN = (
    "@article{he2016deep,\n  author = {He, K. and {\\'E}va},\n  title = {Deep {R{e}sidual} $x^2$},"
    '\n  year = 2016, month = jan # "~10", pages={1--2}\n}\n',
    '@Book{ a:b+c/d ,title="The {quoted} \\textit{one}", url = {http://a.b/c@d?e=f}}\n',
    "@misc{z,a={},}\n\n% between\n",
)


def _shown(sources: Sequence[SourceFile], surveyed: bool) -> object:
    """Everything that reading tells; the values of all records."""
    read = read_holdings(sources, parts_of if surveyed else read_blocks)
    found: Holdings = read.value
    library = found.library
    records = [(key, record) for key, record in library.records.items()]
    return (
        [(key, r.block, r.source.path, r.kind, list(r.own)) for key, r in records],
        list(found.citable), dict(found.aliases), library.folded, library.macros.definitions,
        library.definitions, read.diagnostics,
    )  # fmt: skip


def _same(*texts: str) -> None:
    sources = [SourceFile(f"{name}.bib", text) for name, text in zip("abc", texts, strict=False)]
    assert _shown(sources, surveyed=True) == _shown(sources, surveyed=False)


def _parts(text: str) -> list[Seen | Stretch]:
    return list(survey(SourceFile("a.bib", text)))


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_record_is_seen_and_read_as_the_splitter_reads_it(text: str) -> None:
    (seen,) = _parts(text)
    assert isinstance(seen, Seen)
    assert [seen.block()] == read_blocks(seen.source).value


@pytest.mark.parametrize(
    "text",
    [
        '@misc{a, title = {A}',
        '@misc{a, title = {A} year = 1}',
        '@misc{a, title = {A}, title = {B}}',
        '@misc{a, title = {A}, TITLE = {B}}',
        '@misc{a, title = {A}}, year = 1}',
        '@misc{a, title = {A}} words',
        '@misc{a, title = {A\n@misc{b}, x = 1}',
        '@misc{a, title = {A \\{ B}}',
        '@misc{a, title = {A \\\\} B}}',
        '@misc{a, title = "A {"} B"}',
        '@misc{a, crossref = {b}}',
        '@misc{a, ids = {b}}',
        '@set{a, entryset = {b}}',
        '@xdata{a, title = {b}}',
        '@string{a = {b}}',
        '@stringent{a, b = {c}}',
        '@misc{a}',
        '@misc{a b, title = {c}}',
        '@misc{a;b, title = {c}}',
        '@misc(a, title = {c})',
        ' @misc{a, title = {c}}',
        '% @misc{a, title = {c}}',
        '@misc{a, title = {c}}\n% @misc',
        '@misc{a, title\xa0= {c}}',
        '@misc{a, tit^le = {c}}',
        '@misc{a\u2003, title = {c}}',
        '@misc{a, title = {' + "{" * 9 + "}" * 9 + '}}',
    ],
)  # fmt: skip
def test_what_may_be_doubted_is_not_plain(text: str) -> None:
    assert not any(isinstance(part, Seen) for part in _parts(text))
    _same(text, PLAIN[0] + text)


def test_parts_make_the_whole_text() -> None:
    text = "".join(PLAIN) + "@string{x = {y}}\n" + PLAIN[0] + "end"
    parts = _parts(text)
    assert [type(part) for part in parts] == [Seen, Seen, Seen, Stretch]
    behind = 0
    for part in parts:
        assert "@" not in text[behind : part.start]
        behind = part.end
    assert behind == len(text)


def test_what_is_only_seen_is_not_read() -> None:
    source = SourceFile("a.bib", PLAIN[0])
    records = read_holdings([source], parts_of).value.library.records
    assert not any(isinstance(records.held(key), Record) for key in records)


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a, title = x}\n@string{x = {X}}\n",
        "@misc{a, title = x}\n@misc{b, title = X}\n",
        "@string{x = {X}}\n@misc{a, title = x # { } # X}\n",
        "@string{x = y}\n@misc{a, title = x}\n@misc{b, note = x}\n",
        "@string{x = {X}}\n@string{x = y}\n@misc{a, title = x}\n",
        "@string{jan = y}\n@misc{a, title = jan}\n",
        "@string{x = {" + "long " * 50_000 + "}}\n@misc{a, title = x}\n",
        "@misc{a, title = " + " # ".join(["{" + "long " * 9_999 + "}"] * 9) + "}\n",
        "@misc{a, title = 12a, note = a12, month = \u00b2}\n",
        "@misc{a, title = {A}}\n@misc{A, title = {B}}\n@misc{a, title = {C}}\n@misc{A, b = 1}\n",
        "@misc{a, title = {A}}\n@misc{b, ids = {a, c}}\n@misc{C, crossref = {A}}\n",
        "@comment{\n@misc{a, title = {A}}\n@misc{b, title = {B}}\n}\n@misc{c, d = {e}}\n",
        "@comment{\n@misc{a, title = {A}}\n@misc{b, title = {B}}\n",
        "@misc{a, title = {A, year = 2000\n@misc{b, tit^le = {B}}\n",
        "@misc{a, title = {A, year = 2000\n@misc{b, 'ids = {B}, title = {C}}\n",
    ],
    ids=lambda text: text[:40],
)
def test_findings_are_those_of_the_whole(text: str) -> None:
    _same(text)
    _same(PLAIN[0] + text, text + PLAIN[1])


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_file_is_read_as_it_would_be_without_a_survey(seed: int) -> None:
    random = Random(f"survey {seed}")
    for _ in range(40):
        text = "".join(random.choices(PLAIN, k=4))
        _same(damaged(text, random), damaged(text, random))


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_real_files_are_read_as_they_would_be_without_a_survey(path: Path) -> None:
    source = decode(path.name, path.read_bytes()).value
    assert _shown([source], surveyed=True) == _shown([source], surveyed=False)
    random = Random(path.name)
    at = random.randrange(len(source.text) + 1)
    for _ in range(10):
        _same(damaged(source.text[at : at + 3000], random))
