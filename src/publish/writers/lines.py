"""Words that no line of text may end inside are put into spans of class ``nowrap``, those
that it may end anywhere inside into spans of class ``long``.

No character is added, so that what is copied or searched for stays what was
written; only spaces before a numeric label and behind ``doi:`` become no-break
spaces, because the words on their two sides stand in different elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from publish.model.expressions import expression

SILENT = frozenset({"pre", "code", "kbd", "samp", "math", "svg", "script", "style", "head"})
"""Elements whose words are left alone."""

TOGETHER = expression(
    r"(?<![\w-])[^\W\d_][-\u2010]\w+"  # R-CNN
    r"|(?:[^\s()\[\]]+\s)?\bet\sal\.|[^\s()\[\]]+\s(?:u\.\sa\.|и\sдр\.)"  # He et al.
    r"|(?<!\w)(?:pp?|S)\.\s\d[\d\u2013-]*"  # pp. 1–2
)
_HINT = expression(r"[-\u2010]|\bal\.|\sдр\.|\.\s[a\d]")
"""Something that stands in whatever is kept together, and in few texts else."""

LONG_WORD = expression(r"[^\s\u00ad\u200b]{24,}")
"""What would push a table's other columns off the page."""

_LABEL = expression(r"[\[(]\d")
_BEFORE_LINK = expression(r"(?i)(\bdoi:)\s$")


def keep_together(root: Any) -> None:
    """Wrap such words below ``root``, an element of lxml or of the standard library."""
    enclose(root, TOGETHER, "nowrap", lambda words: [words], hint=_HINT)


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
    hint: re.Pattern[str] | None = None,
) -> None:
    """Put the ``parts`` of whatever matches ``pattern`` into spans of the class ``name``.

    What stands in such a span already is left alone, so that twice is once. Where there is no
    ``hint``, which is sooner looked for, there is no match.
    """
    hint = hint or pattern
    for element in list(_open_elements(root, name)):
        texts = [(element.text, 0), *((child.tail, at) for at, child in enumerate(element, 1))]
        for text, at in reversed(texts):
            if text and hint.search(text) and (found := list(pattern.finditer(text))):
                _insert(element, at, text[: found[0].start()])
                element[at:at] = list(_spans(element, text, found, name, parts))


def _open_elements(root: Any, name: str) -> Iterator[Any]:
    """``root`` and the elements below it whose words may be wrapped."""
    todo = [root]
    while todo:
        element = todo.pop()
        tag = str(element.tag).rpartition("}")[2]
        if isinstance(element.tag, str) and tag not in SILENT and element.get("class") != name:
            yield element
            todo.extend(element)


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
    for parent in root.iter():
        for at, child in enumerate(parent):
            text = (parent[at - 1].tail if at else parent.text) or ""
            if (bound := _bound(text, child)) != text:
                _insert(parent, at, bound)


def _bound(text: str, child: Any) -> str:
    """The text before ``child``, its last space made one that doesn't break."""
    if child.tag == "a":
        return _BEFORE_LINK.sub("\\1\N{NO-BREAK SPACE}", text)
    is_label = child.get("class") == "citation" and _LABEL.match("".join(child.itertext()))
    if is_label and text[-1:].isspace() and text.strip():
        return text.rstrip() + "\N{NO-BREAK SPACE}"
    return text
