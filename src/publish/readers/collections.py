"""The tables ``[collections.ID]`` of the settings to `Collection`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import translate
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from publish.model.collection import (
    Collection,
    Contributor,
    CoverImage,
    Layout,
    Lists,
    Order,
    Outside,
    Part,
    Selection,
    Writing,
)
from publish.model.identifiers import is_doi, isbn_fault, undressed_doi
from publish.model.query import query_fault
from publish.model.relators import RELATORS, is_relator
from publish.model.settings import Format
from publish.readers.scalars import Day, Lang, Slug, Text
from publish.readers.table import Table, as_list

Texts = Annotated[tuple[Text, ...], BeforeValidator(as_list)]


def _wrong(kind: str, message: str, hint: str | None = None, **values: str) -> PydanticCustomError:
    return PydanticCustomError(kind, message, {**values, "hint": hint})


def _role(role: str) -> str:
    """A relator's code; its name stands for it."""
    by_name = {name: code for code, name in RELATORS.items()}
    code = by_name.get(role.casefold(), role)
    if not is_relator(code):
        known = ", ".join(f"`{code}` ({name})" for code, name in list(RELATORS.items())[:6])
        raise _wrong("role", "`{role}` is no MARC relator", f"such as {known}", role=role)
    return code


def identifier(text: str) -> str:
    """An identifier as a URN or DOI: ``urn:isbn:…``, with the hyphens that it is written with,
    ``doi:10.…``, ``urn:uuid:…``.
    """
    head, mark, rest = text.partition(":")
    if head.casefold() == "urn" and mark:
        head, _, rest = rest.partition(":")
    kind, value = head.casefold().strip(), rest.strip()
    if kind == "isbn" or re.fullmatch(r"97[89][\d -]{10,14}", text):
        digits = value if kind == "isbn" else text
        if fault := isbn_fault(digits):
            raise _wrong("identifier", "ISBN `{text}` {fault}", text=digits, fault=fault)
        return f"urn:isbn:{re.sub('[ -]+', '-', digits.strip())}"
    if kind == "uuid":
        try:
            return f"urn:uuid:{UUID(value)}"
        except ValueError:
            raise _wrong("identifier", "`{text}` is no UUID", text=text) from None
    if is_doi(doi := undressed_doi(text)):
        return f"doi:{doi}"
    if not re.fullmatch(r"(?i)(urn:[a-z0-9-]+:|https?://)\S+", text):
        hint = "write `isbn:…`, `doi:10.…`, `uuid:…`, another URN, or an address"
        raise _wrong("identifier", "`{text}` is no identifier", hint, text=text)
    return text


def _glob(pattern: str) -> str:
    if not re.fullmatch(r"[a-z0-9*?\[\]!-]+", pattern) or not translate(pattern):
        hint = "an id, or a pattern of ids such as `residual-*`"
        raise _wrong("glob", "`{pattern}` can't match the id of an entry", hint, pattern=pattern)
    return pattern


def _query(text: str) -> str:
    if fault := query_fault(text):
        raise _wrong("query", "{fault}", "write `kind:person tag:vision -lang:de`", fault=fault)
    return text


def _position(text: str) -> str:
    if not re.fullmatch(r"\d+(\.\d+)*", text):
        hint = "write `2` or `2.1`"
        raise _wrong("position", "`{text}` is no place in a series", hint, text=text)
    return text


class ContributorField(Table):
    name: Text
    role: Annotated[Text, AfterValidator(_role)] = "aut"
    sort: Text | None = None


def _contributor(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class CoverField(Table):
    file: Text
    alt: Text


class _Selecting(Table):
    entries: Annotated[
        tuple[Annotated[Text, AfterValidator(_glob)], ...], BeforeValidator(as_list)
    ] = ()
    tags: Texts = ()
    kinds: Texts = ()
    query: Annotated[Text, AfterValidator(_query)] | None = None

    def selection(self) -> Selection:
        return Selection(self.entries, self.tags, self.kinds, self.query)


class PartField(_Selecting):
    title: Text
    introduction: Slug | None = None


class CollectionField(_Selecting):
    title: Text
    subtitle: Text | None = None
    description: Text | None = None
    lang: Lang | None = None
    languages: Annotated[tuple[Lang, ...], BeforeValidator(as_list)] = ()
    order: Order = "given"
    parts: tuple[PartField, ...] = ()
    references: Lists = "both"
    outside: Outside = "published"
    front: Annotated[tuple[Slug, ...], BeforeValidator(as_list)] = ()
    back: Annotated[tuple[Slug, ...], BeforeValidator(as_list)] = ()
    cover: CoverField | None = None
    contributors: tuple[Annotated[ContributorField, BeforeValidator(_contributor)], ...] = ()
    series: Text | None = None
    position: Annotated[str, BeforeValidator(str), AfterValidator(_position)] | None = None
    rights: Text | None = None
    publisher: Text | None = None
    published: Day | None = None
    identifiers: Annotated[
        tuple[Annotated[Text, AfterValidator(identifier)], ...], BeforeValidator(as_list)
    ] = ()
    subjects: Texts = ()
    formats: tuple[Format, ...] = ()
    ncx: bool = False
    layout: Layout = "auto"
    index: bool = False
    writing: Writing = "horizontal"

    @model_validator(mode="after")
    def _position_in_a_series(self) -> CollectionField:
        if self.position and not self.series:
            raise _wrong("series", "`position` is given, and no `series` that it is in")
        return self


Collections = dict[Slug, CollectionField]


def collections(tables: Mapping[str, CollectionField]) -> dict[str, Collection]:
    """The collections by their ids."""
    return {name: _collection(name, table) for name, table in tables.items()}


def _collection(name: str, table: CollectionField) -> Collection:
    apart = {"entries", "tags", "kinds", "query", "parts", "cover", "contributors", "identifiers"}
    return Collection(
        id=name,
        selection=table.selection(),
        parts=tuple(Part(part.title, part.selection(), part.introduction) for part in table.parts),
        cover=CoverImage(table.cover.file, table.cover.alt) if table.cover else None,
        contributors=tuple(Contributor(**each.model_dump()) for each in table.contributors),
        identifiers=tuple(_unhyphenated(each) for each in table.identifiers),
        written=table.identifiers,
        **table.model_dump(exclude=apart),
    )


def _unhyphenated(identifier: str) -> str:
    return identifier.replace("-", "") if identifier.startswith("urn:isbn:") else identifier
