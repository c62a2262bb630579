"""One record as its file gives it, and the reference that it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from publish.model.crosswalk import BIBLATEX_TYPES, DATES, NAMES, biblatex_field
from publish.model.dates import edtf
from publish.model.frozen import Frozen
from publish.model.place import Place, SourceFile
from publish.model.reference import CslItem, Field, Reference, plain_csl

Spans = Mapping[str, tuple[int, int]]
"""Where the value of each CSL variable stands, from the start of its record."""


def no_spans(raw: str) -> Spans:
    """Of a format whose values have no places of their own."""
    return {}


class Card(Frozen):
    """A record of ``text[start:end]``; ``key`` is None where its file gives it none.

    ``item`` is CSL's, without ``id``. ``locate`` finds the spans in the record's text,
    when somebody asks for them.
    """

    key: str | None
    item: CslItem
    start: int
    end: int
    aliases: tuple[str, ...] = ()
    locate: Callable[[str], Spans] = no_spans


class CardSource(Frozen):
    """What a reference asks for beyond its CSL item (``model.RecordSource``)."""

    card: Card
    key: str
    file: SourceFile

    def item(self) -> CslItem:
        return {"id": self.key, **self.card.item}

    def glance(self) -> CslItem:
        return self.item()

    def title(self) -> str:
        return plain_csl(str(self.card.item.get("title", "")))

    def place(self) -> Place:
        raw = self.file.text[self.card.start : self.card.end]
        return self.file.place(self.card.start, self.card.start + len(raw.partition("\n")[0]))

    def text(self, name: str) -> str:
        kind = str(self.card.item.get("type", ""))
        for variable, value in self.card.item.items():
            if biblatex_field(variable, kind) == name:
                return written(variable, value)
        return ""

    def digest(self) -> str:
        """Of its text, and of what was read in it: a key may be made, YAML lends by anchors."""
        card, text = self.card, self.file.text
        column = card.start - text.rfind("\n", 0, card.start)
        said = repr((self.file.path, column, self.key, card.aliases, card.item))
        raw = text[card.start : card.end]
        return sha256(f"{said}\n{raw}".encode("utf-8", "surrogatepass")).hexdigest()

    def fields(self) -> Mapping[str, Field]:
        """The values under biblatex's names, in the form that BibTeX gives them."""
        card = self.card
        spans = card.locate(self.file.text[card.start : card.end])
        found: dict[str, Field] = {}
        for variable, value in card.item.items():
            name = biblatex_field(variable, str(card.item.get("type", "")))
            if name and name not in found:
                found[name] = Field(name, written(variable, value), self._place(spans, variable))
        return found

    def _place(self, spans: Spans, variable: str) -> Place:
        if variable not in spans:
            return self.place()
        start, end = spans[variable]
        return self.file.place(self.card.start + start, self.card.start + end)


def reference_of(card: Card, key: str, file: SourceFile) -> Reference:
    return Reference(
        key=key,
        type=BIBLATEX_TYPES.get(str(card.item.get("type")), "misc"),
        names=_names(card),
        aliases=card.aliases,
        raw=file.text[card.start : card.end],
        source=CardSource(card, key, file),
    )


def _names(card: Card) -> tuple[str, ...]:
    short = plain_csl(str(card.item.get("title-short", "")))
    return (short,) if short else ()


# -- as BibTeX has it ---------------------------------------------------------------


def written(variable: str, value: Any) -> str:
    """A value of a CSL item as the text of a .bib field, LaTeX's escapes left out."""
    if variable in NAMES:
        return " and ".join(_name(name) for name in value)
    if variable in DATES:
        return str(value.get("literal") or edtf(value))
    text = plain_csl(str(value))
    return text.replace("-", "--") if variable == "page" else text


def _name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return "others" if name["literal"] == "others" else f"{{{name['literal']}}}"
    family = [name.get(part, "") for part in ("dropping-particle", "non-dropping-particle")]
    parts = (" ".join(filter(None, (*family, name.get("family", "")))),
             name.get("suffix"), name.get("given"))  # fmt: skip
    return ", ".join(part for part in parts if part)
