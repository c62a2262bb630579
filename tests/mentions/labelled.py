"""The labelled sentences: what is marked in them, what the finder makes of them.

A sentence is Markdown in which each mention that is surely one stands as
``⟦key|words⟧``; everything else names no paper. ``title`` is that of the entry it
stands in, ``papers`` are names that this entry gives.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.engines.pandoc import Pandoc
from publish.mentions import build_index, find_mentions
from publish.model.document import Document, Fragment
from publish.model.entry import Entry, PaperNames
from publish.model.mention import Mention
from publish.model.passages import passages
from publish.model.place import Place, SourceFile
from publish.model.reference import Bibliography, Reference

PARTS = ("dev", "held", "fresh", "unseen")
HERE = Path(__file__).parent
_MARK = re.compile(r"⟦([^|⟦⟧]+)\|([^⟦⟧]+)⟧")


@dataclass(frozen=True)
class Sentence:
    lang: str
    text: str
    wanted: tuple[tuple[str, str], ...]
    title: str
    papers: tuple[PaperNames, ...]


@dataclass(frozen=True)
class Outcome:
    """A sentence as an entry, the wanted mentions that weren't found, the sure ones not wanted."""

    sentence: Sentence
    entry: Entry
    found: tuple[Mention, ...]
    missed: tuple[tuple[str, str], ...]
    false: tuple[tuple[str, str], ...]


def bibliography(part: str = "") -> Bibliography:
    """The records of the sentences; the fresh and the unseen ones bring more of their own."""
    files = ["records", f"records-{part}"] if part in ("fresh", "unseen") else ["records"]
    texts = [(HERE / f"{name}.jsonl").read_text(encoding="utf-8") for name in files]
    references = {}
    for line in "".join(texts).splitlines():
        record = json.loads(line)
        csl: dict[str, Any] = record["csl"]
        names = tuple(record["names"])
        key = csl["id"]
        references[key] = Reference(key, csl["type"], csl, Place("records.bib", 1), names=names)
    return Bibliography(references)


def sentences(name: str) -> list[Sentence]:
    found = []
    for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        papers = (
            PaperNames(key, tuple(names), Place("entry.md", 1))
            for key, names in item.get("papers", {}).items()
        )
        found.append(
            Sentence(
                lang=item["lang"],
                text=_MARK.sub(r"\2", item["text"]),
                wanted=tuple((m[1], _plain(m[2])) for m in _MARK.finditer(item["text"])),
                title=item.get("title", "Untitled"),
                papers=tuple(papers),
            )
        )
    return found


def entries(part: str, pandoc: Pandoc) -> list[Entry]:
    """The sentences of one of the `PARTS`, each as an entry."""
    items = sentences(part)
    parsed = pandoc.read([item.text for item in items])
    found = []
    for item, blocks in zip(items, parsed, strict=True):
        source = SourceFile("entry.md", item.text)
        document = Document(source, (Fragment("body", blocks, 0, len(item.text)),))
        found.append(
            Entry(
                source=source, body_start=0, id="entry", kind="concept", title=item.title,
                lang=item.lang, document=document, papers=item.papers,
            )
        )  # fmt: skip
    return found


def outcomes(part: str, pandoc: Pandoc) -> list[Outcome]:
    """What the finder makes of one of the `PARTS`."""
    records = bibliography(part)
    index = build_index(records)
    found = []
    for item, entry in zip(sentences(part), entries(part, pandoc), strict=True):
        mentions = find_mentions(entry, records, passages(entry.document), index)
        found.append(_outcome(item, entry, mentions))
    return found


def _outcome(item: Sentence, entry: Entry, mentions: tuple[Mention, ...]) -> Outcome:
    sure = [(m.key or "", _plain(m.text)) for m in mentions if m.status == "sure"]
    missed, false = list(item.wanted), []
    for mention in sure:
        if mention in missed:
            missed.remove(mention)
        else:
            false.append(mention)
    return Outcome(item, entry, mentions, tuple(missed), tuple(false))


def figures(items: Iterable[Outcome]) -> tuple[float, float]:
    """Precision and recall of the sure mentions."""
    items = list(items)
    wanted = sum(len(item.sentence.wanted) for item in items)
    right = wanted - sum(len(item.missed) for item in items)
    false = sum(len(item.false) for item in items)
    return right / max(right + false, 1), right / max(wanted, 1)


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[*_]", "", words).replace("\n", " ").split())
