"""A diff says what changes: applied to the old text it gives the new one."""

import random
import re

import pytest

from publish.model.edit import Edit
from publish.model.place import SourceFile
from publish.revision import Revision, disjoint, unified

TEN = "".join(f"{n}\n" for n in range(1, 11))


def revision(text: str, *edits: tuple[int, int, str]) -> Revision:
    made, _ = disjoint(Edit("a.md", *each) for each in edits)
    return Revision(SourceFile("a.md", text), made)


def applied(text: str, diff: str) -> str:
    """What ``patch`` makes of it, each hunk at the line that it names."""
    old, new, at = text.splitlines(keepends=True), [], 0
    for hunk in re.split(r"^(?=@@ )", diff, flags=re.MULTILINE)[1:]:
        marked = re.sub(r"\n(?=\\ )", "\0\n", hunk)
        heading, *lines = (x.replace("\0\n", "") for x in marked.splitlines(True) if x[0] != "\\")
        start, length = re.match(r"@@ -(\d+),?(\d*)", heading).groups()
        start = int(start) - (length != "0")
        new += old[at:start]
        body = [line for line in lines if line[0] in " -"]
        assert "".join(line[1:] for line in body) == "".join(old[start : start + len(body)])
        new += [line[1:] for line in lines if line[0] in " +"]
        at = start + len(body)
    return "".join(new + old[at:])


def test_a_changed_line_stands_between_its_neighbours():
    assert "".join(unified(revision(TEN, (8, 9, "five")))) == (
        "--- a/a.md\n+++ b/a.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
    )


def test_only_lines_that_differ_are_marked():
    diff = "".join(unified(revision(TEN, (0, len(TEN), TEN.replace("7", "seven")))))
    assert [line for line in diff.splitlines()[3:] if line[0] in "+-"] == ["-7", "+seven"]


def test_a_missing_end_of_line_is_told():
    diff = "".join(unified(revision("a\nb", (2, 3, "c"))))
    assert diff.endswith(" a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n")


def test_nothing_is_shown_where_nothing_changes():
    assert list(unified(revision("a\n", (0, 1, "a")))) == []


@pytest.mark.parametrize("seed", range(60))
def test_an_applied_diff_gives_the_revised_text(seed):
    dice = random.Random(seed)
    text = "".join(dice.choice("ab\n") for _ in range(dice.randrange(120))) + "\n"
    text += "".join(f"{n}\n" for n in range(dice.randrange(30)))
    text = text.removesuffix("\n") if seed % 3 == 0 else text
    starts = [dice.randrange(len(text) + 1) for _ in range(5)]
    edits = [
        (start, min(start + dice.randrange(9), len(text)), dice.choice(["", "x", "y\n", "\nz\n"]))
        for start in starts
    ]
    made = revision(text, *edits)
    assert applied(text, "".join(unified(made))) == made.text
