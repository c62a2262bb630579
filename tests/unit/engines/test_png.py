"""PNGs of few colours: what Pillow reads of them is what they were made of."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image

from publish.engines.png import indexed_png

COLOURS = [(at, 255 - at, 16 * at) for at in range(16)]
PALETTE = [part for colour in COLOURS for part in colour]


@pytest.mark.parametrize("size", [(1, 1), (7, 249), (8, 250), (3, 251), (2, 700)])
def test_pixels_are_what_they_were(size: tuple[int, int]) -> None:
    drawn = Image.new("L", size)
    drawn.putdata(random.Random(0).choices(range(16), k=size[0] * size[1]))
    samples = drawn.tobytes()
    data = indexed_png(drawn, PALETTE)
    with Image.open(io.BytesIO(data)) as read:
        assert read.format == "PNG"
        assert read.size == size
        assert read.info.keys() <= {"transparency"}
        read.load()
        assert read.tobytes() == samples
        assert read.convert("RGB").tobytes() == bytes(
            part for sample in samples for part in COLOURS[sample]
        )


def test_what_is_damaged_shows() -> None:
    data = indexed_png(Image.new("L", (9, 9), 3), PALETTE)
    for at in (20, 60, len(data) - 20):
        damaged = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        with pytest.raises((OSError, SyntaxError)), Image.open(io.BytesIO(damaged)) as read:
            read.verify()
