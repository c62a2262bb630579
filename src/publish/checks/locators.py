"""Locators that can't be read: what stands behind a citation key and looks like pages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import cit
from publish.model.edit import Edit
from publish.model.entry import Entry
from publish.model.expressions import expression
from publish.model.gist import gist
from publish.model.place import Place
from publish.model.settings import Settings

LABELS = {
    "en": ("p.", "pp.", "page", "pages"),
    "de": ("S.", "Seite", "Seiten"),
    "fr": ("p.", "page", "pages"),
    "es": ("p.", "pp.", "página", "páginas"),
    "it": ("p.", "pp.", "pagina", "pagine"),
    "nl": ("p.", "pp.", "pagina"),
    "pt": ("p.", "pp.", "página", "páginas"),
    "ro": ("p.", "pp.", "pagina"),
    "ca": ("p.", "pp."),
    "sv": ("s.", "sida", "sidor"),
    "da": ("s.", "side", "sider"),
    "nb": ("s.", "side"),
    "nn": ("s.", "side"),
    "fi": ("s.", "sivu", "sivut"),
    "pl": ("s.", "strona", "strony"),
    "cs": ("s.", "strana", "strany"),
    "sk": ("s.", "strana", "strany"),
    "tr": ("s.", "ss.", "sayfa"),
    "hu": ("o.", "oldal"),
}
"""By language the labels of pages that citeproc reads (those of CSL's locales), the
usual one first. Capitals don't count."""

_MISSPELT = ("p", "pp", "pg", "pg.", "pgs", "pgs.", "ppg.", "pag", "pag.", "pags.", "pág.", "págs.")
_PAGES = {
    label.casefold() for labels in LABELS.values() for label in labels if label != "o."
} | set(_MISSPELT)
_KEY = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>[^\W_][\w:.#$%&\-+?<>~/]*\w|\w))"
_LOCATOR = expression(
    _KEY
    + r"(?:\s*,\s*|\s+(?:\[\s*)?|(?=\{))"
    + r"(?:(?P<open>\{[^{}\[\];]*(?=[\];]))"
    + r"|\{?(?P<label>[^\W\d_]+\.?)(?P<gap>\s*)(?=\d))"
    + r"(?P<pages>[\d,\s–-]*)"
)
_BARE = expression(
    r"[\[;]\s*-?" + _KEY + r"\s*,\s*\{?(?P<pages>\d+\s*(?:--?|–)\s*\d+)(?![\w.:/–-])"
)
"""Pages without a label, as citeproc reads them in brackets."""
_RANGE = expression(r"(\d+)\s*(?:--?|–)\s*(\d+)")


def check_locators(entry: Entry, settings: Settings) -> Iterator[Diagnostic]:
    cited = frozenset(gist(entry.document).cited)
    if cited:
        for found in _LOCATOR.finditer(entry.source.text, entry.body_start):
            if _is_citation(entry, found, cited):
                yield from _fault(entry, found)
        for found in _BARE.finditer(entry.source.text, entry.body_start):
            if _is_citation(entry, found, cited):
                yield from _turned(entry, found)


def _is_citation(entry: Entry, found: re.Match[str], cited: Collection[str]) -> bool:
    return (found["braced"] or found["key"]) in cited and not _in_code(entry, found)


def _in_code(entry: Entry, found: re.Match[str]) -> bool:
    """Whether the words also stand in code, where nothing is a citation."""
    shown = found.group()
    return any(shown in node["c"][1] for node in entry.document.nodes("Code", "CodeBlock"))


def _fault(entry: Entry, found: re.Match[str]) -> Iterator[Diagnostic]:
    if found["open"] is not None:
        place = entry.source.place(*found.span("open"))
        message = f"the brace of the locator `{found['open']}` isn't closed"
        yield cit.BAD_LOCATOR.at(entry.source, place, message, "put `}` behind it")
        return
    label = found["label"]
    if label.casefold() not in _PAGES:
        return
    labels = LABELS.get(entry.lang.partition("-")[0])
    if labels and label.casefold() not in {each.casefold() for each in labels}:
        yield _unread(entry, found, labels[0])
    else:
        yield from _turned(entry, found)


def _turned(entry: Entry, found: re.Match[str]) -> Iterator[Diagnostic]:
    """A range of pages that runs backwards."""
    if backwards := _backwards(found["pages"]):
        start = found.start("pages") + backwards.start()
        place = entry.source.place(start, start + len(backwards.group()))
        message = f"the last page comes before the first in `{backwards.group()}`"
        yield cit.BAD_LOCATOR.at(entry.source, place, message, "look the pages up again")


def _unread(entry: Entry, found: re.Match[str], usual: str) -> Diagnostic:
    start, end = found.span("label")
    place: Place = entry.source.place(start, end)
    gap = "" if found["gap"] else " "
    return cit.BAD_LOCATOR.at(
        entry.source,
        place,
        f"`{found['label']}` isn't read as pages in an entry in `{entry.lang}`",
        f"write `{usual}`",
        edits=[Edit(entry.path, start, end, usual + gap)],
    )


def _backwards(pages: str) -> re.Match[str] | None:
    """A range whose end comes before its start; ``123–7`` is short for ``123–127``."""
    for found in _RANGE.finditer(pages):
        first, last = found.groups()
        if len(last) >= len(first) and int(last) < int(first):
            return found
    return None
