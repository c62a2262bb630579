"""Citation styles: from the library, from styles/, dependent ones, hostile ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.diagnostics.core import Diagnostic, UserError
from publish.engines.pandoc import Pandoc
from publish.model.settings import Settings
from publish.readers.csl import read_style
from publish.readers.settings import read_settings
from publish.readers.styles import style_names

Write = Callable[[dict[str, str | bytes]], Path]

OWN = """<?xml version="1.0" encoding="utf-8"?>
{doctype}<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0">
  <info><title>House</title>{info}</info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><text variable="title"/></layout></bibliography>
</style>
"""


def own(kind: str = "in-text", info: str = "", doctype: str = "") -> str:
    return OWN.format(kind=kind, info=info, doctype=doctype)


def settings_for(write: Write, style: str, **files: str) -> Settings:
    own_files = {f"styles/{name}.csl": text for name, text in files.items()}
    text = f'title = "T"\n[citations]\nstyle = "{style}"\n'
    return read_settings(write({"publish.toml": text, **own_files}))


def refused(write: Write, style: str, **files: str) -> Diagnostic:
    with pytest.raises(UserError) as raised:
        read_style(settings_for(write, style, **files))
    assert raised.value.exit_code == 2
    (diagnostic,) = raised.value.diagnostics
    assert str(diagnostic.place) == "publish.toml:3:9"
    return diagnostic


@pytest.mark.parametrize(
    ("name", "citation_format"),
    [
        ("chicago-author-date", "author-date"),
        ("ieee", "numeric"),
        ("chicago-notes-bibliography", "note"),
        ("din-1505-2-alphanumeric", "label"),
        ("http://www.zotero.org/styles/apa", "author-date"),
    ],
)
def test_styles_of_the_library(write: Write, name: str, citation_format: str) -> None:
    result = read_style(settings_for(write, name))
    assert not result.diagnostics
    assert result.value.citation_format == citation_format
    assert "<citation" in result.value.xml


def test_a_dependent_style_is_its_parent_under_its_own_name(write: Write) -> None:
    style = read_style(settings_for(write, "nature-digest")).value
    assert (style.name, style.title) == ("nature-digest", "Nature Digest")
    assert "<citation" in style.xml


@pytest.mark.parametrize("name", ["house", "house.csl", "styles/house.csl"])
def test_a_file_of_the_project(write: Write, name: str) -> None:
    style = read_style(settings_for(write, name, house=own("note"))).value
    assert (style.name, style.title, style.citation_format) == ("house", "House", "note")


def test_a_style_of_the_project_goes_before_the_librarys(write: Write) -> None:
    assert read_style(settings_for(write, "apa", apa=own())).value.title == "House"


def test_an_unknown_style_has_near_names(write: Write) -> None:
    diagnostic = refused(write, "chicago-autor-date")
    assert diagnostic.rule.code == "CFG007"
    assert "`chicago-author-date`" in (diagnostic.hint or "")


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("styles/my.csl", "put the file under `styles/`"),
        ("my.csl", "put the file under `styles/`"),
        ("styles/hose.csl", "did you mean `house`"),
    ],
)
def test_a_file_that_is_not_there_is_named_as_it_was_written(
    write: Write, written: str, hint: str
) -> None:
    diagnostic = refused(write, written, house=own())
    assert diagnostic.rule.code == "CFG007"
    assert diagnostic.message == f"there is no citation style `{written}`"
    assert (diagnostic.hint or "").startswith(hint)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a b", "x/y"])
def test_a_path_is_no_name(write: Write, name: str) -> None:
    assert refused(write, name).rule.code == "CFG007"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<style", "not well-formed"),
        ("<html/>", "not a CSL style"),
        (own().replace("citation", "cite"), "no layout"),
        (own(info='<link rel="independent-parent" href="x/nowhere"/>'), "`nowhere` doesn't exist"),
        (own(info='<link rel="independent-parent" href="x/nature-digest"/>'), "yet another"),
        (
            own(doctype='<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n').replace(
                "House", "&x;"
            ),
            "entities",
        ),
    ],
)
def test_a_style_that_cannot_be_used(write: Write, text: str, words: str) -> None:
    diagnostic = refused(write, "house", house=text)
    assert diagnostic.rule.code == "CFG008"
    assert words in diagnostic.message


def test_a_doctype_does_not_travel_on(write: Write) -> None:
    style = read_style(settings_for(write, "house", house=own(doctype="<!DOCTYPE style>\n"))).value
    assert "DOCTYPE" not in style.xml


def test_a_style_without_list_is_a_warning_that_names_its_twin(write: Write) -> None:
    (diagnostic,) = read_style(settings_for(write, "chicago-notes")).diagnostics
    assert diagnostic.rule.code == "CFG009"
    assert "`chicago-notes-bibliography`" in (diagnostic.hint or "")


def test_the_names_are_the_librarys_and_the_projects(write: Write) -> None:
    root = write({"styles/house.csl": own()})
    names = style_names(root)
    assert {"house", "apa", "nature-digest"} <= set(names)
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("nlm-citation-sequence", "In: Taylor P, Roe R, editors. The whole."),
        ("american-medical-association", "In: Taylor P, Roe R, eds. The Whole."),
    ],
)
def test_labels_stand_where_the_style_means_them(
    write: Write, pandoc: Pandoc, style: str, expected: str
) -> None:
    """pandoc's citeproc alone prints "editorsTaylor P"."""
    editors = [{"family": "Taylor", "given": "Paul"}, {"family": "Roe", "given": "R."}]
    item = {"id": "k", "type": "chapter", "title": "A part", "container-title": "The whole",
            "author": [{"family": "Doe", "given": "J."}], "editor": editors}  # fmt: skip
    mended = read_style(settings_for(write, style)).value.xml
    blocks = [{"t": "Div", "c": [["refs", [], []], []]}]
    markup = pandoc.cite(blocks, [item], mended, "en", ["k"])
    assert expected in " ".join(re.sub(r"<[^>]*>", "", markup).split())
