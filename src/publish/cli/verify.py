"""``publish verify``: whether PDFs, ours or others', keep what they claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from publish.cli.session import Session
from publish.cli.summary import counted, problems
from publish.cli.usage import UsageError
from publish.diagnostics import Diagnostic, Severity, did_you_mean
from publish.diagnostics.rules import pdf

if TYPE_CHECKING:
    from publish.verify.pdf import Examination

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="PDF files, of a project or not.")
]
Claims = Annotated[
    list[str] | None,
    typer.Option(
        metavar="STANDARDS",
        help="Judge by these as well, as `a-3a,ua-1`; else by what a file itself claims.",
    ),
]
SYNTAX = "qpdf (syntax)"
"""Who judged a file that claims nothing."""

AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json.")]


def verify(
    session: Session, files: Files, *, claims: Claims = None, as_json: AsJson = False
) -> int:
    """Judge PDFs by the standards that they claim."""
    standards = _known(claims or ())
    if as_json:
        session = session.as_json()
    examined = [_examined(path, standards) for path in files]
    found = [diagnostic for each in examined for diagnostic in each.diagnostics]
    listed = [_as_object(each) for each in examined]
    code = session.report(found, session.fail_on or Severity.ERROR, files=listed)
    if session.talks:
        rows = [row for each in examined for row in _rows(each)]
        session.show(("FILE", "CLAIM", "VERDICT", "BY"), rows, None)
        session.say(_closing(examined, found))
    return code


def _closing(examined: Sequence[Examination], found: Iterable[Diagnostic]) -> str:
    """How many files, what was found, and that nothing was judged of those without a claim."""
    told = f"{counted(len(examined), 'file')} verified: {problems(found)}"
    silent = sum(each.facts is not None and not each.judgements for each in examined)
    if not silent:
        return told
    which = "it" if len(examined) == 1 else f"{silent} of them"
    claims = "claims" if silent == 1 else "claim"
    what = "only the syntax was judged (--claims judges by more)"
    return f"{told}; {which} {claims} no standard: {what}"


def _known(lists: Any) -> tuple[str, ...]:
    """The standards named, each of which somebody can judge."""
    from publish.engines.verapdf import PROFILES

    names = [name.strip().lower() for text in lists for name in text.split(",")]
    for name in names:
        if name not in PROFILES:
            hint = did_you_mean(name, PROFILES) or f"there are {', '.join(PROFILES)}"
            raise UsageError(f"`{name}` is not a standard that can be judged; {hint}")
    return tuple(dict.fromkeys(names))


def _examined(path: Path, standards: tuple[str, ...]) -> Examination:
    from publish.verify.pdf import Examination, examine

    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"`{path}` can't be read: {(error.strerror or str(error)).lower()}"
        return Examination(str(path), None, (), (pdf.BROKEN_FILE(message),))
    return examine(str(path), data, standards, thorough=True)


def _rows(examined: Examination) -> list[tuple[str, ...]]:
    name = examined.name
    if examined.facts is None:
        return [(name, "-", "can't be opened", "-")]
    if not examined.judgements:
        return [(name, "-", "claims nothing", SYNTAX)]
    return [
        (name, each.standard, each.verdict, ", ".join(each.judges) or "-")
        for each in examined.judgements
    ]


def _as_object(examined: Examination) -> dict[str, Any]:
    facts = examined.facts
    return {
        "path": examined.name,
        "version": facts.version if facts else None,
        "pages": facts.pages if facts else None,
        "title": facts.title if facts else None,
        "lang": facts.lang if facts else None,
        "attachments": list(facts.attachments) if facts else [],
        "claims": [
            {
                "standard": each.standard,
                "verdict": each.verdict,
                "judges": list(each.judges),
                "not_judged": each.reason or None,
                "findings": [
                    {"rule": finding.rule, "message": finding.message} for finding in each.findings
                ],
            }
            for each in examined.judgements
        ],
    }
