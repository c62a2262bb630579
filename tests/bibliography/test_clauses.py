"""What a bibliography may hold, clause by clause of what this reader promises: each is read
right here where other readers go wrong.
"""

from __future__ import annotations

import pytest

from publish.readers.bibtex import BibFile, read_bibliography
from tests.bibliography.expected import shown


def read(*texts: str | bytes) -> list[str]:
    """The records of files, as ``shown`` writes them."""
    files = [
        BibFile(f"{number}.bib", text if isinstance(text, bytes) else text.encode())
        for number, text in enumerate(texts)
    ]
    return [shown(reference.csl) for reference in read_bibliography(files).value]


def variable(fields: str, name: str, kind: str = "article") -> str:
    """One variable of the record with these fields, as ``shown`` writes it."""
    (line,) = read(f"@{kind}{{k, {fields}}}")
    parts = [part.partition("=") for part in line.split(" | ")[1:]]
    return next((value for found, _, value in parts if found == name), "")


def test_concatenation_and_nested_strings_in_any_case_and_across_files() -> None:
    first = '@STRING{Acm = "ACM"}\n@String(Press = acm # { Press})'
    assert read(first, '@book{k, publisher = PRESS # ", " # 2, title = {T}}') == [
        "k book | publisher=ACM Press, 2 | title=T"
    ]


def test_crossref_and_xdata_with_cycles() -> None:
    text = """
        @inproceedings{a, crossref = {P}, title = {A}}
        @proceedings{p, xdata = {x}, title = {Proc}, year = 2001, crossref = {p}}
        @xdata{x, publisher = {X}, xdata = {y}} @xdata{y, location = {Y}, xdata = {x}}
    """
    assert read(text)[0] == (
        "a paper-conference | container-title=Proc | issued=2001 | publisher=X | "
        "publisher-place=Y | title=A"
    )


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("2019-05/2020", "2019-5/2020"),
        ("1850~", "~1850"),
        ("1997/..", "1997/"),
        ("1997/", "1997/"),
        ("-0043", "-44"),
        ("2004-22", "2004-22"),
        ("199X", "1990/1999"),
        ("2004-06-07T12:00:00Z", "2004-6-7"),
        ("1999-02-03%", "~1999-2-3"),
    ],
)
def test_edtf(date: str, issued: str) -> None:
    assert variable(f"date = {{{date}}}", "issued") == issued


