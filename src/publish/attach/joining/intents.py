"""Output intents of all documents: what the colours of each are meant for (ISO 32000-2, 14.11.5).

The same intent is said once. Where the host means its colours for something else, a
part's intent stands on its pages, which may have their own since PDF 2.0.
"""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Stream

from publish.attach.joining.assembly import Assembly, Guest
from publish.attach.joining.objects import entry, items, text


def join_intents(assembly: Assembly) -> None:
    """Each document's intents, for all pages or for its own."""
    if not assembly.own:
        _take_first(assembly)
    held = [signature(intent) for intent in items(assembly.root, "/OutputIntents")]
    for guest in assembly.guests:
        other = [
            intent
            for intent in items(guest.root, "/OutputIntents")
            if isinstance(intent, Dictionary) and signature(intent) not in held
        ]
        if other:
            _on_pages(guest, other)
        if other and held:
            assembly.tell("intents", "an output intent holds for the pages of its document only")


def _take_first(assembly: Assembly) -> None:
    """A host without pages means its colours as the first part does."""
    for guest in assembly.guests[:1]:
        if "/OutputIntents" in guest.root and "/OutputIntents" not in assembly.root:
            assembly.root.OutputIntents = guest.root.OutputIntents


def _on_pages(guest: Guest, intents: list[Any]) -> None:
    for page in guest.pages:
        if "/OutputIntents" not in page:
            page.OutputIntents = Array(intents)


def signature(intent: Any) -> tuple[str | None, str | None, bytes]:
    """By what two intents are told apart: subtype, condition, and the colour space of their
    profiles; where the condition has no name that others know, the profiles themselves.
    """
    profile = entry(intent, "/DestOutputProfile", Stream)
    data = profile.read_bytes() if profile is not None else b""
    condition = text(intent, "/OutputConditionIdentifier")
    named = condition is not None and condition.lower() not in ("", "custom")
    return text(intent, "/S"), condition, data[_SPACE] if named else data


_SPACE = slice(16, 20)
"""Where a profile says its colour space (ICC.1:2022, 7.2.8)."""
