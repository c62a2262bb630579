"""The structure tree, read out in order, is the document: node by node, on real pages.

What both sides are read with stands in `tests.structure`; that the comparison sees
damage is shown by damaging a good file in every way that it has to see.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from lxml import etree
from pikepdf import Array, Dictionary, Name, String

from publish.model.settings import PdfSettings
from publish.verify.judgement import judged
from tests import samples
from tests.conftest import ROOT
from tests.structure.compare import wrong
from tests.structure.pdf import structure
from tests.torture.made import Made, made

THEME = ROOT / "src" / "publish" / "themes" / "dossier"


@pytest.fixture(scope="module")
def every(pandoc, tmp_path_factory) -> dict[str, Made]:
    folder = tmp_path_factory.mktemp("samples")
    return {name: made(cited) for name, cited in samples.every(pandoc, folder).items()}


@pytest.mark.parametrize("name", [*samples.STYLES, "arabic"])
def test_each_sample_reads_as_its_document(every: dict[str, Made], name: str) -> None:
    assert wrong(every[name]) == []


LISTED = (
    '<main><nav role="doc-toc"><h2 id="toc">Contents</h2><ol>'
    '<li><a href="#first">First</a></li></ol></nav>',
    '<section role="doc-index"><h2 id="index">Index</h2>'
    '<ul><li>items, <a href="#first">First</a></li></ul></section></main>',
)


@pytest.mark.parametrize("standards", [("a-3a", "ua-1"), ("a-4", "ua-2", "wtpdf")], ids="+".join)
def test_a_theme_may_add_contents_and_an_index(pandoc, tmp_path, standards) -> None:
    """Read as its document, and nothing that is asked of lines of contents is broken."""
    contents, index = LISTED
    template = (THEME / "print.html.j2").read_text("utf-8")
    (tmp_path / "styles").mkdir()
    changed = template.replace("<main>", contents).replace("</main>", index)
    (tmp_path / "styles" / "print.html.j2").write_text(changed, "utf-8")
    settings = {"pdf": PdfSettings(standard=standards)}
    file = made(samples.sample(pandoc, tmp_path, HARD.format(words="words"), settings=settings))
    assert wrong(file) == []
    assert "TOCI" in {node.type for node in structure(file.data).root.all()}
    found = [finding for each in judged(file.data, file.claims) for finding in each.findings]
    assert [finding.message for finding in found] == []


LISTING = "def f(x):  # office\n    if x:\n        return x ** 2\n\n\n\t# next\nlast = 1"


def test_code_is_read_line_by_line_as_it_is_written(pandoc, tmp_path) -> None:
    text = f"Words.\n\n```python\n{LISTING}\n```\n\n```\n{LISTING}\n```\n\n| One\n| verse\n"
    file = made(samples.sample(pandoc, tmp_path, text))
    found = structure(file.data)
    code = [node for node in found.root.all() if node.type == "Code"]
    assert [node.kids for node in code] == [[LISTING], [LISTING]]
    assert any("One\nverse" in kid for node in found.root.all() for kid in node.kids
               if isinstance(kid, str))  # fmt: skip
    assert [finding for each in judged(file.data, file.claims) for finding in each.findings] == []


# -- damage ---------------------------------------------------------------------------


def _of_type(pdf: pikepdf.Pdf, *types: str) -> list[Any]:
    todo, found = [pdf.Root.StructTreeRoot.K[0]], []
    while todo:
        element = todo.pop()
        if str(element.S)[1:] in types:
            found.append(element)
        kids = [k for k in element.get("/K", []) if isinstance(k, Dictionary) and "/S" in k]
        todo.extend(reversed(kids))
    return found


def split_paragraph(pdf: pikepdf.Pdf) -> None:
    paragraph = next(p for p in _of_type(pdf, "P") if len(p.K) > 2)
    parent = paragraph.P
    rest = pdf.make_indirect(Dictionary(S=Name.P, P=parent, Pg=paragraph.Pg))
    rest.K = Array(list(paragraph.K)[2:])
    paragraph.K = Array(list(paragraph.K)[:2])
    kids = list(parent.K)
    at = next(i for i, kid in enumerate(kids) if kid.objgen == paragraph.objgen)
    parent.K = Array([*kids[: at + 1], rest, *kids[at + 1 :]])


def lost_note_link(pdf: pikepdf.Pdf) -> None:
    link = next(e for e in _of_type(pdf, "Link") if Name.Reference == e.P.S)
    link.K = Array([k for k in link.K if not (isinstance(k, Dictionary) and "/Obj" in k)])


def lost_note(pdf: pikepdf.Pdf) -> None:
    note = _of_type(pdf, "Note")[0]
    parent = note.P
    parent.K = Array([k for k in parent.K if getattr(k, "objgen", None) != note.objgen])


def wrong_scope(pdf: pikepdf.Pdf) -> None:
    _of_type(pdf, "TH")[0].A.Scope = Name.Row


def lost_span(pdf: pikepdf.Pdf) -> None:
    cell = next(e for e in _of_type(pdf, "TD", "TH") if "/A" in e and "/ColSpan" in e.A)
    del cell.A.ColSpan


def swapped_order(pdf: pikepdf.Pdf) -> None:
    section = next(s for s in _of_type(pdf, "Sect") if len(s.K) > 3)
    kids = list(section.K)
    kids[1], kids[2] = kids[2], kids[1]
    section.K = Array(kids)


def dropped_lang(pdf: pikepdf.Pdf) -> None:
    del next(e for e in _of_type(pdf, "Span", "Div") if "/Lang" in e)["/Lang"]


def lost_alternative(pdf: pikepdf.Pdf) -> None:
    del _of_type(pdf, "Figure")[0]["/Alt"]


def heading_of_another_level(pdf: pikepdf.Pdf) -> None:
    _of_type(pdf, "H2")[0].S = Name.H3


def emphasis_that_is_none(pdf: pikepdf.Pdf) -> None:
    _of_type(pdf, "Em")[0].S = Name.Span


def list_without_labels(pdf: pikepdf.Pdf) -> None:
    label = _of_type(pdf, "Lbl")[-1]
    label.P.K = Array([k for k in label.P.K if k.objgen != label.objgen])


def second_table(pdf: pikepdf.Pdf) -> None:
    table = _of_type(pdf, "Table")[0]
    parent, kids = table.P, list(table.K)
    rest = pdf.make_indirect(Dictionary(S=Name.Table, P=parent, K=Array(kids[-1:])))
    table.K = Array(kids[:-1])
    parent.K = Array([*list(parent.K), rest])


def another_text(pdf: pikepdf.Pdf) -> None:
    _of_type(pdf, "P")[3].ActualText = String("something else")


def link_elsewhere(pdf: pikepdf.Pdf) -> None:
    area = next(k.Obj for e in _of_type(pdf, "Link") for k in e.K
                if isinstance(k, Dictionary) and "/Obj" in k and "/A" in k.Obj)  # fmt: skip
    area.A.URI = String("https://example.com/elsewhere")


def content_in_no_element(pdf: pikepdf.Pdf) -> None:
    paragraph = next(p for p in _of_type(pdf, "P") if len(p.K) > 1 and isinstance(p.K[0], int))
    paragraph.K = Array(list(paragraph.K)[1:])


def glyphs_without_characters(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font["/ToUnicode"]


def spaces_swallowed(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    data = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(data.replace(b"<0003>] TJ", b"] TJ"))


DAMAGE = [
    split_paragraph, lost_note_link, lost_note, wrong_scope, lost_span, swapped_order,
    dropped_lang, lost_alternative, heading_of_another_level, emphasis_that_is_none,
    list_without_labels, second_table, another_text, link_elsewhere, content_in_no_element,
    glyphs_without_characters, spaces_swallowed,
]  # fmt: skip

HARD = """
A long paragraph {words} with *emphasis* and a [λόγος]{{lang=el}}.[^n] And more {words}

[^n]: A note.

## First

One paragraph.

Another one.

| A | B |
|---|---|
| 1 | 2 |

+---+---+
| A | B |
+===+===+
| both  |
+---+---+
| 1 | 2 |
+---+---+

![A square](images/square.png)

- item

See [it](https://example.org/).
"""


@pytest.fixture(scope="module")
def small(pandoc, tmp_path_factory) -> Made:
    body = HARD.format(words="and so on with words " * 150)
    return made(samples.sample(pandoc, tmp_path_factory.mktemp("small"), body))


def test_the_small_dossier_is_whole(small: Made) -> None:
    assert wrong(small) == []
    assert b'lang="el"' in etree.tostring(etree.fromstring(small.document))


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_damage_is_seen(small: Made, damage: Callable[[pikepdf.Pdf], None]) -> None:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(small.data)) as pdf:
        damage(pdf)
        pdf.save(output)
    assert wrong(small, output.getvalue())
