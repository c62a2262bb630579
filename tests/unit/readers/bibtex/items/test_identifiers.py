"""DOIs, addresses and arXiv numbers as they are pasted."""

from __future__ import annotations

import pytest

from publish.readers.bibtex.items.identifiers import arxiv_id, clean_doi, clean_url, find_url


@pytest.mark.parametrize(
    "raw",
    [
        "10.1007/978-3-319-46493-0_38",
        r"10.1007/978-3-319-46493-0\_38",
        r"10.1007/978-3-319-46493-0{\_}38",
        "https://doi.org/10.1007/978-3-319-46493-0_38",
        "http://dx.doi.org/10.1007/978-3-319-46493-0_38",
        "doi:10.1007/978-3-319-46493-0_38",
        " 10.1007/978-3-319-46493-0_38. ",
    ],
)
def test_one_doi_in_many_spellings(raw: str) -> None:
    assert clean_doi(raw) == "10.1007/978-3-319-46493-0_38"


def test_old_dois_keep_their_signs() -> None:
    assert (
        clean_doi("10.1002/(SICI)1-2$<$3::AID$>$4.0.CO;2-1")
        == "10.1002/(SICI)1-2<3::AID>4.0.CO;2-1"
    )
    assert clean_doi("https://doi.org/10.1000/a%3Cb%3E") == "10.1000/a<b>"


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("https://ex.org/a_b%20c?x=1&y=~z#q", "https://ex.org/a_b%20c?x=1&y=~z#q"),
        (r"https://ex.org/a\_b\%20c", "https://ex.org/a_b%20c"),
        (r"\url{https://ex.org/a_b}", "https://ex.org/a_b"),
        (r"http://x.org/{\textasciitilde}me", "http://x.org/~me"),
        (r"http://x.org/\~{}me", "http://x.org/~me"),
    ],
)
def test_addresses(raw: str, url: str) -> None:
    assert clean_url(raw) == url


def test_an_address_inside_of_text() -> None:
    assert find_url(r"See \url{https://ex.org/a\_b}, 2020") == "https://ex.org/a_b"
    assert find_url("no address") is None


def test_arxiv_numbers() -> None:
    assert arxiv_id("2003.04297", "arxiv") == "2003.04297"
    assert arxiv_id("arXiv:2003.04297v2", "") == "2003.04297v2"
    assert arxiv_id("https://arxiv.org/abs/math/0307200", "") == "math/0307200"
    assert arxiv_id("4HIWAAAAYAAJ", "googlebooks") is None
