"""Where entries are made: in several processes side by side, as many as fit."""

from publish.build.machine import fitting_workers
from publish.build.workers import Lost, made_side_by_side

__all__ = ["Lost", "fitting_workers", "made_side_by_side"]
