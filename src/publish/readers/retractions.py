"""A CSV of retractions → ``Retractions``.

The columns are those of the Retraction Watch database, which Crossref publishes:
``OriginalPaperDOI``, ``OriginalPaperPubMedID``, ``RetractionNature``, ``RetractionDate``
(``3/28/2019 0:00``, or ISO 8601), ``RetractionDOI``, ``Reason``. Others don't matter.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date

from publish.diagnostics.core import Collector, EngineFailure, Result
from publish.diagnostics.rules import cfg
from publish.engines.files import read_file
from publish.model.expressions import expression
from publish.model.identifiers import bare_doi, is_doi
from publish.model.place import Place
from publish.model.retraction import Notice, Retractions
from publish.model.settings import Settings

MOST_BYTES = 500_000_000
NEEDED = ("OriginalPaperDOI", "RetractionNature", "RetractionDate")

_AMERICAN = expression(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = expression(r"(\d{4})-(\d{2})-(\d{2})")
_GRAVITY = ("correction", "expression of concern", "retraction")


def read_retractions(settings: Settings) -> Result[Retractions]:
    """The list that the settings name; an empty one where they name none, or where it
    can't be read, which is told.
    """
    path = settings.check.retractions
    found = Collector()
    if path is None:
        return found.result(Retractions())
    try:
        data = read_file(settings.root, settings.root / path, MOST_BYTES)
    except EngineFailure as failure:
        found.extend(failure.diagnostics)
        return found.result(Retractions())
    rows = csv.DictReader(data.decode("utf-8-sig", "replace").splitlines())
    missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        message = f"`{path}` has no column `{missing[0]}`"
        hint = "give the CSV of Retraction Watch as it is published"
        found.add(cfg.NO_RETRACTIONS(message, Place(path, 1, 1), hint))
        return found.result(Retractions())
    return found.result(_collected(_readable(rows)))


def _readable(rows: csv.DictReader[str]) -> Iterator[Mapping[str, str]]:
    """The rows up to one that is no CSV."""
    try:
        for row in rows:
            yield {name: value for name, value in row.items() if name and isinstance(value, str)}
    except csv.Error:
        return


def _collected(rows: Iterator[Mapping[str, str]]) -> Retractions:
    """The notice that counts for each work: of one day's the gravest, else the last."""
    by_doi: dict[str, Notice] = {}
    by_pmid: dict[str, Notice] = {}
    newest: date | None = None
    for row in rows:
        doi = bare_doi(row.get("RetractionDOI", ""))
        day = _day(row.get("RetractionDate", ""))
        reason = row.get("Reason", "").strip(" ;+").replace(";+", "; ")
        doi = doi if is_doi(doi) else ""  # mostly `unavailable`
        notice = Notice(row.get("RetractionNature", "").strip(), day, doi, reason)
        newest = max(filter(None, (newest, day)), default=None)
        original = bare_doi(row.get("OriginalPaperDOI", ""))
        if is_doi(original):
            _keep(by_doi, original, notice)
        pmid = row.get("OriginalPaperPubMedID", "").strip()
        if pmid.isdigit() and int(pmid):
            _keep(by_pmid, pmid, notice)
    return Retractions(by_doi, by_pmid, newest)


def _keep(notices: dict[str, Notice], work: str, notice: Notice) -> None:
    former = notices.get(work)
    if former is None or _weight(notice) >= _weight(former):
        notices[work] = notice


def _weight(notice: Notice) -> tuple[date, int]:
    """Later notices count, such as a reinstatement; of one day the gravest."""
    nature = notice.nature.lower()
    return notice.day or date.min, _GRAVITY.index(nature) if nature in _GRAVITY else -1


def _day(text: str) -> date | None:
    try:
        if found := _AMERICAN.match(text):
            month, day, year = map(int, found.groups())
            return date(year, month, day)
        if found := _ISO.match(text):
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    return None
