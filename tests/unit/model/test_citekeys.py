"""Keys by the project's pattern."""

from __future__ import annotations

import pytest

from publish.model.citekeys import KeyMaker, key_for, pattern_fault

ITEM = {
    "title": "The <i>Über</i>-Method: R-CNN",
    "author": [{"family": "Łukasiewicz-Müller", "given": "J.", "non-dropping-particle": "von"}],
    "issued": {"date-parts": [[2016, 5]]},
}


@pytest.mark.parametrize(
    ("item", "pattern", "key"),
    [
        (ITEM, "{author}{year}{word}", "lukasiewiczmuller2016ubermethod"),
        (ITEM, "{Author}:{year}", "Lukasiewiczmuller:2016"),
        (ITEM, "{Word}_{author}", "Ubermethod_lukasiewiczmuller"),
        ({"title": "Über die Grundlagen"}, "{author}{year}{word}", "anonymousnduber"),
        ({"title": "Der die das"}, "{author}-{word}", "anonymous-der"),
        ({"editor": [{"literal": "World Health Organization"}]}, "{author}",
         "worldhealthorganization"),
        ({"author": [{"family": "王"}], "title": "标题"}, "{author}{word}", "王标题"),
        ({"publisher": "Sea Press", "issued": {"date-parts": [[-44]]}}, "{author}{year}", "sea44"),
    ],
)  # fmt: skip
def test_a_key_is_made_by_the_pattern(item: dict[str, object], pattern: str, key: str) -> None:
    assert key_for(item, pattern) == key


def test_a_key_is_given_once() -> None:
    keys = KeyMaker({"a", "ab"}.__contains__, "{word}")
    made = [keys.make({"title": title}) for title in ("A", "A", "a", "B")]
    assert made == ["aa", "ac", "ad", "b"]
    many = KeyMaker(lambda key: False, "{year}")
    assert [many.make({}) for _ in range(29)][-3:] == ["ndz", "ndaa", "ndab"]


@pytest.mark.parametrize("pattern", ["{author}{year}", "x-{Word}"])
def test_a_sound_pattern(pattern: str) -> None:
    assert pattern_fault(pattern) is None


@pytest.mark.parametrize("pattern", ["", "he2016", "{auth}", "{author} {year}", "{author},{year}"])
def test_a_pattern_that_gives_no_keys(pattern: str) -> None:
    assert pattern_fault(pattern)
