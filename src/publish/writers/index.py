"""The entries of a project become a page that leads to all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from publish.diagnostics.core import Result
from publish.engines.jinja import safe, theme_of
from publish.model.direction import direction
from publish.model.entry import Entry
from publish.model.frozen import Frozen
from publish.model.publication import Artifact
from publish.model.settings import MEDIA_TYPES, Settings
from publish.writers.html.stylesheet import stylesheet
from publish.writers.terms import Terms, terms
from publish.writers.titleblock import Day, plain_summary

_ORDER = ("html", "pdf", "epub")
"""How the links of an entry follow one another: what opens at once comes first."""


class Card(Frozen):
    """An entry on the index; ``formats`` are those that there are files of."""

    entry: Entry
    summary: str
    day: Day | None
    formats: tuple[str, ...]


class Shelf(Frozen):
    """The entries of one kind."""

    id: str
    label: str
    cards: tuple[Card, ...]


COLLECTION = "collection"
"""The kind of what a collection says of itself."""


def write_index(
    entries: Iterable[Entry],
    settings: Settings,
    formats: Mapping[str, Sequence[str]] | None = None,
) -> Result[Artifact | None]:
    """``index.html``; ``formats`` gives by entry's id what was delivered, else all is linked."""
    listed = sorted(entries, key=lambda entry: (entry.title.casefold(), entry.id))
    lang = settings.lang or (listed[0].lang if listed else "en")
    words = terms(lang)
    text = settings.title + "".join(entry.title + (entry.summary or "") for entry in listed)
    page = theme_of(settings).render(
        "index.html.j2",
        settings=settings,
        lang=lang,
        direction=direction(lang),
        terms=words,
        shelves=tuple(_shelves(listed, settings, words, formats)),
        media_types=MEDIA_TYPES,
        stylesheet=safe(stylesheet(settings, text)),
    )
    if not page.value:
        return Result(None, page.diagnostics)
    artifact = Artifact("html", "index.html", page.value.encode("utf-8"))
    return Result(artifact, page.diagnostics)


def _shelves(
    entries: Sequence[Entry],
    settings: Settings,
    words: Terms,
    formats: Mapping[str, Sequence[str]] | None,
) -> Iterable[Shelf]:
    """A shelf for each kind that has entries, in the order of the kinds; collections first."""
    kinds = settings.kinds or {}
    present = {entry.kind for entry in entries}
    order = [name for name in (COLLECTION, *kinds) if name in present]
    order = list(dict.fromkeys(order))
    order += sorted(present.difference(order))
    for name in order:
        label = words.kind(name, kinds[name].label if name in kinds else "")
        chosen = [entry for entry in entries if entry.kind == name]
        cards = (_card(e, words, _made(e, settings, formats)) for e in chosen)
        yield Shelf(f"kind-{name}", label, tuple(cards))


def _made(
    entry: Entry, settings: Settings, formats: Mapping[str, Sequence[str]] | None
) -> tuple[str, ...]:
    made = settings.formats if formats is None else formats.get(entry.id, ())
    return tuple(name for name in _ORDER if name in made)


def _card(entry: Entry, words: Terms, formats: tuple[str, ...]) -> Card:
    given = entry.reviewed or entry.published
    label = words.reviewed if entry.reviewed else words.published
    day = Day(label, words.day(given), given.isoformat()) if given else None
    return Card(entry, plain_summary(entry), day, formats)
