"""ONIX records against EDItEUR's schema of ONIX 3.0 and its code lists, which onixcheck brings."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from lxml import etree

_SCHEMA = "schema/xsd3.0/ONIX_BookProduct_3.0_reference.xsd"


def available() -> str | None:
    return None if find_spec("onixcheck") else "`onixcheck` is not there: `pip install onixcheck`"


def onix(data: bytes) -> list[str]:
    """What the schema says of a message."""
    spec = find_spec("onixcheck")
    assert spec is not None
    assert spec.origin is not None
    schema = etree.XMLSchema(etree.parse(Path(spec.origin).parent / _SCHEMA))
    message = etree.fromstring(data)
    return [] if schema.validate(message) else [str(error) for error in schema.error_log]
