"""A note of a style is one link to its reference: addresses in it become links of their own.

Where a style puts references into notes, citeproc links the whole note, and HTML
knows no link in a link, so pandoc leaves of an address only its words.
"""

from __future__ import annotations

from lxml import html

from publish.model.expressions import expression

_ADDRESS = expression(r"(?P<scheme>https?://)\S+|10\.\d{4,9}/\S+")
_SEPARATOR = expression(r"(?i)[\s,;:.]*(?:doi:\s*)?$")


def free_addresses(link: html.HtmlElement) -> None:
    """Part ``link`` so that each address in it leads where it says."""
    for span in list(link.iterchildren("span")):
        address = _ADDRESS.fullmatch("".join(span.itertext()))
        if address is None:
            continue
        rest = html.Element("a", dict(link.attrib))
        rest.text, span.tail = span.tail, None
        rest.extend(span.itersiblings())
        rest.tail = link.tail
        link.tail = _without_end(link, span)
        span.tag = "a"
        span.set("href", address[0] if address["scheme"] else f"https://doi.org/{address[0]}")
        link.addnext(span)
        if rest.text_content().strip(" .,;:)]"):
            span.addnext(rest)
            link = rest
        else:
            span.tail = (rest.text_content() or "") + (rest.tail or "")


def _without_end(link: html.HtmlElement, last: html.HtmlElement) -> str:
    """Take ``last`` and what separates it out of ``link``; returns what separates."""
    before = last.getprevious()
    text = (link.text if before is None else before.tail) or ""
    kept = _SEPARATOR.sub("", text)
    if before is None:
        link.text = kept
    else:
        before.tail = kept
    link.remove(last)
    return text[len(kept) :]
