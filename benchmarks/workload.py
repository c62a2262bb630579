"""A seed to a project of given size: entries of 650 words, and a bibliography."""

from __future__ import annotations

import random
from pathlib import Path

RECORDS = 500
SECTIONS = 7
WORDS = 650
CITATIONS = 8

_SYLLABLES = ("ba", "co", "de", "fi", "gu", "ha", "lo", "me", "ni", "or", "qui", "so", "tu", "xi")
_SETTINGS = """\
title = "Workload"
lang = "en-GB"

[citations]
style = "chicago-author-date"
"""
_NO_MENTIONS = 'mentions = "off"\n'


def write_project(
    folder: Path,
    entries: int,
    seed: int = 1,
    records: int = RECORDS,
    *,
    mentions: bool = False,
) -> list[Path]:
    """A publish project in ``folder``; its entries, which plain pandoc can read as well, and
    which cite records from all over the bibliography. With ``mentions`` they are looked for, as
    they are if no setting says otherwise; pandoc knows nothing like it.
    """
    words = _Words(random.Random(seed))
    (folder / "entries").mkdir(parents=True)
    (folder / "bibliography").mkdir()
    (folder / "publish.toml").write_text(_SETTINGS if mentions else _SETTINGS + _NO_MENTIONS)
    (folder / "bibliography" / "all.bib").write_text(_bibliography(records, words))
    paths = []
    for number in range(entries):
        path = folder / "entries" / f"entry-{number}.md"
        path.write_text(_entry(number, records, words))
        paths.append(path)
    return paths


class _Words:
    """Made-up words, the same for the same seed."""

    def __init__(self, source: random.Random) -> None:
        self.source = source

    def word(self) -> str:
        return "".join(self.source.choices(_SYLLABLES, k=self.source.randint(1, 4)))

    def some(self, count: int) -> str:
        return " ".join(self.word() for _ in range(count))

    def name(self) -> str:
        return f"{self.word().title()}, {self.word().title()}"


def lengthen(folder: Path, number: int) -> None:
    """An author's edit: the entry of this number has a sentence more."""
    with (folder / "entries" / f"entry-{number}.md").open("a") as file:
        file.write("\nWords that were not there.\n")


def _bibliography(records: int, words: _Words) -> str:
    return "\n".join(_record(number, words) for number in range(records))


def _record(number: int, words: _Words) -> str:
    authors = " and ".join(words.name() for _ in range(words.source.randint(1, 5)))
    first = words.source.randint(1, 900)
    return (
        f"@article{{key{number},\n"
        f"  author  = {{{authors}}},\n"
        f"  title   = {{{words.some(8).capitalize()}}},\n"
        f"  journal = {{Journal of {words.some(2).title()}}},\n"
        f"  year    = {{{words.source.randint(1960, 2025)}}},\n"
        f"  volume  = {{{words.source.randint(1, 90)}}},\n"
        f"  number  = {{{words.source.randint(1, 12)}}},\n"
        f"  pages   = {{{first}--{first + 12}}},\n"
        f"  doi     = {{10.5555/{words.word()}.{number}}},\n"
        "}\n"
    )


def _entry(number: int, records: int, words: _Words) -> str:
    """Seven sections of three paragraphs, eight citations, a table."""
    keys = [f"key{words.source.randrange(records)}" for _ in range(CITATIONS)]
    header = (
        f"---\nid: entry-{number}\nkind: concept\ntitle: {words.some(3).title()}\nlang: en-GB\n"
    )
    parts = [header + f"summary: {words.some(20).capitalize()}.\n---\n"]
    each = WORDS // (SECTIONS * 3)
    for section in range(SECTIONS):
        cited = keys[section::SECTIONS]
        parts.append(f"## {words.some(2).capitalize()}\n")
        for paragraph in range(3):
            citation = f" [@{cited[paragraph]}]" if paragraph < len(cited) else ""
            parts.append(f"{words.some(each).capitalize()}{citation}.\n")
        if section == 3:
            rows = "".join(f"| {words.word()} | {words.some(3)} | {row} |\n" for row in range(5))
            parts.append(f"| Name | Words | Count |\n|---|---|---:|\n{rows}\n: {words.some(4)}\n")
    return "\n".join(parts)
