"""The reports that are kept, made anew."""

from __future__ import annotations

from tests.typeset import MAKERS, kept

for name, (_, make) in MAKERS.items():
    make(kept(name))
