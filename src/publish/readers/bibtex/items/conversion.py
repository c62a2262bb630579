"""The conversion of one record: its fields as text, and the CSL item as it grows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from publish.diagnostics import Collector, Result, Rule
from publish.model.reference import CslItem
from publish.readers.bibtex.latex import parse, to_rich, to_text
from publish.readers.bibtex.latex.capitals import title_text
from publish.readers.bibtex.latex.preamble import Macro
from publish.readers.bibtex.latex.trouble import Trouble, problems
from publish.readers.bibtex.library import Holding, Library
from publish.readers.bibtex.records import Record

T = TypeVar("T")
Macros = Mapping[str, Macro]


@dataclass(slots=True)
class Conversion:
    """A record on its way to ``item``; ``fields`` has what it inherits, too.

    Those who read take names of fields in the order of preference: the first that says
    anything is taken.
    """

    library: Library
    record: Record
    fields: dict[str, Holding]
    item: dict[str, Any]
    found: Collector = field(default_factory=Collector)
    _texts: dict[str, str] = field(default_factory=dict)
    """The text of each field that was asked for."""

    @property
    def type(self) -> str:
        """The item's CSL type."""
        return str(self.item["type"])

    def put(self, variable: str, value: Any) -> None:
        """Sets a variable that isn't set yet."""
        if value and variable not in self.item:
            self.item[variable] = value

    def result(self) -> Result[CslItem]:
        return self.found.result({name: value for name, value in self.item.items() if value})

    # -- fields ---------------------------------------------------------------

    def raw(self, *names: str) -> str:
        """The field's text, LaTeX still in it."""
        name = self._name(*names)
        return self._texts[name] if name else ""

    def is_defined(self, name: str) -> bool:
        """Whether all macros of a field are; one that isn't has been told."""
        return name not in self.fields or not self.library.text(self.fields[name]).undefined

    def text(self, *names: str) -> str:
        """The field without markup."""
        return self.read(to_text, *names) or ""

    def rich(self, *names: str) -> str:
        """The field as CSL rich text."""
        return self.read(to_rich, *names) or ""

    def title(self, *names: str) -> str:
        """The field as CSL rich text whose capitals are safe."""
        return self.read(_title, *names) or ""

    def read(self, decode: Callable[[str, Macros, Trouble], T], *names: str) -> T | None:
        """What ``decode`` makes of the field, its trouble told; None of an empty one."""
        if self.fields.keys().isdisjoint(names):  # as of most that are asked for
            return None
        raw = self.raw(*names)
        if not raw:
            return None
        trouble = Trouble()
        value = decode(raw, self.library.definitions, trouble)
        shown = next((name for name in names if name in self.fields), "")
        for rule, message, hint, words in problems(trouble, shown):
            self.report(rule, message, hint, *names, words=words)
        return value

    def _name(self, *names: str) -> str | None:
        """The first of the fields that says anything."""
        for name in names:
            holding = self.fields.get(name)
            if holding and name not in self._texts:
                self._texts[name] = self.library.text(holding).text.strip()
            if holding and self._texts[name]:
                return name
        return None

    # -- diagnostics ----------------------------------------------------------

    def report(self, rule: Rule, message: str, hint: str, *names: str, words: str = "") -> None:
        """A problem of a field, at ``words`` in it; one that is inherited is its
        parent's, and told there.
        """
        name = self._name(*names)
        holding = self.fields[name] if name else None
        if holding and holding.record is self.record:
            place = self.record.place(holding.field, words)
            self.found.add(rule.at(self.record.source, place, message, hint))


def _title(raw: str, macros: Macros, trouble: Trouble) -> str:
    return title_text(parse(raw, macros, trouble))
