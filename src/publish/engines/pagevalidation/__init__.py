"""page-validation: a PDF judged by the rules of PDF/A and PDF/UA, in milliseconds."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache

import page

from publish.engines.answering import answer, started
from publish.engines.findings import Finding, NoAnswer, NotJudged
from publish.engines.pagevalidation.clauses import clause

PROFILES: Mapping[str, str] = {
    "a-1a": "1a", "a-1b": "1b",
    "a-2a": "2a", "a-2b": "2b", "a-2u": "2u",
    "a-3a": "3a", "a-3b": "3b", "a-3u": "3u",
    "ua-1": "ua1",
}  # fmt: skip
"""The profile for each standard that the engine judges whole."""

RELATED: Mapping[str, str] = {
    "a-4": "3b", "a-4e": "3b", "a-4f": "3b",
    "ua-2": "ua1", "wtpdf": "ua1", "wtpdf-accessibility": "ua1", "wtpdf-reuse": "ua1",
}  # fmt: skip
"""The profile of the standard before, for those that the engine doesn't know."""

KNOWN_TO_ERR = ("STREAM-LENGTH-001",)
"""Ends of rules' names. This one is found where a stream's data ends in a carriage
return, which is allowed; qpdf's check, which opens every stream, finds true ones."""

SECONDS = 300.0
"""Many times what a file of a thousand pages takes."""

LIMITS = page.SafetyLimits(
    max_table_span=100_000, max_table_grid_rows=100_000, max_table_grid_cells=10_000_000
)
"""The engine's own limits, but for tables: those of data go on for many pages."""

_OBJECT = re.compile(r"\bobject (\d+) 0\b")
_PAGE = re.compile(r"\bpage (\d+)\b")


_judging: set[int] = set()
"""The processes in which the engine was asked: this one, and one that this is a fork of."""


def findings(data: bytes, standard: str) -> list[Finding]:
    """What in a PDF breaks ``standard``, one of each rule.

    For a key of ``RELATED`` these are breaches of the rules that have stayed; there
    are others that the engine can't see. Raises `NotJudged` where the file goes
    beyond a limit.

    The engine has threads, which a fork of a process that has asked it doesn't have: there a
    process of its own is asked.
    """
    own = os.getpid()
    if _judging - {own}:
        return _asked_elsewhere(data, standard)
    _judging.add(own)
    return judge(data, standard)


def _asked_elsewhere(data: bytes, standard: str) -> list[Finding]:
    question = json.dumps({"size": len(data), "standard": standard}).encode()
    line = answer(_worker(os.getpid()), question + b"\n" + data, SECONDS)
    told = json.loads(line or b'{"error": "page-validation gave no answer"}')
    if isinstance(told, dict):
        _worker.cache_clear()
        raise NotJudged(told["error"]) if line else NoAnswer(told["error"])
    return [Finding(**each) for each in told]


@cache
def _worker(owner: int) -> subprocess.Popen[bytes]:
    """The process that judges for ``owner``, this one."""
    return started("-m", "publish.engines.pagevalidation.worker")


def judge(data: bytes, standard: str) -> list[Finding]:
    """`findings`, by this process."""
    profile = PROFILES.get(standard) or RELATED[standard]
    try:
        report = page.validate_pdf_bytes(data, profile=profile, limits=LIMITS)
    except page.SafetyLimitError as error:
        raise NotJudged(str(error)) from None
    except page.PageError as error:
        return [Finding(standard, type(error).__name__, str(error))]
    found = {failure.rule_id: failure for failure in reversed(report.failures)}
    return [
        each
        for rule, failure in sorted(found.items())
        for each in _finding(standard, rule, failure.message)
    ]


def _finding(standard: str, rule: str, message: str) -> Iterator[Finding]:
    where = clause(rule, standard)
    if rule.endswith(KNOWN_TO_ERR) or (standard in RELATED and not where):
        return
    number, page_number = _OBJECT.search(message), _PAGE.search(message)
    yield Finding(
        standard,
        f"{where} {rule}".strip(),
        message,
        int(number[1]) if number else None,
        int(page_number[1]) - 1 if page_number else None,
    )
