"""A cluster makes what one machine makes, and survives the loss of a worker."""

from __future__ import annotations

import operator
import os
import signal
import time
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Timer
from typing import Any, ClassVar

import distributed as dask
import pytest
from dask import config
from PIL import Image

from publish import BuildReport, Project
from publish.build import cluster as on_cluster
from publish.build import entries as build_entries
from publish.build import parcels
from publish.diagnostics import UserError
from publish.diagnostics.rules import eng
from publish.engines import dask as engine
from publish.engines import versions as engines
from publish.engines.dask import Cluster
from publish.model.frozen import replace
from tests.integration.projects import snapshot

BIB = "@book{turing, author={Turing, Alan}, title={On Numbers}, date={1936}, publisher={P}}\n"
NAMES = tuple(f"entry-{number}" for number in range(6))


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with dask.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as running:
        yield running


@pytest.fixture
def root(tmp_path: Path) -> Path:
    settings = 'title = "T"\nlang = "en"\nformats = ["html", "epub"]\n'
    (tmp_path / "publish.toml").write_text(settings)
    for folder in ("entries", "bibliography", "styles"):
        (tmp_path / folder).mkdir()
    (tmp_path / "bibliography/all.bib").write_text(BIB)
    (tmp_path / "styles/screen.css").write_text("p { letter-spacing: 0.01em }")
    Image.new("RGB", (40, 40), "red").save(tmp_path / "entries/red.png")
    for name in NAMES:
        header = f"id: {name}\nkind: concept\ntitle: {name}\nsummary: Of *red* things.\n"
        text = "## Words\n\nOf [@turing].\n\n![A red square](red.png)\n"
        (tmp_path / "entries" / f"{name}.md").write_text(f"---\n{header}---\n\n{text}")
    return tmp_path


def build(root: Path, cluster: Any = None, **options: Any) -> BuildReport:
    """What a build says, but for when files were written."""
    with Project.open(root, cache=False) as project:
        address = cluster.scheduler_address if cluster else None
        report = project.build(cluster=address, jobs=1, **options)
    return replace(report, stamps=None)


def test_a_cluster_makes_the_same_bytes(root: Path, cluster: Any) -> None:
    here = build(root)
    made = snapshot(root / "output")
    assert len(made) == len(NAMES) * 3 + 1
    (root / "output").rename(root / "former")
    assert build(root, cluster) == here
    assert snapshot(root / "output") == made


