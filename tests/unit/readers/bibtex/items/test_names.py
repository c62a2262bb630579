"""Names: BibTeX's rule, biblatex's extended format, and lists that break the rule."""

from __future__ import annotations

import pytest

from publish.readers.bibtex.items.names import read_names
from publish.readers.bibtex.latex import to_text


def shown(raw: str, use_prefix: bool | None = None) -> list[str]:
    """``given|non-dropping|dropping|family|suffix`` of each name, or the literal."""
    parts = ("given", "non-dropping-particle", "dropping-particle", "family", "suffix")
    return [
        name.get("literal") or "|".join(name.get(part, "") for part in parts)
        for name in read_names(raw, to_text, use_prefix).names
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Kaiming He", ["Kaiming|||He|"]),
        ("He, Kaiming", ["Kaiming|||He|"]),
        ("Plato", ["|||Plato|"]),
        ("Ludwig van Beethoven", ["Ludwig|van||Beethoven|"]),
        ("van der Waals, Johannes Diderik", ["Johannes Diderik|van der||Waals|"]),
        ("Charles Louis de la Vall{\\'e}e Poussin", ["Charles Louis|de la||Vallée Poussin|"]),
        ("Waals, Johannes van der", ["Johannes|van der||Waals|"]),
        ("{de la Mata}, Juan", ["Juan|||de la Mata|"]),
        ("d'Alembert, Jean", ["Jean|||d'Alembert|"]),
        ("{d'}Alembert, Jean", ["Jean|||d'Alembert|"]),
        ("King, Jr., Martin Luther", ["Martin Luther|||King|Jr."]),
        ("Martin Luther King Jr.", ["Martin Luther|||King|Jr."]),
        ("King, Martin Luther, Jr.", ["Martin Luther|||King|Jr."]),
        ("{World Health Organization}", ["World Health Organization"]),
        ("{{Barnes and Noble, Inc.}}", ["Barnes and Noble, Inc."]),
        ("{\\'E}va Tardos", ["Éva|||Tardos|"]),
        ("\\'{E}va Tardos", ["Éva|||Tardos|"]),
        ("\\O{}stergaard, C.", ["C.|||Østergaard|"]),
        ('{\\"o}z{\\"o} Bulut', ["|özö||Bulut|"]),
        ("Jean-Paul Sartre", ["Jean-Paul|||Sartre|"]),
        ("الخالدي، أحمد", ["أحمد|||الخالدي|"]),
        ("王小明", ["|||王小明|"]),
        ("Foster, Ian AND Kesselman, Carl", ["Ian|||Foster|", "Carl|||Kesselman|"]),
        ("A, B and\n   C, D\tand\tE, F", ["B|||A|", "D|||C|", "F|||E|"]),
        ("Anderson, Sandy and Band, Andy", ["Sandy|||Anderson|", "Andy|||Band|"]),
        ("Smith, J. and others", ["J.|||Smith|", "others"]),
        ("given={Jean}, prefix={de la}, family={Rousse}", ["Jean|de la||Rousse|"]),
        ("family=Goethe, given=Johann, prefix=von, useprefix=false", ["Johann||von|Goethe|"]),
    ],
)
def test_a_list_that_follows_the_rule(raw: str, expected: list[str]) -> None:
    assert shown(raw) == expected
    assert read_names(raw, to_text).problems == []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Smith, J., Doe, K., Roe, L.", ["J.|||Smith|", "K.|||Doe|", "L.|||Roe|"]),
        ("Smith, J.; Doe, K.", ["J.|||Smith|", "K.|||Doe|"]),
        ("Smith, J. and Others", ["J.|||Smith|", "others"]),
        ("Smith, J. and et al.", ["J.|||Smith|", "others"]),
        ("Smith, J. et al.", ["J.|||Smith|", "others"]),
        ("Doe,", ["|||Doe|"]),
        ("Brown and and Green", ["|||Brown|", "|||Green|"]),
        ("Smith, John, Jr., III", ["John|||Smith|Jr., III"]),
    ],
)
def test_a_list_that_breaks_it_is_read_as_meant_and_told(raw: str, expected: list[str]) -> None:
    assert shown(raw) == expected
    assert read_names(raw, to_text).problems


def test_without_useprefix_the_particle_is_dropped_in_sorting() -> None:
    assert shown("de Geer, Ingrid", use_prefix=False) == ["Ingrid||de|Geer|"]


def test_an_option_of_a_whole_list_is_no_name() -> None:
    raw = "useprefix=false and given=Richard, prefix=von, family=Rabble and van Dyke, Anthony"
    assert shown(raw) == ["Richard|von||Rabble|", "Anthony||van|Dyke|"]
    assert shown("useprefix=true and given=Ada and suffix=") == ["Ada||||"]
