"""A host and parts to one document: what each pass joins, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pikepdf import Pdf

from publish.attach.joining.assembly import Assembly, assemble
from publish.attach.joining.bridges import join_bridges, resolve_bases
from publish.attach.joining.destinations import join_destinations
from publish.attach.joining.files import join_associated, join_names
from publish.attach.joining.forms import join_forms
from publish.attach.joining.intents import join_intents
from publish.attach.joining.labels import join_labels
from publish.attach.joining.layers import join_layers
from publish.attach.joining.metadata import join_extensions, join_metadata, join_preferences
from publish.attach.joining.outlines import join_outlines
from publish.attach.joining.part import Part
from publish.attach.joining.private import join_private
from publish.attach.joining.promises import Past
from publish.attach.joining.remainder import tell_remainder
from publish.attach.joining.scripts import join_scripts
from publish.attach.joining.structure import join_structure
from publish.attach.joining.threads import join_threads

PASSES: tuple[Callable[[Assembly], None], ...] = (
    join_scripts,
    resolve_bases,
    join_destinations,
    join_bridges,
    join_structure,
    join_outlines,
    join_labels,
    join_names,
    join_associated,
    join_forms,
    join_layers,
    join_threads,
    join_private,
    join_intents,
    join_metadata,
    join_preferences,
    join_extensions,
    tell_remainder,
)
"""What is joined, in this order: names get new ones before anything is put together."""


def join(
    host: Pdf, parts: Sequence[Part], files: tuple[str, ...] = (), past: Past | None = None
) -> Assembly:
    """Put ``parts`` into ``host``, which is changed in place; nothing is saved.

    ``files`` are the names by which parts link to the host, ``past`` is what is known of
    parts that were joined to it before and are written already.
    What could not be kept stands in the answer's ``told``. Parts with one place come
    in their order. The same input gives the same file, object by object.
    """
    assembly = assemble(host, parts, files, past)
    for join_subject in PASSES:
        join_subject(assembly)
    return assembly
