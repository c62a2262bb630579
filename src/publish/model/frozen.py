"""What the values between the stages are: named fields that don't change.

They are as frozen dataclasses, made by msgspec in C: the class in a hundredth of the time, which
is what every command waits for when it starts, and each value in a seventh.
"""

from __future__ import annotations

from typing import dataclass_transform

from msgspec import Struct, field
from msgspec.structs import asdict, replace

__all__ = ["Frozen", "asdict", "field", "replace"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Frozen(Struct, frozen=True):
    """Fields by name and type; equal where their values are, and as hashable as those."""
