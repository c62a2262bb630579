"""A cited collection becomes a small site: a page for each entry and for each work that is cited,
a start page, and one over all works. Style, fonts and images are shared; there is no script.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from publish.diagnostics.core import Collector, Result
from publish.engines.images import ImageFile
from publish.engines.jinja import safe, theme_of
from publish.model.frozen import Frozen
from publish.model.publication import Artifact, CitedPublication, Publication
from publish.writers.contents import contents
from publish.writers.credits import Credits, credits_of
from publish.writers.entry_links import SCHEME, page_on_site
from publish.writers.html.body import portrait, prepare, serialised
from publish.writers.html.places import Place, citing_places
from publish.writers.identifiers import file_name, plain_identifier, unify_identifiers
from publish.writers.images import read_cover
from publish.writers.persons import Person, persons
from publish.writers.scoping import lead_links
from publish.writers.terms import Terms, terms
from publish.writers.titleblock import plain_summary, title_block
from publish.writers.tree import Tree, reference_list, semantic_tree
from publish.writers.webfonts import web_fonts
from publish.writers.works import Citing as AllCiting

CLAIMS = ("HTML Living Standard",)
ASSETS, PAGES, WORKS, LISTS = "assets", "pages", "works", "lists"
STYLE = f"{ASSETS}/style.css"


class Work(Frozen):
    """A work that is cited: ``file`` is its page, ``reference`` what the style prints of it."""

    id: str
    file: str
    title: str
    reference: str


class Citing(Frozen):
    """An entry that cites a work, and where."""

    entry: Publication
    places: tuple[Place, ...]


@dataclass(slots=True)
class _Site:
    cited: CitedPublication
    words: Terms
    found: Collector = field(default_factory=Collector)
    files: dict[str, bytes] = field(default_factory=dict)
    letters: set[str] = field(default_factory=set)
    citing: dict[str, list[Citing]] = field(default_factory=dict)
    has_works: bool = False
    has_persons: bool = False


def write_site(cited: CitedPublication) -> Result[Artifact | None]:
    """The start page ``<id>.html``, and all others as its files."""
    site = _Site(cited, terms(cited.publication.entry.lang))
    works = _works(cited)
    site.has_works, site.has_persons = bool(works), bool(cited.persons)
    for number in range(len(cited.members)):
        _write_entry(site, number, works)
    for key, work in works.items():
        citing = site.citing.get(key, [])
        _put(site, work.file, "site-work.html.j2", work=work, citing=citing, root="../")
    if works:
        _put(site, f"{LISTS}/works.html", "site-works.html.j2", root="../",
             works=list(works.values()),
             citing={work.id: site.citing.get(key, []) for key, work in works.items()})  # fmt: skip
    if site.has_persons:
        _put(site, f"{LISTS}/persons.html", "site-persons.html.j2", root="../",
             persons=_persons(site))  # fmt: skip
    name = f"{cited.publication.id}.html"
    _put(site, name, "site-start.html.j2", divisions=_divisions(cited.publication),
         summaries={m.id: plain_summary(m.entry) for m in cited.publication.members},
         works=list(works.values()), credits=_credits(site), cover=_cover(site),
         description=cited.publication.entry.summary)  # fmt: skip
    start = site.files.pop(name)
    _write_style(site)
    source = cited.publication.entry.source
    made = Artifact("html", name, start, CLAIMS, source=source, files=tuple(site.files.items()))
    return site.found.result(made if start else None)


def _put(site: _Site, name: str, template: str, root: str = "", **values: Any) -> None:
    book = site.cited.publication
    text = site.found.take(
        theme_of(book.settings).render(
            template,
            **{
                "book": book,
                "entry": book.entry,
                "settings": book.settings,
                "terms": site.words,
                "site_terms": site.words,
                "lang": book.entry.lang,
                "dir": book.entry.dir,
                "root": root,
                "description": "",
                "has_works": site.has_works,
                "has_persons": site.has_persons,
                **values,
            },
        )
    )
    site.letters.update(text)
    site.files[name] = text.encode("utf-8")


def _write_entry(site: _Site, number: int, works: dict[str, Work]) -> None:
    members = site.cited.members
    publication, tree = members[number].publication, semantic_tree(members[number])
    site.found.extend(tree.said)
    unify_identifiers(tree.parts)
    for key, places in citing_places(tree).items():
        site.citing.setdefault(key, []).append(Citing(publication, tuple(places)))
    _lead(tree, site, works)

    def address(image: ImageFile) -> str:
        name = f"{ASSETS}/{image.name}"
        site.files[name] = image.data
        return f"../{name}"

    site.found.extend(prepare(tree, address))
    last = (tree.questions, tree.notes, tree.references)
    parts = [*tree.lead, *tree.sections, *(part for part in last if part is not None)]
    _put(
        site,
        f"{PAGES}/{publication.id}.html",
        "site-entry.html.j2",
        root="../",
        entry=publication.entry,
        terms=tree.terms,
        lang=publication.entry.lang,
        dir=publication.entry.dir,
        description=plain_summary(publication.entry),
        portrait=site.found.take(portrait(publication, address)),
        contents=contents(tree),
        block=title_block(tree, serialised),
        parts=[serialised(part) for part in parts],
        before=members[number - 1].publication if number else None,
        after=members[number + 1].publication if number + 1 < len(members) else None,
    )


def _lead(tree: Tree, site: _Site, works: dict[str, Work]) -> None:
    """Links between entries and to works, as the pages lie beside each other."""
    book = site.cited.publication
    assert book.volume is not None
    inside = {member.id for member in book.members}
    published = book.volume.collection.outside == "published"

    def lead(address: str) -> str | None:
        name, mark, place = address.removeprefix(SCHEME).partition("#")
        if name in inside:
            return f"{name}.html{mark}{plain_identifier(place) if place else ''}"
        return page_on_site(address, book.settings) if published else None

    elsewhere = {f"#{work.id}": f"../{work.file}" for work in works.values()}
    for part in tree.parts:
        lead_links(part, lead)
        for link in part.iter("a") if tree.references is None else ():
            if link.get("role") == "doc-biblioref" and link.get("href") in elsewhere:
                link.set("href", elsewhere[link.get("href")])


def _works(cited: CitedPublication) -> dict[str, Work]:
    """The works of the whole by their keys, in the order of the list."""
    titles = {r.key: r.title or r.key for r in cited.publication.references}
    names: set[str] = set()
    found: dict[str, Work] = {}
    for member in [cited, *cited.members]:
        for item in _items(member.markup):
            key = item.get("id").removeprefix("ref-")
            if key not in found:
                name = file_name(key, names)
                identifier = plain_identifier(item.attrib.pop("id"))
                title = titles.get(key, key)
                found[key] = Work(identifier, f"{WORKS}/{name}.html", title, _inner(item))
    return found


def _items(markup: str) -> Iterator[Any]:
    root = html.fragment_fromstring(markup or "<div></div>", create_parent="div")
    for listed in root.xpath(".//div[@id='refs']"):
        yield from list(reference_list(listed))


def _inner(item: Any) -> str:
    text = html.tostring(item, encoding="unicode", with_tail=False)
    return safe(text[text.index(">") + 1 : text.rindex("<")])


def _persons(site: _Site) -> list[Person]:
    """The persons of the index, each with the entries that cite a work of theirs."""
    places = {
        key: [(each.entry, [place.id for place in each.places]) for each in citing]
        for key, citing in site.citing.items()
    }
    return persons(site.cited, AllCiting(places))


def _cover(site: _Site) -> dict[str, Any] | None:
    """The image that the settings name as the cover, as the start page shows it."""
    image = site.found.take(read_cover(site.cited.publication))
    volume = site.cited.publication.volume
    if image is None or volume is None or volume.collection.cover is None:
        return None
    name = f"{ASSETS}/{image.name}"
    site.files[name] = image.data
    alt = volume.collection.cover.alt
    return {"file": name, "alt": alt, "width": image.width, "height": image.height}


def _credits(site: _Site) -> Credits:
    volume = site.cited.publication.volume
    assert volume is not None
    return credits_of(volume.collection, site.words)


def _divisions(book: Publication) -> list[dict[str, Any]]:
    assert book.volume is not None
    return [
        {"title": division.title, "members": division.all} for division in book.volume.divisions
    ]


def _write_style(site: _Site) -> None:
    theme = theme_of(site.cited.publication.settings)
    faces = web_fonts("".join(sorted(site.letters)))
    for face in faces:
        site.files[f"{ASSETS}/{face.name}"] = face.data
    rules = "".join(face.css(face.name) + "\n" for face in faces)
    css = rules + theme.text("screen.css") + theme.text("site.css")
    site.files[STYLE] = css.encode("utf-8")
