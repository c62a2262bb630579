"""What can't be the same as it was, to the words in which that is told, with what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import joined

_HINTS: Mapping[str, str] = {
    "encryption": "`--as embedded` leaves it as it is",
    "linearisation": "`qpdf --linearize` would break the signature",
    "letters": "stamps and sheets leave them out; bookmarks have them",
    "links": "attach that too, name an entry instead of its file, or keep the joined file there",
    "scripts": "`--keep-scripts` keeps them",
    "tags": "readers that rely on tags see only what is tagged",
}


def left_out(subject: str, what: str) -> Diagnostic:
    """That something of a subject can't be kept."""
    return joined.LEFT_OUT(f"{subject}: {what}", hint=_HINTS.get(subject))


def left_behind(brief: str, files: Sequence[str]) -> Iterator[Diagnostic]:
    """That links of a brief lead to files that stay where it came from."""
    if files:
        more = len(files) - 1
        others = f" and {more} more {'file' if more == 1 else 'files'}" if more else ""
        where = f"`{files[0]}`{others} beside it, not attached with it"
        yield left_out("links", f"`{brief}` leads to {where}")
