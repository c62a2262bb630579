"""Forms of all documents to one (ISO 32000-2, 12.7).

Fields with one full name are one field, so a part's top field whose name is taken
gets another. What a part's form says for all its fields is said by each of them
then: default appearance, alignment. Fonts and other resources whose names are taken
get new ones, in the appearances that name them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pikepdf import Dictionary, String

from publish.attach.joining.actions import fields
from publish.attach.joining.assembly import Assembly, Guest
from publish.attach.joining.fresh import renamed, renaming
from publish.attach.joining.objects import entry, extend, items, keys, made, section, text

LENT = ("/DA", "/Q")
"""What a form says for those of its fields that don't say it (table 224)."""


def field_names(root: Any) -> Iterator[tuple[str, Dictionary]]:
    """The fields that have a name of their own, with their full names."""
    above: dict[tuple[int, int], str] = {}
    for field in fields(root):
        parent = entry(field, "/Parent", Dictionary)
        prefix = above.get(parent.objgen, "") if parent is not None else ""
        own = text(field, "/T")
        name = ".".join(part for part in (prefix, own) if part)
        above[field.objgen] = name
        if own is not None or parent is None:
            yield name, field


def join_forms(assembly: Assembly) -> None:
    """One form that holds all fields of all parts."""
    with_forms = [g for g in assembly.guests if entry(g.root, "/AcroForm", Dictionary) is not None]
    if not with_forms:
        return
    form = made(assembly.pdf, assembly.root, "/AcroForm")
    if "/Fields" not in form:
        extend(assembly.pdf, form, "/Fields", [])
    taken = set(_top_names(form))
    for guest in with_forms:
        own = guest.root.AcroForm
        _rename_fields(assembly, own, taken, guest)
        _join_resources(assembly, form, guest)
        _lend(own)
        for key in ("/Fields", "/CO"):
            extend(assembly.pdf, form, key, items(own, key))
        if entry(own, "/NeedAppearances", bool):
            form.NeedAppearances = True
        if flags := entry(own, "/SigFlags", int):
            form.SigFlags = (entry(form, "/SigFlags", int) or 0) | flags


def _top_names(form: Dictionary) -> Iterator[bytes]:
    for field in items(form, "/Fields"):
        name = entry(field, "/T", String)
        if name is not None:
            yield bytes(name)


def _rename_fields(assembly: Assembly, own: Any, taken: set[bytes], guest: Guest) -> None:
    names = list(dict.fromkeys(_top_names(own)))
    fresh = renaming(names, taken, guest.number)
    for field in items(own, "/Fields"):
        name = field.get("/T") if isinstance(field, Dictionary) else None
        if (new := renamed(name, fresh)) is not None:
            assembly.tell("fields", f"the field `{name}` is now called `{new}`")
            field.T = new
    taken.update(fresh.get(name, name) for name in names)


def _lend(own: Any) -> None:
    for key in LENT:
        value = own.get(key)
        for field in items(own, "/Fields"):
            if value is not None and isinstance(field, Dictionary) and key not in field:
                field[key] = value


def _join_resources(assembly: Assembly, form: Dictionary, guest: Guest) -> None:
    """Fonts and the like that the fields' appearances name."""
    own = section(guest.root.AcroForm, "/DR")
    fresh: dict[str, str] = {}
    for category in keys(own):
        named = entry(own, category, Dictionary)
        if named is None:
            continue
        held = made(assembly.pdf, made(assembly.pdf, form, "/DR"), category)
        clashing = [key for key in keys(named) if key in held and held[key] != named[key]]
        taken = {key.encode() for key in keys(held)}
        new = renaming((key.encode() for key in clashing), taken, guest.number)
        here = {old.decode(): name.decode() for old, name in new.items()}
        for key in keys(named):
            held[here.get(key, key)] = named[key]
        if category == "/Font":
            fresh = here
    if fresh:
        _rename_fonts(guest, fresh)


def _rename_fonts(guest: Guest, fresh: Mapping[str, str]) -> None:
    for holder in (guest.root.AcroForm, *fields(guest.root)):
        appearance = entry(holder, "/DA", String)
        if appearance is not None:
            holder.DA = String(_FONT.sub(lambda m: fresh.get(m[0], m[0]), str(appearance)))


_FONT = re.compile(r"/[^\s/\[\]()<>{}%]+")
