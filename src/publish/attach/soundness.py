"""What documents hold by number before they are joined, to what the joined one lacks.

Damage that was there before isn't held against joining. Where it is such that nobody
can go on, that is told as a rule says, never by a traceback.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import pikepdf

from publish.attach.inventory import inventory
from publish.attach.opening import Document, opened
from publish.diagnostics.core import Diagnostic, Result
from publish.diagnostics.rules import joined
from publish.model.frozen import Frozen

P = ParamSpec("P")
T = TypeVar("T")

DAMAGE = (
    pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError,
    RuntimeError,
)  # fmt: skip
"""What pikepdf raises where an object isn't what it should be."""

UNCOUNTED = ("content", "label", "output intent")
"""Kinds of which a joining makes more or fewer."""


class State(Frozen):
    """How many there are of each kind, and what is wrong with the syntax."""

    counts: Counter[str]
    problems: tuple[str, ...]


def state_of(pdf: pikepdf.Pdf) -> State:
    """What a document holds, and how sound it is."""
    counts = Counter(item.kind for item in inventory(pdf) if item.kind not in UNCOUNTED)
    try:
        with warnings.catch_warnings():  # of pictures that nobody here can unpack
            warnings.simplefilter("ignore", UserWarning)
            return State(counts, tuple(pdf.check_pdf_syntax()))
    except pikepdf.PdfError as error:
        return State(counts, (str(error),))


def lacking(report: Document, data: bytes, before: Sequence[State]) -> Iterator[Diagnostic]:
    """What the file made, opened again, lacks of what went into it."""
    result = opened(Document(report.name, data, password=report.password))
    if result.value is None:
        yield from result.diagnostics
        return
    with result.value as pdf:
        after = state_of(pdf)
    if not any(state.problems for state in before):
        for problem in after.problems:
            yield joined.LOST_IN_JOINING(f"the joined file is damaged: {problem}")
    missing = sum((state.counts for state in before), Counter[str]()) - after.counts
    for kind, count in missing.items():
        yield joined.LOST_IN_JOINING(f"the joined file lacks {count} of the kind `{kind}`")


def told_of_damage(document: Document, state: State) -> Iterator[Diagnostic]:
    """That a document was damaged when it came."""
    if state.problems:
        yield joined.LEFT_OUT(
            f"`{document.name}` is damaged, and what is damaged stays so",
            hint="make it anew with the program that it comes from",
        )


def refusing(
    work: Callable[Concatenate[Document, P], Result[T | None]],
) -> Callable[Concatenate[Document, P], Result[T | None]]:
    """The same, but damage that can't be worked with is a diagnostic."""

    @wraps(work)
    def told(document: Document, /, *others: P.args, **named: P.kwargs) -> Result[T | None]:
        try:
            return work(document, *others, **named)
        except DAMAGE as error:
            reason = (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
            message = f"`{document.name}`, or what goes with it, is too damaged: {reason}"
            return Result(None, (joined.UNREADABLE_DOCUMENT(message),))

    return told
