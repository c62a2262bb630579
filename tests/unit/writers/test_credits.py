"""Who worked on a book is said in its language, on the title page or where the imprint is."""

import pytest

from publish.model.collection import Collection, Contributor
from publish.writers.credits import credits_of
from publish.writers.identity import labelled
from publish.writers.terms import terms

PEOPLE = (
    Contributor("Ada", "aut"),
    Contributor("Bo", "edt"),
    Contributor("Cy", "trl"),
    Contributor("Di", "edt"),
    Contributor("Ed", "wpr"),
    Contributor("Flo", "egr"),
    Contributor("Gus", "wde"),
)


@pytest.mark.parametrize(
    ("lang", "title", "imprint"),
    [
        (
            "en",
            ("Edited by Bo · Di", "Translated by Cy"),
            ("Preface by Ed", "Engraver: Flo", "Gus"),
        ),
        ("de", ("Herausgegeben von Bo · Di", "Übersetzt von Cy"), ("Vorwort von Ed",)),
        ("ja", ("編集：Bo · Di", "翻訳：Cy"), ("序文：Ed",)),
    ],
)
def test_everybody_is_named_with_what_they_did(lang, title, imprint):
    made = credits_of(Collection("book", "Book", contributors=PEOPLE), terms(lang))
    assert made.authors == ("Ada",)
    assert made.title == title
    assert made.imprint[: len(imprint)] == imprint


@pytest.mark.parametrize(
    ("identifier", "shown"),
    [
        ("urn:isbn:9783161484100", "ISBN 9783161484100"),
        ("urn:isbn:978-3-16-148410-0", "ISBN 978-3-16-148410-0"),
        ("doi:10.1234/a", "DOI 10.1234/a"),
        ("urn:uuid:123e4567-e89b-12d3-a456-426614174000",) * 2,
        ("https://example.org/a",) * 2,
    ],
)
def test_identifiers_are_shown_as_readers_know_them(identifier, shown):
    assert labelled(identifier) == shown
