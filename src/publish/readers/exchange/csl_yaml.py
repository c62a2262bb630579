"""CSL YAML → cards: a list of records, or one under ``references``, as pandoc has it.

Texts are Markdown there (``markdown``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.diagnostics import Collector
from publish.diagnostics.rules import bib
from publish.model.crosswalk import UNMARKED
from publish.model.place import SourceFile
from publish.readers.exchange.cards import Card, Spans
from publish.readers.exchange.csl_items import csl_item, given_key, rule_of
from publish.readers.exchange.markdown import rich, unescaped
from publish.readers.located import Located, Path
from publish.readers.yaml_header import Kind, read_yaml

_KIND = Kind("bibliography", bib.BROKEN_FILE, bib.REPEATED_FIELD, lists=True)


def read_csl_yaml(source: SourceFile, found: Collector) -> Iterator[Card]:
    located = found.take(read_yaml(source, 0, len(source.text), _KIND))
    if located is None:
        return
    path: Path = ()
    if isinstance(located.data, dict):
        if "references" not in located.data:
            hint = "write a list of records, or put it under `references`"
            found.add(bib.BROKEN_FILE("the file holds no `references`", source.place(0), hint))
            return
        path = ("references",)
    records = located.data["references"] if path else located.data
    for index, data in enumerate(records if isinstance(records, list) else [records]):
        below = (*path, index) if isinstance(records, list) else path
        if isinstance(data, dict):
            yield _card(source, located, below, data, found)
        elif data is not None:
            place = located.value_place(below)
            found.add(bib.BROKEN_RECORD("what stands in the list is no record", place, "remove it"))


def _card(
    source: SourceFile, located: Located, path: Path, data: dict[str, Any], found: Collector
) -> Card:
    def tell(variable: str, message: str) -> None:
        place = located.value_place((*path, variable))
        found.add(rule_of(variable)(message, place, "write it as the schema of CSL says"))

    start, end = located.values[path]
    end = start + len(source.text[start:end].rstrip())
    spans = {
        name: (first - start, last - start)
        for name in data
        if (first := located.values[(*path, name)][0])
        and (last := located.values[(*path, name)][1])
    }
    return Card(given_key(data), csl_item(data, tell, _marked), start, end, locate=_Known(spans))


class _Known:
    """The spans of a record, found when its file was read."""

    def __init__(self, spans: Spans) -> None:
        self.spans = spans

    def __call__(self, raw: str) -> Spans:
        return self.spans


def _marked(variable: str, text: str) -> str:
    return unescaped(text) if variable in UNMARKED else rich(text)
