"""The store gives back what was kept, whole, and nothing else."""

from __future__ import annotations

import multiprocessing
import os
from hashlib import sha256
from pathlib import Path

import pytest

from publish import Project
from publish.diagnostics import UserError
from publish.diagnostics.rules import eng
from publish.engines import storefolder
from publish.engines.store import Store, key_of

KEY = key_of("thing", "a", b"b", own="")
OTHER = key_of("thing", "other", own="")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.of(tmp_path)


def _file(store: Store, key: str = KEY) -> Path:
    assert store.folder is not None
    return store.folder / key[0] / key[1:]


def test_what_was_kept_is_found(store: Store) -> None:
    assert store.get(KEY) is None
    store.put(KEY, b"value")
    assert store.get(KEY) == b"value"


def test_keys_tell_parts_apart() -> None:
    keys = {key_of("k", "ab", "c"), key_of("k", "a", "bc"), key_of("k", "abc"), key_of("kab", "c")}
    assert len(keys) == 4


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: data[:60] + bytes([data[60] ^ 1]) + data[61:],
        lambda data: b"",
        lambda data: b"\x80\x04K\x2a.",
    ],
)
def test_a_damaged_value_is_missing_and_made_again(store: Store, damage: object) -> None:
    store.put(KEY, b"a value of some length, longer than its frame")
    file = _file(store)
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert store.get(KEY) is None
    assert not file.exists()


def test_a_value_under_another_key_is_missing(store: Store) -> None:
    store.put(KEY, b"value")
    other = key_of("thing", "other")
    _file(store, other).parent.mkdir(exist_ok=True)
    _file(store).rename(_file(store, other))
    assert store.get(other) is None


def test_the_least_recently_used_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache", largest=1000)
    keys = [key_of("thing", str(number)) for number in range(5)]
    for age, key in enumerate(keys[:4]):
        store.put(key, b"x" * 250)
        if _file(store, key).exists():
            os.utime(_file(store, key), ns=(0, age))
    assert store.get(keys[1])  # used now
    store.put(keys[4], b"y" * 250)
    kept = [store.get(key) is not None for key in keys]
    assert kept[1]
    assert kept[4]
    assert not kept[0]
    assert not kept[2]


def test_many_values_are_kept_without_looking_at_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Path] = []
    monkeypatch.setattr(storefolder, "make_room", lambda folder, _: looked.append(folder))
    store = Store(tmp_path, largest=10_000_000)
    for number in range(1_000):
        store.put(key_of("thing", str(number), own=""), b"x" * 1_000)
    assert len(looked) <= 1


@pytest.mark.slow
@pytest.mark.parametrize("size", [1_000, 3_800, 20_000])
def test_many_values_do_not_outgrow_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    most, make_room = [0], storefolder.make_room

    def looking(folder: Path, largest: int) -> None:
        most.append(sum(path.stat().st_size for path in tmp_path.glob("?/*")))
        make_room(folder, largest)

    monkeypatch.setattr(storefolder, "make_room", looking)
    store = Store(tmp_path, largest=1_000_000)
    for number in range(2_000_000 // size):
        key = sha256(str(number).encode()).hexdigest()  # the same whatever the code is
        store.put(key, b"x" * size)
    held = sum(path.stat().st_size for path in tmp_path.glob("?/*"))
    assert 900_000 < max(held, *most) < 1_400_000


def test_values_of_a_former_version_make_room_too(tmp_path: Path) -> None:
    old = tmp_path / "ab" / ("0" * 62)
    old.parent.mkdir()
    old.write_bytes(b"x" * 900)
    os.utime(old, ns=(0, 0))
    store = Store(tmp_path, largest=1_000)
    store.put(KEY, b"x" * 500)
    assert store.get(KEY) is not None
    assert not old.exists()


def test_a_store_without_a_folder_keeps_nothing() -> None:
    store = Store()
    store.put(KEY, b"value")
    assert store.get(KEY) is None
    assert store.clear() is False


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "build").symlink_to(tmp_path / "outside")
    store = Store.of(tmp_path / "project")
    store.put(KEY, b"value")
    assert not list((tmp_path / "outside").iterdir())


def test_a_store_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file stands where the folder should")
    store = Store.of(tmp_path)
    store.put(KEY, b"value")
    assert store.get(KEY) is None


def test_clearing_removes_what_was_kept_and_nothing_else(store: Store, tmp_path: Path) -> None:
    store.put(KEY, b"value")
    (tmp_path / "build" / "mine").write_text("stays")
    assert store.clear()
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["mine"]
    assert not store.clear()


def test_values_are_shared_and_what_a_project_remembers_is_not(tmp_path: Path) -> None:
    first, second = (Store.of(tmp_path / name, tmp_path / "shared") for name in ("a", "b"))
    first.put(KEY, b"value")
    assert second.get(KEY) == b"value"
    first.own.put(KEY, b"of a")
    second.own.put(KEY, b"of b")
    assert (first.own.get(KEY), second.own.get(KEY)) == (b"of a", b"of b")
    assert first.get(KEY) == b"value"


def test_what_is_shared_may_be_read_by_whoever_may_read_new_files(tmp_path: Path) -> None:
    store = Store.of(tmp_path, tmp_path / "shared")
    before = os.umask(0o022)
    try:
        store.put(KEY, b"value")
    finally:
        os.umask(before)
    assert _file(Store(store.shared)).stat().st_mode & 0o777 == 0o644


def test_a_shared_folder_that_takes_nothing_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.of(tmp_path, tmp_path / "shared")
    store.put(KEY, b"value")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("publish.engines.storefolder.os.utime", refuse)
        assert store.get(KEY) == b"value"
    (tmp_path / "shared" / OTHER[0]).write_text("a file stands where the folder should")
    store.put(OTHER, b"mine")
    assert store.get(OTHER) == b"mine"
    assert store.own.get(OTHER) == b"mine"


