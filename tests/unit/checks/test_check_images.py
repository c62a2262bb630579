"""Images in header and body: found, inside, whole, and with words."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from publish.diagnostics import Diagnostic

Told = Callable[..., list[str]]
HEADER = "kind: work\ntitle: A\n"


def png() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (3, 2), "red").save(data, "PNG")
    return data.getvalue()


PNG = png()
FILES: dict[str, str | bytes] = {
    "entries/x.png": PNG,
    "entries/two words.png": PNG,
    "images/y.png": PNG,
    "entries/text.png": "words",
    "entries/cut.png": PNG[:45],
    "entries/script.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
}


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("![A](x.png)\n\n![A](../images/y.png) and ![B](<two words.png>)\n", []),
        ("![A [@he2016deep]](x.png){alt=\"B\"}\n", []),
        ("![](x.png)\n", ["RES012 5:5-10"]),
        ("Word ![](x.png) and ![](x.png){.decorative}\n", ["RES012 5:10-15"]),
        ("![A](none.png)\n", ["RES010 5:6-14"]),
        ("![A](../../none.png) ![A](/etc/passwd)\n", ["RES003 5:6-20", "RES003 5:27-38"]),
        ("![A](text.png) ![A](cut.png)\n", ["RES011 5:6-14", "RES011 5:21-28"]),
        ("![A](script.svg)\n", ["RES011 5:6-16"]),
        ("![A](https://x.org/x.png) ![A](data:a,x)\n", ["RES013 5:6-25", "RES013 5:32-40"]),
        ("[![A](none.png)](https://x.org)\n", ["RES010 5:7-15"]),
        ("| a |\n|---|\n| ![A](none.png) |\n", ["RES010 7:8-16"]),
        ("![A](images)\n", ["RES010 5:6-12"]),
        ("![A](.)\n", ["RES001 5:6-7"]),
    ],
)  # fmt: skip
def test_images_in_the_body(told: Told, body: str, places: list[str]) -> None:
    assert told(body, files=FILES) == places


def test_the_image_of_the_header(told: Told) -> None:
    header = HEADER + "image:\n  file: none.png\n  alt: x\n"
    assert told("Text.\n", header) == ["RES010 5:9-17"]


def test_a_link_out_of_the_project(
    told: Told, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.png"
    secret.write_bytes(PNG)
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / "out.png").symlink_to(secret)
    assert told("![A](out.png)\n") == ["RES003 5:6-13"]


@pytest.mark.parametrize(("cover", "told"), [("none.png", ["RES010"]), ("cover.svg", [])])
def test_a_cover_that_is_not_there_is_told(
    found: Callable[..., list[Diagnostic]], cover: str, told: list[str]
) -> None:
    settings = f'[collections.x]\ntitle = "X"\ncover = {{ file = "{cover}", alt = "A sea" }}\n'
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    made = found("", settings=settings, files={"cover.svg": drawing})
    assert [each.rule.code for each in made] == told
