"""Writes docs/rules.md from the catalogue of rules.

python tools/rules_page.py
"""

from pathlib import Path

from publish.diagnostics.catalogue import all_rules
from publish.diagnostics.views.handbook import render

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"

if __name__ == "__main__":
    PAGE.write_text(render(all_rules().values()), encoding="utf-8")
