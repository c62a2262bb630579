"""Identifiers that are plain and never the same, and the allow-list."""

from __future__ import annotations

from pathlib import Path
from unicodedata import combining

import pytest
from lxml import html

from publish.engines.pandoc import Pandoc
from publish.writers.formulas import unwrap_semantics
from publish.writers.hygiene import clean
from publish.writers.identifiers import plain_identifier, unify_identifiers
from publish.writers.tidying import Element
from publish.writers.tree import Tree, semantic_tree
from tests import builders, samples


def _clean_tree(pandoc: Pandoc, root: Path, body: str) -> Tree:
    return semantic_tree(samples.sample(pandoc, root, body))


def _ids(tree: Tree) -> list[str]:
    return [e.get("id") for part in tree.parts for e in part.iter() if e.get("id")]


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("residual-networks", "residual-networks"),
        ("ref-doi:10.1000/x#y", "ref-doi-3a-10.1000-2f-x-23-y"),
        ("2016", "s-2016"),
        ("الشبكات", "الشبكات"),
    ],
)
def test_plain_identifiers(given: str, plain: str) -> None:
    assert plain_identifier(given) == plain


def test_headings_give_way_to_citations_and_notes(pandoc: Pandoc, tmp_path: Path) -> None:
    body = "## Cite 1\n\nText [@he2016deep].[^n]\n\n## Fn1\n\nSee [there](#fn1).\n\n[^n]: Note.\n"
    tree = _clean_tree(pandoc, tmp_path, body)
    ids = _ids(tree)
    assert len(set(ids)) == len(ids)
    assert tree.notes is not None
    (note,) = tree.sections[0].xpath(".//a[@role='doc-noteref']/@href")
    assert note == "#fn1"


def test_a_link_leads_to_what_its_maker_meant() -> None:
    section = html.fragment_fromstring(
        '<section id="cite-1"><h2>Cite 1</h2><p><span class="citation" id="cite-1">x</span>'
        '<a href="#cite-1">authored</a><a href="#cite-1" role="doc-backlink">ours</a></p></section>'
    )
    unify_identifiers([section])
    assert section.get("id") == "cite-1-2"
    assert section.xpath(".//span/@id") == ["cite-1"]
    assert section.xpath(".//a/@href") == ["#cite-1-2", "#cite-1"]


def test_odd_keys_keep_their_links(pandoc: Pandoc, tmp_path: Path) -> None:
    key = "doi:10.1/x+y"
    entry = builders.entry(pandoc, f"Text [@{{{key}}}].")
    project = builders.project(entry, references=(builders.reference(key),), root=tmp_path)
    from publish.cite import cite
    from publish.resolve import resolve

    cited = cite(resolve(project, entry, entry.document), pandoc).value
    assert cited is not None
    tree = semantic_tree(cited)
    (target,) = tree.lead[0].xpath(".//a[@role='doc-biblioref']/@href")
    assert target[1:] in _ids(tree)


def test_a_table_without_end(pandoc: Pandoc, tmp_path: Path) -> None:
    tree = _clean_tree(pandoc, tmp_path, "Text.")
    cell: Element = html.fragment_fromstring('<td colspan="1000000" onclick="x()">a</td>')
    tree.lead.append(cell)
    clean(tree.parts, "entries/he.md")
    assert dict(cell.attrib) == {}


@pytest.mark.parametrize("tag", ["script", "iframe", "object", "style", "form", "svg", "base"])
def test_elements_that_no_page_may_have(pandoc: Pandoc, tmp_path: Path, tag: str) -> None:
    tree = _clean_tree(pandoc, tmp_path, "Text.")
    tree.lead[0].append(html.Element(tag))
    found = clean(tree.parts, "entries/he.md")
    assert [each.message for each in found] == [f"element `{tag}` is left out"]
    assert len(tree.lead[0]) == 0


def test_accents_stand_by_themselves(pandoc: Pandoc, tmp_path: Path) -> None:
    tree = _clean_tree(pandoc, tmp_path, r"The $\hat p$.")
    ((formula, tex),) = unwrap_semantics(tree.lead[0])
    assert tex == r"\hat p"
    assert [mo.text for mo in formula.iter("mo")] == ["ˆ"]


@pytest.mark.parametrize("sign", ["/", "|", "(", r"\Vert"])
def test_a_sign_of_a_size_is_an_operator(pandoc: Pandoc, tmp_path: Path, sign: str) -> None:
    tree = _clean_tree(pandoc, tmp_path, rf"The $a \big{sign} b$.")
    ((formula, _),) = unwrap_semantics(tree.lead[0])
    sized = [each for each in formula.iter() if "maxsize" in each.attrib]
    assert [each.tag for each in sized] == ["mo"]


ACCENTS = (
    "grave acute hat tilde bar breve dot ddot dddot mathring check vec overline underline underbar "
    "utilde overleftarrow overrightarrow overleftrightarrow widehat widetilde"
)


@pytest.mark.parametrize("name", ACCENTS.split())
def test_no_text_of_a_formula_begins_with_a_combining_character(
    pandoc: Pandoc, tmp_path: Path, name: str
) -> None:
    tree = _clean_tree(pandoc, tmp_path, rf"The $\{name}{{p}}$.")
    ((formula, _),) = unwrap_semantics(tree.lead[0])
    texts = [each.text for each in formula.iter("mo", "mi") if each.text]
    assert len(texts) == 2
    assert not any(combining(text[0]) for text in texts)


def test_an_aside_stays_with_what_it_cites(pandoc: Pandoc, tmp_path: Path) -> None:
    body = "Text.\n\n::: aside\nBeside it [@he2016deep].\n:::\n"
    tree = semantic_tree(samples.sample(pandoc, tmp_path, body))
    assert tree.said == ()
    (aside,) = (each for part in tree.parts for each in part.iter("aside"))
    assert aside.get("role") == "note"
    assert aside.text_content().strip().startswith("Beside it (")


ALIGNED = r"""$$\begin{align} a &= b \tag{1} \\ c + d &= e \end{align}$$

$$E = mc^2 \tag{2}$$"""


def test_equations_keep_their_columns_and_numbers(pandoc: Pandoc, tmp_path: Path) -> None:
    tree = semantic_tree(samples.sample(pandoc, tmp_path, ALIGNED))
    assert tree.said == ()
    rows, single = (part.find(".//mtable") for part in tree.lead)
    classes = [[cell.get("class") for cell in row] for row in rows]
    assert classes == [["align-right tight", "align-left tight", "number"]] * 2
    assert [row[-1].text_content() for row in rows] == ["(1)", ""]
    assert single.text_content() == "E=mc2(2)"
