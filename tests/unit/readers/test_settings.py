"""publish.toml: defaults, every setting, and mistakes at their places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publish.diagnostics.core import Diagnostic, UserError
from publish.readers.root import find_root
from publish.readers.settings import read_settings

Write = Callable[[dict[str, str | bytes]], Path]


def mistakes(write: Write, text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(UserError) as raised:
        read_settings(write({"publish.toml": text}))
    assert raised.value.exit_code == 2
    return raised.value.diagnostics


def test_a_title_is_enough(write: Write) -> None:
    settings = read_settings(write({"publish.toml": 'title = "Notes"\n'}))
    assert settings.title == "Notes"
    assert settings.formats == ("pdf", "epub", "html")
    assert settings.citations.mentions == "first-in-section"
    assert settings.pdf.standard == ("a-3a", "ua-1")
    assert list(settings.kinds or {}) == ["person", "concept", "organisation", "work", "matter"]


@pytest.mark.parametrize("path", ["made/files/", "./made/files", "made//files"])
def test_a_folder_has_one_name(write: Write, path: str) -> None:
    settings = read_settings(write({"publish.toml": f'title = "A"\noutput = "{path}"\n'}))
    assert settings.output == "made/files"


def test_every_setting_is_read(write: Write) -> None:
    text = """
