"""A publication → all that its files are made of, but for what stands in other files: of these,
the pictures that it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from urllib.parse import unquote

from publish.model.gist import gist
from publish.model.nodes import marked
from publish.model.publication import Publication


def content(publication: Publication) -> dict[str, object]:
    """All that a publication says, as plain values by what an author calls them."""
    several = publication.members or publication.compared
    entries = several or (publication,)
    return {
        **{
            f"the text of `{each.id}`" if several else "its text": each.entry.source.text
            for each in entries
        },
        "the name of its file": [each.entry.source.path for each in entries],
        "its citations": [[each.blocks, each.nocite] for each in entries],
        "the mentions of papers": [repr(said) for each in entries for said in each.mentions],
        "the records that it cites": [
            [each.key, each.type, dict(each.csl), each.raw] for each in publication.references
        ],
        "the entries that it links to": [repr(link) for each in entries for link in each.links],
        "what it belongs to": repr(publication.series),
        "the collection": _bound(publication),
        "the citation style": _rendering(publication),
        "its date": publication.modified.isoformat(),
    }


def _rendering(publication: Publication) -> list[str]:
    """The style; of one that renders nothing, what pages depend on all the same."""
    style = publication.style
    rendered = [_digest(style.xml)] if publication.references else []
    return [style.name, style.citation_format, *rendered]


@lru_cache(maxsize=16)
def _digest(text: str) -> str:
    """A hash of a long text that many publications share."""
    return sha256(text.encode()).hexdigest()


def _bound(publication: Publication) -> list[object]:
    """What a collection says of itself, and how its entries are arranged; nothing for one."""
    if publication.volume is None:
        return []
    return [
        repr(publication.volume.collection),
        publication.entry.lang,
        [
            [division.kind, division.title, [each.id for each in division.all]]
            for division in publication.volume.divisions
        ],
    ]


def pictures(publication: Publication) -> Iterator[str]:
    """The files that an entry shows, relative to the project."""
    for member in publication.members:
        yield from pictures(member)
    if publication.volume is not None and publication.volume.collection.cover is not None:
        yield publication.volume.collection.cover.file
    folder = publication.entry.path.rpartition("/")[0]
    if publication.entry.image is not None:
        yield f"{folder}/{publication.entry.image.file}"
    if not publication.compared and not gist(publication.entry.document).pictures:
        return
    for node in marked(list(publication.blocks)):
        if node["t"] == "Image":
            yield f"{folder}/{unquote(node['c'][2][0])}"
