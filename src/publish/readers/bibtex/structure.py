"""One record → what is wrong with its structure: macros, inheritance and braces.

It can be told without reading values.
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics import Collector, Diagnostic
from publish.diagnostics.rules import bib
from publish.engines.bibtex import RawField
from publish.readers.bibtex.library import Holding, Library
from publish.readers.bibtex.records import Record


def structure_diagnostics(
    library: Library, record: Record, told: set[tuple[str, str]]
) -> Iterator[Diagnostic]:
    """The record's faults. ``told`` gathers paths and macros, as one that is missing
    is told once for a file: it is one fault, not a hundred.
    """
    for item in record.own.values():
        if item.value[:1] not in '{"0123456789' or "#" in item.value:
            yield from _macro_problems(library, record, item, told)
        yield from _escaped_braces(record, item)
    if "crossref" in record.own or "xdata" in record.own:
        found = Collector()
        library.fields(record, found)
        yield from found
    if record.kind == "set":
        yield from _members(library, record)


def _members(library: Library, record: Record) -> Iterator[Diagnostic]:
    """What a set names and isn't there, or is a set itself."""
    item = record.own.get("entryset")
    names = library.text(Holding(item, record)).text.split(",") if item else []
    keys = [name.strip() for name in names if name.strip()]
    hint = "name its members, parted by commas, in `entryset`"
    if not keys:
        yield bib.ENTRY_SET(f"the set `{record.key}` has no members", record.place(), hint)
    for key in keys:
        member = library.find(key)
        if member is None or member.kind == "set":
            what = "a set itself" if member else "no record"
            message = f"`{key}`, a member of the set `{record.key}`, is {what}"
            yield bib.ENTRY_SET(message, record.place(item, key), hint)


def _escaped_braces(record: Record, item: RawField) -> Iterator[Diagnostic]:
    value = item.value
    if ("\\{" in value or "\\}" in value) and value.count("{") != value.count("}"):
        yield bib.UNBALANCED_ESCAPE(
            f"an escaped brace in `{item.name.lower()}` has no counterpart",
            record.place(item, "\\{" if "\\{" in value else "\\}"),
            r"write \textbraceleft{} or \textbraceright{}",
        )


def _macro_problems(
    library: Library, record: Record, item: RawField, told: set[tuple[str, str]]
) -> Iterator[Diagnostic]:
    evaluated = library.macros.evaluate(item.value, record.source.path, item.start)
    for name in dict.fromkeys(evaluated.undefined):
        if (record.source.path, name.lower()) in told:
            continue
        told.add((record.source.path, name.lower()))
        yield bib.UNDEFINED_MACRO(
            f"the macro `{name}` in `{item.name.lower()}` is not defined",
            record.place(item, name),
            f"define it with @string{{{name} = …}}, or put braces around the text",
        )
    if evaluated.cut:
        yield bib.EXCESSIVE_VALUE(
            f"the value of `{item.name.lower()}` grows beyond measure",
            record.place(item),
            "simplify its macros",
        )
