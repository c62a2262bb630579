"""Golden citations come out as others expect them, or the difference is explained.

What we give instead stands in ``differences.toml``, so that a difference that changes
is seen. The cases are material by others and no part of the project.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from publish.engines.pandoc import Pandoc
from tests.conftest import CORPORA
from tests.golden.cases import Case, read_cases
from tests.golden.rendering import Rendered, render

GOLDEN = CORPORA / "golden"
CASES = tuple(read_cases(GOLDEN)) if GOLDEN.is_dir() else ()
TABLE = tomllib.loads((Path(__file__).parent / "differences.toml").read_text("utf-8"))
OURS: dict[str, list[str]] = {
    case: texts for row in TABLE["difference"] for case, texts in row["ours"].items()
}


@pytest.mark.corpus
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_text_is_as_expected_or_the_difference_is_explained(case: Case, pandoc: Pandoc) -> None:
    rendered = render(case, pandoc)
    found = differences(case, rendered)
    if case.id in OURS:
        assert found, "matches by now: strike it from differences.toml"
        assert given(case, rendered) == OURS[case.id]
    else:
        assert not found, "\n".join(found)


@pytest.mark.corpus
def test_the_table_names_only_cases_that_exist() -> None:
    assert CASES
    assert set(OURS) <= {case.id for case in CASES}


def test_every_difference_has_a_cause_a_verdict_and_an_explanation() -> None:
    for row in TABLE["difference"]:
        assert row["cause"]
        assert row["explanation"].strip()
        assert row["ours"]
        assert row["verdict"] in ("ours", "theirs", "open")


def given(case: Case, rendered: Rendered) -> list[str]:
    """What we give where the case expects something: citations, list, what is set apart in it."""
    texts = list(rendered.citations) if case.expected_citation is not None else []
    texts += rendered.references if case.expected_list is not None else ()
    if case.expected_emphases is not None:
        texts += [f"{kind}: {words}" for line in rendered.emphases for kind, words in line]
    return texts


def differences(case: Case, rendered: Rendered) -> list[str]:
    """One line for each text that isn't the expected one, or whose italics and the like aren't."""
    found = []
    for expected, given in (
        (case.expected_citation, rendered.citations),
        (case.expected_list, rendered.references),
    ):
        if expected is None:
            continue
        if len(expected) != len(given):
            found.append(f"{len(expected)} texts expected, {len(given)} given: {given}")
        found += [
            f"expected {text!r}\n   given {other!r}"
            for text, other in zip(expected, given, strict=False)
            if not agree(text, other, single=len(expected) == 1)
        ]
    if not found and case.expected_emphases is not None:
        found += [
            f"expected as set apart {those!r}\n   given {these!r}"
            for those, these in zip(case.expected_emphases, rendered.emphases, strict=True)
            if those != these
        ]
    return found


_LABEL = re.compile(r"^(\[\d+\]|\d+\.|\(\d+\)|\d+) ?")


def agree(expected: str, given: str, *, single: bool) -> bool:
    """Whether two texts are the same; a single record's leading label doesn't count."""
    if expected == given:
        return True
    return single and _LABEL.sub("", expected) == _LABEL.sub("", given)
