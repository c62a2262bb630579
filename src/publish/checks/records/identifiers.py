"""DOI, ISBN, ISSN, ORCID, arXiv and PubMed numbers: their shapes and check digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from publish.checks.records.measure import Measure
from publish.checks.records.written import Written
from publish.diagnostics.core import Diagnostic, Rule
from publish.diagnostics.rules import rec
from publish.model.expressions import expression
from publish.model.identifiers import (
    bare_arxiv,
    bare_doi,
    is_arxiv,
    is_doi,
    isbn_fault,
    issn_fault,
    orcid_fault,
)

_SIGN = r"[\s\-\u2010-\u2014]*"
_ISBN = expression(
    rf"97[89]{_SIGN}(?:\d{_SIGN}){{9}}[\dXx](?![\dXx])|(?:\d{_SIGN}){{9}}[\dXx](?![\dXx])"
    r"|\d[\dXx\-\u2010-\u2014]{7,}"
)
_ISSN = expression(r"\d{3,4}[\-\u2010-\u2014 ]?\d{3,}[\dXx]?|\d[\dXx\-\u2010-\u2014]{6,}")
_ORCID = expression(r"[\dX]{4}(?:-?[\dX]+)+", re.I)
_PMID = expression(r"(?:PMID:?\s*)?\d{1,8}", re.I)
_PMCID = expression(r"(?:PMC)?\d{1,9}(?:\.\d+)?", re.I)


def judge_identifiers(record: Written, measure: Measure) -> Iterator[Diagnostic]:
    """The identifiers of a record that can't be right."""
    yield from _doi(record)
    yield from _numbers(record, "isbn", rec.MALFORMED_ISBN, _ISBN, _isbn_fault)
    yield from _numbers(record, "issn", rec.MALFORMED_ISSN, _ISSN, issn_fault)
    yield from _numbers(record, "orcid", rec.MALFORMED_ORCID, _ORCID, orcid_fault)
    yield from _arxiv(record)
    for name, shape in (("pmid", _PMID), ("pmcid", _PMCID)):
        text = record.own(name).strip()
        if text and not shape.fullmatch(text):
            message = f"`{text}` is no {name.upper()}"
            yield from record.told(rec.MALFORMED_PMID, name, message, "copy it from PubMed")


def _doi(record: Written) -> Iterator[Diagnostic]:
    text = record.own("doi").strip()
    if text and "\\url" not in text and not is_doi(bare_doi(text)):
        message = f"`{text}` is no DOI"
        hint = "copy the DOI from the work's page: 10., a number, a solidus, a suffix"
        yield from record.told(rec.MALFORMED_DOI, "doi", message, hint)


def _numbers(
    record: Written,
    name: str,
    rule: Rule,
    shape: re.Pattern[str],
    fault: Callable[[str], str | None],
) -> Iterator[Diagnostic]:
    """The first wrong one of the numbers of a field; what is around them doesn't count."""
    text = record.own(name)
    if not text.strip():
        return
    found = list(shape.finditer(text))
    for number in found:
        if wrong := fault(number.group()):
            message = f"{name.upper()} `{number.group()}` {wrong}"
            hint = "compare it with the publication, digit by digit"
            yield from record.told(rule, name, message, hint, *number.span())
            return
    if not found:
        message = f"`{text.strip()}` is no {name.upper()}"
        yield from record.told(rule, name, message, "write the number, or remove the field")


def _isbn_fault(text: str) -> str | None:
    return isbn_fault(text) if issn_fault(text) else "is an ISSN"


def _arxiv(record: Written) -> Iterator[Diagnostic]:
    text = record.own("eprint").strip()
    archive = record.text("archiveprefix", "eprinttype").lower() if text else ""
    if archive == "arxiv" and not is_arxiv(bare_arxiv(text)):
        message = f"`{text}` is no number of arXiv"
        hint = "copy it from the paper's page, as in 1512.03385 or hep-th/9711200"
        yield from record.told(rec.MALFORMED_ARXIV, "eprint", message, hint)
