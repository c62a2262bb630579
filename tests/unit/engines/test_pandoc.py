"""The warm pandoc keeps its limits and recovers from what breaks it."""

import os
import signal

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


@pytest.mark.slow
def test_a_text_that_takes_too_long_ends_and_the_next_is_read():
    with Pandoc(seconds=1.0) as engine:
        with pytest.raises(EngineFailure) as failure:
            engine.read(["[" * 20_000])
        assert failure.value.diagnostic.rule.code == "ENG003"
        assert plain_text(engine.read(["still here"])[0]) == "still here"


def test_where_its_process_was_ended_one_more_is_asked(monkeypatch):
    with Pandoc() as engine:
        engine.read(["before"])
        first = engine._process.pid
        os.kill(first, signal.SIGKILL)
        assert plain_text(engine.read(["after"])[0]) == "after"
        assert engine._process.pid != first
        asked = []

        def ended(*_):
            asked.append(engine._process.pid)
            os.kill(asked[-1], signal.SIGKILL)
            raise EOFError

        monkeypatch.setattr("publish.engines.pandoc.process.exchanged", ended)
        with pytest.raises(EngineFailure, match="pandoc failed: it was ended"):
            engine.read(["never"])
        assert len({*asked}) == 2


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


def test_groups_of_texts_are_read_side_by_side_and_come_in_their_order():
    with Pandoc() as engine:
        engine.hands = 2
        answers = engine.parse_each([[f"word {number}"] for number in range(7)])
        said = [plain_text(parsed.blocks) for answer in answers for parsed in answer()]
        assert said == [f"word {number}" for number in range(7)]
        assert len(set(map(pid_of, engine.passed_on()))) == 2


@pytest.mark.slow
def test_a_group_that_fails_takes_no_other_with_it():
    with Pandoc(seconds=1.0) as engine:
        engine.hands = 2
        fine, slow, last = engine.parse_each([["fine"], ["[" * 20_000], ["last"]])
        assert plain_text(fine()[0].blocks) == "fine"
        with pytest.raises(EngineFailure, match="longer than 1 second"):
            slow()
        assert plain_text(last()[0].blocks) == "last"


def test_groups_that_nobody_asks_for_are_given_up():
    with Pandoc() as engine:
        engine.hands = 2
        answers = engine.parse_each([["one"], ["two"], ["three"], ["four"]])
        assert plain_text(next(answers)()[0].blocks) == "one"
        answers.close()
        assert plain_text(engine.read(["five"])[0]) == "five"


def test_one_hand_reads_all_groups():
    with Pandoc() as engine:
        answers = engine.parse_each([["one"], ["two"]])
        assert [plain_text(answer()[0].blocks) for answer in answers] == ["one", "two"]
        assert len(engine.passed_on()) == 1


def test_a_fork_goes_on_with_what_was_passed_on_to_it(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Pandoc() as engine:
        assert engine.passed_on() == []
        engine.read(["one"])
        (heir,) = engine.passed_on()

        def read(text):
            heir.take()
            return plain_text(heir.read([text])[0]), pid_of(heir)

        with Crew(read, 1) as crew:
            assert [said for _, said in crew.made(iter(["two"]))] == [("two", pid_of(heir))]
        assert plain_text(engine.read(["three"])[0]) == "three"
        assert pid_of(engine) != pid_of(heir)
    for each in (heir, engine):
        assert each._process is None
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_fork_ends_what_it_took_when_that_takes_too_long():
    with Pandoc(seconds=1.0) as engine:
        engine.read(["one"])
        (heir,) = engine.passed_on()
        first = pid_of(heir)

        def read(text):
            heir.take()
            with pytest.raises(EngineFailure, match="longer than 1 second"):
                heir.read(["[" * 20_000])
            return plain_text(heir.read([text])[0]), pid_of(heir)

        with Crew(read, 1) as crew:
            [(_, (said, second))] = crew.made(iter(["two"]))
        assert said == "two"
        assert second != first
        assert os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT).si_status == signal.SIGKILL


def pid_of(engine):
    return engine._process.pid


def test_a_fork_ends_nothing_that_is_not_its_own():
    with Pandoc() as engine:
        engine.read(["one"])
        (heir,) = engine.passed_on()
        engine.read(["two"])
        running = pid_of(engine)
        with Crew(lambda _: engine.close(), 1) as crew:
            list(crew.made(iter(["close"])))
        assert plain_text(heir.read(["three"])[0]) == "three"
        assert plain_text(engine.read(["four"])[0]) == "four"
        assert pid_of(engine) == running
