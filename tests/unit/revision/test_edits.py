"""Edits are made together; those that overlap are told apart."""

import pytest

from publish.model.edit import Edit
from publish.model.place import SourceFile
from publish.revision import disjoint, revised, revisions


def edit(start: int, end: int, text: str, path: str = "a.md") -> Edit:
    return Edit(path, start, end, text)


def test_edits_are_made_in_any_order():
    assert revised("one two three", [edit(8, 13, "3"), edit(0, 3, "1")]) == "1 two 3"


def test_text_is_put_in_before_and_behind_another_edit():
    assert revised("ab", [edit(0, 1, "A"), edit(1, 1, "-"), edit(2, 2, "!")]) == "A-b!"


@pytest.mark.parametrize("other", [(1, 2), (0, 3), (2, 4), (0, 0)])
def test_overlapping_edits_are_refused(other):
    first, second = edit(0, 3, "x"), edit(*other, "y")
    assert len(disjoint([second, first])[1]) == 1
    with pytest.raises(ValueError, match="overlaps"):
        revised("abcdef", [first, second])


def test_the_same_edit_twice_is_one():
    assert disjoint([edit(0, 1, "x"), edit(0, 1, "x")]) == ((edit(0, 1, "x"),), ())


def test_an_edit_behind_the_text_is_a_fault():
    with pytest.raises(ValueError, match="behind the text"):
        revised("ab", [edit(0, 3, "")])


def test_a_file_whose_text_stays_has_no_revision():
    sources = {path: SourceFile(path, "text") for path in ("a.md", "b.md")}
    made = revisions(sources, [edit(0, 4, "text"), edit(0, 4, "else", "b.md")])
    assert [(each.path, each.text) for each in made] == [("b.md", "else")]
