"""The records of all files together: keys, macros, and what records inherit.

Inheritance follows BibTeX's ``crossref`` (missing fields are taken from the parent) with
biblatex's default mapping (its manual, appendix B: the parent's ``title`` is the
child's ``booktitle``), and ``xdata``. A circle is cut where it closes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from publish.diagnostics import Collector
from publish.diagnostics.rules import bib
from publish.engines.bibtex import RawField
from publish.model.frozen import Frozen
from publish.readers.bibtex.latex.preamble import Macro
from publish.readers.bibtex.macros import Evaluated, Macros
from publish.readers.bibtex.record_types import CHAPTERS, MULTIVOLUME
from publish.readers.bibtex.records import Record, Records
from publish.readers.bibtex.tables import words

_NEVER_INHERITED = frozenset(
    words(
        """crossref xdata xref ids entryset entrysubtype execute label options presort related
        relatedoptions relatedstring relatedtype shortauthor shorteditor shorthand shorthandintro
        shorttitle sortkey sorttitle indextitle indexsorttitle key names annote annotation file
        date-added date-modified timestamp bdsk-url-1 abstract keywords"""
    )
)
_TITLES = ("title", "subtitle", "titleaddon")
_DATES = frozenset(("date", "year", "month", "day"))
_SAME = {"journal": "journaltitle", "address": "location", "school": "institution"}


DEEPEST = 50
"""How far off those are from whom something is inherited."""


class Holding(Frozen):
    """A field and the record that gives it, which may be a parent."""

    field: RawField
    record: Record


@dataclass(slots=True)
class Library:
    """All records by key, with what values need: macros and TeX definitions.

    ``folded`` leads from a key in small letters to the first key that reads so,
    ``aliases`` from a further key (biblatex's ``ids``) to the record's own.
    """

    records: Records
    folded: dict[str, str] = field(default_factory=dict)
    macros: Macros = field(default_factory=Macros)
    definitions: dict[str, Macro] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    _context: str = ""
    _lent: dict[str, Mapping[str, Holding]] = field(default_factory=dict)
    """The fields of parents with all that these inherit, where no circle was cut."""

    def context(self) -> str:
        """A hash of the TeX definitions, on which any value may depend."""
        if not self._context:
            defined = repr(sorted(self.definitions.items(), key=lambda item: item[0]))
            self._context = sha256(defined.encode("utf-8", "surrogatepass")).hexdigest()
        return self._context

    def find(self, key: str) -> Record | None:
        """By its key or alias; like BibTeX, capitals don't count where nothing else fits."""
        others = (self.aliases.get(key, ""), self.folded.get(key.lower(), ""))
        return self.records.get(key) or next(filter(None, map(self.records.get, others)), None)

    def text(self, holding: Holding) -> Evaluated:
        """A field's text after macros."""
        item = holding.field
        return self.macros.evaluate(item.value, holding.record.source.path, item.start)

    def fields(self, record: Record, found: Collector | None = None) -> dict[str, Holding]:
        """The record's fields with what it inherits."""
        own = {name: Holding(item, record) for name, item in record.own.items()}
        if "crossref" not in own and "xdata" not in own:
            return own
        return self._inherited(record, own, (record.key,), found, set())[0]

    def _inherited(
        self,
        record: Record,
        own: dict[str, Holding],
        within: tuple[str, ...],
        found: Collector | None,
        taken: set[tuple[str, str]],
    ) -> tuple[dict[str, Holding], bool]:
        """The fields, and whether they are all: nothing was cut. ``taken`` are the steps that
        were gone already: what they give is there.
        """
        whole = True
        for parent, is_xdata in self._parents(record, within, found):
            if parent is None:
                whole = False
                continue
            held = self._lent.get(parent.key)
            if held is None:
                if (record.key, parent.key) in taken:
                    whole = False
                    continue
                taken.add((record.key, parent.key))
                held, is_whole = self._held(parent, within, found, taken)
                whole &= is_whole
            has_date = any(name in own for name in ("date", "year"))
            for name, holding in held.items():
                if name in _NEVER_INHERITED and not is_xdata:
                    continue
                if name in _DATES and has_date:
                    continue
                for target in (name,) if is_xdata else _targets(name, parent.kind, record.kind):
                    if target not in own and _SAME.get(target, "") not in own:
                        own[target] = holding
        return own, whole

    def _held(
        self,
        parent: Record,
        within: tuple[str, ...],
        found: Collector | None,
        taken: set[tuple[str, str]],
    ) -> tuple[Mapping[str, Holding], bool]:
        """What a parent has to give, and whether that is all; kept for the next child then."""
        held = {name: Holding(item, parent) for name, item in parent.own.items()}
        whole = True
        if "crossref" in held or "xdata" in held:
            if len(within) >= DEEPEST:
                return held, False
            held, whole = self._inherited(parent, held, (*within, parent.key), found, taken)
        if whole:
            self._lent[parent.key] = held
        return held, whole

    def _parents(
        self,
        record: Record,
        within: tuple[str, ...],
        found: Collector | None,
    ) -> Iterator[tuple[Record | None, bool]]:
        """The records that one inherits from, and whether as xdata; None where a circle closes."""
        for name in ("xdata", "crossref"):
            item = record.own.get(name)
            if item is None:
                continue
            keys = self.text(Holding(item, record)).text
            for key in keys.split(",") if name == "xdata" else [keys]:
                key = key.strip().strip("{}")
                parent = self.find(key)
                if not key:
                    continue
                if parent is None:
                    if found is not None and len(within) == 1:
                        found.add(
                            bib.MISSING_PARENT(
                                f"`{record.key}` inherits from `{key}`, which no record is",
                                record.place(item),
                                "correct the key, or add the record",
                            )
                        )
                elif parent.key in within:
                    if found is not None and parent.key == within[0]:
                        found.add(
                            bib.INHERITANCE_CYCLE(
                                f"`{parent.key}` inherits from itself"
                                + (f" by way of `{record.key}`" if len(within) > 1 else ""),
                                record.place(item),
                                f"remove the `{name}`",
                            )
                        )
                    yield None, False
                else:
                    yield parent, name == "xdata"


def _targets(name: str, parent: str, child: str) -> tuple[str, ...]:
    """What a parent's field is called in the child (biblatex's appendix B)."""
    if name in _TITLES:
        if child in CHAPTERS:
            return (f"main{name}",) if parent in MULTIVOLUME else (f"book{name}",)
        if parent in MULTIVOLUME:
            return (f"main{name}",)
        if parent == "periodical":
            return (f"journal{name}",) if name != "titleaddon" else ()
        if child == "article":
            return ("journaltitle",) if name == "title" else ()
        return (name,)
    if (
        name == "author"
        and child in ("inbook", "bookinbook", "suppbook")
        and parent.endswith("book")
    ):
        return ("author", "bookauthor")
    return (name,)
