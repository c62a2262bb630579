"""A person's name as exports write it → a CSL name.

``Family, Given, Suffix`` (RIS), ``Family, Given`` (PubMed's FAU), ``Family GA`` (its AU).
What has no comma is the name of an organisation, unless initials show that it isn't.
"""

from __future__ import annotations

import re

from publish.readers.bibtex.items.names import OTHERS
from publish.readers.bibtex.items.persons import (
    INITIALS,
    SUFFIX,
    CslName,
    Reading,
    first_von_last,
    von_last,
)

_OTHERS = re.compile(r"(?:et\.? ?al\.?|others|and others|\.\.\.|…)", re.I)
_BEHIND = re.compile(
    r"(?P<family>.*\S)\s+(?P<given>(?-i:[^\W\d_a-zß-öø-ÿ]){1,3})(?:\s+(?P<suffix>\S+))?"
)
_AS_WRITTEN = Reading(str)


def read_name(text: str) -> CslName | None:
    """The CSL name; None where nothing is left of it."""
    text = " ".join(text.split()).strip(";")
    if _OTHERS.fullmatch(text):
        return OTHERS
    parts = [part.strip() for part in text.split(",")]
    full = [part for part in parts if part]
    if not full:
        return None
    if not parts[-1]:  # so EndNote marks an organisation
        return {"literal": ", ".join(full)}
    if len(full) == 1:
        return _single(full[0])
    if len(full) == 2 and SUFFIX.fullmatch(full[1]) and not INITIALS.fullmatch(full[1]):
        return {**first_von_last(full[0], _AS_WRITTEN), "suffix": full[1]}
    if len(full) > 2 and SUFFIX.fullmatch(full[1]) and not SUFFIX.fullmatch(full[2]):
        full[1], full[2] = full[2], full[1]
    return von_last(full[0], full[1], " ".join(full[2:]), _AS_WRITTEN)


def _single(text: str) -> CslName:
    words = text.split()
    initials = [INITIALS.fullmatch(word) is not None and word.endswith(".") for word in words]
    if len(words) > 1 and any(initials) and not initials[-1]:
        return first_von_last(text, _AS_WRITTEN)
    return {"literal": text}


def read_index_name(text: str) -> CslName | None:
    """``van Gogh VW Jr``: initials stand behind the family name, as PubMed prints it."""
    found = _BEHIND.fullmatch(" ".join(text.split()))
    if not found:
        return read_name(text)
    given = " ".join(f"{letter}." for letter in found["given"])
    return von_last(found["family"], given, found["suffix"] or "", _AS_WRITTEN)
