"""What an actor may do: `policy.py` of each app is a table, closed by default, asked by operations and buttons alike.

Which rows exist for an actor is another question, answered by the walls in the database.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from openccr.access.ours import modules
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal

Test = Callable[[Actor, Any], Refusal | None]


class Rule:
    """A predicate of actor and subject that says why not. Combine with & and |."""

    def __init__(self, test: Test) -> None:
        self.test = test

    def __call__(self, actor: Actor, subject: Any = None) -> Refusal | None:
        return self.test(actor, subject)

    def __and__(self, other: Rule) -> Rule:
        return Rule(lambda actor, subject: self(actor, subject) or other(actor, subject))

    def __or__(self, other: Rule) -> Rule:
        def either(actor: Actor, subject: Any) -> Refusal | None:
            first = self(actor, subject)
            return None if first is None else other(actor, subject) and first

        return Rule(either)


def role(*roles: str, sentence: str) -> Rule:
    """The actor's appointment carries one of `roles`; otherwise `sentence`."""
    return Rule(lambda actor, _: None if actor.role in roles else Refusal(sentence))


def scope(name: str) -> Rule:
    """The actor is an API client that was given leave to do this."""
    return Rule(
        lambda actor, _: None if name in actor.scopes else Refusal(f"This client was not given the scope {name}.")
    )


signed_in = Rule(lambda actor, _: None if actor.user_id else Refusal("Sign in first."))
appointed = Rule(
    lambda actor, _: None if actor.appointment_id else Refusal("You have no appointment in a partnership.")
)


class UnknownPermission(KeyError):
    """A permission that no policy table names: a mistake in the code, never a silent no."""


@cache
def permissions() -> dict[str, Rule]:
    """All policy tables in one, read once. Made whole before anybody sees it: pages are served by several threads."""
    table: dict[str, Rule] = {}
    for policy in modules("policy"):
        for name, rule in policy.MAY.items():
            if name in table:
                raise ValueError(f"Permission {name} stands in two policy tables")
            table[name] = rule
    return table


def why_not(actor: Actor, permission: str, subject: Any = None) -> Refusal | None:
    """Why `actor` may not do this, or None when they may. Raises UnknownPermission for a name nobody declared."""
    try:
        rule = permissions()[permission]
    except KeyError:
        raise UnknownPermission(permission) from None
    return rule(actor, subject)


def must(actor: Actor, permission: str, subject: Any = None) -> None:
    """Raise the Refusal of `why_not`, if there is one."""
    refusal = why_not(actor, permission, subject)
    if refusal is not None:
        raise refusal
