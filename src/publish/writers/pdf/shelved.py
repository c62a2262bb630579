"""The entries of a collection → their documents for paper, kept on a shelf.

What was made of an entry before is found by all that went into it; only what is not there is
made. All sections stand in one frame, and share styles and settings: their surroundings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from publish.diagnostics.core import EngineFailure
from publish.diagnostics.rows import Row, rows
from publish.engines.files import read_file
from publish.engines.looks import MOST_BYTES, Looks
from publish.engines.packing import pack, unpack
from publish.engines.stamps import stamps, stand
from publish.engines.store import Store, hash_of, key_of
from publish.engines.versions import engine_versions
from publish.model.frozen import replace
from publish.model.publication import CitedPublication, Publication
from publish.model.relevance import all_settings, common_settings
from publish.writers.pdf.formulas import MATHML
from publish.writers.pdf.parting import LOST, SAVED, Impossible
from publish.writers.pdf.volume import entry_article, fill, volume_styles
from publish.writers.scoping import anchor, within


class Prepared(NamedTuple):
    """An entry's article that is ready to be laid out: its digest (with the pictures that are
    ``shown``), the length of its XML, how many of its formulas have a file, the places where it
    cites each work, and what was said.
    """

    digest: str
    shown: list[str]
    size: int
    files: int
    cites: dict[str, list[str]]
    said: list[Row]


class Documents:
    """The documents of one collection, whose entries have their places in ``frame``."""

    def __init__(self, cited: CitedPublication, shelf: Store, frame: Element) -> None:
        self._cited, self._book, self._shelf = cited, cited.publication, shelf
        self._frame = frame
        self._looks = Looks(cited.publication.settings.root)
        self._places = {each.get("id", ""): each.attrib for each in frame.iter("article")}
        self.styles = volume_styles(self._book)

    def prepared(self, number: int) -> Prepared:
        """The document of an entry, put on the shelf."""
        member = self._cited.members[number]
        place = self._places[anchor(member.publication.id)]
        key = key_of("article", self.surroundings, repr(sorted(place.items())), *_content(member))
        data = self._shelf.get(key)
        before = unpack(data, Prepared) if data is not None else None
        if before is not None and self._is_there(before):
            return before
        made = entry_article(member, within(self._book))
        article = Element("article", place)
        fill(article, made.value.article)
        digest, size = self.put([article])
        files = sum(1 for each in article.iter() if each.get(MATHML))
        cites, said = made.value.tree.citations, rows(made.diagnostics)
        prepared = Prepared(digest, _shown(article), size, files, cites, said)
        if not made.failed:
            self._shelf.put(key, pack(prepared))
        return prepared

    def _is_there(self, before: Prepared) -> bool:
        """Whether a document is on the shelf, and what it shows is as it was."""
        data = self._shelf.get(key_of("document", before.digest))
        return data is not None and self._digest(data, before.shown) == before.digest

    def put(self, elements: Iterable[Element]) -> tuple[str, int]:
        """The frame with these elements alone, as a document on the shelf: its digest (with the
        pictures that it shows) and length.
        """
        root = Element("html", self._frame.attrib)
        for part in self._frame:
            if part.tag == "body":
                body = Element("body", part.attrib)
                body.extend(elements)
                root.append(body)
            else:
                root.append(part)
        data = ElementTree.tostring(root)
        digest = self._digest(data, _shown(root))
        self._shelf.put(key_of("document", digest), data)
        return digest, len(data)

    @contextmanager
    def unchanged(self, digest: str, root: Element) -> Iterator[None]:
        """While inside, the document ``root`` that has this digest is laid out. Raises `Impossible`
        where a picture or a style sheet has been saved since it was hashed.
        """
        before = stamps(self._book.settings.root, _shown(root))
        if self._digest(self._data(digest), [*before]) != digest:
            raise Impossible(SAVED)
        yield
        if not (stand(self._book.settings.root, before) and self._looks.stand()):
            raise Impossible(SAVED)

    def _digest(self, data: bytes, shown: Sequence[str]) -> str:
        return hash_of((data, *self._digests(shown)))

    def get(self, digest: str) -> Element:
        return ElementTree.fromstring(self._data(digest))

    def _data(self, digest: str) -> bytes:
        data = self._shelf.get(key_of("document", digest))
        if data is None:
            raise Impossible(LOST)
        return data

    @cached_property
    def surroundings(self) -> str:
        """A hash of what is the same for all sections: the book's settings, its files of styles,
        the pictures of all, the engines.
        """
        book, looks = self._book, self._looks
        settings = (
            all_settings(book.settings)
            if looks.templated
            else replace(common_settings(book), pdf=book.settings.pdf)
        )
        assert book.volume is not None
        parts = [
            *(repr(getattr(settings, name)) for name in settings.__struct_fields__),
            book.id, book.entry.lang, book.entry.dir, book.volume.collection.outside,
            *sorted(member.id for member in book.members),
            *self.styles,
            repr((looks.common(), looks.of("pdf"))),
            repr(sorted(engine_versions().items())),
        ]  # fmt: skip
        return key_of("surroundings", *parts)

    def _digests(self, paths: Sequence[str]) -> list[str]:
        root = self._book.settings.root
        found = []
        for path in paths:
            try:
                found.append(sha256(read_file(root, root / path, MOST_BYTES)).hexdigest())
            except EngineFailure:
                found.append("")
        return [str(each) for pair in zip(paths, found, strict=True) for each in pair]


def _shown(root: Element) -> list[str]:
    """The pictures of a document, by their paths in the project."""
    addresses = (urlsplit(each.get("src", "")) for each in root.iter("img"))
    return [*dict.fromkeys(unquote(each.path) for each in addresses if not each.scheme)]


def _content(member: CitedPublication) -> list[str]:
    """What an entry says, as far as it is printed."""
    publication: Publication = member.publication
    entry = publication.entry
    return [
        member.markup, str(member.first_note), str(member.listed_elsewhere),
        publication.id, entry.source.path, entry.source.text, repr(publication.links),
    ]  # fmt: skip
