"""A made page is opened again and looked at before it is delivered.

What any reader would trip over: a page that isn't whole, a link inside it that
leads nowhere, an image without words, something fetched from elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import unquote

from lxml import etree, html

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import acc, htm
from publish.engines.css import addresses
from publish.model.expressions import expression
from publish.model.place import Place
from publish.model.publication import Artifact

_WITHIN = expression(r"data:|#", re.IGNORECASE)
_SIZE = expression(r"[\d.]+[wxh]\Z")
"""What stands behind an address in a set of sources."""
_IGNORED = expression(r"^[\x00-\x20]+|[\t\r\n]")
"""What browsers leave out of an address (URL Standard, basic URL parser)."""
_FETCHING = ("src", "poster", "data", "background")
_HREFS = ("href", "xlink:href")
_LINKING = frozenset(("a", "area", "link"))
_SCHEME = expression(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = frozenset(("http", "https", "mailto"))
_LINKED_DATA = "application/ld+json"
_FETCHING_LINKS = frozenset({"stylesheet", "icon", "preload", "prefetch", "modulepreload"})

Beside = Callable[[str], bool]
"""Whether an address leads to a file that is made together with the page."""


def verify_html(artifact: Artifact, beside: Beside | None = None) -> Iterator[Diagnostic]:
    """What is wrong with a page; nothing if it may be delivered. It may fetch only what is
    made with it, as ``beside`` says of an address.
    """
    place = Place(artifact.name)
    try:
        text = artifact.data.decode("utf-8")
        parser = html.HTMLParser(huge_tree=True)
        page = html.document_fromstring(text.removeprefix("<!DOCTYPE html>"), parser)
    except (UnicodeDecodeError, etree.ParserError, ValueError) as error:
        yield htm.BROKEN_PAGE(f"the page can't be read: {error}", place)
        return
    elements = [*page.iter(etree.Element)]  # held, so that lxml makes them once for all looks
    yield from (htm.BROKEN_PAGE(what, place) for what in _lacks(text, page))
    yield from _identifiers(elements, place)
    for image in (each for each in elements if each.tag == "img"):
        if image.get("alt") is None:
            yield acc.IMAGE_WITHOUT_ALT(f"an image has no `alt`: `{_shown(image)}`", place)
    try:
        for address in _remote(elements):
            if beside is not None and beside(address):
                continue
            yield htm.REMOTE_RESOURCE(f"the page fetches `{address}`", place)
    except ValueError as error:
        yield htm.BROKEN_PAGE(f"a style can't be read: {error}", place)
    for what in _active(elements):
        yield htm.ACTIVE_CONTENT(f"the page holds {what}", place)


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


def _identifiers(elements: Sequence[html.HtmlElement], place: Place) -> Iterator[Diagnostic]:
    counts = Counter(identifier for each in elements if (identifier := each.get("id")))
    for name in repeated(counts):
        yield htm.REPEATED_ID(f"identifier `{name}` stands at {counts[name]} elements", place)
    for link in (each for each in elements if each.tag == "a"):
        target = unquote(link.get("href", ""))
        if target.startswith("#") and target != "#" and target[1:] not in counts:
            yield htm.BROKEN_FRAGMENT(f"the link `{target}` leads nowhere", place)


def repeated(counts: Counter[str]) -> Iterable[str]:
    return sorted(name for name, count in counts.items() if count > 1)


def _remote(elements: Iterable[html.HtmlElement]) -> Iterator[str]:
    """The addresses, of this machine or of another, that a browser fetches as it opens the page."""
    for element in elements:
        for address in _fetched(element):
            if address and not _is_within(address):
                yield address[:100]
        if element.tag == "link" and element.get("rel", "").lower() in _FETCHING_LINKS:
            yield element.get("href", "")[:100]


def _fetched(element: html.HtmlElement) -> Iterator[str]:
    for name, value in element.items():
        if name in _FETCHING or (name in _HREFS and element.tag not in _LINKING):
            yield value
        elif name in ("srcset", "imagesrcset"):
            yield from (each for each in value.replace(",", " ").split() if not _SIZE.match(each))
    for css in (element.text if element.tag == "style" else None, element.get("style")):
        if css:
            yield from addresses(css)


def _is_within(address: str) -> bool:
    """Most are images and fonts in the page, long ones."""
    return bool(_WITHIN.match(address) or _WITHIN.match(_plain(address)))


def _plain(address: str) -> str:
    """An address as browsers take it."""
    return _IGNORED.sub("", address).replace("\\", "/")


def _active(elements: Iterable[html.HtmlElement]) -> Iterator[str]:
    """What would run, or change where the page leads."""
    for element in elements:
        if element.tag == "script" and not element.get("src"):
            if element.get("type", "").lower() != _LINKED_DATA:
                yield f"a script: `{_shown(element)}`"
        elif element.tag == "base" or element.get("http-equiv", "").lower() == "refresh":
            yield f"`{_shown(element)}`"
        for name, value in element.items():
            if name.lower().startswith("on") or name.lower() == "srcdoc":
                yield f"the attribute `{name}`"
            elif name in (*_HREFS, "action", "formaction") and not _is_plain_link(element, value):
                yield f"the address `{value[:60]}`"


def _is_plain_link(element: html.HtmlElement, address: str) -> bool:
    scheme = _SCHEME.match(_plain(address))
    allowed = _SCHEMES | {"data"} if element.tag in ("image", "use") else _SCHEMES
    return scheme is None or scheme[1].lower() in allowed


def _shown(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", html.tostring(element, encoding="unicode", with_tail=False))[:80]
