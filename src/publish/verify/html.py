"""A made page is opened again and looked at before it is delivered.

What any reader would trip over: a page that isn't whole, a link inside it that
leads nowhere, an image without words, something fetched from elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from lxml import etree, html

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import acc, htm
from publish.model.place import Place
from publish.model.publication import Artifact

REMOTE = re.compile(r"(https?:)?//", re.IGNORECASE)
REMOTE_IN_CSS = re.compile(
    r"(?:url\(|@import)\s*['\"]?\s*((?:https?:)?//[^'\")\s]+)", re.IGNORECASE
)
_FETCHED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "video": "src",
            "audio": "src", "embed": "src", "object": "data", "track": "src"}  # fmt: skip
_FETCHING_LINKS = frozenset({"stylesheet", "icon", "preload", "prefetch", "modulepreload"})


def verify_html(artifact: Artifact) -> Iterator[Diagnostic]:
    """What is wrong with a page; nothing if it may be delivered."""
    place = Place(artifact.name)
    try:
        text = artifact.data.decode("utf-8")
        parser = html.HTMLParser(huge_tree=True)
        page = html.document_fromstring(text.removeprefix("<!DOCTYPE html>"), parser)
    except (UnicodeDecodeError, etree.ParserError, ValueError) as error:
        yield htm.BROKEN_PAGE(f"the page can't be read: {error}", place)
        return
    yield from (htm.BROKEN_PAGE(what, place) for what in _lacks(text, page))
    yield from _identifiers(page, place)
    for image in page.iter("img"):
        if image.get("alt") is None:
            yield acc.IMAGE_WITHOUT_ALT(f"an image has no `alt`: `{_shown(image)}`", place)
    for address in _remote(page):
        yield htm.REMOTE_RESOURCE(f"the page fetches `{address}`", place)


def _lacks(text: str, page: html.HtmlElement) -> Iterator[str]:
    if not text.lstrip().startswith("<!DOCTYPE html>"):
        yield "the page has no doctype"
    if not page.get("lang"):
        yield "the page doesn't say its language"
    if not "".join(title.text_content() for title in page.findall(".//title")).strip():
        yield "the page has no title"
    for tag, name in (("main", "main part"), ("h1", "first-level heading")):
        count = len(page.findall(f".//{tag}"))
        if count != 1:
            yield f"the page has {count or 'no'} `{tag}`; it needs one {name}"


def _identifiers(page: html.HtmlElement, place: Place) -> Iterator[Diagnostic]:
    counts = Counter(element.get("id") for element in page.iter() if element.get("id"))
    for name in repeated(counts):
        yield htm.REPEATED_ID(f"identifier `{name}` stands at {counts[name]} elements", place)
    for link in page.iter("a"):
        target = unquote(link.get("href", ""))
        if target.startswith("#") and target != "#" and target[1:] not in counts:
            yield htm.BROKEN_FRAGMENT(f"the link `{target}` leads nowhere", place)


def repeated(counts: Counter[str]) -> Iterable[str]:
    return sorted(name for name, count in counts.items() if count > 1)


def _remote(page: html.HtmlElement) -> Iterator[str]:
    for element in page.iter(*_FETCHED, "link", "style"):
        if element.tag == "style":
            yield from REMOTE_IN_CSS.findall(element.text or "")
            continue
        name = _FETCHED.get(element.tag, "href")
        if element.tag == "link" and element.get("rel", "").lower() not in _FETCHING_LINKS:
            continue
        address = element.get(name, "").strip()
        if element.tag == "link" or REMOTE.match(address):
            yield address[:100]
    for element in page.xpath("//*[@style]"):
        yield from REMOTE_IN_CSS.findall(element.get("style"))


def _shown(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", html.tostring(element, encoding="unicode", with_tail=False))[:80]
