"""Sections: required, ordered, filled, and no level skipped."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Told = Callable[..., list[str]]
KINDS = (
    '[kinds.study]\nrequired = ["Aim", "End"]\noptional = ["More"]\n'
    '[kinds.strict]\noptional = ["Aim"]\nextra-sections = false\n'
)


@pytest.mark.parametrize(
    ("kind", "body", "places"),
    [
        ("study", "# Aim\n\nx\n\n# End\n\nx\n", []),
        ("study", "## AIM\n\nx\n\n## *End*\n\nx\n", []),
        ("study", "# Aim\n\nx\n", ["ENT020 2:7-12"]),
        ("study", "x\n", ["ENT020 2:7-12", "ENT020 2:7-12"]),
        ("study", "# Aim\n\n## End\n\nx\n", ["ENT020 2:7-12"]),
        ("study", "# More\n\nx\n\n# Aim\n\nx\n\n# End\n\nx\n", ["ENT021 9:3-6", "ENT021 13:3-6"]),
        ("strict", "# Aim\n\nx\n\n# Else\n\nx\n", ["ENT022 9:3-7"]),
        ("work", "# One\n\n# Two\n\nx\n", ["ENT023 5:3-6"]),
        ("work", "# One\n\n## Two\n\nx\n\n## Three\n", ["ENT023 11:4-9"]),
        ("work", "One\n===\n\nx\n\nTwo\n---\n", ["ENT023 10:1-4"]),
        ("work", "# One\n\nx\n\n### Two\n\nx\n", ["ENT024 9:5-8"]),
        ("work", "### One\n\nx\n\n## Two\n\nx\n", ["ENT024 5:5-8"]),
        ("work", "## One\n\nx\n\n### Two\n\nx\n\n## Three\n\nx\n", []),
        ("work", "# One\n\nx\n\n# One\n\nx\n", ["ENT032 9:3-6"]),
        ("work", "# A\n\n## One\n\nx\n\n## *one*\n\nx\n", ["ENT032 11:5-8"]),
        ("work", "# A\n\n## One\n\nx\n\n# B\n\n## One\n\nx\n", []),
        ("work", "# One\n\n## One\n\nx\n", []),
        ("work", "", []),
    ],
)
def test_sections(told: Told, kind: str, body: str, places: list[str]) -> None:
    assert told(body, f"kind: {kind}\ntitle: A\n", KINDS) == places
