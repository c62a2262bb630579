"""A golden case through our own path: records, citations, the warm engine, plain texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import html

from publish.engines.pandoc import Pandoc
from publish.model.nodes import Node, text_node
from tests.golden.cases import Case, Cite
from tests.golden.emphasis import Emphases, emphases
from tests.golden.records import csl_items


@dataclass(frozen=True, slots=True)
class Rendered:
    """Texts of the clusters and of the list, each on one line; what is set apart in the list."""

    citations: tuple[str, ...]
    references: tuple[str, ...]
    emphases: tuple[Emphases, ...]


def render(case: Case, pandoc: Pandoc) -> Rendered:
    """The case's citations and list as `publish` gives them."""
    items = csl_items(case)
    style = case.style.read_text(encoding="utf-8")
    clusters = case.citations or (tuple({"id": item["id"]} for item in items),)
    blocks = [{"t": "Para", "c": [_citation(cluster)]} for cluster in clusters]
    listed = [] if case.is_session else [str(item["id"]) for item in items]
    markup = pandoc.cite(blocks, items, style, case.lang or _language(style), listed)
    return _read(markup, len(clusters))


def _language(style: str) -> str:
    found = re.search(r'default-locale="([^"]+)"', style)
    return found[1] if found else "en-US"


def _citation(cluster: Sequence[Cite]) -> Node:
    mode = {"suppress-author": "SuppressAuthor", "author-only": "AuthorInText"}
    items = []
    for cite in cluster:
        flag = next((mode[name] for name in mode if cite.get(name)), "NormalCitation")
        items.append(
            {
                "citationId": str(cite["id"]),
                "citationPrefix": text_node(str(cite.get("prefix", ""))),
                "citationSuffix": text_node(_suffix(cite)),
                "citationMode": {"t": flag},
                "citationNoteNum": 1,
                "citationHash": 0,
            }
        )
    return {"t": "Cite", "c": [items, text_node("[cited]")]}


def _suffix(cite: Cite) -> str:
    """Locator and suffix as an author would write them in ``[@key, p. 3 and more]``."""
    suffix = str(cite.get("suffix", ""))
    if "locator" not in cite:
        return suffix
    label = cite.get("label", "page")
    return f", {'' if label == 'page' else label} {cite['locator']}{suffix}"


def _read(markup: str, count: int) -> Rendered:
    tree = html.fragment_fromstring(markup, create_parent="div")
    listed = tree.xpath('.//div[@id="refs"]/div')
    notes = [_text(item) for item in tree.xpath('.//section[@id="footnotes"]/ol/li')]
    cited = [_text(item) for item in tree.xpath("./p")[:count]]
    return Rendered(
        citations=tuple(notes or cited),
        references=tuple(_text(item) for item in listed),
        emphases=tuple(emphases(item) for item in listed),
    )


def _text(element: Any) -> str:
    return " ".join("".join(_flow(element)).split())


def _flow(element: Any) -> Sequence[str]:
    """The texts of an element in order, without the links back from notes."""
    block = element.tag in ("div", "p", "li")
    pieces = [" " if block else "", element.text or ""]
    for child in element:
        if child.get("role") != "doc-backlink":
            pieces.extend(_flow(child))
        pieces.append(child.tail or "")
    return [*pieces, " " if block else ""]
