"""Records that entries cite and had better not: preprints that were published, works that
were retracted or corrected. And records that nobody cites.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from publish.checks.records.usage import Usage, first_place
from publish.checks.records.written import Written
from publish.diagnostics.core import Diagnostic, Rule
from publish.diagnostics.rules import cit
from publish.model.identifiers import bare_doi
from publish.model.publication import Project
from publish.model.reference import Reference
from publish.model.retraction import Notice, Retractions

OLD = 180
"""Days after which a list of retractions is told to be old."""

_NATURES: Mapping[str, tuple[Rule, str]] = {
    "retraction": (cit.RETRACTED_WORK, "retracted"),
    "expression of concern": (cit.CORRECTED_WORK, "met with an expression of concern"),
    "correction": (cit.CORRECTED_WORK, "corrected"),
}


def check_uncited(project: Project, used: Usage) -> Iterator[Diagnostic]:
    """Records that no entry cites, where the settings ask for them."""
    if not project.settings.check.uncited:
        return
    cited = used.keys
    for reference in project.bibliography:
        if reference.key not in cited:
            message = f"no entry cites `{reference.key}`"
            hint = "cite it, remove it, or leave `check.uncited` off for a shared bibliography"
            yield Written(reference).told_of_key(cit.UNCITED_RECORD, message, hint)


def check_preprints(
    project: Project, used: Usage, published: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Preprints that are cited, though the bibliography holds what became of them:
    ``published`` leads from a preprint's key to that of its publication.
    """
    for key, later in published.items():
        message = f"`{key}` is a preprint; `{later}` is its publication"
        hint = f"cite `{later}`, unless the preprint says something else"
        yield from _where_cited(project, used, key, cit.PREPRINT_CITED, message, hint)


def check_retracted(project: Project, used: Usage) -> Iterator[Diagnostic]:
    """Cited works about which the list of retractions has a notice."""
    for key in sorted(used.keys):
        reference = project.bibliography.references[key]
        notice = _notice(reference, project.retractions)
        if notice is None:
            continue
        rule, what = _NATURES[notice.nature.lower()]
        when = f" on {notice.day.isoformat()}" if notice.day else ""
        why = f" ({notice.reason})" if notice.reason else ""
        message = f"`{key}` was {what}{when}{why}"
        hint = f"read the notice, {notice.doi or 'which the publisher has'}; say so, or remove it"
        yield from _where_cited(project, used, key, rule, message, hint)


def check_list_age(project: Project, today: date | None) -> Iterator[Diagnostic]:
    """A list of retractions whose last notice is old."""
    newest = project.retractions.newest
    if today is None or newest is None or (today - newest).days <= OLD:
        return
    settings = project.settings
    message = f"the last notice of the list of retractions is {(today - newest).days} days old"
    hint = "fetch a newer one from Crossref"
    place = settings.places.get("check.retractions")
    if place is not None and settings.source is not None:
        yield cit.OLD_RETRACTIONS.at(settings.source, place, message, hint)
    else:
        yield cit.OLD_RETRACTIONS(message, place, hint)


def _notice(reference: Reference, listed: Retractions) -> Notice | None:
    """The notice about a work, unless it says that all is well again, or nothing known."""
    doi, pmid = bare_doi(reference.text("doi")), reference.text("pmid").strip()
    notice = listed.by_doi.get(doi) or listed.by_pmid.get(pmid)
    return notice if notice and notice.nature.lower() in _NATURES else None


def _where_cited(
    project: Project, used: Usage, key: str, rule: Rule, message: str, hint: str
) -> Iterator[Diagnostic]:
    """A diagnostic at the first citation of ``key`` in each entry that cites it."""
    names = frozenset((key, *project.bibliography.references[key].aliases))
    for entry_id, keys in used.by_entry.items():
        if key in keys:
            entry = project.entry(entry_id)
            place = first_place(entry, names, used.mentions[entry_id])
            yield rule.at(entry.source, place, message, hint)
