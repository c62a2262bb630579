"""What was parsed before isn't parsed again, and what can't be read is parsed anew."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyphen
import pytest
import tinycss2

from publish.engines import parsed as room
from publish.engines.parsed import parsed
from publish.engines.weasyprint.declarations import declared_once
from publish.engines.weasyprint.deferred import deferred
from publish.engines.weasyprint.tables import parsed_tables


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    room._store.cache_clear()
    yield tmp_path / "publish" / "parsed"
    room._store.cache_clear()


def refused() -> str:
    raise AssertionError("parsed again")


def test_what_was_parsed_is_found_again() -> None:
    assert parsed("words", tinycss2, "a", lambda: "A") == "A"
    assert parsed("words", tinycss2, "a", refused) == "A"


def test_another_kind_text_or_library_is_another_value() -> None:
    parsed("words", tinycss2, "a", lambda: "A")
    assert parsed("letters", tinycss2, "a", lambda: "B") == "B"
    assert parsed("words", tinycss2, "b", lambda: "C") == "C"
    assert parsed("words", pyphen, "a", lambda: "D") == "D"


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-1] + b"?"])
def test_what_is_damaged_is_parsed_anew(folder: Path, damage) -> None:
    parsed("words", tinycss2, "a", lambda: "A")
    (file,) = (each for each in folder.glob("?/*"))
    file.write_bytes(damage(file.read_bytes()))
    assert parsed("words", tinycss2, "a", lambda: "again") == "again"
    assert parsed("words", tinycss2, "a", refused) == "again"


def test_what_this_version_cannot_read_is_parsed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pickle, "dumps", lambda *_: b"cno_such_module\nname\n.")
    parsed("words", tinycss2, "a", lambda: "A")
    assert parsed("words", tinycss2, "a", lambda: "again") == "again"


def test_what_others_could_have_written_is_parsed_anew(folder: Path) -> None:
    parsed("words", tinycss2, "a", lambda: "A")
    folder.chmod(0o775)
    room._store.cache_clear()
    assert parsed("words", tinycss2, "a", lambda: "again") == "again"
    assert folder.stat().st_mode & 0o077 == 0
    assert parsed("words", tinycss2, "a", refused) == "again"


def test_without_a_home_everything_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "private_folder", lambda _: (_ for _ in ()).throw(OSError("no home")))
    assert parsed("words", tinycss2, "a", lambda: 1) == 1
    assert parsed("words", tinycss2, "a", lambda: 2) == 2


@pytest.mark.slow
def test_style_sheets_and_patterns_are_those_of_their_libraries() -> None:
    css = "@media print { p { color: red } } a::before { content: 'x' }"
    expected = [rule.serialize() for rule in tinycss2.parse_stylesheet(css)]
    words = {lang: pyphen.Pyphen(lang=lang).inserted("Donaudampfschiff") for lang in ("de", "hu")}
    for _ in range(2):
        pyphen.hdcache.clear()
        with parsed_tables():
            assert [rule.serialize() for rule in tinycss2.parse_stylesheet(css)] == expected
            for lang, word in words.items():
                assert pyphen.Pyphen(lang=lang).inserted("Donaudampfschiff") == word
    assert isinstance(pyphen.Pyphen(lang="hu").hd, pyphen.HyphDict)


def test_an_interface_from_tables_calls_the_same_functions() -> None:
    import cffi

    for _ in range(2):
        with declared_once():
            interface = cffi.FFI()
        interface.cdef("int toupper(int c); typedef struct { int width; } box;")
        assert interface.dlopen(None).toupper(ord("a")) == ord("A")
        assert interface.new("box *", [7]).width == 7
    assert cffi.FFI is not type(interface)


def test_a_deferred_module_is_imported_when_it_is_called() -> None:
    with deferred("colorsys_of_nobody", "json"):
        import colorsys_of_nobody  # type: ignore[import-not-found]

        later = colorsys_of_nobody.hls_to_rgb
        assert sys.modules["json"].loads("1") == 1  # was there already
    assert "colorsys_of_nobody" not in sys.modules
    with pytest.raises(ModuleNotFoundError):
        later(0, 0, 0)


_IMPORT = """
import sys
import publish.engines.weasyprint.layout, weasyprint.pdf.fonts as fonts
unwanted = {"pycparser", "cffi.cparser", "fontTools.subset", "fontTools.varLib"} & set(sys.modules)
assert not unwanted, unwanted
assert fonts.subset.Options().notdef_outline is False  # the true one, when it is asked for
"""


@pytest.mark.slow
def test_a_second_process_parses_and_imports_nothing_twice() -> None:
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", _IMPORT], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