title = "Notes"
lang = "de-CH"
url = "https://example.org/"
publisher = "Press"
rights = "CC BY 4.0"
theme = "dossier"
formats = ["html", "pdf", "html"]
output = "made/files"
[citations]
style = "apa"
mentions = "off"
own-subject = false
[pdf]
size = "6x9"
standard = ["a-2a"]
attach-sources = false
[kinds.method]
required = ["Idea"]
optional = ["Limits"]
extra-sections = false
[kinds.work]
label = "Opus"
[check]
fail-on = "warning"
severity = { CIT003 = "error" }
[[check.ignore]]
rule = "REF006"
reason = "it is meant"
path = "entries/a.md"
"""
    settings = read_settings(write({"publish.toml": text}))
    assert (settings.lang, settings.url, settings.publisher) == (
        "de-CH", "https://example.org/", "Press",
    )  # fmt: skip
    assert settings.formats == ("html", "pdf")
    assert settings.output == "made/files"
    assert (settings.citations.style, settings.citations.own_subject) == ("apa", False)
    assert (settings.pdf.size, settings.pdf.standard) == ("6x9", ("a-2a",))
    assert settings.pdf.attach_sources is False
    assert settings.kinds is not None
    assert settings.kinds["method"].label == "Method"
    assert settings.kinds["method"].sections == ("Idea", "Limits")
    assert settings.kinds["method"].extra_sections is False
    assert settings.kinds["work"].label == "Opus"
    assert settings.check.severity == {"CIT003": "error"}
    assert settings.check.ignore[0].reason == "it is meant"
    assert str(settings.places["check.ignore.0.rule"]) == "publish.toml:28:8"


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        ("", "CFG004", "1:1", "setting `title` is missing"),
        ('title = "A"\ntheem = "x"\n', "CFG003", "2:1", "did you mean `theme`?"),
        (
            'title = "A"\ntheem = "x"\n',
            "CFG003",
            "2:1",
            "`formats`, `output`, `bibliography`, `citations`",
        ),
        ('title = "A"\n[pdf]\nsize = "a3"\n', "CFG004", "3:8", "it can be `a4`, `letter`"),
        ('title = "A"\n[pdf]\nattach_sources = 1\n', "CFG003", "3:1", "`attach-sources`"),
        ('title = "A"\n[epub]\ncertifier = "B"\n', "CFG004", "2:2", "no `conforms` that it is"),
        ('title = "A"\n[epub]\nconforms = "aaa"\n', "CFG004", "3:12", "did you mean `aa`?"),
        (
            'title = "A"\n[collections.a]\ntitle = "B"\nseries = "C"\nposition = "two"\n',
            "CFG004",
            "5:12",
            "`two` is no place in a series",
        ),
        (
            'title = "A"\n[collections.a]\ntitle = "B"\n'
            'contributors = [{ name = "C", role = "xyz" }]\n',
            "CFG004",
            "4:38",
            "`xyz` is no MARC relator",
        ),
        (
            'title = "A"\n[[check.ignore]]\nrule = "CIT001"\n',
            "CFG004",
            "2:9",
            "`reason` in item 1 of `check.ignore` is missing",
        ),
        ('title = "A"\n[kinds.x]\nrequires = []\n', "CFG003", "3:1", "`kinds.x.requires`"),
        ('title = "A"\noutput = "../x"\n', "CFG004", "2:10", "inside the project"),
        ('title = "A"\nformats = []\n', "CFG004", "2:11", "`formats` is empty"),
        ('title = "A"\nformats = "pdf"\n', "CFG004", "2:11", '`["pdf"]`'),
        ("title = 5\n", "CFG004", "1:9", "`title` is `5`, not a text"),
        ('title = "A"\n[check.severity]\nCIT1 = "info"\n', "CFG005", "3:1", "there is no rule"),
        ('title = "A"\nlang = "english"\n', "CFG004", "2:8", "BCP 47"),
        ('title = "A"\npdf = 3\n', "CFG004", "2:7", "not a set of fields"),
        ('title = "A"\n[pdf]\nstandard = "a-5"\n', "CFG004", "3:12", "did you mean `a-4`?"),
        ('title = "A"\n[pdf]\nstandard = "x-1"\n', "CFG004", "3:12", "`pdf.standard` is `x-1`"),
        (
            'title = "A"\n[pdf]\nstandard = ["x"]\n',
            "CFG004",
            "3:13",
            "item 1 of `pdf.standard` is `x`",
        ),
        (
            'title = "A"\n[pdf]\nstandard = ["a-2a", "a-3a"]\n',
            "CFG012",
            "3:12",
            "one part of PDF/A",
        ),
        ('title = "A"\n[pdf]\nstandard = ["a-4", "ua-1"]\n', "CFG012", "3:12", "`a-4` is PDF 2.0"),
        (
            'title = "A"\n[pdf]\nstandard = "a-4"\nattach-sources = true\n',
            "CFG012",
            "3:12",
            "`a-4f`",
        ),
        (
            'title = "A"\n[pdf]\nstandard = "a-4f"\nattach-sources = false\n',
            "CFG012",
            "3:12",
            "carry",
        ),
    ],
)
def test_a_mistake_has_its_rule_place_and_words(
    write: Write, text: str, code: str, place: str, words: str
) -> None:
    (diagnostic,) = mistakes(write, text)
    assert diagnostic.rule.code == code
    assert str(diagnostic.place) == f"publish.toml:{place}"
    assert words in f"{diagnostic.message} {diagnostic.hint}"
    assert diagnostic.excerpt == (text.splitlines() or [None])[(diagnostic.place.line or 1) - 1]  # type: ignore[union-attr]


def test_all_mistakes_are_told_at_once(write: Write) -> None:
    found = mistakes(write, 'titel = "A"\n[citations]\nmentions = "never"\n')
    assert [str(d.place) for d in found] == [
        "publish.toml:1:1",
        "publish.toml:1:1",
        "publish.toml:3:12",
    ]


def test_no_settings_name_init(tmp_path: Path) -> None:
    with pytest.raises(UserError) as raised:
        read_settings(tmp_path)
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.rule.code == "CFG001"
    assert "publish init" in (diagnostic.hint or "")
    assert raised.value.exit_code == 2


def test_the_root_is_the_nearest_folder_with_settings(write: Write) -> None:
    root = write({"publish.toml": 'title = "A"\n', "entries/deep/a.md": ""})
    assert find_root(root / "entries" / "deep") == root.resolve()


def test_a_single_standard_needs_no_list_and_sources_are_attached_where_they_may_be(
    write: Write,
) -> None:
    for name, attached in (("ua-2", True), ("a-4", False), ("a-4f", True), ("a-2u", False)):
        text = f'title = "A"\n[pdf]\nstandard = "{name}"\n'
        pdf = read_settings(write({"publish.toml": text})).pdf
        assert (pdf.standard, pdf.attach_sources) == ((name,), attached)


def test_an_isbn_is_shown_as_it_is_written(write: Write) -> None:
    text = """title = "A"
[collections.a]
title = "B"
identifiers = ["isbn: 978-3-16 148410-0", "9783161484100", "doi:10.1000/x-1"]
"""
    book = read_settings(write({"publish.toml": text})).collections["a"]
    isbn = "urn:isbn:9783161484100"
    assert book.identifiers == (isbn, isbn, "doi:10.1000/x-1")
    assert book.written == ("urn:isbn:978-3-16-148410-0", isbn, "doi:10.1000/x-1")
