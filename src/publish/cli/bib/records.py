"""``publish bib list`` and ``show``: what the bibliography holds, and who cites it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from publish.cli.exits import Exit
from publish.cli.session import Session
from publish.cli.summary import counted
from publish.diagnostics.suggest import did_you_mean
from publish.model.citekeys import year_of
from publish.model.reference import CslItem, Reference, plain_csl

Cited = Annotated[
    bool | None, typer.Option("--cited/--uncited", help="Only what entries cite, or don't.")
]
Key = Annotated[str, typer.Argument(metavar="KEY", help="The key of a record.")]

_LONGEST_TITLE = 70


def list_records(session: Session, *, cited: Cited = None) -> int:
    """List the records, and the entries that cite each."""
    with session.project() as project:
        citing = project.cited()
        chosen = [
            reference
            for reference in project.bibliography
            if cited is None or (reference.key in citing) is cited
        ]
        described = [(reference, citing.get(reference.key, ())) for reference in chosen]
        rows = [_row(*each) for each in described] if session.view == "text" else []
        data = [_as_object(*each) for each in described] if session.view == "json" else []
        session.show(("KEY", "YEAR", "NAMES", "TITLE", "CITED BY"), rows, data)
        session.say(counted(len(chosen), "record"))
        return session.report_aside(project)


def show(session: Session, key: Key) -> int:
    """Show a record: as it was read, as CSL JSON, as it is printed, and who cites it."""
    from publish.curation import known_reference

    with session.project() as project:
        bibliography = project.bibliography
        reference = known_reference(
            bibliography, key, lambda name: did_you_mean(name, bibliography.keys())
        )
        citing = project.cited().get(reference.key, ())
        printed = project.curation.rendered(reference)
        if session.view == "json":
            data = _as_object(reference, citing)
            more = {"csl": dict(reference.csl), "raw": reference.raw, "printed": printed}
            session.show((), (), {**data, **more})
        else:
            sys.stdout.write(_shown(reference, citing, printed))
    return Exit.DONE


def _shown(reference: Reference, citing: tuple[str, ...], printed: str) -> str:
    known = ", ".join((reference.key, *reference.aliases))
    by = ", ".join(citing) or "no entry"
    csl = json.dumps(dict(reference.csl), ensure_ascii=False, indent=2)
    return (
        f"{known}\nread from {reference.place}\ncited by {by}\n\n"
        f"{printed}\n\n{reference.raw.strip()}\n\n{csl}\n"
    )


def _row(reference: Reference, citing: tuple[str, ...]) -> tuple[str, ...]:
    item = reference.glance
    year, title = _year(item), plain_csl(str(item.get("title", "")))
    shown = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"
    by = ", ".join(citing) or "-"
    return (reference.key, year or "-", _names(item), shown, by)


def _year(item: CslItem) -> str | None:
    """``2016``, ``44 BC``."""
    first = ((item.get("issued") or {}).get("date-parts") or [[0]])[0]
    if first and int(first[0]) < 0:
        return f"{-int(first[0])} BC"
    year = year_of(item)
    return None if year == "nd" else year


def _names(item: CslItem) -> str:
    """``He et al.``"""
    people = _people(item)
    if len(people) > 2:
        return f"{people[0]} et al."
    return " and ".join(people) or "-"


def _people(item: CslItem) -> list[str]:
    people = item.get("author") or item.get("editor") or ()
    return [_short(name) for name in people]


def _short(name: Mapping[str, str]) -> str:
    """``van der Waals``, ``World Health Organization``."""
    particle = name.get("non-dropping-particle", "")
    family = f"{particle}{'' if particle.endswith(('’', chr(39))) else ' '}{name.get('family', '')}"
    return family.strip() or name.get("literal") or name.get("given") or ""


def _as_object(reference: Reference, citing: tuple[str, ...]) -> dict[str, Any]:
    item = reference.glance
    return {
        "key": reference.key,
        "aliases": list(reference.aliases),
        "type": item.get("type"),
        "title": plain_csl(str(item.get("title", ""))),
        "names": _people(item),
        "year": _year(item),
        "path": reference.place.path,
        "line": reference.place.line,
        "cited_by": list(citing),
    }
