"""A progress bar is for terminals, and for who wants it."""

import sys

import pytest

from publish.cli.progress import progress


@pytest.mark.parametrize(("shown", "terminal"), [(True, False), (False, True)])
def test_there_is_none_where_nobody_sees_it(
    monkeypatch: pytest.MonkeyPatch, shown: bool, terminal: bool
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    with progress(9, shown=shown) as advance:
        assert advance is None


def test_it_counts_entries_and_is_gone_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    with progress(2, shown=True) as advance:
        assert advance is not None
        for entry in ("a", "b"):
            advance(entry, "done")
    assert "2/2" in capsys.readouterr().err
