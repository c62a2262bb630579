"""What the handbook shows of joining by program runs as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from publish.attach.joining.labels import labels
from tests import pdfs

HANDBOOK = Path(__file__).parents[3] / "docs" / "handbook.md"
_, _, SECTION = HANDBOOK.read_text(encoding="utf-8").partition("### Joining PDFs\n")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", SECTION, re.M | re.S)


@pytest.mark.parametrize(
    ("example", "made"),
    list(zip(EXAMPLES, ("with-brief.pdf", "with-appendix.pdf"), strict=True)),
)
def test_examples_run(
    example: str, made: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pdfs.document(2).save("report.pdf")
    pdfs.document(1).save("brief.pdf")
    exec(example, {})
    with pikepdf.open(made) as pdf:
        assert labels(pdf.Root, 3) == ["1", "2", "A-1"]
