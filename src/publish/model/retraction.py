"""Notices about published works: retracted, doubted, corrected, reinstated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from publish.model.frozen import Frozen, field


class Notice(Frozen):
    """What was published about a work. ``nature`` is Retraction Watch's word:
    ``Retraction``, ``Expression of concern``, ``Correction``.
    """

    nature: str
    day: date | None = None
    doi: str = ""
    reason: str = ""


class Retractions(Frozen):
    """A list of notices by the DOI (bare, in small letters) or PubMed number of the work.

    ``newest`` is the day of the last notice, from which the list's age is counted: the
    date of a file says when it was copied.
    """

    by_doi: Mapping[str, Notice] = field(default_factory=dict)
    by_pmid: Mapping[str, Notice] = field(default_factory=dict)
    newest: date | None = None
