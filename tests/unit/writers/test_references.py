"""Notes that are references, and the addresses in them."""

from lxml import html

from publish.writers.references import free_addresses


def test_an_address_in_a_note_of_a_style_is_a_link_of_its_own():
    link = html.fragment_fromstring(
        "<p><a href='#ref-a' role='doc-biblioref'>He, <em>Words</em>, 2016, "
        "<span>https://doi.org/10.1000/x</span>, seen 2020</a>.</p>"
    )
    free_addresses(link[0])
    told = [(a.get("href"), a.get("role"), a.text_content(), a.tail) for a in link.iter("a")]
    assert told == [
        ("#ref-a", "doc-biblioref", "He, Words, 2016", ", "),
        ("https://doi.org/10.1000/x", None, "https://doi.org/10.1000/x", None),
        ("#ref-a", "doc-biblioref", ", seen 2020", "."),
    ]


def test_what_follows_an_address_is_no_link_if_it_is_only_punctuation():
    link = html.fragment_fromstring(
        "<p><a href='#ref-a'>He, doi: <span>10.1000/x</span>.</a> <b>More</b></p>"
    )
    free_addresses(link[0])
    first, second = link.iter("a")
    assert (first.text, first.tail, second.tail) == ("He", ", doi: ", ". ")
    assert second.get("href") == "https://doi.org/10.1000/x"
    assert link.text_content() == "He, doi: 10.1000/x. More"
