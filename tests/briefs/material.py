"""A number → an entry of some length, with its records; the same one each time.

100 to 6,000 words, 0 to 80 references, with and without portrait, facts, tables and
formulas, in three languages, one of which is written from right to left. The words are
made of syllables, and the first of each paragraph names its section and its place in it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.samples import png

LANGUAGES = ("en-GB", "de", "ar")
SYLLABLES = {
    "en-GB": [
        "con",
        "ta",
        "mer",
        "ing",
        "lo",
        "pro",
        "sal",
        "ver",
        "dis",
        "ten",
        "ra",
        "mo",
        "ble",
        "ser",
        "pa",
        "ter",
        "in",
        "no",
        "vel",
        "st",
        "ar",
    ],
    "de": [
        "ver",
        "lich",
        "schaf",
        "ung",
        "heit",
        "ent",
        "trag",
        "bun",
        "gen",
        "stel",
        "wer",
        "ras",
        "end",
        "mut",
        "auf",
        "zel",
        "ort",
        "ge",
    ],
    "ar": [
        "بان",
        "رسم",
        "علم",
        "كتب",
        "نور",
        "سال",
        "مدر",
        "فهم",
        "حسب",
        "قلم",
        "طرق",
        "جمع",
        "نظر",
        "عمل",
    ],
}
SERIAL = {"en-GB": "Item", "de": "Absatz", "ar": "فقرة"}
TITLES = {"en-GB": "Section", "de": "Abschnitt", "ar": "قسم"}


@dataclass(slots=True)
class Paragraph:
    """``runs`` are its words between citations of ``keys``; a table has ``cells``, a formula
    nothing of all that."""

    runs: list[str] = field(default_factory=list)
    markdown: str = ""
    keys: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the facts, and the key of the work that it cites."""

    label: str
    value: str
    key: str


@dataclass(slots=True)
class Header:
    """What stands before the text, as it is written and as it is to be read."""

    title: str
    summary: str
    portrait: bool
    facts: list[Fact]
    markdown: str


@dataclass(frozen=True, slots=True)
class Record:
    """A work that is cited, and how the bibliography has it."""

    title: str
    family: str
    journal: str
    year: int
    bibtex: str


@dataclass(slots=True)
class Material:
    """An entry as it is written, section by section."""

    id: str
    lang: str
    words: int
    keys: int
    header: Header
    sections: dict[str, list[Paragraph]]
    text: str
    records: dict[str, Record]

    @property
    def portrait(self) -> bool:
        return self.header.portrait


