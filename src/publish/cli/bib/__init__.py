"""``publish bib``: the bibliography listed, shown, converted, tidied and added to."""

from __future__ import annotations

from collections.abc import Callable

from publish.cli.bib import conversion, records, upkeep

COMMANDS: dict[str, Callable[..., int]] = {
    "list": records.list_records,
    "show": records.show,
    "convert": conversion.convert,
    "subset": conversion.subset,
    "dedupe": upkeep.dedupe,
    "format": upkeep.format_files,
    "add": upkeep.add,
}

HELP = "List, show, convert and tidy the bibliography, and add to it."
