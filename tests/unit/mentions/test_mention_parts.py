"""The parts of the finder: words, sentences, names, identifiers, authors with years."""

from __future__ import annotations

import pytest

from publish.mentions.authoryear import Byline, Writers, author_years
from publish.mentions.identifiers import (
    Identifiers,
    identified,
    identifiers_in,
    identifiers_of,
    preprint_year,
)
from publish.mentions.index import build_index
from publish.mentions.names import NameKind, is_marked, names_of, plain_latex
from publish.mentions.normalise import folded, joined, phrase, tokens
from publish.mentions.sentences import sentence_starts
from publish.mentions.taught import abbreviates, short_form
from publish.model.reference import Bibliography, Reference
from tests.builders import reference


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Masked Autoencoders", "masked autoencoder"),
        ("R-CNN", "R‑CNN"),
        ("R-CNNs", "r cnn"),
        ("ResNet’s", "ResNet"),
        ("Les Misérables", "les miserables"),
        ("ﬁne", "fine"),
        ("auto\u00adencoder", "autoencoder"),
        ("Straße", "STRASSE"),
        ("Σίσυφος", "σίσυφου"),
        ("Войну и мир", "Война и мир"),
        ("مُقَدِّمَة", "المقدمه"),
        ("Supply & Demand", "supply and demand"),
        ("networks", "network"),
        ("studies", "study"),
    ],
)
def test_spellings_that_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Fast", "Faster"), ("mask", "masked"), ("ResNet", "ResNeXt"), ("bus", "bu")]
)
def test_words_that_are_not_one(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_each_character_of_an_unspaced_script_is_a_word() -> None:
    assert folded("用ResNet。") == "用 resnet"


def test_hyphens_may_join() -> None:
    assert phrase(joined(tokens("auto-encoders are non-local"))) == "autoencoder are nonlocal"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("He et al. showed it. Yes.", 2),
        ("By K. He. Next.", 2),
        ("It is 3.5 m, e.g. here.", 1),
        ("Yes? No! “Maybe.” So.", 4),
        ("一。二。三。", 3),
        ("", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentence_starts(text)) == count


def test_names_of_a_record() -> None:
    record = reference("k", "MoCo: Momentum Contrast for Learning")
    found = {name.text: name.kind for name, _ in names_of(record)}
    assert found == {
        "MoCo: Momentum Contrast for Learning": NameKind.TITLE,
        "MoCo": NameKind.SHORT,
    }
    lead = {n.text: n.kind for n, _ in names_of(reference("k", "The Momentum Contrast for Us"))}
    assert lead["Momentum Contrast"] is NameKind.LEAD


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        (r"{Mask {R-CNN}}", "Mask R-CNN"),
        (r"Caf\'e \& {\"U}ber", "Cafe & Uber"),
        (r"\emph{Deep} Learning", "Deep Learning"),
        (r"Stra{\ss}e", "Straße"),
    ],
)
def test_latex_in_titles(raw: str, plain: str) -> None:
    assert folded(plain_latex(raw)) == folded(plain)


@pytest.mark.parametrize("word", ["ResNet", "CNN", "MoCo", "GPT4", "CNNs", "word2vec"])
def test_marked_words(word: str) -> None:
    assert is_marked(word)


@pytest.mark.parametrize("word", ["Adam", "deep", "A", "I", "2016", "As", "v2", "3rd"])
def test_everyday_words(word: str) -> None:
    assert not is_marked(word)


@pytest.mark.parametrize(
    ("text", "words", "form"),
    [
        ("Momentum Contrast, or MoCo, is", "Momentum Contrast", "MoCo"),
        ("Masked Autoencoders (MAE) are", "Masked Autoencoders", "MAE"),
        ("“Momentum Contrast” (called “MoCo”)", "Momentum Contrast", "MoCo"),
        ("MAE (masked autoencoders)", "masked autoencoders", "MAE"),
        ("Residuale Netze, kurz ResNet, sind", "Residuale Netze", "ResNet"),
        ("Momentum Contrast (CVPR) is", "Momentum Contrast", None),
        ("Momentum Contrast (He 2020) is", "Momentum Contrast", None),
        ("Momentum Contrast or Adam", "Momentum Contrast", None),
    ],
)
def test_short_forms_that_a_text_teaches(text: str, words: str, form: str | None) -> None:
    start = text.index(words)
    row = [t for t in tokens(text) if start <= t.start < start + len(words)]
    found = short_form(text, row)
    assert (found.text if found else None) == form
    if found:
        assert text[found.start : found.end] == form


def test_letters_of_a_short_form_stand_in_order() -> None:
    row = tokens("Deep Residual Networks")
    assert abbreviates("ResNets", row)
    assert abbreviates("DRN", row)
    assert not abbreviates("NRD", row)
    assert not abbreviates("Deep", row)


