"""The files of a house's style."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.diagnostics import UserError
from publish.model.contrast import ENOUGH, contrast, darkened
from publish.readers.brand import read_brand

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'


def write(root: Path, **files: str) -> Path:
    (root / "logo.svg").write_text(SVG)
    for name, text in files.items():
        (root / name.replace("__", ".")).write_text(text)
    return root


def test_there_may_be_none(tmp_path: Path) -> None:
    assert read_brand(tmp_path) is None


def test_brand_toml_says_all(tmp_path: Path) -> None:
    text = (
        'name = "House"\nlogo = "logo.svg"\ncolor = "#123456"\nfooter = "Foot"\n'
        'classification = "Restricted"\nversion = "2"\ndistribution = ["A", "B"]\n'
    )
    brand = read_brand(write(tmp_path, brand__toml=text))
    assert brand is not None
    assert (brand.name, brand.logo, brand.ink, brand.footer) == (
        "House", "logo.svg", "#123456", "Foot"
    )  # fmt: skip
    assert (brand.classification, brand.version) == ("Restricted", "2")
    assert brand.distribution == ("A", "B")


def test_faces_are_those_that_are_here(tmp_path: Path) -> None:
    text = '[faces]\ntext = "Cardo"\nlabels = "IBM Plex Mono"\n'
    brand = read_brand(write(tmp_path, brand__toml=text))
    assert brand is not None
    assert (brand.text, brand.labels) == ("Cardo", "IBM Plex Mono")


QUARTO = """\
meta:
  name: {short: H, full: The House}
logo:
  medium: {path: logo.svg, alt: A house}
color:
  palette: {sea: "#005f73"}
  primary: sea
typography: {fonts: [], base: Cardo, headings: {family: Open Sans}}
"""


def test_quartos_file_is_read_too(tmp_path: Path) -> None:
    brand = read_brand(write(tmp_path, _brand__yml=QUARTO))
    assert brand is not None
    assert (brand.name, brand.logo, brand.colour) == ("The House", "logo.svg", "#005f73")
    assert (brand.text, brand.labels) == ("Cardo", "Fira Sans"), "Open Sans isn't here"


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("logo.svg", "logo.svg"),
        ("/logo.svg", "logo.svg"),
        ("{images: {header: {path: logo.svg, alt: A}}, small: header}", "logo.svg"),
        ("{images: {header: logo.svg}, medium: {light: header, dark: other}}", "logo.svg"),
        ("{images: {header: logo.svg}}", None),
        ("https://example.org/logo.svg", None),
    ],
)
def test_a_logo_is_named_in_quartos_ways(tmp_path: Path, said: str, path: str | None) -> None:
    brand = read_brand(write(tmp_path, _brand__yml=f"logo: {said}\n"))
    assert brand is not None
    assert brand.logo == path


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            'color = "blue"',
            "`blue` is not a colour as it is to be written",
            "write it as `#7a1f3d`",
        ),
        ('faces = {text = "Fira"}', "there is no face `Fira` here", "`Fira Sans`"),
    ],
)
def test_words_about_what_is_wrong_are_ours(
    tmp_path: Path, text: str, message: str, hint: str
) -> None:
    with pytest.raises(UserError) as error:
        read_brand(write(tmp_path, brand__toml=text + "\n"))
    (told,) = error.value.diagnostics
    assert told.message == message
    assert told.hint
    assert hint in told.hint


def test_our_own_file_goes_before_it(tmp_path: Path) -> None:
    brand = read_brand(write(tmp_path, _brand__yml=QUARTO, brand__toml='name = "Ours"\n'))
    assert brand is not None
    assert (brand.name, brand.logo) == ("Ours", "logo.svg")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('color = "blue"', "CFG004"),
        ('colour = "#123456"', "CFG003"),
        ("name = ", "CFG002"),
        ('logo = "nowhere.svg"', "RES010"),
        ('logo = "../../etc/passwd"', None),
        ('color = "#ffff00"', "BRF011"),
        ('faces = {text = "Comic Sans"}', "CFG004"),
        ('faces = {body = "Cardo"}', "CFG003"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, code: str | None) -> None:
    with pytest.raises(UserError) as error:
        read_brand(write(tmp_path, brand__toml=text + "\n"))
    assert error.value.exit_code == 2
    codes = {each.rule.code for each in error.value.diagnostics}
    assert code is None or codes == {code}


@pytest.mark.parametrize(("one", "ratio"), [("#000", 21.0), ("#fff", 1.0), ("#767676", 4.54)])
def test_contrast_is_that_of_wcag(one: str, ratio: float) -> None:
    assert contrast(one) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("colour", ["#ffff00", "#33b5c8", "#ffffff", "#f06", "#0a5566"])
def test_a_colour_is_made_as_dark_as_it_must_be(colour: str) -> None:
    ink = darkened(colour)
    assert contrast(ink) >= ENOUGH
    assert contrast(ink) < ENOUGH + 0.3 or ink == colour
