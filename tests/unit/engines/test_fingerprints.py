"""Pieces with the same fingerprint are the same to the byte, whatever is changed in a file."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from unittest import mock

import pikepdf
import pytest

from publish.attach.sewing.blocks import Volume, block
from publish.engines.pikepdf import Excerpt, Piece, pieces
from publish.engines.pikepdf.plain import PlainFile, Written, objects_in
from tests.unit.test_printing import ENTRIES, laid_out
from tests.unit.writers.volumes import bound

FEW = 1

Runs = dict[range, dict[int, Written]]
"""The objects of a file, but for those that hold others."""

Change = Callable[[bytes], bytes]


@pytest.fixture(scope="module", autouse=True)
def garbage_left() -> Iterator[None]:
    """Not looked for: the objects of all tests would be looked through."""
    making = import_module("publish.engines.pikepdf.excerpts")
    with mock.patch.object(making, "give_back"):
        yield


@pytest.fixture(scope="module")
def book(pandoc) -> bytes:
    """A collection that was laid out entry by entry and sewn."""
    made = laid_out(bound(pandoc, references="both", index=True), ENTRIES).data
    return written(made, runs_of(made))


@pytest.fixture(scope="module")
def known(book: bytes) -> dict[str, Excerpt]:
    """Its excerpts by the fingerprints of their pieces."""
    return {piece.fingerprint: made(piece) for piece in parted(book)}


def parted(data: bytes) -> list[Piece]:
    return [*pieces(data, FEW, fingerprinted=True)]


def made(piece: Piece) -> Excerpt:
    return piece.make()._replace(first=0)


def runs_of(data: bytes) -> Runs:
    file, found, number = PlainFile(data), Runs(), 1
    while number < int(re.findall(rb"/Type /XRef [^\n]*/Size (\d+)", data)[0]) - 1:
        run = file.run(number) or range(number, number + 1)
        objects = {each: file.get(each) for each in run if number in file.run(number)}
        found[run] = {each: read for each, read in objects.items() if not objects_in(read)}
        number = run.stop
    return found


def written(data: bytes, runs: Runs) -> bytes:
    """A file as it is sewn, with the catalogue and the information of ``data``."""
    output = io.BytesIO()
    volume = Volume(output, data[5:8].decode())
    for run, objects in runs.items():
        rows = [(n, read.text.rstrip(), read.data or None) for n, read in objects.items()]
        if rows:
            volume.add(block(run.start, rows))
    volume.finish(1, int(re.findall(rb"/Info (\d+) 0 R", data)[-1]))
    return output.getvalue()


def with_change(data: bytes, number: int, change: Change) -> bytes:
    """The file with an object that was changed: what is written of it, or else its data."""
    runs = runs_of(data)
    objects = next(each for run, each in runs.items() if number in run)
    text, packed = objects[number]
    if change is with_other_data and b"/FlateDecode" in text:
        packed = zlib.compress(change(zlib.decompress(packed)))
        text = re.sub(rb"/Length \d+", b"/Length %d" % len(packed), text)
    elif change is not with_other_data:
        text = change(text)
    objects[number] = Written(text, packed)
    return written(data, runs)


# -- changes of what is written of an object --------------------------------------------


def with_an_entry_more(text: bytes) -> bytes:
    return re.sub(rb"^<<", b"<< /More 1", text)


def with_another_first_entry(text: bytes) -> bytes:
    return re.sub(rb"/[A-Z]\w*", b"/Other", text, count=1)


def with_another_last_entry(text: bytes) -> bytes:
    return re.sub(rb"/[A-Z]\w*(?=[^/]*$)", b"/Other", text)


def with_another_first_number(text: bytes) -> bytes:
    return re.sub(rb"\b\d+\b", lambda found: b"%d" % (int(found[0]) + 1), text, count=1)


def with_another_last_digit(text: bytes) -> bytes:
    return re.sub(rb"\d(?=\D*$)", lambda found: b"%d" % ((int(found[0]) + 1) % 10), text)


def led_elsewhere_first(text: bytes) -> bytes:
    return re.sub(rb"\b\d+ 0 R", b"17 0 R", text, count=1)


def led_elsewhere_last(text: bytes) -> bytes:
    return re.sub(rb"\b\d+ 0 R(?=[^R]*$)", b"780 0 R", text)


def with_other_data(data: bytes) -> bytes:
    return data + b" "


CHANGES = [
    with_an_entry_more, with_another_first_entry, with_another_last_entry,
    with_another_first_number, with_another_last_digit, led_elsewhere_first, led_elsewhere_last,
    with_other_data,
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("many", [2, pytest.param(100, marks=pytest.mark.proof)])
@pytest.mark.parametrize("change", CHANGES)
def test_where_nothing_is_seen_nothing_is_other(
    change: Change,
    many: int,
    book: bytes,
    known: dict[str, Excerpt],
) -> None:
    """Of so many objects of a file that it changes, one at a time."""
    numbers = [number for objects in runs_of(book).values() for number in objects]
    compared = 0
    for number in sorted(numbers, key=lambda each: each * 7919 % 10_007):  # from all over the file
        other = with_change(book, number, change)
        taken = [each for each in parted(other) if each.fingerprint in known and other != book]
        for piece in taken:
            assert made(piece) == known[piece.fingerprint], number
        compared += bool(taken)
        if compared == many:
            return
    assert compared > 20


@pytest.mark.slow
def test_what_belongs_to_one_piece_is_seen_in_that(book: bytes) -> None:
    with pikepdf.open(io.BytesIO(book)) as pdf:
        contents = pdf.pages[4].Contents.objgen[0]
    changed = with_change(book, contents, with_other_data)
    pairs = zip(parted(book), parted(changed), strict=True)
    assert [one.fingerprint != other.fingerprint for one, other in pairs] == [
        place == 4 for place in range(len(parted(book)))
    ]
