"""``brand.toml``, or Quarto's ``_brand.yml``, to the style of a house.

Of Quarto's file the name, the primary colour and the logo are taken; what else it holds
(fonts, colours of web pages) isn't for a brief. Both files count where both are there:
``brand.toml`` says what it says, and ``_brand.yml`` the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from publish.diagnostics.core import EngineFailure, UserError
from publish.diagnostics.rules import cfg
from publish.engines.images import find_image
from publish.model.brand import Brand
from publish.model.place import SourceFile
from publish.readers.located import Located
from publish.readers.scalars import Text
from publish.readers.text import read_text
from publish.readers.toml import read_toml
from publish.readers.validation import Strict, Vocabulary, validate
from publish.readers.yaml_header import read_yaml

FILE, QUARTO = "brand.toml", "_brand.yml"

Colour = Annotated[str, Field(pattern=r"^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _slashed(path: str) -> str:
    return str(PurePosixPath(path))


class BrandField(Strict):
    """The form of ``brand.toml``."""

    name: Text | None = None
    logo: Annotated[Text, AfterValidator(_slashed)] | None = None
    color: Colour | None = None
    footer: Text | None = None
    classification: Text | None = None
    version: Text | None = None
    distribution: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()


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
    given = {name: value for name, value in checked.model if value}
    if "color" in given:
        given |= {"colour": given.pop("color"), "place": located.value_place(("color",))}
    return replace(brand, **given)


def _of_quarto(located: Located) -> Brand:
    data = located.data
    colours = _mapping(data.get("color"))
    palette = _mapping(colours.get("palette"))
    colour = colours.get("primary")
    colour = palette.get(colour, colour)
    names = _mapping(data.get("meta")).get("name")
    name = _mapping(names).get("full") or _mapping(names).get("short") or names
    logo = data.get("logo")
    chosen = [_mapping(logo).get(size) for size in ("medium", "small", "large")]
    logo = next((each for each in chosen if each), logo)
    logo = _mapping(logo).get("path", logo)
    brand = Brand(_text(name), _text(logo))
    if isinstance(colour, str) and _is_colour(colour):
        return replace(brand, colour=colour, place=located.value_place(("color", "primary")))
    return brand


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
