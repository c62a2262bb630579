"""What was made is taken again until something changes that it was made of."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from publish import BuildReport, Project, themes

PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9'/></svg>"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("entries", "bibliography", "styles"):
        (tmp_path / name).mkdir()
    (tmp_path / "publish.toml").write_text('title = "T"\nlang = "en"\nformats = ["html"]\n')
    text = "---\nkind: concept\ntitle: One\n---\n\nAs [@a] says.\n\n![A square.](square.svg)\n"
    (tmp_path / "entries" / "one.md").write_text(text)
    (tmp_path / "entries" / "square.svg").write_bytes(PICTURE)
    (tmp_path / "bibliography" / "all.bib").write_text(
        "@book{a, title = {Alpha}, author = {Ann Aa}, year = 2001, publisher = {P}}\n"
        "@book{b, title = {Beta}, author = {Ben Bb}, year = 2002, publisher = {P}}\n"
    )
    build(tmp_path)
    return tmp_path


def build(root: Path, *, shared: Path | None = None, **options: object) -> BuildReport:
    with Project.open(root, cache_dir=shared) as project:
        report = project.build(**options)
    assert report.ok, report.diagnostics
    return report


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_nothing_changed_and_nothing_is_made(root: Path) -> None:
    page = (root / "output/one/one.html").read_bytes()
    (root / "output/one/one.html").unlink()
    reason = build(root).reasons["one"]
    assert (reason.made, reason.changes, reason.put_back) == ((), (), ("html",))
    assert (root / "output/one/one.html").read_bytes() == page
    assert build(root).reasons["one"].put_back == ()


def test_what_was_damaged_in_the_output_is_put_back_and_told(root: Path) -> None:
    file = root / "output/one/one.html"
    page, stamp = file.read_bytes(), file.stat()
    file.write_bytes(page.replace(b"<body", b"<bodY"))
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    report = build(root)
    assert report.reasons["one"].put_back == ("html",)
    assert [each.path for each in report.delivered if each.written] == ["output/one/one.html"]
    assert file.read_bytes() == page


def test_a_text_set_back_is_told_with_what_is_put_back(root: Path) -> None:
    source = root / "entries/one.md"
    before = source.read_text()
    source.write_text(before + "\nMore.\n")
    assert build(root).reasons["one"].made == ("html",)
    source.write_text(before)
    reason = build(root).reasons["one"]
    assert (reason.made, reason.put_back) == ((), ("html",))
    assert reason.changes is not None
    assert "its text" in reason.changes


def test_what_could_not_be_made_is_not_told_as_made(root: Path) -> None:
    (root / "styles").mkdir(exist_ok=True)
    (root / "styles/screen.custom.css").write_text("p { background: url(nowhere.png) }")
    with Project.open(root) as project:
        report = project.build()
    assert report.failed == ("one",)
    assert (report.reasons["one"].made, report.reasons["one"].unmade) == ((), ("html",))


def test_a_folder_in_the_place_of_a_file_is_named(root: Path) -> None:
    (root / "output/one/one.html").unlink()
    (root / "output/one/one.html").mkdir()
    with Project.open(root) as project:
        (found,) = (each for each in project.build().diagnostics if each.rule.code == "ENG005")
    assert found.message.startswith("`output/one/one.html` can't be written")


def test_a_record_that_is_not_cited_makes_nothing_anew(root: Path) -> None:
    replace(root / "bibliography/all.bib", "Beta", "Gamma")
    assert build(root).reasons["one"].made == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "change"),
    [
        ("entries/one.md", "says", "tells", "its text"),
        ("entries/square.svg", "M0", "M1", "the pictures"),
        ("bibliography/all.bib", "Alpha", "Omega", "the records that it cites"),
        ("publish.toml", '"T"', '"U"', "the settings"),
    ],
)
def test_what_went_into_a_file_makes_it_anew(
    root: Path, file: str, old: str, new: str, change: str
) -> None:
    replace(root / file, old, new)
    reason = build(root).reasons["one"]
    assert reason.made == ("html",)
    assert reason.changes is not None
    assert change in reason.changes


def test_a_style_sheet_that_comes_to_be_makes_anew(root: Path) -> None:
    (root / "styles/screen.css").write_text("p { color: #111 }\n")
    reason = build(root).reasons["one"]
    changed = ("what `styles/` holds for web pages",)
    assert (reason.made, reason.changes) == (("html",), changed)


SHEETS = ("print", "page-a4", "volume", "epub", "screen", "site", "brief", "cards", "title")


@pytest.mark.slow
@pytest.mark.parametrize("name", SHEETS)
def test_a_style_sheet_makes_those_formats_anew_that_read_it(root: Path, name: str) -> None:
    """What is taken from before is what would be made now."""
    every = ["html", "epub", "pdf"]
    build(root, formats=every)
    (root / f"styles/{name}.custom.css").write_text("p { color: #123456; margin: 7pt }\n")
    reason = build(root, formats=every).reasons["one"]
    found = _files(root)
    with Project.open(root, cache=False) as project:
        project.build(formats=every)
    assert found == _files(root)
    its = {"print": "pdf", "page-a4": "pdf", "volume": "pdf", "epub": "epub", "screen": "html",
           "site": "html", "brief": "", "cards": ""}  # fmt: skip
    assert set(reason.made) == ({its[name]} - {""} if name in its else set(every))


def _files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "output/one").iterdir()}


def test_own_templates_may_read_any_setting_and_any_file(root: Path) -> None:
    every = ["html", "epub"]
    (root / "styles/title-block.j2").write_text(
        "<h1>{{ entry.title }} {{ settings.pdf.size }}</h1>\n"
    )
    build(root, formats=every)
    with (root / "publish.toml").open("a") as settings:
        settings.write('[pdf]\nsize = "a5"\n')
    assert set(build(root, formats=every).reasons["one"].made) == set(every)
    assert b"<h1>One a5</h1>" in (root / "output/one/one.html").read_bytes()
    (root / "styles/print.custom.css").write_text("p { margin: 7pt }\n")
    assert set(build(root, formats=every).reasons["one"].made) == set(every)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("settings", "made"),
    [
        ('[pdf]\nsize = "a5"\n', {"pdf"}),
        ("[epub]\nimage-pixels = 1_000_000\n", {"epub"}),
        ("[brief]\npages = 2\n", set()),
        ('[check]\nfail-on = "warning"\n', set()),
        ('[bibliography]\nkeys = "{author}{year}"\n', set()),
        ('[collections.all]\ntitle = "All"\n', set()),
        ('[kinds.recipe]\nlabel = "Recipe"\n', set()),
        ('[kinds.concept]\noptional = ["More"]\n', set()),
        ('[kinds.concept]\nlabel = "Idea"\n', {"pdf", "epub", "html"}),
        ("[citations]\nheadings = true\n", set()),
    ],
)
def test_settings_make_those_formats_anew_that_they_concern(
    root: Path, settings: str, made: set[str]
) -> None:
    every = ["html", "epub", "pdf"]
    build(root, formats=every)
    with (root / "publish.toml").open("a") as file:
        file.write(settings)
    assert set(build(root, formats=every).reasons["one"].made) == made
    kept = _files(root)
    with Project.open(root, cache=False) as project:
        project.build(formats=every)
    assert kept == _files(root)


@pytest.mark.parametrize("templates", [False, True])
def test_the_style_of_a_house_makes_dossiers_anew_that_may_show_it(
    root: Path, templates: bool
) -> None:
    if templates:
        (root / "styles/title-block.j2").write_text("<h1>{{ entry.title }}</h1>\n")
    build(root)
    (root / "brand.toml").write_text('name = "House"\n')
    assert build(root).reasons["one"].made == (("html",) if templates else ())


@pytest.mark.slow
def test_a_brief_shows_the_style_of_its_house(root: Path) -> None:
    made = [_brief(root, cache=True)]
    for name in ("Orchard", "Meadows"):
        (root / "brand.toml").write_text(f'name = "{name}"\n')
        made.append(_brief(root, cache=True))
    assert len({*made}) == 3


@pytest.mark.slow
def test_a_picture_that_a_style_sheet_shows_makes_anew(root: Path) -> None:
    css = "body { background: url(file:///styles/seal.svg) }"
    (root / "styles/print.custom.css").write_text(css)
    (root / "styles/seal.svg").write_bytes(PICTURE)
    build(root, formats=["pdf"])
    before = _files(root)["one.pdf"]
    (root / "styles/seal.svg").write_bytes(PICTURE.replace(b"h9v9", b"h3v3"))
    assert build(root, formats=["pdf"]).reasons["one"].made == ("pdf",)
    assert _files(root)["one.pdf"] != before


@pytest.mark.slow
def test_a_style_sheet_shows_nothing_that_stands_elsewhere(root: Path) -> None:
    """What is made would not be known by it."""
    css = "body { background: url(file:///assets/seal.svg) }"
    (root / "styles/print.custom.css").write_text(css)
    (root / "assets").mkdir()
    (root / "assets/seal.svg").write_bytes(PICTURE)
    with Project.open(root) as project:
        report = project.build(formats=["pdf"])
    assert [each.rule.code for each in report.diagnostics] == ["PDF002"]
    assert "`styles/`" in report.diagnostics[0].message


@pytest.mark.slow
def test_a_template_shows_what_the_entry_does_and_what_stands_in_styles(root: Path) -> None:
    """What is made would not be known by the rest."""
    (root / "assets").mkdir()
    for file in ("styles/seal.svg", "assets/seal.svg"):
        (root / file).write_bytes(PICTURE)
    packaged = Path(themes.__file__).parent / "dossier/print.html.j2"

    def said(address: str) -> list[str]:
        shown = f'<body><img src="{address}" alt="A seal"/>'
        (root / "styles/print.html.j2").write_text(packaged.read_text().replace("<body>", shown))
        with Project.open(root) as project:
            codes = [each.rule.code for each in project.build(formats=["pdf"]).diagnostics]
        return [code for code in codes if code.startswith("PDF")]

    assert said("../styles/seal.svg") == []
    assert said("../entries/square.svg") == []
    assert said("../assets/seal.svg") == ["PDF002"]


def test_a_citation_style_that_nobody_names_makes_nothing_anew(root: Path) -> None:
    (root / "styles/mine.csl").write_text("<style/>")
    assert build(root).reasons["one"].made == ()


def test_a_citation_style_makes_anew_what_it_renders(root: Path) -> None:
    """A file of the project's, edited: what cites nothing is as it was."""
    style = 'xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"'
    info = "<info><title>Own</title><id>own</id><updated>2024-01-01T00:00:00Z</updated></info>"
    cited = '<citation><layout prefix="("><text variable="title"/></layout></citation>'
    (root / "styles/own.csl").write_text(f"<style {style}>{info}{cited}</style>")
    (root / "entries/two.md").write_text("---\nkind: concept\ntitle: Two\n---\n\nWords.\n")
    with (root / "publish.toml").open("a") as settings:
        settings.write('[citations]\nstyle = "own.csl"\n')
    formats = ["html", "epub", "pdf"]
    assert set(build(root, formats=formats).reasons) == {"one", "two"}
    replace(root / "styles/own.csl", 'prefix="("', 'prefix="["')
    made = {name: reason.made for name, reason in build(root, formats=formats).reasons.items()}
    assert {name: set(each) for name, each in made.items()} == {"one": set(formats), "two": set()}
    assert "[Alpha" in (root / "output/one/one.html").read_text()


