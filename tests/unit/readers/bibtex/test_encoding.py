"""The encodings in which .bib files come."""

from __future__ import annotations

import codecs

import pytest

from publish.readers.bibtex.encoding import decode

LATIN = "@book{k, title={Café}, author={Müller, Jörg and Løvås, Åse}}"
CHINESE = "@book{k, title={深度残差学习}, author={何恺明}}"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (LATIN.encode(), LATIN),
        (codecs.BOM_UTF8 + LATIN.encode(), LATIN),
        (CHINESE.encode(), CHINESE),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"", ""),
    ],
)
def test_utf8(data: bytes, text: str) -> None:
    result = decode("a.bib", data)
    assert (result.value.text, result.diagnostics) == (text, ())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (LATIN.encode("latin-1"), LATIN),
        (LATIN.encode("utf-16"), LATIN),
        (codecs.BOM_UTF16_BE + LATIN.encode("utf-16-be"), LATIN),
        (LATIN.encode("utf-16-le"), LATIN),
        (CHINESE.encode("gbk"), CHINESE),
        ("% Encoding: ISO8859_2\n@book{k, author={Dvořák, Žižek}}".encode("iso8859-2"), None),
    ],
)
def test_other_encodings_are_read_and_told(data: bytes, text: str | None) -> None:
    result = decode("a.bib", data)
    assert [d.rule.code for d in result.diagnostics] == ["BIB001"]
    assert result.value.text == text or "Dvořák, Žižek" in result.value.text


def test_a_few_latin_bytes_in_a_utf8_file() -> None:
    data = "é ü ö\n".encode() + "Müller".encode("latin-1")
    result = decode("a.bib", data)
    assert result.value.text == "é ü ö\nMüller"
    assert [(d.rule.code, str(d.place)) for d in result.diagnostics] == [("BIB002", "a.bib:2:2")]


@pytest.mark.parametrize(
    ("utf8", "latin"), [("Größe", "Maß"), ("Größe Maß", "Bär"), ("Bär", "ä é ü ö ß Übung")]
)
def test_exports_put_together_are_each_read_as_what_they_are(utf8: str, latin: str) -> None:
    """Neither as GBK, of which pairs of such letters look like a word, nor all as Latin-1."""
    result = decode("a.bib", f"{utf8}\n".encode() + latin.encode("latin-1"))
    assert result.value.text == f"{utf8}\n{latin}"
    assert [d.rule.code for d in result.diagnostics] == ["BIB002"]


def test_any_bytes_at_all_are_text() -> None:
    for start in range(0, 256, 16):
        data = bytes((start * 7 + i * 31) % 256 for i in range(500))
        assert isinstance(decode("a.bib", data).value.text, str)


@pytest.mark.parametrize("codec", ["idna", "undefined", "unicode_escape", "rot13", "utf-7"])
def test_a_declared_codec_that_is_no_encoding_of_files_is_passed_over(codec: str) -> None:
    data = b"% Encoding: " + codec.encode() + b"\n@book{k, title={\\ud800 M\xfcller +2AA-}}"
    source = decode("a.bib", data).value
    assert source.text.encode("utf-8")
    assert "@book{k" in source.text
