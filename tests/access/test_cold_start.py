"""A server that has just started is asked by several people at once: no registry is read while it is half made."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from openccr.access import may
from openccr.audit import types


@pytest.mark.parametrize(
    ("where", "registry", "name"), [(may, may.permissions, "modules"), (types, types.audit_types, "modules")]
)
def test_whoever_asks_first_and_whoever_asks_meanwhile_get_all_of_it(
    monkeypatch: pytest.MonkeyPatch, where: ModuleType, registry: Callable[[], dict[str, object]], name: str
) -> None:
    """Seen under load: two of the first requests met a table without the last app's permissions, and failed."""
    whole, real = set(registry()), getattr(where, name)

    def slowly(kind: str) -> Iterator[ModuleType]:
        for module in real(kind):
            time.sleep(0.005)
            yield module

    monkeypatch.setattr(where, name, slowly)
    registry.cache_clear()  # type: ignore[attr-defined]
    found: list[set[str]] = []
    threads = [threading.Thread(target=lambda: found.append(set(registry()))) for _ in range(4)]
    for thread in threads:
        thread.start()
        time.sleep(0.02)
    for thread in threads:
        thread.join()
    assert found == [whole] * 4
