"""What an actor may do: closed by default, and an unknown name is a mistake."""

from __future__ import annotations

import pytest

from openccr.access.may import Rule, UnknownPermission, must, permissions, role, why_not
from openccr.kernel.actors import Actor, ActorKind
from openccr.kernel.refusals import Refusal

SOMEBODY = Actor(kind=ActorKind.PERSON, user_id=None, role="idva")
idva = role("idva", sentence="Only an IDVA.")
chair = role("chair", sentence="Only a chair.")


def test_a_role_may_or_hears_why_not() -> None:
    assert idva(SOMEBODY) is None
    assert chair(SOMEBODY) == Refusal("Only a chair.")


def test_rules_combine_and_the_first_reason_is_given() -> None:
    assert (idva & chair)(SOMEBODY) == Refusal("Only a chair.")
    assert (idva | chair)(SOMEBODY) is None
    assert (chair | idva)(SOMEBODY) is None
    assert (chair | role("lead", sentence="Only a lead."))(SOMEBODY) == Refusal("Only a chair.")


def test_an_unknown_permission_raises() -> None:
    with pytest.raises(UnknownPermission):
        why_not(SOMEBODY, "casefiles.opne")


def test_must_raises_the_reason() -> None:
    with pytest.raises(Refusal):
        must(SOMEBODY, "casefiles.exclude")


def test_every_permission_is_a_rule_named_after_its_app() -> None:
    for name, rule in permissions().items():
        assert isinstance(rule, Rule)
        assert "." in name, name
