"""Publisher, place, genre and state → who published the work, where, and as what."""

from __future__ import annotations

from publish.readers.bibtex.braces import split_outside
from publish.readers.bibtex.items.conversion import Conversion, Macros
from publish.readers.bibtex.items.identifiers import find_url
from publish.readers.bibtex.latex import to_rich
from publish.readers.bibtex.latex.trouble import Trouble
from publish.readers.bibtex.localisation import LOCALISED
from publish.readers.bibtex.record_types import GENRES


def set_publication(conversion: Conversion) -> None:
    publisher = _list(conversion, "publisher", "institution", "school", "organization")
    conversion.put("publisher", publisher)
    place = _list(conversion, "location", "address")
    is_patent = conversion.type == "patent"
    conversion.put("jurisdiction" if is_patent else "publisher-place", place)
    genre = conversion.text("type")
    genre = LOCALISED.get(genre.lower(), genre)
    conversion.put("genre", genre or GENRES.get(conversion.record.kind))
    status = conversion.text("pubstate")
    if status:  # goes before the words that may stand in the date
        conversion.item["status"] = LOCALISED.get(status.lower(), status)
    _set_how_published(conversion)


def _set_how_published(conversion: Conversion) -> None:
    """``howpublished`` holds an address, or else who published it."""
    how = conversion.raw("howpublished")
    address = find_url(how)
    if address:
        conversion.put("URL", address)
    elif how:
        conversion.put("publisher", conversion.rich("howpublished"))


def _list(conversion: Conversion, *names: str) -> str:
    """biblatex's lists of literals: ``Durham and London``."""
    if " and " not in conversion.raw(*names):
        return conversion.rich(*names)
    return conversion.read(_literals, *names) or ""


def _literals(raw: str, macros: Macros, trouble: Trouble) -> str:
    parts = [part.strip() for part in split_outside(" ".join(raw.split()), " and ")]
    texts = [to_rich(part, macros, trouble) for part in parts]
    return "; ".join(LOCALISED.get(text, text) for text in texts)