def material(seed: int) -> Material:
    rng = random.Random(seed)
    lang = LANGUAGES[seed % 3]
    words = int(100 * 60 ** rng.random())
    keys = min(rng.choice((0, rng.randint(1, 12), rng.randint(1, 80))), words // 8)
    name, portrait = f"g{seed:03}", rng.random() < 0.5
    cited = [f"{name}k{number}" for number in range(keys)]
    sections = dict(_sections(rng, lang, words, cited))
    body = "\n\n".join(
        f"## {title}\n\n" + "\n\n".join(paragraph.markdown for paragraph in paragraphs)
        for title, paragraphs in sections.items()
    )
    header = _header(rng, lang, name, portrait, cited)
    return Material(
        name, lang, words, keys, header, sections, f"---\n{header.markdown}\n---\n\n{body}\n",
        {key: _record(rng, key) for key in cited},
    )  # fmt: skip


def write(folder: Path, items: list[Material], settings: str = "") -> Path:
    """A project that holds them."""
    for name in ("entries", "bibliography"):
        (folder / name).mkdir(parents=True)
    about = 'title = "Generated"\nurl = "https://dossiers.example.org/all"\n'
    (folder / "publish.toml").write_text(about + settings, "utf-8")
    for item in items:
        (folder / "entries" / f"{item.id}.md").write_text(item.text, "utf-8")
    (folder / "entries" / "portrait.png").write_bytes(png(300, 360))
    records = "\n".join(each.bibtex for item in items for each in item.records.values())
    (folder / "bibliography" / "all.bib").write_text(records, "utf-8")
    return folder


def _header(rng: random.Random, lang: str, name: str, portrait: bool, keys: list[str]) -> Header:
    title = _words(rng, lang, rng.randint(1, 7)).capitalize()
    summary = f"{_words(rng, lang, rng.randint(12, 55))}."
    lines = [f"id: {name}\nkind: concept\nlang: {lang}\nreviewed: 2026-03-04"]
    lines += [f"title: {title}", f"summary: {summary}"]
    if portrait:
        lines.append("image:\n  file: portrait.png\n  alt: A grey rectangle")
    facts = []
    for number in range(rng.choice((0, 3, 8)) if keys else 0):
        label, value = _words(rng, lang, 2), _words(rng, lang, rng.randint(1, 9))
        facts.append(Fact(f"{label} {number}", value, rng.choice(keys)))
    if facts:
        lines.append("facts:")
    for fact in facts:
        lines.append(f"  - label: {fact.label}\n    value: {fact.value}\n    source: {fact.key}")
    return Header(title, summary, portrait, facts, "\n".join(lines))


def _sections(
    rng: random.Random, lang: str, words: int, keys: list[str]
) -> Iterator[tuple[str, list[Paragraph]]]:
    left, number, uncited = words, 0, [*keys]
    while left > 0:
        number += 1
        title = f"{TITLES[lang]} {number} {_words(rng, lang, rng.randint(1, 4))}"
        paragraphs = []
        for place in range(rng.randint(1, 5)):
            size = min(left, rng.randint(20, 110))
            if size <= 0:
                break
            left -= size
            share = -(-len(uncited) * size // max(1, left + size))
            serial = f"{SERIAL[lang]}{number}x{place}"
            paragraphs.append(_paragraph(rng, lang, serial, size, uncited[:share]))
            uncited = uncited[share:]
        if rng.random() < 0.2:
            paragraphs.append(_table(rng, lang))
        if rng.random() < 0.15:
            paragraphs.append(Paragraph([], "$$\\sum_{i=1}^{n} x_i = \\frac{a}{b + c}$$"))
        yield title, paragraphs


def _paragraph(rng: random.Random, lang: str, serial: str, size: int, keys: list[str]) -> Paragraph:
    count = max(1, len(keys))
    runs = [_words(rng, lang, max(2, size // count)) for _ in range(count)]
    runs[0] = f"{serial} {runs[0]}"
    cited = [f"{run} [@{key}]" for run, key in zip(runs, keys, strict=False)] or runs
    return Paragraph(runs, " ".join(cited) + ".", keys)


def _table(rng: random.Random, lang: str) -> Paragraph:
    rows = [
        [_words(rng, lang, rng.randint(1, 3)) for _ in range(4)] for _ in range(rng.randint(2, 7))
    ]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    markdown = "\n".join([lines[0], "|" + "---|" * 4, *lines[1:]])
    return Paragraph(markdown=markdown, cells=[cell for row in rows for cell in row])


def _words(rng: random.Random, lang: str, count: int) -> str:
    parts = SYLLABLES[lang]
    return " ".join(
        "".join(rng.choice(parts) for _ in range(rng.randint(1, 2 if lang == "ar" else 4)))
        for _ in range(count)
    )


def _record(rng: random.Random, key: str) -> Record:
    title = _words(rng, "en-GB", rng.randint(3, 12)).capitalize()
    family = _words(rng, "de", 1).capitalize()
    journal = f"Journal of {_words(rng, 'en-GB', 2).capitalize()}"
    year, volume = rng.randint(1950, 2025), rng.randint(1, 90)
    first, last = rng.randint(1, 90), rng.randint(91, 180)
    return Record(
        title, family, journal, year,
        f"@article{{{key},\n  author = {{{family}, Ann and Other, Bob}},\n  title = {{{title}}},\n"
        f"  journal = {{{journal}}},\n  year = {{{year}}},\n  volume = {{{volume}}},\n"
        f"  pages = {{{first}--{last}}},\n  doi = {{10.5555/{key}}},\n}}\n",
    )  # fmt: skip
