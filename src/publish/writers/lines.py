"""Words that no line of text may end inside are put into spans of class ``nowrap``, those
that it may end anywhere inside into spans of class ``long``.

No character is added, so that what is copied or searched for stays what was
written; only spaces before a numeric label and behind ``doi:`` become no-break
spaces, because the words on their two sides stand in different elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from publish.model.expressions import expression

SILENT = frozenset({"pre", "code", "kbd", "samp", "math", "svg", "script", "style", "head"})
"""Elements whose words are left alone."""

TOGETHER = expression(
    r"(?<![\w-])[^\W\d_][-\u2010]\w+"  # R-CNN
    r"|(?<![^\s()\[\]])[^\s()\[\]]+\s(?:et\sal\.|u\.\sa\.|и\sдр\.)|\bet\sal\."  # He et al.
    r"|(?<!\w)(?:pp?|S)\.\s\d[\d\u2013-]*"  # pp. 1–2
)
"""A name before `et al.` is looked for from its beginning only: in a text without spaces, from each
letter, that would take the square of its length.
"""
_SIGNS = ("-", "\u2010", "al.", "др.", "p.", "S.", "u.")
"""One of these stands in whatever is kept together; to look for them takes next to nothing."""

LONG_WORD = expression(r"[^\s\u00ad\u200b]{24,}")
"""What would push a table's other columns off the page."""

_LABEL = expression(r"[\[(]\d")
_BEFORE_LINK = expression(r"(?i)(\bdoi:)\s$")


def keep_together(root: Any) -> None:
    """Wrap such words below ``root``, an element of lxml or of the standard library."""
    enclose(root, TOGETHER, "nowrap", lambda words: [words], _SIGNS)


def break_long_words(root: Any) -> None:
    """Wrap the long words in the cells of tables below ``root``."""
    for name in ("td", "th"):
        for cell in root.iter(name):
            enclose(cell, LONG_WORD, "long", lambda word: [word])


def enclose(
    root: Any,
    pattern: re.Pattern[str],
    name: str,
    parts: Callable[[str], list[str]],
    signs: Sequence[str] = ("",),
) -> None:
    """Put the ``parts`` of whatever matches ``pattern`` into spans of the class ``name``.

    What stands in such a span already is left alone, so that twice is once. Where none of the
    ``signs`` is, there is no match.
    """
    if not _may_match("\n".join(root.itertext()), pattern, signs):  # as in most
        return
    for element, children in _open_elements(root, name):
        texts = [element.text or "", *[child.tail or "" for child in children]]
        if not _may_match("\n".join(texts), pattern, signs):
            continue
        for at in reversed(range(len(texts))):
            text = texts[at]
            if found := list(pattern.finditer(text)):
                _insert(element, at, text[: found[0].start()])
                element[at:at] = list(_spans(element, text, found, name, parts))


def _may_match(whole: str, pattern: re.Pattern[str], signs: Sequence[str]) -> bool:
    return any(sign in whole for sign in signs) and pattern.search(whole) is not None


def _open_elements(root: Any, name: str) -> Iterator[tuple[Any, list[Any]]]:
    """``root`` and the elements below it whose words may be wrapped, each with its children."""
    todo = [root]
    while todo:
        element = todo.pop()
        tag = str(element.tag).rpartition("}")[2]
        if isinstance(element.tag, str) and tag not in SILENT and element.get("class") != name:
            children = list(element)
            todo += children
            yield element, children


def _insert(element: Any, at: int, text: str) -> None:
    """Let ``text`` be the words behind the child number ``at``, from 1."""
    if at:
        element[at - 1].tail = text
    else:
        element.text = text


def _spans(
    element: Any,
    text: str,
    found: list[re.Match[str]],
    name: str,
    parts: Callable[[str], list[str]],
) -> Iterator[Any]:
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=True):
        spans = []
        for part in parts(match[0]):
            spans.append(element.makeelement("span", {"class": name}))
            spans[-1].text = part
        spans[-1].tail = text[match.end() : end]
        yield from spans


def bind_labels(root: Any) -> None:
    """``word [1]`` and ``doi: 10.1000/x`` across elements, with no-break spaces."""
    for child in root.iter("a", "span"):
        before = child.getprevious()
        text = (child.getparent().text if before is None else before.tail) or ""
        if (bound := _bound(text, child)) == text:
            continue
        if before is None:
            child.getparent().text = bound
        else:
            before.tail = bound


def _bound(text: str, child: Any) -> str:
    """The text before ``child``, its last space made one that doesn't break."""
    if child.tag == "a":
        return _BEFORE_LINK.sub("\\1\N{NO-BREAK SPACE}", text)
    is_label = child.get("class") == "citation" and _LABEL.match("".join(child.itertext()))
    if is_label and text[-1:].isspace() and text.strip():
        return text.rstrip() + "\N{NO-BREAK SPACE}"
    return text
