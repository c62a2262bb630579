"""Records: what the bibliography says, as far as its own text shows that it can't be right.

    written         a record as its author wrote it: its own fields, exact places
    measure         what records are measured by: the day, the pattern of keys
    required        fields that a type needs
    dress           DOIs that are right and not written alone
    identifiers     DOI, ISBN, ISSN, ORCID, arXiv, PubMed: shapes and check digits
    contributors    lists of names
    titles          capitals that a style would lose
    numbers         years, pages
    texts           encoding damage, Markdown
    keys            keys beside the project's pattern
    known           what each record is known by, kept
    works           records beside one another: duplicates, identifiers of other works
    usage           which records the entries cite, and where
    citing          cited preprints, retracted works; records that nobody cites

Records that no entry cites are judged one degree milder, a warning as an info: a
bibliography that is shared by many texts isn't everybody's to mend.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from publish.checks.records.citing import (
    check_list_age,
    check_preprints,
    check_retracted,
    check_uncited,
)
from publish.checks.records.contributors import judge_contributors
from publish.checks.records.dress import judge_dress
from publish.checks.records.identifiers import judge_identifiers
from publish.checks.records.keys import judge_key
from publish.checks.records.known import likenesses
from publish.checks.records.measure import Measure
from publish.checks.records.numbers import judge_pages, judge_year
from publish.checks.records.required import judge_required
from publish.checks.records.texts import judge_damage, judge_markdown
from publish.checks.records.titles import judge_capitals
from publish.checks.records.usage import usage
from publish.checks.records.works import compare_works
from publish.checks.records.written import Written
from publish.diagnostics.core import Diagnostic, Severity
from publish.engines.recollection import Recollection
from publish.engines.store import NO_STORE, Store
from publish.model.mention import Mention
from publish.model.publication import Project
from publish.model.reference import Reference
from publish.model.works import likeness

Judge = Callable[[Written, Measure], Iterator[Diagnostic]]

JUDGES: dict[str, Judge] = {
    "required fields": judge_required,
    "identifiers": judge_identifiers,
    "forms of DOIs": judge_dress,
    "contributors": judge_contributors,
    "capitals": judge_capitals,
    "year": judge_year,
    "pages": judge_pages,
    "damage": judge_damage,
    "markdown": judge_markdown,
    "key": judge_key,
}
"""What is looked at in each record by itself, in the order in which it is told."""


def check_records(
    project: Project,
    mentions: Mapping[str, Sequence[Mention]],
    today: date | None = None,
    store: Store = NO_STORE,
    values: Iterable[tuple[Reference, Diagnostic]] = (),
) -> Iterator[Diagnostic]:
    """What all records of the bibliography show to be wrong, and what is cited of them.

    ``mentions`` are those of each entry, ``values`` what reading the records told. What each
    record by itself shows is kept in ``store``.
    """
    used = usage(project, mentions)
    cited = used.keys
    for reference, found in values:
        yield from _weighed([found], cited, reference)
    known = likenesses(project.bibliography, store)
    measure = measure_of(project, today)
    recollection = Recollection(store, f"records {measure}", len(project.bibliography))
    for reference in project.bibliography:
        judged = recollection.of(reference, partial(judge_record, reference, measure))
        yield from _weighed(judged, cited, reference)
    recollection.keep()
    for reference, found in compare_works(known):
        yield from _weighed([found], cited, reference)
    yield from check_uncited(project, used)
    yield from check_preprints(project, used, known)
    yield from check_retracted(project, used)
    yield from check_list_age(project, today)


def check_cited_records(
    project: Project, mentions: Mapping[str, Sequence[Mention]], today: date | None = None
) -> Iterator[Diagnostic]:
    """The same of those records alone that the entries of ``mentions`` cite, for a build:
    it costs nothing of a bibliography's size.
    """
    used = usage(project, mentions)
    cited = [project.bibliography.references[key] for key in sorted(used.keys)]
    known = [likeness(reference) for reference in cited]
    for reference in cited:
        yield from judge_record(reference, measure_of(project, today))
    yield from (found for _, found in compare_works(known))
    yield from check_preprints(project, used, known)
    yield from check_retracted(project, used)


def judge_record(reference: Reference, measure: Measure) -> Iterator[Diagnostic]:
    """What one record shows to be wrong."""
    record = Written(reference)
    for judge in JUDGES.values():
        yield from judge(record, measure)


def measure_of(project: Project, today: date | None) -> Measure:
    """Keys are held to a pattern that the settings name, not to the default."""
    settings = project.settings
    own = "bibliography.keys" in settings.places
    return Measure(today, settings.bibliography.keys if own else None)


def _weighed(
    found: Iterable[Diagnostic], cited: frozenset[str], reference: Reference
) -> Iterator[Diagnostic]:
    for each in found:
        milder = each.severity is Severity.WARNING and reference.key not in cited
        yield each.with_severity(Severity.INFO) if milder else each
