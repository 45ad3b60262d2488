"""What is sealed opens with its key, purpose and owner, and with nothing else."""

from __future__ import annotations

from uuid import uuid4

import pytest
from pytest_django import Settings

from openccr.access.sealing import CannotUnseal, seal, unseal

TEXT = b"what nobody else may read"


def test_what_was_sealed_opens() -> None:
    owner = uuid4()
    assert unseal(seal(TEXT, purpose="whereabouts", owner=owner), purpose="whereabouts", owner=owner) == TEXT


def test_the_same_text_sealed_twice_looks_different() -> None:
    assert seal(TEXT, purpose="session") != seal(TEXT, purpose="session")


def test_another_owner_purpose_or_key_does_not_open_it(settings: Settings) -> None:
    owner = uuid4()
    sealed = seal(TEXT, purpose="whereabouts", owner=owner)
    with pytest.raises(CannotUnseal):
        unseal(sealed, purpose="whereabouts", owner=uuid4())
    with pytest.raises(CannotUnseal):
        unseal(sealed, purpose="session", owner=owner)
    settings.VAULT_KEY = b"another key altogether"
    with pytest.raises(CannotUnseal):
        unseal(sealed, purpose="whereabouts", owner=owner)


@pytest.mark.parametrize("place", [0, 5, 20, -1])
def test_changed_bytes_do_not_open(place: int) -> None:
    sealed = bytearray(seal(TEXT, purpose="session"))
    sealed[place] ^= 1
    if place == 0:
        sealed = sealed[:10]  # the version byte alone is not part of the seal: a cut one is refused
    with pytest.raises(CannotUnseal):
        unseal(bytes(sealed), purpose="session")
