"""The persons whose works a collection cites, and the entries that cite them: an index."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import html

from publish.model.publication import CitedPublication, Publication
from publish.writers.breaks import number_in
from publish.writers.scoping import anchor
from publish.writers.terms import Terms
from publish.writers.tidying import Element
from publish.writers.works import Citing

ID = "index"
BLOCKS = "index/"
"""What its lines are numbered by (`publish.writers.breaks`): the id of no entry."""


@dataclass(slots=True)
class Person:
    """``name`` as indexes print it, family name first; ``places`` are the entries that cite a work
    of this person, each with the first place where it does.
    """

    name: str
    places: dict[str, tuple[Publication, str]] = field(default_factory=dict)


def persons(cited: CitedPublication, citing: Citing) -> list[Person]:
    """Everyone, in the order of the collection's language; entries in reading order."""
    order = {member.publication.id: at for at, member in enumerate(cited.members)}
    found: dict[str, Person] = {}
    for reference in cited.publication.references:
        for publication, places in citing.places.get(reference.key, []):
            place = places[0] if places else anchor(publication.id)
            for name in reference.persons:
                person = found.setdefault(name, Person(name))
                person.places.setdefault(publication.id, (publication, place))
    for person in found.values():
        person.places = dict(sorted(person.places.items(), key=lambda item: order[item[0]]))
    return [found[name] for name in cited.persons if name in found]


def index(cited: CitedPublication, citing: Citing, words: Terms) -> Element | None:
    """The section of the index, in the terms of EPUB Indexes 1.0; None where there is none."""
    if not cited.persons:
        return None
    listed = persons(cited, citing)
    section = html.Element("section", {"id": ID, "class": "section index", "role": "doc-index"})
    heading = html.Element("h1")
    heading.text = words.index
    entries = html.Element("ul", {"class": "index-entries", "epub:type": "index-entry-list"})
    entries.extend(_entry(person, cited.publication.entry.lang) for person in listed)
    section.extend([heading, entries])
    number_in([entries], BLOCKS)
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