@pytest.mark.parametrize(
    ("month", "issued"),
    [
        ("mar", "2001-3"), ("{March}", "2001-3"), ("{Mar.-Apr.}", "2001-3/2001-4"),
        ("{Março}", ""), ("{März}", "2001-3"), ("3", "2001-3"), ('"12~" # jan', "2001-1-12"),
        ("{Summer}", "2001-22"), ("dec # { 24}", "2001-12-24"), ("{octobre}", "2001-10"),
    ],
)  # fmt: skip
def test_months_in_words(month: str, issued: str) -> None:
    assert variable(f"year = 2001, month = {month}", "issued") == (issued or "2001")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Johannes van der Waals", "van der| Waals, Johannes"),
        ("{de la Mata}, Juan", "de la Mata, Juan"),
        ("d'Alembert, Jean", "d'Alembert, Jean"),
        ("King, Jr., Martin Luther", "King, Jr., Martin Luther"),
        ("family=Rousse, given={Jean}, prefix={de la}", "de la| Rousse, Jean"),
        ("{Barnes and Noble, Inc.}", "{Barnes and Noble, Inc.}"),
        ("A. Foster AND C. Kesselman", "Foster, A. & Kesselman, C."),
        ("Foster, A. and others", "Foster, A. & {others}"),
        ("Foster, A. et al.", "Foster, A. & {others}"),
        ("{\\'E}va Tardos and \\'{E}va Tardos", "Tardos, Éva & Tardos, Éva"),
        ("Garc{\\'\\i}a, J.", "García, J."),
        ("الخالدي، أحمد", "الخالدي, أحمد"),
    ],
)
def test_names(author: str, names: str) -> None:
    assert variable(f"author = {{{author}}}", "author") == names


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (r"A \textendash{} B --- C", "A – B — C"),
        (r"{\"U}ber \'Etudes na{\"\i}ve \DJ", "Über Études naïve Đ"),
        (r"\mbox{box} and \ce{H2O}", "«box» and «H<sub>2</sub>O»"),
        (r"Role of $\alpha_i$ in H\textsubscript{2}O", "Role of «α<sub><i>i</i></sub>» in "
         "H<sub>2</sub>O"),
        ("Faster R-CNN in the United States", "Faster «R-CNN» in the United States"),
        ("Über die Grundlagen der Physik", "Über die Grundlagen der Physik"),
        ("The {DNA} of {Python}", "The «DNA» of «Python»"),
        (r"\unknown{kept} words", "«kept» words"),
    ],
)  # fmt: skip
def test_titles_stay_as_their_authors_wrote_them(title: str, text: str) -> None:
    assert variable(f"title = {{{title}}}", "title") == text


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ("eid = {045001}", "number", "045001"),
        ("articleno = {17}", "number", "17"),
        ("issue = {3}", "issue", "3"),
        ("number = {34}, issue = {3}", "issue", "34"),
        ("author = {A, B}, collaboration = {CMS}", "author", "A, B & {CMS Collaboration}"),
        (r"doi = {https://doi.org/10.1000/a\_b}", "DOI", "10.1000/a_b"),
        ("doi = {doi: 10.1000/x}", "DOI", "10.1000/x"),
        (r"url = {https://e.org/a\_b\%20c?x=1\&y={\textasciitilde}z}", "URL",
         "https://e.org/a_b%20c?x=1&y=~z"),
        ("url = {https://e.org/?a=1&amp;b=2}", "URL", "https://e.org/?a=1&b=2"),
        ("pages = {R31----R58}", "page", "R31-R58"),
        ("pages = {405––418}", "page", "405-418"),
        ("pages = {4710--}", "page", "4710"),
        ("title = {LIEGE: A Longer Thing}, subtitle = {B}", "title", "«LIEGE»: A Longer Thing: B"),
        ("title = {Short : A Long One}", "title-short", "Short"),
        ("langid = {ngerman}", "language", "de-DE"),
        ("abstract = {One\n\nTwo}", "abstract", "One ¶ Two"),
    ],
)  # fmt: skip
def test_fields(fields: str, name: str, value: str) -> None:
    assert variable(fields, name) == value


@pytest.mark.parametrize(
    ("kind", "csl"),
    [
        ("conference", "paper-conference"), ("misc", "document"), ("nonsense", "document"),
        ("online", "webpage"), ("phdthesis", "thesis"), ("software", "software"),
    ],
)  # fmt: skip
def test_types(kind: str, csl: str) -> None:
    assert read(f"@{kind}{{k, title = {{T}}, booktitle = {{B}}}}")[0].split()[1] == csl


@pytest.mark.parametrize(
    "text",
    [
        "---\n---\n@book{k, title={T}}",
        "@comment{ @book{x, title={X}} }\n@book{k, title={T}}",
        '@preamble{"\\newcommand{\\x}{y}"} @book{k, title={T}}',
        "@book(k, title={T})",
        "% @book{x, title={X}}\n@book{k, title={T}}",
        "@book{k,\n% isbn = {1},\ntitle={T}}",
        "junk, a@b.org, more { junk\n@book{k, title={T}}",
        "@book{, title={X}}\n@book{k, title={T}}",
        "@book{k,\r\n  title={T}\r\n}\r\n",
        "\ufeff@book{k, title={T}}",
        "@book{k, title={T},,}",
        "@Comment without braces\n@book{k, title={T}}",
    ],
)
def test_what_may_stand_around_records(text: str) -> None:
    assert read(text) == ["k book | title=T"]


@pytest.mark.parametrize(
    ("encoding", "author"),
    [
        ("latin-1", "Müller, Jörg"),
        ("gb18030", "王小明"),
        ("utf-16", "Müller, J"),
        ("utf-8", "Ł, É"),
    ],
)
def test_encodings(encoding: str, author: str) -> None:
    braced = f"{{{author}}}" if "," not in author else author
    text = "@book{k, title={标题标题}, author={AUTHOR}}" if encoding == "gb18030" else (
        "@book{k, author={AUTHOR}}")  # fmt: skip
    (line,) = read(text.replace("AUTHOR", braced).encode(encoding))
    assert author in line
