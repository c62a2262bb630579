"""A PDF is shown to the judges that are quick, a long one in excerpts; what they say.

page-validation judges PDF/A-1 to A-3 and PDF/UA-1, in milliseconds. Of what builds on
PDF 2.0 it judges what has stayed, `publish.engines.pikepdf.breaches` what is new. What was said
of an excerpt holds for the next that is the same to the byte, and if nothing was found in it for
the next that would be: that isn't even made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from publish.engines import pagevalidation
from publish.engines.findings import Finding, NoAnswer, NotJudged
from publish.engines.pikepdf import (
    Excerpt,
    Inseparable,
    PdfFacts,
    Piece,
    breaches,
    excerpts,
    facts,
    pieces,
    problems,
)
from publish.engines.store import NO_STORE, Store, key_of
from publish.engines.versions import engine_versions, judging_versions
from publish.verify.claims import claims_in

OUR_NAME, ENGINE = "publish", "page-validation"

Ask = Callable[[bytes, str], list[Finding]]


class Answer(NamedTuple):
    """What a judge found that breaks a standard, or for which ``reason`` it can't judge, and
    whether it may be able to another time.
    """

    standard: str
    judge: str
    findings: tuple[Finding, ...]
    reason: str = ""
    passing: bool = False


class Look(NamedTuple):
    """What there is to say of a file, or of an excerpt whose first page has the index ``first``
    in it: ``problems`` of syntax, and the answers of the judges.
    """

    first: int
    problems: tuple[str, ...]
    answers: tuple[Answer, ...]

    @property
    def is_clean(self) -> bool:
        """Whether all judges could judge, and found nothing."""
        return not self.problems and not any(a.findings or a.reason for a in self.answers)


class Sight(NamedTuple):
    """A file's facts, the standards by which it is judged, and all that was seen."""

    facts: PdfFacts
    standards: tuple[str, ...]
    looks: tuple[Look, ...]


def sight(data: bytes, claims: Sequence[str], shelf: Store = NO_STORE) -> Sight:
    """A file as the quick judges see it, by ``claims`` and by what it claims itself; what they say
    of excerpts is kept on ``shelf``. Raises `publish.engines.pikepdf.BrokenPdf`.
    """
    found = facts(data)
    standards = tuple(dict.fromkeys((*claims, *claims_in(found.xmp)))) if found.pages else ()
    return Sight(found, standards, tuple(_looks(data, standards, shelf)))


def _looks(data: bytes, standards: Sequence[str], shelf: Store) -> list[Look]:
    try:
        parted = pieces(data, fingerprinted=shelf.keeps)
        return [_recognized(piece, standards, shelf) for piece in parted]
    except Inseparable:
        return [look(Excerpt(data), standards)]


def _recognized(piece: Piece, standards: Sequence[str], shelf: Store) -> Look:
    """What the judges say of a piece, or have said of the same without finding anything: only then
    it needn't be made.
    """
    if not piece.fingerprint:
        return _again(piece.make(), standards, shelf)
    from publish.engines.packing import pack, unpack

    key = _key("piece", piece.fingerprint, standards)
    kept = shelf.get(key)
    before = unpack(kept, Look) if kept is not None else None
    if before is not None:
        return before._replace(first=piece.first)
    seen = _again(piece.make(), standards, shelf)
    if seen.is_clean:
        shelf.put(key, pack(seen._replace(first=0)))
    return seen


def _again(piece: Excerpt, standards: Sequence[str], shelf: Store) -> Look:
    """What the judges say of an excerpt, or have said of the very same bytes."""
    if not piece.is_part or not shelf.keeps:
        return look(piece, standards)
    from publish.engines.packing import pack, unpack

    key = _key("look", piece.data, standards)
    data = shelf.get(key)
    kept = unpack(data, Look) if data is not None else None
    if kept is None:
        kept = look(piece._replace(first=0, problems=()), standards)
        if not any(answer.reason for answer in kept.answers):  # who couldn't judge may be able to
            shelf.put(key, pack(kept))
    return kept._replace(first=piece.first, problems=(*piece.problems, *kept.problems))


def _key(kind: str, seen: str | bytes, standards: Sequence[str]) -> str:
    """The key of what the judges that are here say of what they have seen."""
    judges = map(repr, sorted(judging_versions(engine_versions()).items()))
    return key_of(kind, seen, *standards, *judges)


def shown(data: bytes, looks: Sequence[Look]) -> Iterable[Excerpt]:
    """What was looked at, for another judge."""
    return excerpts(data) if len(looks) > 1 else [Excerpt(data)]


def look(piece: Excerpt, standards: Sequence[str]) -> Look:
    """What the quick judges say of a file or an excerpt, of which qpdf is asked meanwhile."""
    asked = [(each, name, ask) for each in standards for name, ask in _judges(each)]
    threads = ThreadPoolExecutor(1 if piece.is_part else None)
    try:
        answers = threads.map(lambda each: _answer(piece.data, *each), asked)
        found = (*piece.problems, *problems(piece.data))
        return Look(piece.first, found, tuple(answers))
    finally:
        threads.shutdown(wait=False)  # interrupted, nobody waits for their answers


def _judges(standard: str) -> Iterator[tuple[str, Ask]]:
    if standard in pagevalidation.PROFILES or standard in pagevalidation.RELATED:
        yield ENGINE, pagevalidation.findings
    if standard in pagevalidation.RELATED:
        yield OUR_NAME, breaches


def _answer(data: bytes, standard: str, judge: str, ask: Ask) -> Answer:
    try:
        return Answer(standard, judge, tuple(ask(data, standard)))
    except NotJudged as error:
        return Answer(standard, judge, (), str(error), isinstance(error, NoAnswer))
