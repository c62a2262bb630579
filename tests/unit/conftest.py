"""One warm pandoc for all unit tests of a worker."""

from collections.abc import Iterator

import pytest

from publish.engines.pandoc import Pandoc


@pytest.fixture(scope="session")
def pandoc() -> Iterator[Pandoc]:
    with Pandoc() as engine:
        yield engine
