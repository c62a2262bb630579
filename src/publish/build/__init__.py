"""Where entries are made: in this process, or in several side by side, as many as fit."""

from publish.build.collections import made_collections
from publish.build.entries import Order, made_entries
from publish.build.report import BuildReport, Ledger, Progress, Reason

__all__ = [
    "BuildReport",
    "Ledger",
    "Order",
    "Progress",
    "Reason",
    "made_collections",
    "made_entries",
]
