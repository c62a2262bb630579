"""A report by anybody, as PDF, Word or Markdown, to its running text.

Markdown keeps its places; of the others the words are what is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from publish.diagnostics.core import EngineFailure, Result
from publish.diagnostics.rules import joined
from publish.engines import pdftext
from publish.engines.pandoc import Pandoc
from publish.model.document import Document, Fragment
from publish.model.nodes import Node, text_node
from publish.model.place import SourceFile

FORMS = (".pdf", ".docx", ".md")
"""What a report's name ends in."""

_BROKEN = re.compile(r"(?<=\w)(?:[-\u2010\u00ad]\s*\n\s*|[\u00ad\ufffe]\s*)(?=\w)")
"""A word that the end of a line parts, or whose hyphen ends it."""


def read_report(
    name: str, data: bytes, pandoc: Pandoc, password: str = ""
) -> Result[Document | None]:
    """The text of a report; None and why where it can't be read."""
    form = PurePath(name).suffix.lower()
    try:
        source = SourceFile(name, data.decode("utf-8-sig") if form == ".md" else "")
        if form == ".pdf":
            blocks = list(_pages(data, password))
        else:
            blocks = pandoc.read([source.text])[0] if form == ".md" else pandoc.read_word(data)
    except pdftext.Locked:
        why = "does not open with this password" if password else "is encrypted"
        hint = "give its password with `--password`"
        return Result(None, (joined.PASSWORD_NEEDED(f"`{name}` {why}", hint=hint),))
    except pdftext.Unreadable as error:
        return _unreadable(name, str(error))
    except UnicodeDecodeError as error:
        return _unreadable(name, f"byte {error.start + 1} is not UTF-8")
    except EngineFailure as failure:
        return _unreadable(name, failure.diagnostic.message)
    fragment = Fragment("body", blocks, 0, len(source.text))
    return Result(Document(source, (fragment,)))


def _unreadable(name: str, why: str) -> Result[Document | None]:
    return Result(None, (joined.UNREADABLE_DOCUMENT(f"`{name}` can't be read: {why}"),))


def _pages(data: bytes, password: str) -> Iterator[Node]:
    """Each page as one paragraph, with words put together that a line's end parts. Some of
    them may be compounds, so where there are any the page comes with hyphens, too.
    """
    with pdftext.pages_of(data, password) as pages:
        for page in pages:
            for text in dict.fromkeys(_BROKEN.sub(hyphen, page.text) for hyphen in ("", "-")):
                yield {"t": "Para", "c": text_node(" ".join(text.split()))}
