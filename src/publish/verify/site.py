"""A made site is looked at page by page, and every link between its pages is followed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from lxml import html

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import htm
from publish.model.place import Place
from publish.model.publication import Artifact
from publish.verify.html import Beside, verify_html


def verify_site(artifact: Artifact) -> Iterator[Diagnostic]:
    """What is wrong with the pages of a site; nothing if it may be delivered."""
    files = {artifact.name: artifact.data, **dict(artifact.files)}
    pages = {name: data for name, data in files.items() if name.endswith(".html")}
    for name, data in pages.items():
        yield from verify_html(Artifact("html", name, data), _beside(name, files))
    stem = artifact.name.removesuffix(".html")
    yield from _links(pages, {*files, f"{stem}.pdf", f"{stem}.epub"})


def _beside(page: str, files: Mapping[str, bytes]) -> Beside:
    return lambda address: _target(page, address) in files


def _target(page: str, address: str) -> str | None:
    """The name of the file that a relative address on a page leads to."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    return normpath(join(dirname(page), unquote(parts.path))) if parts.path else page


def _links(pages: Mapping[str, bytes], files: Collection[str]) -> Iterator[Diagnostic]:
    """Links to files that aren't there, and to places that aren't in them. The same book in
    other formats is delivered beside its pages.
    """
    trees = {name: html.document_fromstring(data) for name, data in pages.items()}
    ids = {name: {e.get("id") for e in tree.iter() if e.get("id")} for name, tree in trees.items()}
    for name, tree in trees.items():
        for link in tree.iter("a", "link"):
            address = link.get("href", "")
            target = _target(name, address)
            if target is None or target == name:
                continue
            place = unquote(urlsplit(address).fragment)
            if target not in files or (place and place not in ids.get(target, ())):
                yield htm.BROKEN_FRAGMENT(f"the link `{address}` leads nowhere", Place(name))
