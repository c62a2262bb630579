"""Near words for a wrong one."""

import pytest

from publish.diagnostics import did_you_mean

KNOWN = ("chicago-author-date", "chicago-notes", "chicago-notes-bibliography", "chimia", "apa")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("appa", "did you mean `apa`?"),
        ("Chimai", "did you mean `chimia`?"),
        ("zzz", None),
        ("", None),
        (
            "chicago",
            "did you mean `chicago-notes`, `chicago-author-date` or `chicago-notes-bibliography`?",
        ),
    ],
)
def test_near_words(word: str, said: str | None) -> None:
    assert did_you_mean(word, KNOWN) == said
