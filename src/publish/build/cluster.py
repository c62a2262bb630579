"""Entries that have passed gate 1 → what comes of each, made by the workers of a cluster.

Here each publication is resolved, and its files are delivered and kept; the making between
is done wherever a worker is free. A piece of work is known by the hash of all that goes into
it (`publish.kept`), so that one which is lost with its worker, or sent twice, gives one result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from publish.build.hindered import attempted
from publish.build.parcels import (
    Parcel,
    Unlike,
    common,
    differences,
    fingerprint,
    made_of,
    parcel,
)
from publish.diagnostics import Result, UserError
from publish.diagnostics.rules import eng
from publish.engines.dask import Cluster, Lost
from publish.engines.store import key_of
from publish.kept import KeptFiles
from publish.model.entry import Entry
from publish.model.place import Place
from publish.model.publication import Project
from publish.pipeline import Plan, Published, finished
from publish.proving import Made

LEAST_MEMORY = 300_000_000
"""Bytes for a worker: what makes and judges the files of a usual entry takes nearly as much."""

Outcome = tuple[Entry, Result[Published]]


def made_on_cluster(
    project: Project,
    entries: Sequence[Entry],
    plan_of: Callable[[Entry], Plan],
    address: str,
    kept: KeptFiles,
) -> Iterator[Outcome]:
    """What comes of each of ``entries``, after its plan, as it is made by the cluster at
    ``address``.

    Raises `UserError` (exit code 3) where the cluster can't be used.
    """
    cluster = Cluster(address)
    try:
        _assert_roomy(cluster, address)
        _assert_alike(cluster, address)
        shared = cluster.share(common(project.settings.root, project.style))
        sent: dict[str, tuple[Entry, Plan]] = {}
        complete: list[Outcome] = []

        def done(entry: Entry, plan: Plan, made: Mapping[str, Made]) -> Outcome:
            work = partial(finished, project, plan, made, kept)
            return entry, attempted(work, entry.id, entry.path)

        def pieces() -> Iterator[tuple[str, Parcel]]:
            for entry in entries:
                plan = attempted(partial(plan_of, entry), entry.id, entry.path)
                if isinstance(plan, Result):
                    complete.append((entry, plan))
                elif plan.missing:
                    key = _key(plan, kept)
                    sent[key] = (entry, plan)
                    yield key, parcel(plan.publication, plan.missing)
                else:
                    complete.append(done(entry, plan, {}))
                project.looked_at(entry)

        for key, outcome in cluster.results(made_of, pieces(), shared, len(entries)):
            if isinstance(outcome, Unlike):
                raise _unlike(address, f"a worker on {outcome.machine}", outcome.told)
            entry, plan = sent.pop(key)
            yield done(entry, plan, _lost(plan, outcome) if isinstance(outcome, Lost) else outcome)
            while complete:
                yield complete.pop()
        yield from complete
    finally:
        cluster.close()


def _assert_roomy(cluster: Cluster, address: str) -> None:
    """That every worker has the memory to begin: Dask has one wait that hasn't, for ever."""
    for worker, memory in cluster.memory.items():
        if 0 < memory < LEAST_MEMORY:
            message = (
                f"the cluster at `{address}` can't be used: worker {worker} may use "
                f"{memory // 1_000_000} MB of memory, and needs {LEAST_MEMORY // 1_000_000}"
            )
            hint = "start it with `--memory-limit 1GiB`, or fewer of them on its machine"
            raise UserError(eng.NO_CLUSTER(message, hint=hint), exit_code=3)


def _assert_alike(cluster: Cluster, address: str) -> None:
    """Before anything is sent: that every worker makes the same files as this machine."""
    ours = fingerprint()
    for worker, theirs in cluster.ask(fingerprint).items():
        if told := differences(ours, theirs):
            raise _unlike(address, f"worker {worker}", told)


def _unlike(address: str, worker: str, told: str) -> UserError:
    message = f"the cluster at `{address}` can't be used: {worker} has {told}"
    hint = "install the same versions there, from one lock file"
    return UserError(eng.NO_CLUSTER(message, hint=hint), exit_code=3)


def _key(plan: Plan, kept: KeptFiles) -> str:
    parts = plan.parts or kept.hashes(plan.publication, plan.pictures)
    digests = (f"{part} {digest}" for part, digest in sorted(parts.items()))
    return key_of("piece", *plan.missing, *digests)


def _lost(plan: Plan, lost: Lost[Any]) -> dict[str, Made]:
    entry = plan.publication.entry
    message = f"no worker of the cluster made `{entry.id}`: {lost.reason}"
    hint = "give the workers more memory, or build the entry here to see what is wrong"
    failure = eng.WORKER_LOST(message, Place(entry.path), hint)
    return {name: Result(None, (failure,)) for name in plan.missing}