@pytest.mark.parametrize("step", ["publication_of", "finished"])
def test_a_bug_before_or_behind_the_cluster_ends_one_entry(
    root: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """In planning an entry, or in delivering what a worker has made."""
    module = on_cluster if step == "finished" else build_entries
    right = getattr(module, step)

    def odd(project: Any, entry: Any, *rest: Any) -> Any:
        if getattr(entry, "publication", entry).id == NAMES[1]:
            raise ZeroDivisionError("an odd entry")
        return right(project, entry, *rest)

    monkeypatch.setattr(module, step, odd)
    monkeypatch.setattr("tempfile.tempdir", str(root))
    report = build(root, cluster, formats=["html"])
    assert report.failed == (NAMES[1],)
    assert [each.rule for each in report.diagnostics] == [eng.BUG]
    assert len(report.delivered) == len(NAMES)  # with the page over all


def test_a_series_is_made_by_a_cluster_too(
    root: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    packed = on_cluster.parcel

    def noted(publication: Any, formats: Any) -> Any:
        sent.append(publication.id)
        return packed(publication, formats)

    monkeypatch.setattr(on_cluster, "parcel", noted)
    with (root / "publish.toml").open("a") as settings:
        settings.write('[collections.all]\ntitle = "All"\nformats = ["html"]\n')
    here = build(root, collections=["all"], each=True)
    made = snapshot(root / "output")
    assert len(here.delivered) == len(NAMES)
    (root / "output").rename(root / "former")
    assert not sent
    assert build(root, cluster, collections=["all"], each=True) == here
    assert snapshot(root / "output") == made
    assert sorted(sent) == sorted(NAMES)


def test_a_parcel_knows_no_path_of_its_sender_and_no_more_than_it_must(
    root: Path, monkeypatch
) -> None:
    sent = []
    packed = on_cluster.parcel

    def noted(*arguments: Any) -> Any:
        sent.append(packed(*arguments))
        assert arguments[0].entry.document.knows("nodes")
        assert not sent[-1].publication.entry.document.knows("nodes")
        assert not sent[-1].publication.entry.document.fragments
        return sent[-1]

    class Here:
        """A cluster that does the work on the spot."""

        def __init__(self, address: str) -> None: ...

        memory: ClassVar[dict[str, int]] = {}

        def ask(self, question: Any) -> dict[str, Any]:
            return {"here": question()}

        def share(self, value: Any) -> Any:
            return value

        def results(self, work: Any, pieces: Any, shared: Any, count: int) -> Iterator[Any]:
            yield from ((key, work(piece, shared)) for key, piece in pieces)

        def close(self) -> None: ...

    monkeypatch.setattr(on_cluster, "Cluster", Here)
    monkeypatch.setattr(on_cluster, "parcel", noted)
    with Project.open(root, cache=False) as project:
        assert project.build(NAMES[:1], cluster="anywhere").ok
    assert sent[0].files.keys() == {"entries/red.png"}
    assert str(root) not in repr(sent[0])


@pytest.mark.parametrize("lost", [1, 2])
def test_workers_that_are_killed_lose_nothing(root: Path, cluster: Any, lost: int) -> None:
    here = build(root)
    made = snapshot(root / "output")
    (root / "output").rename(root / "former")
    killed: list[int] = []

    def kill_one(entry: str, outcome: str) -> None:
        if not killed:
            killed.extend(worker.pid for worker in [*cluster.workers.values()][:lost])
            for process in killed:
                os.kill(process, signal.SIGKILL)

    assert build(root, cluster, progress=kill_one) == here
    assert killed
    assert snapshot(root / "output") == made


def test_a_piece_that_nobody_can_make_is_told_and_the_others_are_made(
    root: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = on_cluster.parcel

    def broken(publication: Any, formats: Any) -> Any:
        made = packed(publication, formats)
        return "no parcel" if publication.id == "entry-3" else made

    monkeypatch.setattr(on_cluster, "parcel", broken)
    report = build(root, cluster)
    assert report.failed == ("entry-3",)
    (found,) = report.diagnostics
    assert (found.rule, found.place.path) == (eng.WORKER_LOST, "entries/entry-3.md")
    assert (root / "output/entry-4/entry-4.epub").is_file()


@pytest.fixture
def connection(cluster: Any) -> Iterator[Cluster]:
    connection = Cluster(cluster.scheduler_address)
    yield connection
    connection.close()


def test_one_piece_that_fails_does_not_harm_those_it_travels_with(connection: Cluster) -> None:
    pieces = [(str(number), number) for number in range(100)]
    pieces[0] = ("0", "no number")
    made = dict(connection.results(operator.mul, pieces, 2.0, len(pieces)))
    assert "can't multiply" in made.pop("0").reason
    assert made == {str(number): 2.0 * number for number in range(1, 100)}


def test_a_piece_that_takes_all_memory_is_lost_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's nanny ends it; what waited there is tried again, by itself on the cluster."""
    pieces: list[tuple[str, Any]] = [(str(number), number) for number in range(8)]
    pieces.insert(1, ("all", b"x"))
    once = {"distributed.scheduler.allowed-failures": 0}
    with config.set(once), dask.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0",
        memory_limit="400MiB",
    ) as running:  # fmt: skip
        connection = Cluster(running.scheduler_address)
        many = connection.share(2_000_000_000)
        submit, sent, beside = connection._client.submit, [], []

        def watched(*args: Any, key: str, **options: Any) -> Any:
            if key.endswith("-alone"):
                beside.extend(told.key for told in sent if not told.done())
            sent.append(submit(*args, key=key, **options))
            return sent[-1]

        monkeypatch.setattr(connection._client, "submit", watched)
        made = dict(connection.results(operator.mul, pieces, many, len(pieces)))
        connection.close()
    assert made.pop("all").reason == "the workers that had it in hand have ended"
    assert made == {str(number): number * 2_000_000_000 for number in range(8)}
    assert not beside


def test_where_all_workers_have_ended_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SECONDS", 0.2)
    with dask.LocalCluster(
        n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as running:
        connection = Cluster(running.scheduler_address)
        results = connection.results(eval, [("slow", "__import__('time').sleep(60)")], {}, 1)
        Timer(0.5, running.scale, [0]).start()
        with pytest.raises(UserError, match="all of its workers have ended"):
            next(results)
        connection.close()


def test_workers_of_another_kind_are_told(cluster: Any, connection: Cluster) -> None:
    with pytest.raises(UserError, match=r"a worker says: .*nowhere"):
        connection.ask(partial(import_module, "nowhere"))
    with pytest.raises(UserError, match="can't be used: TLS") as told:
        Cluster("tls://127.0.0.1:1")
    assert "tls.html" in str(told.value.diagnostic.hint)


def test_what_is_lost_after_it_was_told_of_is_made_again(connection: Cluster, cluster: Any) -> None:
    made: dict[str, Any] = {}
    pieces = [(f"again {number}", number) for number in range(9)]
    for key, outcome in connection.results(operator.mul, pieces, 2, len(pieces)):
        if not made:
            time.sleep(0.5)  # the others are told of
            for worker in cluster.workers.values():
                os.kill(worker.pid, signal.SIGKILL)
            time.sleep(0.5)
        made[key] = outcome
    assert made == {key: 2 * number for key, number in pieces}


def test_a_worker_that_joins_later_is_compared_where_it_works(
    root: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = {**parcels.fingerprint(), "weasyprint": "1.0"}
    common = on_cluster.common

    def ordered(*arguments: Any) -> Any:
        return replace(common(*arguments), fingerprint=ours)

    monkeypatch.setattr(on_cluster, "common", ordered)
    with pytest.raises(UserError, match=r"a worker on .* has weasyprint .* \(here 1\.0\)"):
        build(root, cluster)
    assert not any((root / "output").glob("*/*.html"))


def test_a_worker_without_a_judge_has_another_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    """What judges there are decides what a file may claim."""
    parcels.fingerprint()  # remembers the versions of engines, for other tests, too
    versions = {"page-validation": "9.9"}
    monkeypatch.setattr(engines, "installed", lambda name: versions.get(name, ""))
    assert parcels.fingerprint()["page-validation"] == "9.9"
    versions.clear()
    assert "page-validation" not in parcels.fingerprint()


def test_other_versions_are_refused_before_anything_is_made(
    root: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        on_cluster, "fingerprint", lambda: {**parcels.fingerprint(), "weasyprint": "1.0"}
    )
    monkeypatch.setattr(on_cluster.Cluster, "ask", lambda *_: {"tcp://w": parcels.fingerprint()})
    with pytest.raises(UserError, match=r"tcp://w has weasyprint [\d.]+ \(here 1\.0\)") as refused:
        build(root, cluster)
    assert refused.value.exit_code == 3
    assert not (root / "output").exists()


def test_what_nobody_answers_at_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SECONDS", 1)
    with Project.open(root) as project, pytest.raises(UserError) as refused:
        project.build(cluster="tcp://127.0.0.1:9")
    assert refused.value.exit_code == 3
    assert refused.value.diagnostics[0].rule == eng.NO_CLUSTER
    assert "tcp://127.0.0.1:9" in str(refused.value)


def test_without_the_package_the_extra_is_named(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from publish.engines import dask as room

    monkeypatch.setattr(room, "find_spec", lambda name: None)
    with Project.open(root) as project, pytest.raises(UserError) as refused:
        project.build(cluster="tcp://127.0.0.1:9")
    assert "publish-dossiers[cluster]" in (refused.value.diagnostics[0].hint or "")
