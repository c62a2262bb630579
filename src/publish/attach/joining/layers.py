"""Layers (optional content) of all documents to one list (ISO 32000-2, 8.11.4).

Each layer stays as visible as it was, whatever the host says of all its own.
"""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name

from publish.attach.joining.assembly import Assembly
from publish.attach.joining.objects import entry, extend, identity, items, made, section

LISTS = ("/Order", "/AS", "/RBGroups", "/Locked")
"""What of the default configuration only adds up."""


def join_layers(assembly: Assembly) -> None:
    """The layers of all documents, one document's behind another's."""
    pdf = assembly.pdf
    for guest in assembly.guests:
        own = entry(guest.root, "/OCProperties", Dictionary)
        if own is None:
            continue
        held = made(pdf, assembly.root, "/OCProperties")
        default, theirs = made(pdf, held, "/D"), section(own, "/D")
        if "/OCGs" not in held:
            held.OCGs = Array()
        for key in ("/OCGs", "/Configs"):
            extend(pdf, held, key, items(own, key))
        for key, layers in zip(("/ON", "/OFF"), seen(own), strict=True):
            extend(pdf, default, key, layers)
        for key in LISTS:
            extend(pdf, default, key, items(theirs, key))


def seen(properties: Any) -> tuple[list[Dictionary], list[Dictionary]]:
    """The layers that are visible when a document is opened, and those that aren't."""
    default = section(properties, "/D")
    on, off = _identities(default, "/ON"), _identities(default, "/OFF")
    visible: list[Dictionary] = []
    hidden: list[Dictionary] = []
    for layer in items(properties, "/OCGs"):
        if isinstance(layer, Dictionary):
            is_on = identity(layer) in on or default.get("/BaseState") != Name.OFF
            (visible if is_on and identity(layer) not in off else hidden).append(layer)
    return visible, hidden


def _identities(holder: Dictionary, key: str) -> set[object]:
    return {identity(each) for each in items(holder, key) if isinstance(each, Dictionary)}
