"""The persons whose works a collection cites, and the entries that cite them: an index."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from publish.model.publication import CitedPublication, Publication
from publish.writers.scoping import anchor
from publish.writers.terms import Terms
from publish.writers.tidying import Element
from publish.writers.works import Citing

ID = "index"
_ROLES = ("author", "editor", "translator")


@dataclass(slots=True)
class Person:
    """``name`` as indexes print it, family name first; ``places`` are the entries that cite a work
    of this person, each with the first place where it does.
    """

    name: str
    places: dict[str, tuple[Publication, str]] = field(default_factory=dict)


def persons(cited: CitedPublication, citing: Citing) -> list[Person]:
    """Everyone, sorted by name without regard to case and marks; entries in reading order."""
    order = {member.publication.id: at for at, member in enumerate(cited.members)}
    found: dict[str, Person] = {}
    for reference in cited.publication.references:
        for publication, places in citing.places.get(reference.key, []):
            place = places[0] if places else anchor(publication.id)
            for name in _names(reference.csl):
                person = found.setdefault(name, Person(name))
                person.places.setdefault(publication.id, (publication, place))
    for person in found.values():
        person.places = dict(sorted(person.places.items(), key=lambda item: order[item[0]]))
    return sorted(found.values(), key=lambda person: (_sorted_by(person.name), person.name))


def index(cited: CitedPublication, citing: Citing, words: Terms) -> Element | None:
    """The section of the index; None where nobody is to be named (EPUB Indexes 1.0)."""
    listed = persons(cited, citing)
    if not listed:
        return None
    section = html.Element("section", {"id": ID, "class": "section index", "role": "doc-index"})
    heading = html.Element("h1")
    heading.text = words.index
    entries = html.Element("ul", {"class": "index-entries", "epub:type": "index-entry-list"})
    entries.extend(_entry(person, cited.publication.entry.lang) for person in listed)
    section.extend([heading, entries])
    return section


def _entry(person: Person, lang: str) -> Element:
    item = html.Element("li", {"epub:type": "index-entry"})
    term = html.Element("span", {"epub:type": "index-term", "class": "index-term", "dir": "auto"})
    term.text = person.name
    term.tail = ": "
    item.append(term)
    for number, (publication, place) in enumerate(person.places.values(), 1):
        link = html.Element("a", {"href": f"#{place}", "epub:type": "index-locator"})
        link.text = publication.entry.title
        if publication.entry.lang != lang:
            link.set("lang", publication.entry.lang)
        link.tail = ", " if number < len(person.places) else None
        item.append(link)
    return item


def _names(csl: Mapping[str, Any]) -> Iterator[str]:
    for role in _ROLES:
        for name in csl.get(role) or ():
            if literal := name.get("literal"):
                yield literal
                continue
            family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
            given = " ".join(filter(None, (name.get("given"), name.get("dropping-particle"))))
            if parts := [part for part in (family, given, name.get("suffix")) if part]:
                yield ", ".join(parts)


def _sorted_by(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))