@pytest.mark.parametrize("name", ["a", "thesis.md", "CACHEDIR.TAG"])
def test_a_folder_of_other_things_is_no_cache(tmp_path: Path, name: str) -> None:
    shared = tmp_path / "documents"
    shared.mkdir()
    (shared / name).write_text("Signature: 8a477f597d28d172789f06886806bc55\n")
    with pytest.raises(UserError) as told:
        Store.of(tmp_path, shared)
    assert [each.rule.code for each in told.value.diagnostics] == ["ENG008"]
    assert [path.name for path in shared.iterdir()] == [name]


@pytest.mark.parametrize("name", [".gitignore", "draft-thesis.md"])
def test_what_looks_like_ours_and_is_not_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(UserError):
        Store.of(tmp_path / "project", tmp_path)
    assert (tmp_path / name).read_text() == "mine"


def test_only_values_make_room(tmp_path: Path) -> None:
    store = Store(tmp_path, largest=1_000)
    for folder, name in (("de", "thesis.tex"), ("a", "notes"), ("zz", "f" * 63)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text("mine" * 1_000)
    for number in range(9):
        store.put(key_of("thing", str(number)), b"x" * 500)
    kept = {path.name for path in tmp_path.glob("*/*")}
    assert {"thesis.tex", "notes", "f" * 63} <= kept
    assert len(kept) < 6


def test_the_project_s_own_folder_is_nothing_to_share(tmp_path: Path) -> None:
    assert Store.of(tmp_path, tmp_path / "build/cache").shared is None


def test_a_folder_that_others_begin_to_fill_is_one(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / ".gitignore").write_text("*\n")
    Store.of(tmp_path, tmp_path / "shared").put(KEY, b"value")
    assert Store.of(tmp_path, tmp_path / "shared").get(KEY) == b"value"


def _fill(folder: Path) -> None:
    store = Store(folder, largest=20_000)
    came = 0
    for number in range(60):
        key = key_of("thing", str(number))
        store.put(key, key.encode() * 10)
        value = store.get(key)
        assert value in (None, key.encode() * 10)
        came += value is not None
    assert came > 30, "others make room only for what was not used for longest"


def test_processes_share_a_store(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    fillers = [context.Process(target=_fill, args=(tmp_path,)) for _ in range(3)]
    for each in fillers:
        each.start()
    for each in fillers:
        each.join()
    assert [each.exitcode for each in fillers] == [0, 0, 0]


def write_entries(root: Path, *names: str) -> None:
    (root / "publish.toml").write_text('title = "T"\nlang = "en"\n')
    (root / "entries").mkdir()
    for name in names:
        text = f"---\nkind: concept\ntitle: {name.title()}\n---\n\nWords.\n"
        (root / f"entries/{name}.md").write_text(text)


@pytest.mark.parametrize("built", [True, False])
def test_a_project_whose_folder_takes_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, built: bool
) -> None:
    write_entries(tmp_path, "one")
    if built:
        (tmp_path / "build/cache").mkdir(parents=True)
        access = os.access
        monkeypatch.setattr(
            "publish.engines.storefolder.os.access",
            lambda path, mode: access(path, mode) and Path(path).name != "cache",
        )
    else:
        (tmp_path / "build").write_text("a file")
    for cache in (True, False):
        with Project.open(tmp_path, cache=cache) as project:
            report = project.build(formats=["html"])
        assert len(report.delivered) == 2
        told = [each.rule for each in report.diagnostics if each.rule.code.startswith("ENG")]
        assert told == ([eng.NOTHING_KEPT] if cache else [])


@pytest.mark.parametrize("name", ["output", "styles/kept", "."])
def test_a_project_s_own_folders_are_no_shared_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="is for other things of the project"):
        Store.of(tmp_path, tmp_path / name)
    assert Store.of(tmp_path, tmp_path / ".cache").shared == tmp_path / ".cache"


@pytest.mark.parametrize(("size", "is_told"), [(30_000, True), (30_000_000, False)])
def test_a_cache_that_is_smaller_than_what_a_build_uses_is_told(
    tmp_path: Path, size: int, is_told: bool
) -> None:
    write_entries(tmp_path, "one", "two", "three")
    for _ in range(2):
        with Project.open(tmp_path, cache_size=size) as project:
            report = project.build(formats=["html", "epub"])
        told = [each.message for each in report.diagnostics if each.rule is eng.NOTHING_KEPT]
        assert bool(told) == is_told, told


def test_what_a_former_build_used_makes_room_without_a_word(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache", largest=10_000)
    for number in range(2):
        store.put(key_of("old", str(number)), bytes(4_000))
    store.begin()
    store.put(key_of("new"), bytes(4_000))
    assert store.get(key_of("old", "0")) is None
    assert store.refusal() is None
    store.put(key_of("newer"), bytes(4_000))
    assert store.refusal() is None
    store.put(key_of("newest"), bytes(4_000))
    assert store.refusal() is not None
    store.begin()
    assert store.refusal() is None


def test_a_shared_folder_that_can_not_come_to_be_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is there may be for reading alone."""
    store = Store.of(tmp_path / "project", tmp_path / "shared")
    assert store.refusal() is None
    takes = "publish.engines.storefolder.takes"
    monkeypatch.setattr(takes, lambda folder: folder != tmp_path / "shared")
    (tmp_path / "shared").mkdir()
    assert store.refusal() is None
    (tmp_path / "shared").rmdir()
    told = store.refusal()
    assert told is not None
    assert told.rule is eng.NOTHING_KEPT
    assert "isn't there" in told.message
