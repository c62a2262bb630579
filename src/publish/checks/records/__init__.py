"""Records: what the bibliography says, as far as its own text shows that it can't be right.

    judges          the judges of single records, which the next ones are
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
    told            what all records show, whoever cites them, kept
    works           records beside one another: duplicates, identifiers of other works
    usage           which records the entries cite, and where
    citing          cited preprints, retracted works; records that nobody cites

Records that no entry cites are judged one degree milder, a warning as an info: a
bibliography that is shared by many texts isn't everybody's to mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from publish.checks.records.citing import (
    check_list_age,
    check_preprints,
    check_retracted,
    check_uncited,
)
from publish.checks.records.measure import Measure
from publish.checks.records.told import judged_records, shown_by
from publish.checks.records.usage import usage
from publish.checks.records.works import compare_works
from publish.diagnostics.core import Diagnostic, Severity
from publish.engines.recollection import Recollection
from publish.engines.store import NO_STORE, Store
from publish.model.mention import Mention
from publish.model.publication import Project
from publish.model.reference import Reference
from publish.model.works import likeness, publications


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
    shown = shown_by(project.bibliography, measure_of(project, today), values, store)
    for key, found in shown.told:
        yield _weighed(found, key in cited)
    yield from check_uncited(project, used)
    yield from check_preprints(project, used, shown.published)
    yield from check_retracted(project, used)
    yield from check_list_age(project, today)


def check_cited_records(
    project: Project,
    mentions: Mapping[str, Sequence[Mention]],
    today: date | None = None,
    store: Store = NO_STORE,
) -> Iterator[Diagnostic]:
    """The same of those records alone that the entries of ``mentions`` cite, for a build:
    it costs nothing of a bibliography's size.
    """
    used = usage(project, mentions)
    cited = [project.bibliography.references[key] for key in sorted(used.keys)]
    known = [likeness(reference) for reference in cited]
    measure = measure_of(project, today)
    known_before = Recollection(store, f"cited records {measure}", len(cited))
    for _, found in judged_records(cited, measure, known_before):
        yield found
    yield from (found for _, found in compare_works(known))
    yield from check_preprints(project, used, publications(known))
    yield from check_retracted(project, used)


def measure_of(project: Project, today: date | None) -> Measure:
    """Keys are held to a pattern that the settings name, not to the default."""
    settings = project.settings
    own = "bibliography.keys" in settings.places
    return Measure(today.year if today else None, settings.bibliography.keys if own else None)


def _weighed(found: Diagnostic, cited: bool) -> Diagnostic:
    milder = found.severity is Severity.WARNING and not cited
    return found.with_severity(Severity.INFO) if milder else found
