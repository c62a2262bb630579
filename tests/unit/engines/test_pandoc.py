"""The warm pandoc keeps its limits and recovers from what breaks it."""

import pytest

from publish.diagnostics.core import EngineFailure
from publish.engines.crew import Crew
from publish.engines.pandoc import Pandoc
from publish.model.nodes import plain_text, walk

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation></style>"""


def test_texts_are_read_in_one_go_and_in_order(pandoc):
    first, second = pandoc.read(["*one*", "# two"])
    assert plain_text(first) == "one"
    assert second[0]["t"] == "Header"


def test_html_is_words_and_its_comments_are_not_read(pandoc):
    text = "One <!-- two *three* --> <b>four</b>\n\n<!-- five\n\nsix -->\n\n`<!-- seven -->`\n"
    (blocks,) = pandoc.read([text + "\n<script>eight</script>\n"])
    said = plain_text(blocks)
    assert said == "One <b>four</b><!-- seven --><script>eight</script>"
    assert not {"RawInline", "RawBlock"} & {node["t"] for node in walk(blocks)}


def test_a_header_in_the_text_is_no_metadata(pandoc):
    (blocks,) = pandoc.read(["---\nbibliography: /etc/passwd\n---\n\n% title\n"])
    assert "bibliography" in plain_text(blocks)


def test_warnings_stand_at_the_text_and_place_that_they_are_about(pandoc):
    plain, warned = pandoc.parse(["fine", "words\n\n[^1]: never called\n"])
    assert plain.warnings == ()
    (warning,) = warned.warnings
    assert warning.message == "Note with key '1' but not used"
    assert (warning.line, warning.column) == (3, 1)


def test_a_large_text_goes_through_in_pieces(pandoc):
    (blocks,) = pandoc.read(["word " * 60_000])
    assert len(plain_text(blocks).split()) == 60_000


def test_a_text_that_takes_too_long_ends_and_the_next_is_read():
    with Pandoc(seconds=1.0) as engine:
        with pytest.raises(EngineFailure) as failure:
            engine.read(["[" * 20_000])
        assert failure.value.diagnostic.rule.code == "ENG003"
        assert plain_text(engine.read(["still here"])[0]) == "still here"


def test_a_broken_style_is_a_failure_not_a_crash(pandoc):
    with pytest.raises(EngineFailure) as failure:
        pandoc.cite([], [], "<style>", "en")
    assert failure.value.diagnostic.rule.code == "ENG002"


def test_what_was_said_of_one_text_is_not_told_of_the_next(pandoc):
    deep = "<div>\n\n" * 3000
    with pytest.raises(EngineFailure, match="nested"):
        pandoc.parse(["fine", deep])
    pandoc.cite([], [], STYLE, "en")
    assert pandoc.warnings() == []


def test_a_fork_starts_a_pandoc_of_its_own(pandoc):
    pandoc.read(["one"])
    with Crew(lambda text: (pandoc.read([text]), pandoc._process.pid), 1) as crew:
        [(_, (blocks, pid))] = crew.made(iter(["two"]))
    assert plain_text(blocks) == "two"
    assert pid != pandoc._process.pid
    assert plain_text(pandoc.read(["three"])) == "three"
