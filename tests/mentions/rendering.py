"""Sentences of ``placement.toml``, made into entries, cited, and read as a reader sees them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

from publish.cite import cite
from publish.engines.pandoc import Pandoc
from publish.mentions import find_mentions
from publish.model.entry import PaperNames
from publish.model.frozen import replace
from publish.model.place import Place
from publish.model.publication import Project
from publish.model.reference import Reference
from publish.model.settings import CitationSettings
from publish.publications import publication_of
from tests import builders

FILE = Path(__file__).with_name("placement.toml")
STYLES = {
    "dated": "chicago-author-date",
    "numbered": "ieee",
    "noted": "chicago-notes-bibliography",
}


@dataclass(frozen=True)
class Sentence:
    """Markdown, and what is printed of it in each style; ``settings`` are those of citations."""

    about: str
    text: str
    printed: dict[str, str]
    settings: dict[str, Any]
    title: str
    lang: str


def sentences() -> list[Sentence]:
    return [
        Sentence(
            about=item["about"],
            text=item["text"],
            printed={name: item[name] for name in STYLES},
            settings=item.get("settings", {}),
            title=item.get("title", "Sample"),
            lang=item.get("lang", "en"),
        )
        for item in tomllib.loads(FILE.read_text(encoding="utf-8"))["sentence"]
    ]


def records() -> list[Reference]:
    found = []
    for line in tomllib.loads(FILE.read_text(encoding="utf-8"))["record"]:
        csl = {
            "id": line["key"],
            "type": "article-journal",
            "title": line["title"],
            "container-title": line["journal"],
            "author": [{"family": name} for name in line["authors"]],
            "issued": {"date-parts": [[line["year"]]]},
        } | ({"DOI": line["doi"]} if "doi" in line else {})
        found.append(Reference(line["key"], "article", csl, Place("bibliography/a.bib", 1)))
    return found


def printed(sentence: Sentence, style: str, pandoc: Pandoc) -> str:
    """The sentence as it is read; a note stands where its mark does, as ``[^ … ]``."""
    names = (PaperNames("resnet", ("ResNet",), Place("entry.md", 1)),)
    entry = builders.entry(
        pandoc, sentence.text, title=sentence.title, lang=sentence.lang, papers=names
    )
    project = builders.project(entry, references=tuple(records()), style_name=STYLES[style])
    project = _with(project, sentence.settings)
    wanted = project.settings.citations
    mentions = find_mentions(
        entry, project.bibliography, headings=wanted.headings, own_subject=wanted.own_subject
    )
    cited = cite(publication_of(project, entry, mentions), pandoc).value
    assert cited is not None
    return _read(cited.markup)


def _with(project: Project, citations: dict[str, Any]) -> Project:
    settings = replace(project.settings, citations=CitationSettings(**citations))
    return replace(project, settings=settings)


def _read(markup: str) -> str:
    tree = html.fragment_fromstring(markup, create_parent=True)
    notes = {}
    for note in tree.xpath("//*[@id='footnotes' or contains(@class, 'footnotes')]//li"):
        for back in note.xpath(".//a[contains(@class, 'footnote-back')]"):
            back.drop_tree()
        notes[note.get("id")] = " ".join(note.text_content().split())
    for mark in tree.xpath("//a[contains(@class, 'footnote-ref')]"):
        shown = f"[^ {notes[mark.get('href').removeprefix('#')]} ]"
        for child in list(mark):
            mark.remove(child)
        mark.text = shown
    for gone in tree.xpath("//*[@id='refs' or contains(@class, 'footnotes')]"):
        gone.drop_tree()
    return " ".join(tree.text_content().split())
