"""What tests of the conference share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture
def no_earlier_tries() -> Iterator[None]:
    """Nobody has tried anything yet: how often a page may be asked for is counted in the cache."""
    cache.clear()
    yield
    cache.clear()
