"""The roles of contributors are those of MARC's list."""

import pytest

from publish.model.relators import RELATORS, is_relator


@pytest.mark.parametrize(
    ("code", "name"),
    [("pfr", "proofreader"), ("prf", "performer"), ("com", "compiler"), ("isb", "issuing body")],
)
def test_names_are_those_of_the_list(code, name):
    assert RELATORS[code] == name


def test_each_name_has_a_code_of_the_list():
    assert all(map(is_relator, RELATORS))


def test_what_is_discontinued_or_none_is_no_code():
    assert not any(map(is_relator, ["clb", "grt", "voc", "gsp", "xyz", "abr acp"]))
    assert all(map(is_relator, ["wfw", "mem", "crf", "tad", "vac"]))