@pytest.mark.parametrize(
    ("text", "scheme", "value", "shown"),
    [
        ("(doi:10.1000/ABC.(1)).", "doi", "10.1000/abc.(1)", "doi:10.1000/ABC.(1)"),
        ("arXiv:1512.03385v2,", "arxiv", "1512.03385", "arXiv:1512.03385v2"),
        ("arXiv hep-th/9901001.", "arxiv", "hep-th/9901001", "arXiv hep-th/9901001"),
        ("https://doi.org/10.1000/x.", "doi", "10.1000/x", "https://doi.org/10.1000/x"),
        ("ISBN 0-201-13448-9.", "isbn", "020113448", "ISBN 0-201-13448-9"),
    ],
)
def test_identifiers_in_text(text: str, scheme: str, value: str, shown: str) -> None:
    ((start, end, found),) = identifiers_in(text)
    assert (found.scheme, found.value, text[start:end]) == (scheme, value, shown)


def test_spellings_of_an_identifier_agree() -> None:
    assert identified("https://doi.org/10.48550/arXiv.1512.03385") == identified(
        "http://arxiv.org/pdf/1512.03385"
    )
    isbn10 = Reference("a", "book", {"id": "a", "ISBN": "0-201-13448-9"})
    known = Identifiers.of([("a", identifiers_of(isbn10))])
    ((_, _, found),) = identifiers_in("ISBN 978-0-201-13448-3")
    assert known.get(found) == ("a",)


WRITERS = Writers(
    {
        "he": (Byline("he", ("he", "zhang", "ren"), 2016),),
        "kim": (Byline("kim", ("kim",), 2014),),
        "maaten": (Byline("tsne", ("maaten", "hinton"), 2008),),
    }
)


@pytest.mark.parametrize(
    ("text", "shown", "keys"),
    [
        ("He et al. (2016) say", "He et al. (2016)", ("he",)),
        ("He and colleagues’ 2016 paper", "He and colleagues’ 2016", ("he",)),
        ("He, Zhang, and Ren (2016) say", "He, Zhang, and Ren (2016)", ("he",)),
        ("as He und Kollegen [2016] sagen", "He und Kollegen [2016]", ("he",)),
        ("the 2016 paper by He et al. is", "2016 paper by He et al.", ("he",)),
        ("words (Kim, 2014) here", "Kim, 2014", ("kim",)),
        ("Kim’s 2014 paper", "Kim’s 2014", ("kim",)),
        ("van der Maaten and Hinton (2008)", "van der Maaten and Hinton (2008)", ("tsne",)),
        ("Smith et al. (1999)", "Smith et al. (1999)", ()),
        ("He et al. (2011)", "He et al. (2011)", ()),
    ],
)
def test_authors_with_a_year(text: str, shown: str, keys: tuple[str, ...]) -> None:
    (found,) = author_years(text, tokens(text), WRITERS)
    assert (text[found.start : found.end], found.keys) == (shown, keys)


@pytest.mark.parametrize(
    ("text", "shown", "keys"),
    [
        ("ResNet and He et al. (2016)", "He et al. (2016)", ("he",)),
        ("DDPM, ResNet, and He et al. (2016)", "He et al. (2016)", ("he",)),
        ("ResNet and Nobody et al. (2016)", "Nobody et al. (2016)", ()),
        ("Smith, He, et al. (2016)", "Smith, He, et al. (2016)", ()),
    ],
)
def test_what_stands_before_and_is_no_author(text: str, shown: str, keys: tuple[str, ...]) -> None:
    test_authors_with_a_year(text, shown, keys)


def test_the_year_of_a_preprint_fits_where_no_other_record_does() -> None:
    line = Byline("ba", ("kingma", "ba"), 2015, preprint=2014)
    other = Byline("other", ("kingma", "ba"), 2014)
    text = "Kingma and Ba (2014)"
    for lines, keys in [((line,), ("ba",)), ((line, other), ("other",))]:
        (found,) = author_years(text, tokens(text), Writers({"kingma": lines}))
        assert found.keys == keys


@pytest.mark.parametrize(
    ("identifier", "year"),
    [
        ("arxiv:1412.6980", 2014),
        ("arxiv:hep-th/9711200", 1997),
        ("arxiv:cs/0102027", 2001),
        ("doi:10.1000/1412.6980", None),
    ],
)
def test_an_arxiv_identifier_tells_its_year(identifier: str, year: int | None) -> None:
    assert preprint_year([identifier]) == year


def test_several_authors_and_their_year_need_no_bracket() -> None:
    text = "As Maaten and Hinton 2008 say."
    (found,) = author_years(text, tokens(text), WRITERS)
    assert (text[found.start : found.end], found.keys) == ("Maaten and Hinton 2008", ("tsne",))


@pytest.mark.parametrize(
    "text",
    [
        "He was born in 2016.",
        "As Maaten and Hinton 2009 say.",
        "with Kim 2014 came",
        "In May and June 2016",
        "Zhang and He (2016)",
    ],
)
def test_a_year_near_a_name_is_not_enough(text: str) -> None:
    assert list(author_years(text, tokens(text), WRITERS)) == []


def test_the_index_finds_names_within_names() -> None:
    titles = ("Deep", "Deep Learning", "Deep Learning for Cats", "Deep Learners")
    records = {t: reference(t, t) for t in titles}
    index = build_index(Bibliography(records))
    row = tokens("a deep learning for cats")
    found = {phrase(row[m.first : m.last]) for m in index.phrases.matches(row)}
    assert found == {"deep", "deep learning", "deep learning for cat"}
