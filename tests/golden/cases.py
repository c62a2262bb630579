"""Golden citations (JSON lines) to cases: records, citations to set, texts expected.

The file's rows come from the CSL test suite and from other processors; its fields
are told in the README beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.golden.emphasis import Emphases, emphases_of_markup

Cite = Mapping[str, Any]
"""One cited work: ``id``, and maybe ``locator``, ``label``, ``prefix``, ``suffix``."""


@dataclass(frozen=True, slots=True)
class Case:
    """``citations`` are clusters in the order of the text; ``expected_*`` plain texts.
    The list holds all records, but of a session (a text as it was edited) those cited.

    ``expected_citation`` gives a text for the last clusters of the document, or is
    None where only the reference list counts, and the other way round. Emphases are those
    of the list.
    """

    id: str
    style: Path
    lang: str | None
    input_format: str
    records: Any
    citations: tuple[tuple[Cite, ...], ...]
    is_session: bool
    expected_citation: tuple[str, ...] | None
    expected_list: tuple[str, ...] | None
    expected_emphases: tuple[Emphases, ...] | None


def read_cases(folder: Path) -> Iterator[Case]:
    """Every case of ``golden_dev.jsonl`` in ``folder``."""
    with open(folder / "golden_dev.jsonl", encoding="utf-8") as lines:
        for line in lines:
            yield _case(json.loads(line), folder)


def _case(row: dict[str, Any], folder: Path) -> Case:
    return Case(
        id=row["id"],
        style=folder / "styles" / row["style_file"],
        lang=row["locale"],
        input_format=row["input_format"],
        records=row["input"],
        citations=_citations(row),
        is_session=bool(row.get("citations")),
        expected_citation=_texts(row["expected_citation"]),
        expected_list=_texts(row["expected_bibliography"]),
        expected_emphases=_emphases(row),
    )


def _citations(row: dict[str, Any]) -> tuple[tuple[Cite, ...], ...]:
    """The clusters as they stand in the finished text, first to last."""
    if row.get("citations"):
        return _session(row["citations"])
    if row.get("citation_items"):
        return tuple(tuple(cluster) for cluster in row["citation_items"])
    return ()


def _session(steps: Sequence[Any]) -> tuple[tuple[Cite, ...], ...]:
    """A session of edits: each step names a cluster, those before and those behind."""
    clusters = {step[0]["citationID"]: tuple(step[0]["citationItems"]) for step in steps}
    last, before, behind = steps[-1]
    order = [*(pair[0] for pair in before), last["citationID"], *(pair[0] for pair in behind)]
    return tuple(clusters[name] for name in order)


def _texts(expected: Sequence[str] | None) -> tuple[str, ...] | None:
    """The texts on one line each; those of a session begin with ``>>[0]`` or ``..[0]``."""
    if expected is None:
        return None
    texts = [re.sub(r"^(>>|\.\.)\[\d+\] ", "", text) for text in expected]
    return tuple(_words(text) for text in texts)


def _emphases(row: dict[str, Any]) -> tuple[Emphases, ...] | None:
    """What is set apart in each text of the list; None where the case gives words alone."""
    if row["markup"] == "plain" or row["expected_bibliography"] is None:
        return None
    return tuple(emphases_of_markup(text) for text in row["expected_bibliography"])


_ENTITIES = {"&#38;": "&", "&amp;": "&", "&#60;": "<", "&lt;": "<", "&#62;": ">", "&gt;": ">"}


def _words(markup: str) -> str:
    """The words of a piece of HTML; an address between angles is no tag."""
    text = re.sub(r"<div[^>]*>|</div>", " ", markup)
    text = re.sub(r"</?[A-Za-z]+( [^>]*)?>", "", text)
    for entity, char in _ENTITIES.items():
        text = text.replace(entity, char)
    return " ".join(text.replace("\u200b", "").split())
