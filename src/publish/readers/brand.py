"""``brand.toml``, or Quarto's ``_brand.yml``, to the style of a house.

Of Quarto's file the name, the primary colour, the logo, and such faces as are here are taken;
what else it holds (other faces, colours of web pages) isn't for a brief. Both files count
where both are there: ``brand.toml`` says what it says, and ``_brand.yml`` the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from publish.diagnostics.core import EngineFailure, UserError
from publish.diagnostics.rules import brf, cfg
from publish.diagnostics.suggest import did_you_mean
from publish.engines.fonts import FAMILIES
from publish.engines.images import find_image
from publish.model.brand import LABELS, TEXT, Brand
from publish.model.contrast import contrast
from publish.model.place import Place, SourceFile
from publish.readers.located import Located
from publish.readers.scalars import Text
from publish.readers.text import read_text
from publish.readers.toml import read_toml
from publish.readers.validation import Strict, Vocabulary, validate
from publish.readers.yaml_header import read_yaml

FILE, QUARTO = "brand.toml", "_brand.yml"

KNOWN = tuple(family.name for family in FAMILIES)

NO_COLOUR = 1.2
"""A contrast on white below which a colour is all but white (`#ffff00` has 1.07)."""


def _colour(text: str) -> str:
    if not _is_colour(text):
        raise PydanticCustomError(
            "bad_colour",
            "`{text}` is not a colour as it is to be written",
            {"text": text[:40], "hint": "write it as `#7a1f3d`"},
        )
    return text


def _family(name: str) -> str:
    if name not in KNOWN:
        listed = ", ".join(f"`{each}`" for each in KNOWN)
        raise PydanticCustomError(
            "bad_face",
            "there is no face `{name}` here",
            {"name": name[:40], "hint": did_you_mean(name, KNOWN) or f"there are {listed}"},
        )
    return name


Colour = Annotated[str, AfterValidator(_colour)]


Family = Annotated[str, AfterValidator(_family)]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _slashed(path: str) -> str:
    return str(PurePosixPath(path))


class FacesField(Strict):
    """Which faces are printed: families that the product brings."""

    text: Family | None = None
    labels: Family | None = None


class BrandField(Strict):
    """The form of ``brand.toml``."""

    name: Text | None = None
    logo: Annotated[Text, AfterValidator(_slashed)] | None = None
    color: Colour | None = None
    footer: Text | None = None
    classification: Text | None = None
    version: Text | None = None
    distribution: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()
    faces: FacesField = FacesField()


_WORDS = Vocabulary("setting", {"extra_forbidden": cfg.UNKNOWN_SETTING}, cfg.WRONG_SETTING,
                    {"colour": "did you mean `color`?"})  # fmt: skip


def read_brand(root: Path) -> Brand | None:
    """The style of the house; None where there is no file of it. Raises `UserError` (exit
    code 2) where one is wrong.
    """
    quarto, own = _located(root, QUARTO), _located(root, FILE)
    if quarto is None and own is None:
        return None
    brand = _of_quarto(quarto) if quarto else Brand()
    brand = _of_own(own, brand) if own else brand
    if brand.logo:
        _look_at(root, brand.logo, FILE if own and "logo" in own.data else QUARTO)
    return brand


def _located(root: Path, name: str) -> Located | None:
    if not (root / name).is_file():
        return None
    read = read_text(root, root / name)
    if read.value is None:
        raise UserError(*read.diagnostics, exit_code=2)
    source: SourceFile = read.value
    is_toml = name.endswith(".toml")
    parsed = read_toml(source) if is_toml else read_yaml(source, 0, len(source.text))
    if parsed.value is None:
        raise UserError(*parsed.diagnostics, exit_code=2)
    return parsed.value


def _of_own(located: Located, brand: Brand) -> Brand:
    checked = validate(BrandField, located, _WORDS)
    if checked.model is None:
        raise UserError(*checked.diagnostics, exit_code=2)
    given = {name: value for name, value in checked.model if value and name != "faces"}
    given |= {name: value for name, value in checked.model.faces if value}
    if "color" in given:
        place = located.value_place(("color",))
        given |= {"colour": _printable(given.pop("color"), located, place), "place": place}
    return replace(brand, **given)


def _printable(colour: str, located: Located, place: Place) -> str:
    """The colour; raises `UserError` where making it dark enough would make another of it."""
    if (ratio := contrast(colour)) >= NO_COLOUR:
        return colour
    raise UserError(
        brf.UNPRINTABLE_COLOUR.at(
            located.source,
            place,
            f"the colour `{colour}` has a contrast of {ratio:.2f} on white: nothing of it would "
            "be left where it is dark enough to be read",
            "name another colour of the house",
        ),
        exit_code=2,
    )


def _of_quarto(located: Located) -> Brand:
    data = located.data
    colours = _mapping(data.get("color"))
    palette = _mapping(colours.get("palette"))
    colour = colours.get("primary")
    colour = palette.get(colour, colour)
    names = _mapping(data.get("meta")).get("name")
    name = _mapping(names).get("full") or _mapping(names).get("short") or names
    typography = _mapping(data.get("typography"))
    text, labels = _face(typography, "base"), _face(typography, "headings")
    brand = Brand(
        _text(name), _quartos_logo(data.get("logo")), text=text or TEXT, labels=labels or LABELS
    )
    if isinstance(colour, str) and _is_colour(colour):
        place = located.value_place(("color", "primary"))
        return replace(brand, colour=_printable(colour, located, place), place=place)
    return brand


def _quartos_logo(said: Any) -> str | None:
    """The path of the logo, in the middle size where there are several, and for light paper;
    None where it stands somewhere in the net, from where nothing is fetched.
    """
    sizes = _mapping(said)
    chosen = next((sizes[size] for size in ("medium", "small", "large") if sizes.get(size)), said)
    chosen = _mapping(chosen).get("light", chosen)
    if isinstance(chosen, str):
        chosen = _mapping(sizes.get("images")).get(chosen, chosen)
    path = _text(_mapping(chosen).get("path", chosen))
    return None if path is None or "://" in path else path.lstrip("/")


def _face(typography: Mapping[Any, Any], field: str) -> str | None:
    """The family that Quarto's file names there, if it is one of those here."""
    said = typography.get(field)
    family = _mapping(said).get("family", said)
    return family if family in KNOWN else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _is_colour(text: str) -> bool:
    digits = text.removeprefix("#")
    return text.startswith("#") and len(digits) in (3, 6) and digits.isalnum() and _is_hex(digits)


def _is_hex(digits: str) -> bool:
    return all(digit in "0123456789abcdefABCDEF" for digit in digits)


def _mapping(value: Any) -> Mapping[Any, Any]:
    return value if isinstance(value, dict) else {}


def _look_at(root: Path, logo: str, file: str) -> None:
    """Raises `UserError` where the logo is no picture in the project."""
    try:
        find_image(root, file, logo)
    except EngineFailure as failure:
        raise UserError(*failure.diagnostics, exit_code=2) from None
