"""Tables of recipients, as offices have them."""

from __future__ import annotations

import pytest

from publish.model.recipient import Recipient
from publish.readers.recipients import read_recipients


def read(text: str) -> tuple[Recipient, ...]:
    found = read_recipients("people.csv", text.encode())
    assert found.diagnostics == ()
    return found.value


def test_each_row_is_a_recipient() -> None:
    assert read("name,number\nJane Doe,7\n\"Roe, Jean\",8\n") == (
        Recipient("Jane Doe", "7"), Recipient("Roe, Jean", "8")
    )  # fmt: skip


def test_other_columns_marks_and_separators_are_no_matter() -> None:
    assert read("\ufeffOffice;Number;Name\r\nA1;X-3;Zoë Čapek\r\n") == (
        Recipient("Zoë Čapek", "X-3"),
    )


def test_without_numbers_copies_are_counted() -> None:
    assert [each.number for each in read("name\nA\nB\n")] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "no column `name`"),
        ("number\n1\n", 1, "no column `name`"),
        ("name,number\n", 1, "names no recipient"),
        ("name,number\nA,1\n,2\n", 3, "has no name"),
        ("name,number\nA,1\nB,1\n", 3, "given twice"),
        (f"name,number\n{'A' * 90},1\n", 2, "have 94 letters, and a line has 90"),
        ("name,number\nA,../1\n", 2, "can't stand in a file's name"),
        ("name,number\n何,1\n", 2, "no bundled font has `何`"),
        ("name,number\nسالم,1\n", 2, "from right to left"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(text: str, line: int, words: str) -> None:
    found = read_recipients("people.csv", text.encode())
    assert found.value == ()
    (told,) = found.diagnostics
    assert told.rule.code == "BRF020"
    assert words in told.message
    assert told.place is not None
    assert told.place.line == line