def test_what_one_checkout_has_made_another_takes_from_the_shared_cache(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shared = tmp_path_factory.mktemp("shared")
    every = ["html", "epub", "pdf"]
    build(root, formats=every, shared=shared)
    other = tmp_path_factory.mktemp("elsewhere") / "checkout"
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("build", "output"))
    reason = build(other, formats=every, shared=shared).reasons["one"]
    assert (reason.made, reason.changes) == ((), None)
    assert _files(other) == _files(root)


def test_what_was_made_before_is_shared_when_it_is_taken(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shared = tmp_path_factory.mktemp("shared")
    shutil.rmtree(root / "output")
    assert build(root, shared=shared).reasons["one"].made == ()
    other = tmp_path_factory.mktemp("elsewhere") / "checkout"
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("build", "output"))
    assert build(other, shared=shared).reasons["one"].made == ()
    assert _files(other) == _files(root)


def test_a_damaged_shared_value_is_made_anew(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shared = tmp_path_factory.mktemp("shared")
    build(root, shared=shared)
    shutil.rmtree(root / "build")
    for path in shared.glob("?/*"):
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert build(root, shared=shared).reasons["one"].made == ("html",)


def test_another_citation_style_makes_anew(root: Path) -> None:
    with (root / "publish.toml").open("a") as settings:
        settings.write('[citations]\nstyle = "ieee"\n')
    changes = build(root).reasons["one"].changes
    assert changes is not None
    assert "the citation style" in changes


def test_another_format_is_made_beside_what_is_kept(root: Path) -> None:
    build(root, formats=["html", "epub"])
    assert build(root, formats=["epub"]).reasons["one"].made == ()


def test_what_has_changed_is_known_of_each_format(root: Path) -> None:
    build(root, formats=["pdf", "html"])
    replace(root / "entries/one.md", "title: One", "title: Won")
    assert build(root, formats=["html"]).reasons["one"].changes == ("its text",)
    assert build(root, formats=["pdf"]).reasons["one"].changes == ("its text",)
    assert build(root, formats=["epub"]).reasons["one"].changes is None


def test_what_concerns_other_formats_is_no_reason(root: Path) -> None:
    (root / "styles/print.custom.css").write_text("p { color: red }")
    build(root, formats=["pdf", "html"])
    (root / "styles/print.custom.css").write_text("p { color: blue }")
    replace(root / "entries/one.md", "title: One", "title: Won")
    both = ("its text", "what `styles/` holds for PDFs")
    assert build(root, formats=["html"]).reasons["one"].changes == ("its text",)
    assert build(root, formats=["pdf"]).reasons["one"].changes == both


def test_what_is_damaged_is_made_anew(root: Path) -> None:
    for path in (root / "build/cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert build(root).reasons["one"].made == ("html",)
    assert build(root).reasons["one"].made == ()


def test_what_was_said_is_said_again(root: Path) -> None:
    (root / "styles/print.custom.css").write_text("p { colour: red }")
    first = build(root, formats=["pdf"])
    again = build(root, formats=["pdf"])
    assert again.reasons["one"].made == ()
    assert again.diagnostics == first.diagnostics
    assert any("colour" in each.message for each in again.diagnostics)


def test_without_the_cache_all_is_made(root: Path) -> None:
    with Project.open(root, cache=False) as project:
        reason = project.build().reasons["one"]
    assert (reason.made, reason.changes) == (("html",), None)


def test_pictures_of_a_comparison_are_those_of_both_entries(root: Path) -> None:
    """They stand in its blocks, whatever the text of the first says."""
    for name in ("one", "other"):
        header = f"kind: concept\ntitle: {name}\nimage:\n  file: {name}.svg\n  alt: A square."
        (root / "entries" / f"{name}.md").write_text(f"---\n{header}\n---\n\nWords.\n")
        (root / "entries" / f"{name}.svg").write_bytes(PICTURE)
    with Project.open(root) as project:
        made = [project.comparison("one", "other").value]
        (root / "entries" / "other.svg").write_bytes(PICTURE.replace(b"h9v9", b"h3v3"))
        made.append(project.comparison("one", "other").value)
    assert made[0] is not None
    assert made[1] is not None
    assert made[0].artifact.data != made[1].artifact.data


@pytest.mark.slow
@pytest.mark.parametrize(
    "setting",
    ['formats = ["pdf"]\n', '[brief]\nnumber = "No. {id}"\n', '[pdf]\nsize = "letter"\n'],
)
def test_a_brief_is_made_anew_of_other_settings(root: Path, setting: str) -> None:
    """What is taken from before is what would be made now: its link is to a format."""
    settings = root / "publish.toml"
    settings.write_text('title = "T"\nlang = "en"\nurl = "https://example.org"\n')
    before = _brief(root, cache=True)
    assert _brief(root, cache=True) == before
    settings.write_text(settings.read_text() + setting)
    after = _brief(root, cache=True)
    assert after != before
    assert after == _brief(root, cache=False)


def _brief(root: Path, *, cache: bool) -> bytes:
    with Project.open(root, cache=cache) as project:
        made = project.brief("one").value
    assert made is not None
    return made.artifact.data


def made_as_anew(root: Path, **options: object) -> BuildReport:
    """The build of a project, which gives what it would without a cache."""
    report = build(root, **options)
    found = _output(root)
    with Project.open(root, cache=False) as project:
        project.build(**options)
    assert found == _output(root)
    return report


def _output(root: Path) -> dict[str, bytes]:
    files = (path for path in (root / "output").rglob("*") if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def test_another_date_makes_anew(root: Path) -> None:
    every = ["html", "epub"]
    build(root, formats=every, epoch=1_000_000_000)
    reason = made_as_anew(root, formats=every, epoch=1_200_000_000).reasons["one"]
    assert reason.changes == ("its date",)


@pytest.mark.parametrize("format", ["html", "epub"])
def test_another_title_makes_anew_what_links_to_it(root: Path, format: str) -> None:
    (root / "entries/two.md").write_text("---\nkind: concept\ntitle: Two\n---\n\nWords.\n")
    with (root / "entries/one.md").open("a") as entry:
        entry.write("\nSee [](entry:two).\n")
    build(root, formats=[format])
    replace(root / "entries/two.md", "Two", "Second")
    reasons = made_as_anew(root, formats=[format]).reasons
    assert reasons["one"].changes == ("its citations", "the entries that it links to")


@pytest.mark.parametrize("each", [False, True])
def test_another_title_of_a_collection_makes_anew_what_belongs_to_it(
    root: Path, each: bool
) -> None:
    with (root / "publish.toml").open("a") as settings:
        settings.write('[collections.sea]\ntitle = "The sea"\n')
    options = {"collections": ["sea"], "each": each, "formats": ["html", "epub"]}
    build(root, **options)
    replace(root / "publish.toml", "The sea", "The ocean")
    reasons = made_as_anew(root, **options).reasons
    changes = {change for reason in reasons.values() for change in reason.changes or ()}
    assert ("what it belongs to" if each else "the collection") in changes


@pytest.mark.parametrize(
    "summary", ['"A \\x21[red](square.svg)."', '"A !\\\n  [red](square.svg)."']
)
def test_a_picture_that_the_file_does_not_spell_out_makes_anew(root: Path, summary: str) -> None:
    text = f"---\nkind: concept\ntitle: One\nsummary: {summary}\n---\n\nWords.\n"
    (root / "entries/one.md").write_text(text)
    build(root)
    replace(root / "entries/square.svg", "h9v9", "h3v3")
    assert made_as_anew(root).reasons["one"].changes == ("the pictures",)


@pytest.mark.parametrize("name", [".part.j2", "link/part.j2"])
def test_a_template_reads_nothing_that_is_not_looked_through(root: Path, name: str) -> None:
    """What is made would not be known by it."""
    (root / "styles/real").mkdir()
    (root / "styles/link").symlink_to("real")
    for path in ("real/part.j2", ".part.j2"):
        (root / "styles" / path).write_text("<p>Part.</p>")
    (root / "styles/title-block.j2").write_text(f'<h1>One</h1>{{% include "{name}" %}}')
    with Project.open(root) as project:
        report = project.build()
    assert "THM001" in [each.rule.code for each in report.diagnostics]
    (root / "styles/title-block.j2").write_text('<h1>One</h1>{% include "real/part.j2" %}')
    assert build(root).ok


@pytest.mark.slow
def test_a_style_sheet_shows_nothing_hidden(root: Path) -> None:
    """What is made would not be known by it."""
    (root / "styles/print.custom.css").write_text(
        "body { background: url(file:///styles/.seal.svg) }"
    )
    (root / "styles/.seal.svg").write_bytes(PICTURE)
    with Project.open(root) as project:
        report = project.build(formats=["pdf"])
    assert [each.rule.code for each in report.diagnostics] == ["PDF002"]


def test_an_entry_by_itself_is_told_apart_from_the_same_in_a_series(root: Path) -> None:
    with (root / "publish.toml").open("a") as settings:
        settings.write('[collections.sea]\ntitle = "The sea"\n')
    build(root)
    assert build(root, collections=["sea"], each=True).reasons["one"].changes is None
    (root / "output/one/manifest.json").unlink()
    assert build(root).reasons["one"].changes == ()


def test_another_name_of_a_file_is_told_as_that(root: Path) -> None:
    text = (root / "entries/one.md").read_text().replace("kind", "id: one\nkind")
    (root / "entries/one.md").write_text(text)
    build(root)
    (root / "entries/one.md").rename(root / "entries/uno.md")
    assert build(root).reasons["one"].changes == ("the name of its file",)


def test_of_a_collection_that_is_held_up_no_reason_is_told(root: Path) -> None:
    with (root / "publish.toml").open("a") as settings:
        settings.write('[collections.sea]\ntitle = "The sea"\n')
    (root / "entries/two.md").write_text("---\nkind: cncept\ntitle: Two\n---\n\nWords.\n")
    with Project.open(root) as project:
        report = project.build(collections=["sea"])
    assert report.failed == ("sea",)
    assert report.reasons == {}
