"""The text view: places, carets, hints, and nothing that steers a terminal."""

from publish.diagnostics import Rule, Severity
from publish.diagnostics.views.text import render
from publish.model.place import Place

RULE = Rule("CIT001", "undefined-key", Severity.ERROR, "Explained.")
LINE = "ResNets [@he2016resnte] won."


def test_a_diagnostic_shows_its_line_carets_and_hint() -> None:
    item = RULE(
        "key `he2016resnte` is unknown", Place("entries/a.md", 3, 11, 23), "add it", excerpt=LINE
    )
    assert render([item]) == (
        "entries/a.md:3:11: error[CIT001] key `he2016resnte` is unknown\n"
        "3 | ResNets [@he2016resnte] won.\n"
        "  |           ^^^^^^^^^^^^\n"
        "  hint: add it\n"
    )


def test_without_place_or_hint_one_line_is_enough() -> None:
    assert render([RULE("there is nothing")]) == "error[CIT001] there is nothing\n"


def test_a_place_without_end_gets_one_caret() -> None:
    lines = render([RULE("x", Place("a.md", 12, 4), excerpt="abcdef")]).splitlines()
    assert lines[1:] == ["12 | abcdef", "   |    ^"]


def test_a_place_behind_the_line_still_has_its_caret() -> None:
    lines = render([RULE("x", Place("a.md", 1, 99), excerpt="abc")]).splitlines()
    assert lines[2] == "  |    ^"


def test_carets_stand_under_wide_and_combining_characters() -> None:
    lines = render([RULE("x", Place("a.md", 1, 3, 5), excerpt="何愷明e\u0301x")]).splitlines()
    assert lines[2] == "  | " + " " * 4 + "^^^"


def test_a_tab_counts_as_the_space_it_is_shown_as() -> None:
    lines = render([RULE("x", Place("a.md", 1, 2, 4), excerpt="\tab")]).splitlines()
    assert lines[1:] == ["1 |  ab", "  |  ^^"]


def test_a_long_line_is_cut_around_its_place() -> None:
    line = "a" * 500 + "HERE" + "b" * 500
    shown, carets = render([RULE("x", Place("a.md", 1, 501, 505), excerpt=line)]).splitlines()[1:]
    assert len(shown) < 110
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "HERE"
    assert shown.count("…") == 2


def test_control_characters_of_the_text_are_shown_and_not_sent() -> None:
    item = RULE("bad \x1b[31m\u202e", Place("a\n.md", 1, 1), "\x07", excerpt="\x1b]0;x\x07")
    text = render([item])
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert r"\x1b[31m\u202e" in text


def test_colours_go_around_words_without_changing_them() -> None:
    painted = render([RULE("x", Place("a.md", 1, 1), excerpt="x")], lambda text, role: f"<{text}>")
    assert painted.replace("<", "").replace(">", "") == render(
        [RULE("x", Place("a.md", 1, 1), excerpt="x")]
    )
    assert "<error[CIT001]>" in painted
